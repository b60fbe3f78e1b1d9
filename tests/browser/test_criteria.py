"""The page of all criteria: a tab for each, for the mouse, keys, links, paper and no JavaScript."""

from playwright.sync_api import Page, expect

from tests.support.browser import DESKTOP, PHONE, Visitor, url, violations
from tests.support.sites import Site


def shown(page: Page) -> list[str]:
    """The ids of the criteria whose panels are shown."""
    found: list[str] = page.locator(".criteria__panel").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.querySelector('h2').id)"
    )
    return found


def names(site: Site) -> list[str]:
    return [criterion.id for criterion in site.comparison.criteria]


def test_a_tab_opens_its_criterion_and_the_address_follows(site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(site, "criteria"), viewport=DESKTOP)
    first, *others = names(site)
    assert shown(page) == [first]
    for name in others:
        page.locator(f"[for=tab_{name}]").click()
        assert shown(page) == [name]
        assert page.url == url(site, "criteria", f"#{name}")
    page.go_back()
    assert shown(page) == others[-2:-1]
    page.goto(url(site, "criteria", f"#{first}"))
    page.reload()
    assert shown(page) == [first]


def test_arrow_keys_move_between_criteria(site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(site, "criteria"))
    first, second, *_ = names(site)
    page.locator(f"#tab_{first}").focus()
    page.keyboard.press("ArrowRight")
    assert shown(page) == [second]
    expect(page.locator(f"#tab_{second}")).to_be_checked()
    page.keyboard.press("ArrowUp")
    assert shown(page) == [first]
    assert page.url == url(site, "criteria", f"#{first}")


def test_a_link_to_a_criterion_opens_it_below_its_tab(site: Site, visitor: Visitor) -> None:
    for viewport in (DESKTOP, PHONE):
        for script in (True, False):
            name = names(site)[-1]
            page = visitor.open(
                url(site, "criteria", f"#{name}"), viewport=viewport, java_script_enabled=script
            )
            expect(page.locator(f"[for=tab_{name}]")).to_be_in_viewport(ratio=0.9)
            expect(page.locator(".criteria__question").last).to_be_in_viewport()


def test_without_script_a_tab_wins_over_the_address(site: Site, visitor: Visitor) -> None:
    first, second, *_, last = names(site)
    page = visitor.open(url(site, "criteria"), java_script_enabled=False)
    expect(page.locator(".criteria__panel").first).to_be_visible()
    page.goto(url(site, "criteria", f"#{last}"))
    for name in (second, first):
        page.locator(f"[for=tab_{name}]").click()
        visible = page.locator(".criteria__panel").filter(visible=True)
        expect(visible).to_have_count(1)
        expect(visible.locator("h2")).to_have_id(name)


def test_a_phone_shows_the_tabs_as_a_list(site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(site, "criteria"), viewport=PHONE)
    boxes = [tab.bounding_box() for tab in page.locator(".criteria__tab").all()]
    lefts = {box["x"] for box in boxes if box}
    tops = [box["y"] for box in boxes if box]
    assert (len(lefts), tops) == (1, sorted(set(tops)))


def test_paper_shows_every_criterion_under_its_heading(site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(site, "criteria"))
    page.emulate_media(media="print")
    assert shown(page) == names(site)
    for criterion in site.comparison.criteria:
        assert page.locator(f"h2#{criterion.id}").evaluate("e => e.clientHeight > 10")
    expect(page.locator(".criteria__tab").first).to_be_hidden()


def test_axe_finds_nothing_in_an_open_tab(site: Site, visitor: Visitor) -> None:
    for viewport in (DESKTOP, PHONE):
        page = visitor.open(url(site, "criteria", f"#{names(site)[-1]}"), viewport=viewport)
        assert violations(page, part="article") == []
