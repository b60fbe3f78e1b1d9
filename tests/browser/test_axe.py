"""Accessibility of the pages as they arrive; axe-core checks them. Used pages: test_states.py."""

from playwright.sync_api import expect

from tests.support.browser import COLOUR_RULES, PHONE, Visitor, url, violations
from tests.support.sites import Site


def without_similar_runs(site: Site) -> list[str]:
    """Every page, but of the pages of runs one with programs and one with figures."""
    runs = site.comparison.runs
    pairs, figures = [r for r in runs if r.programs], [r for r in runs if not r.programs]
    similar = {f"evidence/{run.id}" for run in (*pairs[1:], *figures[1:])}
    return [address for address in site.addresses if address not in similar]


def one_of_each_kind(site: Site) -> list[str]:
    """The same without the later criteria and options."""
    later = {f"criteria/{each.id}" for each in site.comparison.criteria[1:]}
    later |= {f"options/{each.id}" for each in site.comparison.options[1:]}
    return [address for address in without_similar_runs(site) if address not in later]


def test_axe_finds_nothing_on_the_real_site(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(color_scheme="light")
    found = []
    for address in [*without_similar_runs(real_site), "404.html"]:
        page.goto(url(real_site, address))
        found += violations(page)
    assert found == []


def test_axe_finds_nothing_in_the_dark_either(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(color_scheme="dark")
    found = []
    for address in [*one_of_each_kind(real_site), "404.html"]:
        page.goto(url(real_site, address))
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found += violations(page, COLOUR_RULES)
    assert found == []


def test_axe_finds_nothing_on_another_comparison(other_site: Site, visitor: Visitor) -> None:
    page = visitor.open()
    found = []
    for address in ("", "criteria/noticing-damage"):
        page.emulate_media(color_scheme="light")
        page.goto(url(other_site, address))
        found += violations(page)
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        found += violations(page, COLOUR_RULES)
    assert found == []


def test_axe_finds_nothing_on_a_phone(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=PHONE)
    found = []
    for address in ("", "scenarios", "criteria/ecosystem"):
        page.goto(url(real_site, address))
        found += violations(page)
    assert found == []


def test_axe_finds_nothing_in_the_side_by_side_view(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(url(real_site, "criteria/performance"))
    page.get_by_text("All at once", exact=True).click()
    assert violations(page) == []
