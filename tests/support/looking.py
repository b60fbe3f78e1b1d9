"""How browser tests look at a page: screens, addresses, what axe finds, and the search."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

from tests.conftest import Site

PHONE: ViewportSize = {"width": 390, "height": 844}
OLD_PHONE: ViewportSize = {"width": 320, "height": 568}
# The rules that look at colours. The dark scheme has the same HTML, so that no other rule can
# find there what it has not found in the light one.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
# What moves on the screen without anybody's doing, from the first paint on.
SHIFTS = """window.shifts = []; new PerformanceObserver(list => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) shifts.push(
        [shift.value, shift.sources.map(each => each.node?.outerHTML?.slice(0, 60)).join(" ")]);
}).observe({type: "layout-shift", buffered: true})"""
INSIDE_VIEWPORT = """element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
}"""


def url(site: Site, address: str, anchor: str = "") -> str:
    slash = "/" if address and not address.endswith(".html") else ""
    return f"{site.url}{address}{slash}{anchor}"


def criterion_urls(site: Site) -> list[str]:
    return [url(site, f"criteria/{criterion.id}") for criterion in site.comparison.criteria]


def violations(page: Page, rules: Iterable[str] = (), part: str | None = None) -> list[str]:
    """What axe finds on the page, or in a part of it; by all rules, or by those named."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, part, {"resultTypes": ["violations"], **only}).response
    assert found["passes"]
    return [
        f"{found['url']}: {rule['id']}: {node['target']}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]


def search(page: Page, words: str) -> None:
    page.wait_for_function(
        "!document.querySelector('.md-search-result__meta').textContent.includes('Initializing')"
    )
    page.locator(".md-search__input").focus()
    page.keyboard.type(words)
    page.locator(".md-search-result__link").first.wait_for()


def query(page: Page) -> str:
    found: str = page.evaluate("location.search")
    return found
