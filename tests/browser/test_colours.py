"""Colour schemes, forced colours and stillness, as readers ask for them."""

import re

from playwright.sync_api import expect

from tests.support.browser import DESKTOP, FRAMES, Visitor, criterion_urls, url
from tests.support.sites import Site

REFUSED = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(
    window, name, {configurable: true, get() { throw new DOMException("no", "SecurityError") }})"""


def test_forced_colours_keep_the_words_of_the_badges(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, forced_colors="active", viewport=DESKTOP)
    labels = [c.verdict.published.label for c in real_site.comparison.criteria]
    badges = page.locator(".scoreboard tbody tr .badge")
    assert badges.all_inner_texts() == labels
    for badge in badges.all():
        colours = badge.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )
        assert colours[0] != colours[1]


def test_forced_colours_show_which_tab_is_open(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(real_site)[0], forced_colors="active", viewport=DESKTOP)
    first, second = page.locator(".tabbed-labels > label").all()[:2]
    first.click()
    look = """e => { const s = getComputedStyle(e);
        return [s.color, s.backgroundColor, s.borderBottom, s.textDecorationLine, s.outlineStyle,
                s.fontWeight] }"""
    bar = page.locator(".tabbed-labels").evaluate(
        "e => { const s = getComputedStyle(e, '::before');"
        " return s.display !== 'none' && parseFloat(s.height) > 0 && s.backgroundColor }"
    )
    paper = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    differs = first.evaluate(look) != second.evaluate(look)
    assert differs or (bar and bar != paper)


def test_the_toggle_goes_through_the_colour_schemes(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP, color_scheme="light")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    seen = []
    for title in ("Switch to light mode", "Switch to dark mode"):
        page.locator(f'button[title="{title}"]').click()
        page.evaluate(FRAMES)
        seen.append(body.get_attribute("data-md-color-scheme"))
    assert seen == ["default", "slate"]
    page.goto(url(real_site, "sources"))
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.locator('button[title="Follow the system"]').click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_toggle_works_from_the_keyboard_and_keeps_the_focus(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP, color_scheme="light")
    page.locator(".palette button:visible").focus()
    for scheme in ("default", "slate", "default"):
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator(".palette button:visible")).to_be_focused()


def test_a_first_visit_is_dark_at_once_where_the_system_is(
    real_site: Site, visitor: Visitor
) -> None:
    """Before any script has said anything that acts after the first paint."""
    page = visitor.open(color_scheme="dark")
    page.route(
        re.compile(r"/(?!early)[^/]*\.js$"),
        lambda route: route.fulfill(content_type="text/javascript", body=""),
    )
    page.goto(real_site.url)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_where_the_browser_keeps_nothing_colours_work_all_the_same(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, script=REFUSED, viewport=DESKTOP, color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    for scheme in ("default", "slate"):
        page.locator(".palette button:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_the_address_bar_takes_the_colour_of_the_header(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP, color_scheme="light")
    bar = page.locator("meta[name=theme-color]")
    expect(bar).to_have_attribute("content", "rgb(251, 250, 246)")
    page.emulate_media(color_scheme="dark")
    expect(bar).to_have_attribute("content", "rgb(19, 24, 29)")


def test_nothing_moves_for_readers_who_ask_for_stillness(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(real_site)[0], reduced_motion="reduce")
    moving = page.evaluate(
        """[...document.querySelectorAll('article *')].filter(e =>
            getComputedStyle(e).animationName !== 'none' &&
            parseFloat(getComputedStyle(e).animationDuration) > 0.01).length"""
    )
    assert moving == 0
