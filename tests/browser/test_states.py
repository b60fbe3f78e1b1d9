"""Accessibility of what appears only when somebody uses a page, in every kind of colours.

The pages as they arrive are checked in test_axe.py; axe-core checks the states here.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.browser import (
    DARK,
    DESKTOP,
    FORCED,
    LIGHT,
    PHONE,
    Visitor,
    recoloured,
    search,
    until,
    violations,
)
from tests.support.sites import Site

WIDE: dict[str, Any] = {"viewport": DESKTOP}
NARROW: dict[str, Any] = {"viewport": PHONE}
STILL: dict[str, Any] = {"reduced_motion": "reduce"}

State = tuple[str, dict[str, Any], Callable[[Page], None], str]
"""Where it is, on which screen, how to get there, and the part of the page that it changes."""


def drawer(page: Page) -> None:
    page.get_by_role("button", name="Navigation").click()
    page.locator(".pages a", has_text="Share").wait_for()


def results(page: Page) -> None:
    search(page, "production")
    page.locator(".md-search-result__item").first.wait_for()


def scenario_filter(page: Page) -> None:
    page.locator("#scenario_filter [type=search]").fill("mobile")
    page.locator("#scenario_filter [type=checkbox]").first.check()


def nothing_found(page: Page) -> None:
    page.locator("#scenario_filter [type=search]").fill("zebra")
    page.locator("#scenario_filter_empty").wait_for()


def evidence_filter(page: Page) -> None:
    page.locator("#evidence-filter [type=checkbox]").first.uncheck()


def all_at_once(page: Page) -> None:
    page.get_by_text("All at once", exact=True).click()


def chosen_scheme(page: Page) -> None:
    page.locator(".palette button:visible").click()
    until(page, "document.body.dataset.mdColorMedia !== '(prefers-color-scheme)'")
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")


def weights(page: Page) -> None:
    page.locator("[data-weight-of]").first.select_option("8")
    page.get_by_label("Count what the evidence proposes").check()
    page.locator("details summary").first.click()


TABS = ".evidence-tabs"
STATES: dict[str, State] = {
    "drawer": ("", NARROW, drawer, ".md-sidebar--primary"),
    "search results": ("", WIDE, results, ".md-header"),
    "search results on a phone": ("", NARROW, results, ".md-header"),
    "filtered scenarios": ("scenarios/", WIDE, scenario_filter, "article"),
    "no scenario left": ("scenarios/", NARROW, nothing_found, "article"),
    "filtered evidence": ("criteria/deployment/", WIDE, evidence_filter, "article"),
    "all points at once": ("criteria/performance/", WIDE, all_at_once, TABS),
    "all points at once on a phone": (
        "criteria/performance/",
        NARROW,
        all_at_once,
        TABS,
    ),
    "own weights": ("decide/", WIDE, weights, "article"),
    "own weights on a phone": ("decide/", NARROW, weights, "article"),
}


@pytest.mark.parametrize("name", STATES)
def test_axe_finds_nothing_in_a_state(real_site: Site, visitor: Visitor, name: str) -> None:
    """In light, dark and forced colours; every rule once, those about colours in each."""
    address, screen, use, part = STATES[name]
    page = visitor.open(real_site.url + address, **screen, **STILL, **LIGHT)
    use(page)
    found = violations(page, part=part)
    for colours in (DARK, FORCED):
        found += recoloured(page, colours, part)
    assert found == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_axe_finds_nothing_in_a_scheme_that_the_system_does_not_have(
    real_site: Site, visitor: Visitor, colours: dict[str, Any]
) -> None:
    """Forced colours are left out: there the system's colours win over any scheme."""
    page = visitor.open(real_site.url, **WIDE, **STILL, **colours)
    chosen_scheme(page)
    assert violations(page) == []


@pytest.mark.parametrize("address", ["", "scenarios/", "decide/", "criteria/deployment/"])
def test_twice_the_size_loses_nothing(real_site: Site, visitor: Visitor, address: str) -> None:
    """Zoom to 200 % halves the viewport in CSS pixels: 640 wide from 1280, 320 from 640."""
    for width in (640, 320):
        page = visitor.open(real_site.url + address, viewport={"width": width, "height": 450})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert clipped(page) == []


def clipped(page: Page) -> list[str]:
    """Texts in the content that are cut off by their own box."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('article :is(h1, h2, p, td, th, dd, .badge, label)')]
            .filter(e => e.offsetParent && !e.closest('.visually-hidden, .sum-scroll'))
            .filter(e => e.scrollWidth > e.clientWidth + 2
                && getComputedStyle(e).overflowX !== 'visible')
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    return found
