"""Accessibility of the pages as they arrive; axe-core checks them. Used pages: test_states.py."""

from collections.abc import Iterable

from playwright.sync_api import Page

from tests.support.browser import (
    DARK,
    FORCED,
    LIGHT,
    PHONE,
    Colours,
    Visitor,
    recoloured,
    url,
    violations,
)
from tests.support.sites import Site


def found(page: Page, site: Site, addresses: Iterable[str], *others: Colours) -> list[str]:
    """What all rules find on pages in the light, and those about colours in the others."""
    every = []
    for address in addresses:
        page.emulate_media(**LIGHT)
        page.goto(url(site, address))
        every += violations(page)
        every += [each for colours in others for each in recoloured(page, colours)]
    return every


def test_axe_finds_nothing_on_any_kind_of_page(measured_site: Site, visitor: Visitor) -> None:
    addresses = [each for each in measured_site.kinds if not each.startswith("evidence")]
    assert found(visitor.open(), measured_site, addresses, DARK) == []


def test_axe_finds_nothing_on_pages_with_runs(measured_site: Site, visitor: Visitor) -> None:
    runs = [f"evidence/{run.id}" for run in measured_site.comparison.runs]
    addresses = ["evidence", *runs, "criteria/speed"]
    assert found(visitor.open(), measured_site, addresses, DARK, FORCED) == []


def test_axe_finds_nothing_on_any_kind_of_verdict(other_site: Site, visitor: Visitor) -> None:
    """A winner, a split, a tie and an unknown, contested or not."""
    addresses = ["", *(f"criteria/{one.id}" for one in other_site.comparison.criteria)]
    assert found(visitor.open(), other_site, addresses, DARK) == []


def test_axe_finds_nothing_among_facts_and_names_of_many_scripts(
    world_site: Site, visitor: Visitor
) -> None:
    [criterion] = [one for one in world_site.comparison.criteria if one.facts]
    addresses = ["", "compare", f"criteria/{criterion.id}"]
    assert found(visitor.open(), world_site, addresses, DARK) == []


def test_axe_finds_nothing_on_what_is_published(published_site: Site, visitor: Visitor) -> None:
    """The other sites have pages of every kind; these are the largest, in the site's own hues."""
    assert found(visitor.open(), published_site, ["", "criteria", "decide", "sources"]) == []


def test_axe_finds_nothing_on_a_phone(
    other_site: Site, measured_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(viewport=PHONE)
    assert found(page, other_site, ["", "scenarios", "criteria/where-it-goes"]) == []
    assert found(page, measured_site, ["evidence/ticket"]) == []
