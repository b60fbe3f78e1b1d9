"""The table of facts: its filter, its options and its order, kept in the address."""

import re
from collections.abc import Sequence

from playwright.sync_api import Page, expect

from tests.support.browser import PHONE, Visitor, query
from tests.support.sites import Site

ROWS = ".facts tr[id]"


def shown(page: Page) -> list[str]:
    rows = page.locator(ROWS).filter(visible=True)
    found: Sequence[str] = rows.evaluate_all("all => all.map(row => row.id.slice(5))")
    return list(found)


def across(page: Page) -> list[str]:
    heads = page.locator(".facts thead [data-option]").filter(visible=True)
    found: Sequence[str] = heads.evaluate_all("all => all.map(cell => cell.dataset.option)")
    return list(found)


def test_a_row_sorts_the_options_better_ones_first_and_those_without_a_value_last(
    world_site: Site, page: Page
) -> None:
    page.goto(f"{world_site.url}compare/")
    options = across(page)
    head = page.locator("#fact-half-an-hour th")
    head.hover()
    head.get_by_role("button").click()
    assert across(page) == ["youbike", "tel-o-fun", "velib", "careem", "bixi"]
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.get_by_role("button").click()
    assert across(page) == ["careem", "velib", "youbike", "tel-o-fun", "bixi"]
    page.reload()
    assert across(page) == ["careem", "velib", "youbike", "tel-o-fun", "bixi"]
    head.hover()
    head.get_by_role("button").click()
    assert (across(page), query(page)) == (options, "")


def test_what_differs_is_asked_of_the_options_that_are_shown(world_site: Site, page: Page) -> None:
    page.goto(f"{world_site.url}compare/?differ=1&options=youbike,tel-o-fun")
    assert across(page) == ["youbike", "tel-o-fun"]
    assert shown(page) == ["warmest", "since", "firmware"]
    page.get_by_label("Only where they differ").uncheck()
    assert len(shown(page)) == page.locator(ROWS).count()
    page.get_by_role("button", name="Show all").click()
    assert query(page) == ""


def test_a_heading_over_criteria_is_shown_while_one_of_its_facts_is(
    world_site: Site, page: Page
) -> None:
    page.goto(f"{world_site.url}compare/?find=warm")
    heading = page.locator(".facts__over")
    expect(heading).to_be_visible()
    page.get_by_role("searchbox", name="Facts").fill("nothing like it")
    expect(heading).to_be_hidden()
    page.get_by_role("searchbox", name="Facts").fill("money")
    assert len(shown(page)) == page.locator(ROWS).count()


def test_words_find_facts_and_an_anchor_wins_over_them(world_site: Site, page: Page) -> None:
    page.goto(f"{world_site.url}compare/?find=warm")
    assert shown(page) == ["warmest"]
    page.goto(f"{world_site.url}compare/?find=warm#fact-firmware")
    expect(page.locator("#fact-firmware")).to_be_in_viewport()
    assert query(page) == ""


def test_words_are_found_wherever_they_stand_where_no_spaces_part_them(
    world_site: Site, page: Page
) -> None:
    html = (world_site.folder / "compare" / "index.html").read_text("utf-8")
    body = html.replace(">Warmest day<", ">臺北YouBike的最高氣溫 (サーバー)<")
    assert body != html
    page.route("**/compare/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{world_site.url}compare/")
    for typed, ids in {
        "氣溫": ["warmest"], "youb": ["warmest"], "氣溫 臺北": ["warmest"], "ーバ": ["warmest"],
        "ubike": [], "氣臺": [],
    }.items():  # fmt: skip
        page.get_by_label("Facts", exact=True).fill(typed)
        assert shown(page) == ids, typed


def test_what_is_folded_opens_for_what_is_found_and_closes_again(
    world_site: Site, page: Page
) -> None:
    html = (world_site.folder / "compare" / "index.html").read_text("utf-8")
    (box,) = re.findall(r'<div class="facts".*?</table>\s*</div>', html, re.S)
    fold = "<details class=fold {}><summary>Some</summary>{}</details>"
    more = re.sub(r'id="fact-', 'id="fact-more-', box).replace("Stations", "Bus stops")
    body = html.replace(box, fold.format("open", box) + fold.format("", more))
    page.route("**/compare/**", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{world_site.url}compare/")
    first, second = page.locator("details:has(.facts)").all()
    page.get_by_label("Facts", exact=True).fill("bus stop")
    assert shown(page) == ["more-stations"]
    expect(first).to_be_hidden()
    page.get_by_role("button", name="Show all").click()
    expect(first).to_have_attribute("open", "")
    expect(second).not_to_have_attribute("open", "")
    second.locator("summary").click()
    head = page.locator("#fact-more-half-an-hour th")
    head.hover()
    head.get_by_role("button").click()
    order = ["youbike", "tel-o-fun", "velib", "careem", "bixi"]
    assert across(page) == order * 2
    page.goto(f"{world_site.url}sources/")
    page.goto(f"{world_site.url}compare/#fact-more-firmware")
    expect(page.locator("#fact-more-firmware")).to_be_in_viewport()


def test_it_is_whole_without_javascript_and_scrolls_in_its_own_box(
    world_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(f"{world_site.url}compare/", java_script_enabled=False, viewport=PHONE)
    assert len(shown(page)) == page.locator(ROWS).count()
    expect(page.locator("#fact_filter")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    box = page.locator(".facts")
    box.evaluate("box => box.scrollTo(200, 200)")
    first, head = page.locator(f"{ROWS} th").last, page.locator(".facts thead th").first
    parts = (box, first, head)
    assert len({part.evaluate("one => one.getBoundingClientRect().x") for part in parts}) == 1
