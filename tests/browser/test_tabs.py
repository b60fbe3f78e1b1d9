"""The tabs of the evidence: one option at a time, and links that open the right one."""

from playwright.sync_api import Page, ViewportSize, expect

from tests.support.browser import (
    DESKTOP,
    FRAMES,
    PHONE,
    Visitor,
    criterion_urls,
    open_tabs,
    settled,
    until,
    url,
)
from tests.support.sites import Site


def test_one_option_is_shown_at_a_time_and_a_click_shows_another(
    site: Site, visitor: Visitor
) -> None:
    names = [option.name for option in site.comparison.options]
    page = visitor.open(criterion_urls(site)[0], viewport=PHONE)
    assert open_tabs(page) == [names[0]]
    for name in names[1:]:
        page.locator(".tabbed-labels > label").get_by_text(name, exact=True).click()
        assert open_tabs(page) == [name]
    page.get_by_text("All at once", exact=True).click()
    assert open_tabs(page) == names


def resize(page: Page, size: ViewportSize) -> None:
    """Give the page this much room, and let its scripts hear of it, as they do once a frame."""
    page.set_viewport_size(size)
    page.evaluate(FRAMES)


def test_a_wide_window_shows_few_options_side_by_side_until_the_reader_chooses(
    site: Site, visitor: Visitor
) -> None:
    names = [option.name for option in site.comparison.options]
    usual = names if len(names) <= 3 else names[:1]
    page = visitor.open(criterion_urls(site)[0], viewport=DESKTOP)
    assert open_tabs(page) == usual
    resize(page, PHONE)
    assert open_tabs(page) == names[:1]
    resize(page, DESKTOP)
    assert open_tabs(page) == usual
    page.locator(".tabbed-labels > label").get_by_text(names[1], exact=True).click()
    resize(page, PHONE)
    assert open_tabs(page) == [names[1]]


def test_points_of_a_kind_begin_on_one_line(site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=DESKTOP)
    for address in criterion_urls(site):
        page.goto(address)
        page.get_by_text("All at once", exact=True).click()
        rows = page.locator(".tabbed-block").evaluate_all(
            """all => { const rows = {};
                for (const block of all) for (const points of block.querySelectorAll(".points")) {
                    const row = `${block.offsetTop} ${points.className}`;
                    (rows[row] ??= new Set()).add(points.getBoundingClientRect().top) }
                return Object.values(rows).map(tops => tops.size) }"""
        )
        assert set(rows) == {1}, address


def test_arrow_keys_move_between_the_tabs(site: Site, visitor: Visitor) -> None:
    names = [option.name for option in site.comparison.options]
    page = visitor.open(criterion_urls(site)[0], viewport=PHONE)
    page.locator(".tabbed-set > input:checked").focus()
    for name in names[1:]:
        page.keyboard.press("ArrowRight")
        assert open_tabs(page) == [name]
    page.keyboard.press("ArrowLeft")
    assert open_tabs(page) == [names[-2]]


def test_the_focused_tab_can_be_seen(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(real_site)[0])
    before = page.locator(".tabbed-labels").screenshot()
    page.locator(".tabbed-set > input:checked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    settled(page)
    assert page.locator(".tabbed-labels").screenshot() != before


def test_the_chosen_option_stays_chosen_on_the_next_criterion(site: Site, visitor: Visitor) -> None:
    name = site.comparison.options[1].name
    first, second = criterion_urls(site)[:2]
    page = visitor.open(first)
    page.locator(".tabbed-labels > label").get_by_text(name, exact=True).click()
    page.goto(second)
    page.reload()
    until(
        page,
        "[...document.querySelectorAll('.tabbed-set > input')].findIndex(i => i.checked) === 1",
    )
    assert open_tabs(page) == [name]


def test_a_link_to_a_point_opens_its_tab(site: Site, visitor: Visitor) -> None:
    criterion, option = site.comparison.criteria[0], site.comparison.options[-1]
    point = criterion.positions[option.id].points[-1]
    page = visitor.open(url(site, f"criteria/{criterion.id}", f"#point-{point.id}"), viewport=PHONE)
    assert open_tabs(page) == [option.name]
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport(ratio=0.9)


def test_a_link_to_a_point_wins_over_the_remembered_tab(real_site: Site, visitor: Visitor) -> None:
    first, last = real_site.comparison.options
    criterion = real_site.comparison.criteria[0]
    page = visitor.open(criterion_urls(real_site)[1])
    page.locator(".tabbed-labels > label").get_by_text(first.name, exact=True).click()
    point = criterion.positions[last.id].points[0]
    page.goto(url(real_site, f"criteria/{criterion.id}", f"#point-{point.id}"))
    settled(page)
    assert open_tabs(page) == [last.name]
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport()


def test_a_point_link_followed_from_the_sources_page_opens_its_tab(
    real_site: Site, visitor: Visitor
) -> None:
    criterion, option = real_site.comparison.criteria[-1], real_site.comparison.options[-1]
    point = criterion.positions[option.id].points[0]
    page = visitor.open(url(real_site, "sources"), viewport=PHONE)
    page.locator(f'.citing a[href$="criteria/{criterion.id}/#point-{point.id}"]').first.click()
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport()
    assert open_tabs(page) == [option.name]


def test_the_own_link_of_a_point_in_the_side_by_side_view_stays_readable(
    real_site: Site, visitor: Visitor
) -> None:
    criterion, option = real_site.comparison.criteria[0], real_site.comparison.options[-1]
    point = criterion.positions[option.id].points[0]
    page = visitor.open(criterion_urls(real_site)[0])
    page.get_by_text("All at once", exact=True).click()
    page.locator(f"#point-{point.id} summary").click()
    page.locator(f'a[href="#point-{point.id}"]').click()
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport()
    assert open_tabs(page) == [option.name for option in real_site.comparison.options]


def test_a_strange_anchor_breaks_nothing(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=PHONE)
    for anchor in ("#nowhere", "#%E0%A4%A", "#point-"):
        page.goto("about:blank")
        page.goto(url(real_site, "criteria/ease-of-use", anchor))
        assert len(open_tabs(page)) == 1


def test_without_script_the_tabs_still_work(site: Site, visitor: Visitor) -> None:
    page = visitor.open(criterion_urls(site)[0], java_script_enabled=False)
    for option in site.comparison.options:
        page.locator(".tabbed-labels > label").get_by_text(option.name, exact=True).click()
        point = site.comparison.criteria[0].positions[option.id].points[0]
        expect(page.locator(f"#point-{point.id}")).to_be_visible()
    page.get_by_text("All at once", exact=True).click()
    for block in page.locator(".tabbed-block").all():
        expect(block).to_be_visible()


def test_without_script_a_link_to_a_point_opens_its_tab_until_another_is_chosen(
    site: Site, visitor: Visitor
) -> None:
    criterion, first, last = (
        site.comparison.criteria[0],
        site.comparison.options[0],
        site.comparison.options[-1],
    )
    point = criterion.positions[last.id].points[-1]
    address = url(site, f"criteria/{criterion.id}", f"#point-{point.id}")
    page = visitor.open(address, java_script_enabled=False, viewport=PHONE)
    expect(page.locator(f"#point-{point.id}")).to_be_in_viewport(ratio=0.5)
    page.locator(".tabbed-labels > label").get_by_text(first.name, exact=True).click()
    expect(page.locator(f"#point-{point.id}")).to_be_hidden()
    shown = criterion.positions[first.id].points[0]
    expect(page.locator(f"#point-{shown.id}")).to_be_visible()
