"""Accessibility of the pages as they arrive; axe-core checks them. Used pages: test_states.py."""

from playwright.sync_api import expect

from tests.support.browser import COLOUR_RULES, PHONE, Visitor, url, violations
from tests.support.sites import Site


def test_axe_finds_nothing_on_any_kind_of_page(published_site: Site, visitor: Visitor) -> None:
    page = visitor.open(color_scheme="light")
    found = []
    for address in published_site.kinds:
        page.goto(url(published_site, address))
        found += violations(page)
    assert found == []


def test_axe_finds_nothing_in_the_dark_either(measured_site: Site, visitor: Visitor) -> None:
    """Pages with runs are checked in every kind of colours in tests/pages/test_run_pages.py."""
    page = visitor.open(color_scheme="dark")
    found = []
    for address in (each for each in measured_site.kinds if not each.startswith("evidence")):
        page.goto(url(measured_site, address))
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found += violations(page, COLOUR_RULES)
    assert found == []


def test_axe_finds_nothing_on_any_kind_of_verdict(other_site: Site, visitor: Visitor) -> None:
    """A winner, a split, a tie and an unknown, contested or not, in the light and in the dark."""
    page = visitor.open()
    found = []
    for address in (
        "",
        *(f"criteria/{criterion.id}" for criterion in other_site.comparison.criteria),
    ):
        page.emulate_media(color_scheme="light")
        page.goto(url(other_site, address))
        found += violations(page)
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found += violations(page, COLOUR_RULES, "article")
    assert found == []


def test_axe_finds_nothing_on_a_phone(other_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=PHONE)
    found = []
    for address in ("", "scenarios", "criteria/where-it-goes"):
        page.goto(url(other_site, address))
        found += violations(page)
    assert found == []
