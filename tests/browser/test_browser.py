"""The built site in a real browser: it fits every screen, and works without script.

Every test fails as well when a page logs an error or asks another origin for anything (conftest).
"""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.support.browser import (
    DESKTOP,
    INSIDE_VIEWPORT,
    OLD_PHONE,
    PHONE,
    SHIFTS,
    Visitor,
    criterion_urls,
    open_tabs,
    settled,
    until,
    url,
)
from tests.support.html import read_page
from tests.support.sites import Site


@pytest.mark.parametrize("fixture", ["published_site", "other_site"])
def test_no_page_scrolls_sideways(
    request: pytest.FixtureRequest, visitor: Visitor, fixture: str
) -> None:
    site: Site = request.getfixturevalue(fixture)
    page = visitor.open(viewport=PHONE)
    wide = []
    for address in site.kinds:
        page.set_viewport_size(PHONE)
        page.goto(url(site, address))
        wide += too_wide(page, PHONE)
        page.set_viewport_size(OLD_PHONE)
        wide += too_wide(page, OLD_PHONE)
        if address.startswith("criteria/"):
            page.locator("#tab--all").evaluate("input => input.click()")
            assert open_tabs(page) == [option.name for option in site.comparison.options]
            wide += too_wide(page, OLD_PHONE)
    assert wide == []


def too_wide(page: Page, screen: ViewportSize) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url}: {width} on {screen['width']}"] if width > screen["width"] else []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_answer_and_all_verdicts_stand_on_the_first_screen(
    site: Site, visitor: Visitor, screen: ViewportSize
) -> None:
    page = visitor.open(site.url, viewport=screen)
    rows = page.locator(".scoreboard tbody tr")
    assert rows.count() == len(site.comparison.criteria) <= 5
    parts = (".answer li > a:first-child", ".answer a.mark", ".tally", ".scoreboard th a")
    verdicts = (".scoreboard .badge", ".scoreboard .result", ".scoreboard a.mark")
    below = [
        element.inner_text()
        for part in (*parts, *verdicts)
        for element in page.locator(part).all()
        if not element.evaluate(INSIDE_VIEWPORT)
    ]
    assert below == []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_while_a_page_loads(
    real_site: Site, visitor: Visitor, screen: ViewportSize
) -> None:
    """Not even where the address says what to hide, to weigh or to show."""
    page = visitor.open(viewport=screen, script=SHIFTS)
    moved = {}
    for address in (
        "",
        "criteria/deployment/",
        "criteria/deployment/?evidence=article",
        "scenarios/",
        "scenarios/?need=mobile",
        "decide/",
        "decide/?ecosystem=8&ecosystem.part=tensorflow",
    ):
        page.goto(real_site.url + address)
        settled(page)
        moved[address] = page.evaluate("shifts")
    assert {address: shifts for address, shifts in moved.items() if shifts} == {}


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_end_key_leads_to_the_end(site: Site, visitor: Visitor, screen: ViewportSize) -> None:
    """The footer is styled late; what is set aside for it is at least what it takes."""
    page = visitor.open(criterion_urls(site)[0], viewport=screen)
    page.keyboard.press("End")
    until(page, "document.documentElement.scrollHeight - innerHeight - scrollY <= 2")


def test_the_sum_shows_how_sure_each_verdict_is_and_once_when_and_on_what(
    site: Site, visitor: Visitor
) -> None:
    for screen in (DESKTOP, PHONE):
        page = visitor.open(url(site, "decide"), viewport=screen)
        rows = page.locator("#sum tbody tr").all()
        assert len(rows) == len(site.comparison.criteria)
        for row in rows:
            expect(row.locator(".confidence:visible")).to_have_count(1)
        for part in ("time", ".version"):
            expect(page.locator(".sum-note").locator(part).first).to_be_visible()


def test_nothing_needs_to_be_tapped_with_a_needle(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=PHONE)
    links = page.locator(".scoreboard a, .lookup a").all()
    assert len(links) >= 10
    small = [a.inner_text() for a in links if (a.bounding_box() or {"height": 0})["height"] < 16]
    assert small == []


def test_the_list_of_sources_has_room_for_its_numbers(real_site: Site, visitor: Visitor) -> None:
    """Citations lead to these numbers; outside the list they could be cut off."""
    page = visitor.open(criterion_urls(real_site)[0], viewport=PHONE)
    room = page.locator("ol.sources").evaluate(
        """list => { const pen = document.createElement("canvas").getContext("2d");
            pen.font = getComputedStyle(list.lastElementChild).font;
            return parseFloat(getComputedStyle(list).paddingLeft)
                - pen.measureText(`${list.children.length}. `).width }"""
    )
    assert room > 0


# --- Without script ---


def test_without_script_everything_is_there(site: Site, visitor: Visitor) -> None:
    page = visitor.open(site.url, java_script_enabled=False, viewport=DESKTOP)
    labels = [c.verdict.published.label for c in site.comparison.criteria]
    assert page.locator(".scoreboard tbody tr .badge__label").all_inner_texts() == labels
    expect(page.locator(".md-search__input")).to_be_hidden()
    expect(page.locator('label[for="__search"]').first).to_be_hidden()
    expect(page.locator("noscript p")).to_contain_text("Search needs JavaScript.")
    expect(page.locator("noscript p")).to_be_visible()
    links = page.locator(".site-map a")
    assert all(link.is_visible() for link in links.all())
    found = links.evaluate_all("all => all.map(a => a.href)")
    assert {url(site, address) for address in site.led_to} <= set(found)


def test_with_script_no_page_says_that_search_needs_it(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url)
    expect(page.get_by_text("Search needs JavaScript.")).to_be_hidden()


# --- 404 ---


def test_a_wrong_address_gets_a_page_that_helps(site: Site, visitor: Visitor) -> None:
    address = f"{site.url}criteria/not-here/really/"
    visitor.expected.append(address)
    page = visitor.open(address, viewport=DESKTOP)
    expect(page.locator("h1")).to_have_text("There is no page here")
    name = site.comparison.criteria[0].name
    page.locator("article").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_contain_text(name)
    assert page.url == criterion_urls(site)[0]


def test_every_link_of_the_404_page_works(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "404.html"))
    links = page.locator("article a").evaluate_all("all => all.map(a => a.href)")
    assert len(links) == len(real_site.listed)
    broken = [link for link in links if page.request.get(link).status != 200]
    assert broken == []


def test_script_and_html_agree_on_what_the_front_page_says(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url)
    said = "e => [...e.querySelectorAll('script')].forEach(s => s.remove()) || e.textContent"
    shown = " ".join(page.locator("article").evaluate(said).split())
    assert shown == read_page(real_site.folder, "").one("article").text
