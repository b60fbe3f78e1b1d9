"""What filters, news and copied links have in common: extras, accessible and small."""

from playwright.sync_api import Page, expect

from tests.support.browser import DARK, LIGHT, OLD_PHONE, Visitor, needs, recoloured, violations
from tests.support.since import CHANGE, overview
from tests.support.sites import Site


def test_without_script_there_are_no_dead_controls_and_nothing_is_hidden(
    bare_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(java_script_enabled=False)
    for address in (
        "",
        "scenarios/?need=zzz&criteria=deployment",
        "criteria/deployment/?evidence=none",
    ):
        page.goto(f"{bare_site.url}{address}")
        controls = page.locator("article :is(button, fieldset, input:not([name=evidence]))")
        assert [c for c in controls.all() if c.is_visible()] == []
        for part in (".filter", ".filter-empty", ".since"):
            assert page.locator(part).filter(visible=True).count() == 0
        assert page.get_by_text("Copy link").count() == 0
    assert page.locator(".point[hidden]").count() == 0
    page.goto(f"{bare_site.url}scenarios/?need=zzz")
    assert needs(page) == [s.id for s in bare_site.comparison.scenarios]
    assert page.locator(".row-link").first.inner_text() == "#"


def test_axe_finds_nothing_in_what_appears(real_site: Site, page: Page) -> None:
    overview(real_site, page, [CHANGE])
    expect(page.locator("#since")).to_be_visible()
    found = in_both_schemes(page, "#since")
    page.goto(f"{real_site.url}scenarios/?need=zzz")
    found += in_both_schemes(page, "#scenario_filter", "#scenario_filter_empty")
    page.goto(f"{real_site.url}criteria/deployment/?evidence=article")
    found += in_both_schemes(page, "#evidence-filter", ".evidence-tabs", ".verdict__head")
    assert found == []


def in_both_schemes(page: Page, *parts: str) -> list[str]:
    """What axe finds in these parts of the page, in light and in dark."""
    page.emulate_media(**LIGHT)
    assert all(page.locator(part).is_visible() for part in parts)
    found = [each for part in parts for each in violations(page, part)]
    return found + [each for part in parts for each in recoloured(page, DARK, part)]


def test_targets_are_large_enough_and_fit_a_small_phone(real_site: Site, page: Page) -> None:
    page.set_viewport_size(OLD_PHONE)
    overview(real_site, page, [CHANGE])
    small = too_small(page, ".since button, .since__foot a")
    for address in (
        "scenarios/?need=mobile",
        "scenarios/?need=zzz",
        "criteria/deployment/?evidence=article",
    ):
        assert page.evaluate("document.documentElement.scrollWidth") <= OLD_PHONE["width"]
        page.goto(f"{real_site.url}{address}")
        small += too_small(
            page, ".filter button, .filter-empty button, .tick, .filter__field, .copies"
        )
    assert page.evaluate("document.documentElement.scrollWidth") <= OLD_PHONE["width"]
    assert small == []


def too_small(page: Page, selector: str) -> list[str]:
    targets = page.locator(selector).filter(visible=True).all()
    assert targets
    boxes = [(t.inner_text() or "field", t.bounding_box()) for t in targets]
    return [
        f"{text}: {box}" for text, box in boxes if not box or min(box["height"], box["width"]) < 24
    ]
