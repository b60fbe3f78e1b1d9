"""The filter above the scenarios: words and criteria, kept in the address.

Every test fails as well when a page logs an error or asks another origin for anything (conftest).
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import DESKTOP, Visitor, needs, query, until
from tests.support.sites import Site

TYPING = """texts => texts.map(text => {
    const field = document.querySelector('#scenario_filter [type=search]');
    field.value = text;
    field.dispatchEvent(new Event('input'));
    return document.querySelector('.filter__count').textContent;
})"""


def scenarios(bare_site: Site, page: Page, query: str = "") -> None:
    page.goto(f"{bare_site.url}scenarios/{query}")
    expect(page.locator("#scenario_filter")).to_be_visible()


def field(page: Page) -> Any:
    return page.get_by_label("Your need")


def check(page: Page, bare_site: Site, *ids: str) -> None:
    for name in ids:
        title = bare_site.comparison.criterion(name).name
        page.locator(".tick", has_text=title).click()


def test_words_match_from_their_first_letters_whatever_their_case_and_accents(
    bare_site: Site, page: Page
) -> None:
    scenarios(bare_site, page)
    assert needs(page) == [s.id for s in bare_site.comparison.scenarios]
    for typed, expected in {
        "mobil": ["mobile-and-edge"],
        "  MÓBÏLE, ": ["mobile-and-edge"],
        "obile": [],
        "mobile google": ["mobile-and-edge"],
        "mobile deploy": ["mobile-and-edge"],
        "mobile research": [],
        "raspberry mobile": ["mobile-and-edge"],
        "?!": [s.id for s in bare_site.comparison.scenarios],
    }.items():
        field(page).fill(typed)
        assert needs(page) == expected, typed


def test_a_keyword_is_found_and_stands_on_no_page(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    field(page).fill("smartphone")
    assert needs(page) == ["mobile-and-edge"]
    assert "smartphone" not in page.locator("body").inner_text().lower()


def test_what_the_verdicts_of_a_row_say_is_not_searched(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    row = page.locator("#learning .rests-on").inner_text()
    assert "Depends" in row
    field(page).fill("depends")
    assert "learning" not in needs(page)
    field(page).fill("pytorch")
    assert "learning" in needs(page)


def test_a_row_has_to_rest_on_every_checked_criterion(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    chosen: list[str] = []
    for name in ("ecosystem", "deployment"):
        chosen.append(name)
        check(page, bare_site, name)
        resting = [s.id for s in bare_site.comparison.scenarios if set(chosen) <= set(s.criteria)]
        assert needs(page) == resting
    assert 0 < len(resting) < len(bare_site.comparison.scenarios)


def test_only_criteria_that_some_row_rests_on_are_offered(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    rested = {name for s in bare_site.comparison.scenarios for name in s.criteria}
    names = [c.name for c in bare_site.comparison.criteria if c.id in rested]
    assert len(names) < len(bare_site.comparison.criteria)
    assert page.locator("#scenario_filter .tick").all_inner_texts() == names


@pytest.fixture
def timed(bare_site: Site, visitor: Visitor) -> Page:
    """The page, with a clock of its own that stands still, and what is announced in `said`."""
    page = visitor.open(viewport=DESKTOP)
    page.clock.install()
    scenarios(bare_site, page)
    page.clock.run_for(1000)
    page.evaluate(
        """() => { window.said = [];
        const status = document.querySelector('#scenario_filter [role=status]');
        new MutationObserver(() => said.push(status.textContent.trim())).observe(
            status, {childList: true}) }"""
    )
    return page


def test_the_count_follows_every_key_and_is_announced_once_at_rest(
    bare_site: Site, timed: Page
) -> None:
    total = len(bare_site.comparison.scenarios)
    expect(timed.locator(".filter__count")).to_have_text(f"{total} of {total}")
    field(timed).press_sequentially("mobile")
    expect(timed.locator(".filter__count")).to_have_text(f"1 of {total}")
    assert timed.evaluate("said") == []
    timed.clock.run_for(300)
    assert timed.evaluate("said") == [f"1 of {total} scenarios match."]


def test_another_row_is_announced_even_if_the_count_is_the_same(
    bare_site: Site, timed: Page
) -> None:
    total = len(bare_site.comparison.scenarios)
    for words in ("mobile", "mobile e", "academic"):
        field(timed).fill(words)
        timed.clock.run_for(300)
    assert timed.evaluate("said") == [f"1 of {total} scenarios match."] * 2


def test_contested_sections_go_with_their_rows(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    contested = [s.id for s in bare_site.comparison.scenarios if s.open_proposal]
    assert len(contested) == 2
    shown = page.locator('h3[id^="contested-"]').filter(visible=True)
    boxes = page.locator(".proposal").filter(visible=True)
    assert (shown.count(), boxes.count()) == (2, 2)
    field(page).fill("mobile")
    assert [h.get_attribute("id") for h in shown.all()] == ["contested-mobile-and-edge"]
    assert boxes.count() == 1
    field(page).fill("academic")
    expect(page.locator("#contested_advice")).to_be_hidden()
    expect(page.get_by_text("The advice above stays published.")).to_be_hidden()
    assert (shown.count(), boxes.count()) == (0, 0)
    expect(page.locator("#cited_sources")).to_be_visible()


def test_the_address_keeps_the_filter(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    field(page).fill("google edge ")
    check(page, bare_site, "deployment")
    wanted = "?need=google+edge&criteria=deployment"
    assert query(page) == wanted
    check(page, bare_site, "ecosystem")
    assert query(page) == "?need=google+edge&criteria=ecosystem,deployment"
    check(page, bare_site, "ecosystem")
    assert query(page) == wanted
    page.reload()
    expect(field(page)).to_have_value("google edge")
    assert page.locator(".tick :checked").count() == 1
    assert needs(page) == ["mobile-and-edge"]
    field(page).fill("")
    check(page, bare_site, "deployment")
    assert query(page) == ""


def test_back_leaves_after_typing_in_one_step(bare_site: Site, page: Page) -> None:
    page.goto(f"{bare_site.url}sources/")
    page.goto(f"{bare_site.url}scenarios/")
    field(page).press_sequentially("mobile", delay=5)
    until(page, "location.search === '?need=mobile'")
    page.go_back()
    assert page.url == f"{bare_site.url}sources/"
    page.go_forward()
    expect(field(page)).to_have_value("mobile")
    assert needs(page) == ["mobile-and-edge"]


def test_back_undoes_one_criterion_at_a_time(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    field(page).fill("google")
    check(page, bare_site, "ecosystem", "deployment")
    page.go_back()
    assert query(page) == "?need=google&criteria=ecosystem"
    assert page.locator(".tick :checked").evaluate_all("all => all.map(b => b.value)") == [
        "ecosystem"
    ]
    page.go_back()
    assert query(page) == "?need=google"
    expect(field(page)).to_have_value("google")
    page.go_forward()
    assert query(page) == "?need=google&criteria=ecosystem"


def test_an_empty_result_says_what_to_try(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page, "?need=zzz")
    empty = page.locator("#scenario_filter_empty")
    expect(page.locator(".lookup--full")).to_be_hidden()
    hints = empty.locator("li").filter(visible=True)
    assert [hint.split(" ")[0] for hint in hints.all_inner_texts()] == ["Clear", "Say"]
    check(page, bare_site, "deployment")
    assert hints.count() == 3
    status = page.locator("#scenario_filter [role=status]")
    expect(status).to_contain_text("No scenario matches.")
    href = empty.get_by_role("link", name="Decide page").get_attribute("href") or ""
    assert page.request.get(f"{page.url.split('?')[0]}{href}").ok
    empty.get_by_role("button", name="Show all").click()
    assert needs(page) == [s.id for s in bare_site.comparison.scenarios]
    assert query(page) == ""
    expect(field(page)).to_be_focused()
    expect(empty).to_be_hidden()


def test_show_all_appears_with_the_first_condition(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page)
    button = page.locator("#scenario_filter button")
    expect(button).to_be_hidden()
    check(page, bare_site, "deployment")
    button.click()
    assert needs(page) == [s.id for s in bare_site.comparison.scenarios]
    expect(button).to_be_hidden()


def test_unknown_criteria_are_ignored(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page, "?criteria=nope")
    assert needs(page) == [s.id for s in bare_site.comparison.scenarios]
    page.goto(f"{bare_site.url}scenarios/?criteria=nope,,deployment,%3Cb%3E&h=word")
    assert needs(page) == [
        s.id for s in bare_site.comparison.scenarios if "deployment" in s.criteria
    ]
    until(page, "location.search === '?criteria=deployment&h=word'")


@pytest.mark.parametrize("anchor", ["learning", "contested-mobile-and-edge"])
def test_a_link_to_a_hidden_row_shows_it(bare_site: Site, page: Page, anchor: str) -> None:
    scenarios(bare_site, page, f"?need=academic#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    expect(field(page)).to_have_value("")
    assert page.url == f"{bare_site.url}scenarios/#{anchor}"
    field(page).fill("academic")
    field(page).blur()
    assert (query(page), page.evaluate("location.hash")) == ("?need=academic", "")
    page.evaluate("anchor => location.hash = anchor", anchor)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    assert page.evaluate("location.hash") == f"#{anchor}"


def test_an_anchor_of_a_row_that_is_shown_stays(bare_site: Site, page: Page) -> None:
    scenarios(bare_site, page, "?need=mobile#mobile-and-edge")
    check(page, bare_site, "deployment")
    assert page.url.endswith("/?need=mobile&criteria=deployment#mobile-and-edge")


def test_five_hundred_scenarios_follow_every_key(bare_site: Site, page: Page) -> None:
    html = (bare_site.folder / "scenarios" / "index.html").read_text(encoding="utf-8")
    (rows,) = re.findall(
        r'<table class="lookup lookup--full".*?<tbody[^>]*>(.*?)</tbody>', html, re.S
    )
    own = '<tr role="row" id="'
    count = rows.count(own)
    many = "".join(rows.replace(own, f"{own}n{n}-") for n in range(500 // count))
    body = html.replace(rows, many)
    page.route("**/scenarios/", lambda r: r.fulfill(body=body, content_type="text/html"))
    page.goto(f"{bare_site.url}scenarios/")
    shown = page.evaluate(TYPING, ["m", "mo", "mob", "mobi", "", "zz"])
    assert shown[2:] == ["100 of 500", "100 of 500", "500 of 500", "0 of 500"]
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]


def test_the_filter_works_by_keyboard(real_site: Site, page: Page) -> None:
    scenarios(real_site, page)
    field(page).focus()
    page.keyboard.type("google")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert query(page) == "?need=google&criteria=deployment"
    outline = page.locator(".tick:has(:focus-visible)").evaluate("e => getComputedStyle(e).outline")
    assert "solid" in outline
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all"
    page.keyboard.press("Enter")
    assert query(page) == ""
