"""The last check before publishing: what is wrong in the built HTML, with file and line."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparison_site.outputs.policy import POLICY
from comparison_site.publish import audit as auditing
from comparison_site.publish.audit import audit
from tests.support.sites import Site

POLICED = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
CLEAN = f"""<!doctype html>
<html lang="en"><head>{POLICED}<title>Front</title>
<link rel="stylesheet" href="assets/site.css"><link rel="icon" href="assets/icon.svg">
<script src="assets/site.js" type="module"></script></head>
<body id="top">
<a href="about/">About</a> <a href="about/#more">More</a> <a href="#top">Top</a>
<a href=".">Here</a>
<a href="https://example.org/">Elsewhere</a> <a href="mailto:editor@example.org">Write</a>
<a href="assets/a%20file.txt">A file</a>
</body></html>
"""
ABOUT = f"""<!doctype html>
{POLICED}<h2 id="more">More</h2><a href="../">Back</a><a href="../#top">Top</a>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site without a fault."""
    for path, text in {
        "index.html": CLEAN,
        "about/index.html": ABOUT,
        "assets/site.css": "",
        "assets/site.js": "",
        "assets/icon.svg": "",
        "assets/a file.txt": "",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def faults(site: Path, html: str, base: str = "/") -> list[tuple[str, int, str]]:
    """What the audit says about a page whose third line is `html`."""
    (site / "page.html").write_text(f"<!doctype html>\n{POLICED}<p>\n{html}\n", encoding="utf-8")
    return [(p.file, p.line, p.message) for p in audit(site, base)]


def test_a_clean_site_has_no_problems(site: Path) -> None:
    assert audit(site) == []


def test_the_real_sites_have_no_problems(real_site: Site, other_site: Site) -> None:
    assert audit(real_site.folder) == []
    assert audit(other_site.folder) == []


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="gone/">x</a>', "the link 'gone/' leads nowhere: there is no such page"),
        ('<a href="gone.html">x</a>', "the link 'gone.html' leads nowhere: there is no such page"),
        ('<a href="assets/">x</a>', "the link 'assets/' leads nowhere: there is no such page"),
        ('<a href="about.md">x</a>', "the link 'about.md' leads nowhere: there is no such page"),
        ('<a href="../">x</a><a href="about/#less">x</a>', "that page has no 'less'"),
        ('<a href="#nowhere">x</a>', "that page has no 'nowhere'"),
        ('<img src="assets/gone.png" alt="">', "the link 'assets/gone.png' leads nowhere"),
        ('<link rel="stylesheet" href="gone.css">', "the link 'gone.css' leads nowhere"),
        ('<p onclick="f()">x</p>', "the attribute onclick would run script"),
        ("<svg ONLOAD=f()></svg>", "the attribute onload would run script"),
        ('<a href="javascript:f()">x</a>', "the address 'javascript:f()' is not a web address"),
        ('<a href=" JavaScript:f()">x</a>', "is not a web address"),
        ('<a href="java&#9;script:f()">x</a>', "is not a web address"),
        ('<a href="data:text/html,x">x</a>', "is not a web address"),
        ('<a href="vbscript:x">x</a>', "is not a web address"),
        ('<form action="javascript:f()"></form>', "is not a web address"),
        ('<button formaction="javascript:f()">x</button>', "is not a web address"),
        ('<svg><a xlink:href="javascript:f()">x</a></svg>', "is not a web address"),
        ('<script src="https://example.org/x.js"></script>', "would be loaded from another site"),
        ('<script src="//example.org/x.js"></script>', "would be loaded from another site"),
        ('<img src="https://example.org/x.png" alt="">', "would be loaded from another site"),
        ('<img srcset="https://example.org/x.png 2x" alt="">', "would be loaded from another site"),
        ('<video poster="https://example.org/x.png"></video>', "would be loaded from another site"),
        ('<video src="https://example.org/x.mp4"></video>', "would be loaded from another site"),
        ('<audio src="https://example.org/x.ogg"></audio>', "would be loaded from another site"),
        ('<link rel="stylesheet" href="//example.org/x.css">', "would be loaded from another site"),
        ('<link rel="shortcut icon" href="https://example.org/x">', "would be loaded from another"),
        ('<link rel="preconnect" href="https://example.org">', "would be loaded from another"),
        ('<link rel="modulepreload" href="https://example.org/x">', "would be loaded from another"),
        ('<iframe src="about/"></iframe>', "the element <iframe> does not belong here"),
        ('<iframe srcdoc="x"></iframe>', "the element <iframe> does not belong here"),
        ('<object data="x"></object>', "the element <object> does not belong here"),
        ('<embed src="about/">', "the element <embed> does not belong here"),
        ('<base href="https://example.org/">', "the element <base> does not belong here"),
        ("<script>f()</script>", "a script inside of a page is blocked by its policy"),
        ('<script type="module">f()</script>', "a script inside of a page is blocked"),
        ('<SCRIPT TYPE="Application/JSON ">{}</SCRIPT>', "a script inside of a page is blocked"),
        ("<style>p { top: 0 }</style>", "a style sheet inside of a page is blocked"),
        ('<p style="top: 0">x</p>', "the attribute style='top: 0' is blocked by its policy"),
        ('<svg><rect STYLE="top: 0"/></svg>', "the attribute style='top: 0' is blocked"),
        ('<p id="a"><p id="b"><p id="a">', "the id 'a' is already used on this page"),
        ('<meta http-equiv="refresh" content="0;url=https://example.org/">', "refresh"),
    ],
)  # fmt: skip
def test_a_fault_is_reported_with_file_and_line(site: Path, html: str, message: str) -> None:
    found = faults(site, html)
    assert [(file, line) for file, line, words in found if message in words] == [("page.html", 3)]


def test_data_for_scripts_may_stand_inside_of_a_page(site: Path) -> None:
    kinds = ("application/json", "application/ld+json")
    assert faults(site, "".join(f'<script type="{kind}">{{}}</script>' for kind in kinds)) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>x",
        '<html><head><link rel="icon" href="assets/icon.svg">' + POLICED,
        "<body>" + POLICED,
        POLICED.replace("'none'", "*"),
        POLICED.replace("script-src", "script-src 'unsafe-inline'"),
        POLICED.replace("http-equiv", "name") + "<p>x",
    ],
)
def test_a_page_that_does_not_say_the_policy_first_is_refused(site: Path, html: str) -> None:
    (site / "page.html").write_text(f"<!doctype html>\n{html}<p>x", encoding="utf-8")
    [problem] = audit(site)
    assert (problem.file, problem.line) == ("page.html", 2)
    assert "has to say its policy" in problem.message


def test_a_file_that_is_no_page_needs_no_policy(site: Path) -> None:
    (site / "proof.html").write_text("proof-of-ownership: 1234", encoding="utf-8")
    assert audit(site) == []


MOVED = '<meta http-equiv="refresh" content="0; url=../about/">'


def moved(site: Path, html: str) -> list[str]:
    """What the audit says about a page beside the one about us."""
    (site / "old").mkdir(exist_ok=True)
    text = f"<!doctype html>\n{POLICED}{html}\n"
    (site / "old" / "index.html").write_text(text, encoding="utf-8")
    return [problem.message for problem in audit(site)]


def test_a_page_that_moved_may_lead_to_the_one_beside_it(site: Path) -> None:
    assert moved(site, f'{MOVED}<p>Moved: <a href="../about/">About</a>') == []
    assert (
        moved(site, f'<LINK REL=canonical href="https://e.org/">{MOVED}<a href="../about/">x') == []
    )


@pytest.mark.parametrize(
    "html",
    [
        MOVED,  # without a link, a reader whose browser does not follow is lost
        f'{MOVED}<a href="../about/">x</a><a href="../">y</a>',  # a page of its own
        f'{MOVED}<a href="../">x</a>',
        f'{MOVED}<a href="https://example.org/">x</a>',
        f'{MOVED}<meta http-equiv="refresh" content="0; url=https://e.org/"><a href="../about/">x',
        *(
            f'<meta http-equiv="{name}" content="{content}"><a href="../about/">x</a>'
            for name in ("refresh", "ReFresh", " refresh ")
            for content in (
                "0; url=https://example.org/", "0; url=//example.org/", "0;url=../about/",
                "5; url=../about/", "0; url=../about/;url=https://example.org/",
                "0; url=/about/", "0; url=../../about/", "0; url=javascript:f()",
                "0; url='../about/'", "0; URL=../about/",
                "0; url=../about/?x=//e.org/", "0; url=\\\\example.org/", "0", "",
                "0; url=..//e.org/",
                "0; url=../about/\n", "0; url=../about/&#10;", "0; url=../%2e%2e/",
            )
        ),
    ],
)  # fmt: skip
def test_any_other_refresh_is_refused(site: Path, html: str) -> None:
    assert "a refresh would send readers elsewhere" in moved(site, html)


def test_a_page_that_leads_nowhere_is_refused(site: Path) -> None:
    html = '<meta http-equiv="refresh" content="0; url=../gone/"><a href="../gone/">x</a>'
    assert moved(site, html) == ["the link '../gone/' leads nowhere: there is no such page"]


def test_only_ids_have_to_be_unique_and_only_on_their_page(site: Path) -> None:
    radios = '<input type="radio" name="more" id="one"><input type="radio" name="more" id="two">'
    assert faults(site, f'<h2 id="more">More</h2>{radios}') == []


def test_a_problem_says_where_it_is_in_one_line(site: Path) -> None:
    faults(site, '<a href="gone/">x</a>')
    [problem] = audit(site)
    assert str(problem) == ("page.html:3:1: the link 'gone/' leads nowhere: there is no such page")


def test_every_fault_of_a_site_is_reported(site: Path) -> None:
    links = f'{POLICED}<a href="x">1</a>\n<a href="y">2</a>\n'
    (site / "about" / "index.html").write_text(links, encoding="utf-8")
    found = [(p.file, p.line) for p in audit(site)]
    assert ("about/index.html", 1) in found
    assert ("about/index.html", 2) in found
    assert ("index.html", 6) in found  # its link to about/#more is dead now


def test_a_link_that_leaves_the_site_by_dots_is_dead(site: Path) -> None:
    (site.parent / "outside.html").write_text("outside", encoding="utf-8")
    [(_, line, words)] = faults(site, '<a href="..%2foutside.html">x</a>')
    assert line == 3
    assert "leads nowhere" in words


def test_links_from_the_root_count_from_the_base_path(site: Path) -> None:
    assert faults(site, '<a href="/project/about/">x</a>', "/project/") == []
    assert faults(site, '<a href="/project/">x</a>', "/project/") == []
    [(file, line, words)] = faults(site, '<a href="/about/">x</a>', "/project/")
    assert (file, line) == ("page.html", 3)
    assert "'/about/' leads nowhere" in words


def test_a_folder_without_index_is_no_page(site: Path) -> None:
    (site / "empty").mkdir()
    [(_, line, words)] = faults(site, '<a href="empty/">x</a>')
    assert line == 3
    assert "there is no such page" in words


FRAGMENTS = [
    *(
        "<p>",
        "</p>",
        '<p id="a">',
        "<p id=a>",
        "<P ID=a>",
        '<a href="#a">',
        "<a href='gone/'>",
        "x",
    ),
    *('<a href="about/">', '<a href="java&#9;script:f()">', "<p onclick=f()>", "<svg/onload=f()>"),
    *(
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<!--",
        "-->",
        "<br/>",
    ),
    *('<img src="//x.y/z">', '<base href="x">', "<textarea>", "</textarea>", "<![CDATA[", "]]>"),
    *(
        "<iframe>",
        "<meta http-equiv=refresh>",
        "<p\n",
        ' style="x"',
        ">",
        '"',
        "<",
        "&lt;",
        POLICED,
    ),
]


@given(html=st.lists(st.sampled_from(FRAGMENTS)).map("".join), policed=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_quick_way_to_read_a_page_finds_what_the_slow_one_finds(
    site: Path, html: str, policed: bool
) -> None:
    text = f"<!doctype html>\n{POLICED if policed else ''}{html}"
    (site / "page.html").write_text(text, encoding="utf-8")
    found = audit(site)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auditing, "tags", lambda _: None)
        assert audit(site) == found
