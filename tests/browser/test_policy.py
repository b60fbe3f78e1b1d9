"""Should anything of a stranger's ever get into a page, the page's policy keeps it from acting."""

import pytest
from playwright.sync_api import Page, Route

from tests.support.browser import Visitor, settled, until
from tests.support.sites import Site

LISTENING = """window.blocked = [];
addEventListener("securitypolicyviolation", event => blocked.push(event.effectiveDirective))"""
RED = "rgb(255, 0, 0)"
FOREIGN = "http://127.0.0.1:9/x"  # nothing answers there, and nothing is to be asked


def smuggled(visitor: Visitor, address: str, html: str) -> Page:
    """A page into whose article somebody got this."""

    def answer(route: Route) -> None:
        page = route.fetch()
        body = page.text().replace("</h1>", f"</h1>{html}", 1)
        assert html in body
        route.fulfill(response=page, body=body)

    visitor.expected.append(address)
    page = visitor.open(script=LISTENING)
    page.route(address, answer)
    page.goto(address)
    settled(page)
    return page


@pytest.mark.parametrize(
    ("html", "directive"),
    [
        ("<script>window.ran = 1</script>", "script-src-elem"),
        ("<script type='module'>window.ran = 1</script>", "script-src-elem"),
        ("<script src='data:text/javascript,window.ran=1'></script>", "script-src-elem"),
        (f"<script src='{FOREIGN}'></script>", "script-src-elem"),
        ("<img src='data:,' onerror='window.ran = 1' alt=''>", "script-src-attr"),
        ("<svg onload='window.ran = 1'></svg>", "script-src-attr"),
        ("<style>h1 { color: red !important }</style>", "style-src-elem"),
        ("<link rel='stylesheet' href='data:text/css,h1{color:red}'>", "style-src-elem"),
        ("<p style='color: red'>x</p>", "style-src-attr"),
        ("<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>", "script-src-elem"),
        ("<iframe src='data:text/html,x'></iframe>", "frame-src"),
        ("<object data='data:text/html,x'></object>", "object-src"),
        (f"<img src='{FOREIGN}' alt=''>", "img-src"),
        (f"<base href='{FOREIGN}'>", "base-uri"),
        (f"<form id='f' action='{FOREIGN}'></form>", "form-action"),
    ],
)
def test_what_was_smuggled_into_a_page_does_nothing(
    bare_site: Site, visitor: Visitor, html: str, directive: str
) -> None:
    page = smuggled(visitor, bare_site.url, html)
    if directive == "form-action":
        page.evaluate("document.getElementById('f').submit()")
        until(page, "blocked.length")
    if "srcdoc" not in html:  # what is in there has a window of its own
        assert page.evaluate("blocked") == [directive]
    assert page.url == bare_site.url
    assert page.evaluate("window.ran") is None
    colours = "[...document.querySelectorAll('h1, p')].map(each => getComputedStyle(each).color)"
    assert RED not in page.evaluate(colours)


def test_a_link_that_would_run_script_does_nothing(bare_site: Site, visitor: Visitor) -> None:
    html = "<a id='trap' href='javascript:void(window.ran = 1)'>x</a>"
    page = smuggled(visitor, bare_site.url, html)
    page.locator("#trap").click()
    until(page, "blocked.length")
    assert page.evaluate("window.ran") is None
