"""Print: everything, once, dark on light."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.support.browser import Visitor, criterion_urls, url
from tests.support.sites import Site

SHEET: ViewportSize = {"width": 703, "height": 1032}  # A4 less 12 mm on each side, at 96 dpi


def test_print_shows_every_point_once_and_no_navigation(site: Site, visitor: Visitor) -> None:
    page = visitor.open()
    for criterion, address in zip(site.comparison.criteria, criterion_urls(site), strict=True):
        page.goto(address)
        page.emulate_media(media="print")
        points = [point for option in criterion.positions.values() for point in option.points]
        assert page.locator(".point__text").filter(visible=True).count() == len(points)
        for point in points:
            expect(page.locator(f"#point-{point.id}")).to_be_visible()
        for option in site.comparison.options:
            heading = page.locator(".tabbed-block > .position__name", has_text=option.name)
            expect(heading.first).to_be_visible()
        for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer"):
            expect(page.locator(part)).to_be_hidden()
        assert not [link for link in page.locator(".site-map a").all() if link.is_visible()]


@pytest.mark.parametrize(
    ("address", "size"), [("", [595, 842]), ("summary", [841, 594])], ids=["upright", "landscape"]
)
def test_the_whole_prints_on_one_sheet_of_a4(
    site: Site, visitor: Visitor, address: str, size: list[int]
) -> None:
    page = visitor.open(url(site, address))
    page.emulate_media(media="print")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    [box] = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper)
    assert [int(float(number)) for number in box.split()[2:]] == size


def test_print_is_dark_on_light_in_the_dark_scheme_too(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "criteria/ecosystem"), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for part in ("body", ".verdict", ".point", ".badge", "h1"):
        style = "(e, name) => getComputedStyle(e)[name].match(/[\\d.]+/g).map(Number)"
        locator = page.locator(part).first
        ink = locator.evaluate(f"e => ({style})(e, 'color')")
        paper = locator.evaluate(f"e => ({style})(e, 'backgroundColor')")
        if len(ink) >= 3 and ink[0] > 1:
            assert sum(ink[:3]) < 3 * 128, part
        if len(paper) == 3 and paper[0] > 1:
            assert sum(paper) > 3 * 128, part


def test_nothing_wider_than_the_sheet_is_cut_off(published_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=SHEET)
    page.emulate_media(media="print")
    cut = []
    runs = [address for address in published_site.kinds if address.startswith("evidence/")]
    for address in ("", "scenarios", "decide", *runs):
        page.goto(url(published_site, address))
        cut += page.locator(".run-scroll, .sum-scroll, article table, article pre").evaluate_all(
            """all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1
                || (e.scrollWidth > e.clientWidth + 1
                    && getComputedStyle(e).overflowX !== "visible"))
                .map(e => `${location.pathname} ${e.className || e.tagName}`)"""
        )
    assert cut == []


def test_the_sum_takes_two_sheets(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "decide"))
    page.emulate_media(media="print")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 2


def test_words_of_row_headings_stay_whole(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "decide"), viewport=SHEET)
    page.emulate_media(media="print")
    broken = page.locator("#sum th[scope=row] a, #sum thead a").evaluate_all(
        """all => all.flatMap(a => [...a.textContent.matchAll(/\\S+/g)].filter(word => {
            const range = document.createRange();
            range.setStart(a.firstChild, word.index);
            range.setEnd(a.firstChild, word.index + word[0].length);
            return range.getClientRects().length > 1 }).map(String))"""
    )
    assert broken == []


def test_a_printed_sum_says_whose_part_of_a_split_counts(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{url(real_site, 'decide')}?ecosystem.part=tensorflow")
    page.emulate_media(media="print")
    part = page.locator("#sum [data-row=ecosystem] .weight__shared")
    expect(part).to_be_visible()
    expect(part).to_have_text("production tools")
    page.goto(url(real_site, "decide"))
    expect(part).to_have_text("shared equally")


def test_printed_scenarios_say_that_a_filter_hides_some(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{url(real_site, 'scenarios')}?need=mobile")
    page.emulate_media(media="print")
    expect(page.locator(".filter__count")).to_be_visible()
    total = len(real_site.comparison.scenarios)
    expect(page.locator(".filter__count")).to_have_text(f"1 of {total}")
    expect(page.locator(".filter button")).to_be_hidden()
    page.goto(url(real_site, "scenarios"))
    expect(page.locator(".filter")).to_be_hidden()
