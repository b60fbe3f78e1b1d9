"""Everything works by keyboard, and shows where it is."""

from typing import Any

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.support.browser import (
    DESKTOP,
    FRAMES,
    INSIDE_VIEWPORT,
    PHONE,
    Visitor,
    criterion_urls,
    search,
    settled,
    url,
)
from tests.support.sites import Site

FOCUSED = f"""async () => {{
    await {FRAMES};
    const element = document.activeElement, style = getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const label = element.getAttribute("aria-label") || element.textContent.trim();
    return {{label, outlined, onscreen: ({INSIDE_VIEWPORT})(element),
            row: !!element.closest(".scoreboard"), nav: !!element.closest(".md-tabs"),
            search: element.matches(".md-search__input")}};
}}"""


STOP = f"""async () => {{
    await {FRAMES};
    const element = document.activeElement, box = element.getBoundingClientRect();
    const middle = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 12)];
    const above = document.elementFromPoint(...middle);
    const label = element.labels?.[0];
    const own = [element, label].some(each => each?.contains(above)) || above?.contains(element);
    const name = element.getAttribute("aria-label") || element.textContent.trim();
    const seen = element.checkVisibility({{visibilityProperty: true, opacityProperty: true}});
    return {{name, covered: !own && !!above?.closest(".md-header, .outcome"),
            seen: (seen && box.width > 1 && box.height > 1) || !!label?.checkVisibility()}};
}}"""


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    steps: list[dict[str, Any]] = []
    names = [criterion.name for criterion in real_site.comparison.criteria]
    while not steps or steps[-1]["label"] != names[-1]:
        assert len(steps) < 200
        page.keyboard.press("Tab")
        steps.append(page.evaluate(FOCUSED))
    labels = [step["label"] for step in steps]
    assert labels[0] == "Skip to content"
    reached = [next(i for i, s in enumerate(steps) if s[k]) for k in ("search", "nav", "row")]
    assert reached == sorted(reached)
    assert [label for label in labels if label in names] == names
    linked = [step for step in steps if step["nav"] or step["row"]]
    assert [step["label"] for step in linked if not (step["outlined"] and step["onscreen"])] == []


def test_the_skip_link_leads_past_the_header(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    page.keyboard.press("Tab")
    settled(page)
    assert page.locator(".md-skip").evaluate(INSIDE_VIEWPORT)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_the_current_page_is_named_for_programs(site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=DESKTOP)
    for address, name in [("", "Overview"), ("decide", "Decide"), ("criteria", "Criteria")]:
        page.goto(url(site, address))
        expect(page.locator(".md-tabs [aria-current=page]")).to_have_text(name)
    for address, name in [("changes", "Changes"), ("method", "Method"), ("options", "Options")]:
        page.goto(url(site, address))
        expect(page.locator(".md-tabs [aria-current]")).to_have_count(0)
        expect(page.locator(".site-map [aria-current=page]")).to_have_text(name)
    page.goto(criterion_urls(site)[1])
    expect(page.locator(".md-tabs [aria-current=true]")).to_have_text("Criteria")
    current = page.locator(".pages [aria-current=page]")
    expect(current).to_have_text(site.comparison.criteria[1].name)


def test_a_page_that_the_navigation_leaves_out_is_under_the_one_that_leads_to_it(
    measured_site: Site, visitor: Visitor
) -> None:
    run = measured_site.comparison.runs[0]
    page = visitor.open(url(measured_site, f"evidence/{run.id}"), viewport=DESKTOP)
    expect(page.locator(".md-tabs [aria-current=true]")).to_have_text("Evidence")


# --- The menu on small screens ---


def test_the_menu_opens_closes_and_gives_the_focus_back(site: Site, visitor: Visitor) -> None:
    page = visitor.open(site.url, viewport=PHONE)
    menu = page.get_by_role("button", name="Navigation")
    links = page.locator(".pages .all-pages a")
    assert links.count() == len(site.led_to)
    assert [link for link in links.all() if link.is_visible()] == []
    for opens in ("Enter", "Space"):
        menu.press(opens)
        expect(menu).to_have_attribute("aria-expanded", "true")
        expect(page.locator(".pages a").first).to_be_focused()
        assert [link for link in links.all() if not link.is_visible()] == []
        page.keyboard.press("Escape")
        expect(menu).to_have_attribute("aria-expanded", "false")
        expect(menu).to_be_focused()


def test_wide_screens_have_tabs_instead_of_a_menu(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    expect(page.locator(".menu")).to_have_count(1)
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.locator(".md-tabs")).to_be_visible()


def test_the_menu_closes_when_the_focus_leaves_it(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=PHONE)
    page.get_by_role("button", name="Navigation").press("Enter")
    page.locator(".pages a").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Navigation")).to_have_attribute(
        "aria-expanded", "false"
    )
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_backwards_the_tab_key_leads_from_the_menu_to_its_button(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=PHONE)
    menu = page.get_by_role("button", name="Navigation")
    menu.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    assert not page.locator("#__search").is_checked()


def test_a_tap_beside_the_menu_closes_it_and_gives_the_focus_back(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=PHONE)
    menu = page.get_by_role("button", name="Navigation")
    menu.click()
    page.mouse.click(380, 600)
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()


def test_a_wider_window_closes_the_menu(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=PHONE)
    page.get_by_role("button", name="Navigation").click()
    page.set_viewport_size(DESKTOP)
    expect(page.locator("#__drawer")).not_to_be_checked()


def test_the_menu_leads_to_the_sections_of_the_page_and_to_every_other(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(criterion_urls(real_site)[0], viewport=PHONE)
    page.get_by_role("button", name="Navigation").click()
    page.locator(".pages__here").get_by_role("link", name="Sources").click()
    assert page.url.endswith("#sources")
    page.get_by_role("button", name="Navigation").click()
    page.locator(".pages").get_by_role("link", name="Changes").click()
    expect(page.locator("h1")).to_contain_text("Changes")


# --- The search ---


def test_escape_gives_the_focus_back_to_where_the_search_was_opened(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    page.locator(".palette button:visible").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("graph")
    page.locator(".md-search-result__link").first.wait_for()
    expect(page.locator(".md-search-result__meta")).to_have_role("status")
    page.keyboard.press("Escape")
    expect(page.locator(".palette button:visible")).to_be_focused()


@pytest.mark.parametrize("keys", ["Tab", "Shift+Tab"])
def test_the_tab_key_leaves_the_search_which_closes(
    real_site: Site, visitor: Visitor, keys: str
) -> None:
    """In WebKit, it would otherwise begin at the top of the page again, for ever."""
    page = visitor.open(real_site.url, viewport=DESKTOP)
    search(page, "graph")
    page.keyboard.press("Tab")
    expect(page.locator(".md-search__scrollwrap")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".md-search__input")).to_be_focused()
    for _ in range(2 if keys == "Tab" else 1):
        page.keyboard.press(keys)
    expect(page.locator("#__search")).not_to_be_checked()
    assert page.evaluate("document.activeElement.closest('.md-search, body > *') !== null")


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_stop_of_the_tab_key_is_invisible(
    real_site: Site, visitor: Visitor, screen: ViewportSize
) -> None:
    page = visitor.open(criterion_urls(real_site)[0], viewport=screen, reduced_motion="reduce")
    stops = []
    for _ in range(24):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(STOP))
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


# --- Keys and what lies above ---


@pytest.mark.parametrize("focused", ["article a", ".tabbed-set > input:checked", ".tick input"])
def test_no_single_key_leaves_the_page_or_opens_the_search(
    real_site: Site, visitor: Visitor, focused: str
) -> None:
    page = visitor.open(criterion_urls(real_site)[1], viewport=DESKTOP)
    before = page.url
    page.locator("#evidence-filter").wait_for()
    for key in "fs/p,n.":
        page.locator(focused).first.focus()
        page.keyboard.press(key)
        page.evaluate(FRAMES)
        assert page.url == before
        assert not page.locator("#__search").is_checked()


@pytest.mark.parametrize(
    ("address", "screen"),
    [
        ("decide", DESKTOP),
        ("decide", PHONE),
        ("criteria/performance", {"width": 640, "height": 360}),
        ("scenarios", PHONE),
    ],
    ids=["decide", "decide on a phone", "criterion at 200 %", "scenarios on a phone"],
)
def test_nothing_that_stays_on_the_screen_hides_the_focus(
    real_site: Site, visitor: Visitor, address: str, screen: ViewportSize
) -> None:
    """Backwards from the end of the page, when what is reached comes in from above."""
    page = visitor.open(url(real_site, address), viewport=screen, reduced_motion="reduce")
    page.locator("article a").last.focus()
    hidden = []
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        stop = page.evaluate(STOP)
        hidden += [stop["name"]] if stop["covered"] else []
    assert hidden == []
