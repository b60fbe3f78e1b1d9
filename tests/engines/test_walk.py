"""One walk through the site in every engine: what readers do works in each of them.

`make test-browsers` takes it; it is no part of `make test`, which looks closer, in Chromium alone.
"""

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.support.engine import Engine, EngineError
from tests.support.sites import Site, served

PATIENCE = 10.0  # seconds
SCRIPTS = re.compile(r"<script\b(?![^>]*json).*?</script>", re.DOTALL)
WHERE = """(() => { const e = document.activeElement;
    return e.closest('article') ? 'article' : e.closest('.md-header') ? 'header' :
        e.closest('.md-tabs, .md-sidebar') ? 'navigation' : e.className || e.tagName })()"""
SEARCH = "document.getElementById('__search').checked"
FOCUSED = "document.activeElement.blur(), document.querySelector('.md-search__input').focus()"


@pytest.fixture(scope="session")
def scriptless_site(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """What a reader gets whose browser runs no script."""
    folder = tmp_path_factory.mktemp("scriptless") / "site"
    shutil.copytree(real_site.folder, folder)
    for page in folder.rglob("*.html"):
        page.write_text(SCRIPTS.sub("", page.read_text("utf-8")), "utf-8")
    with served(folder) as url:
        yield Site(folder, real_site.comparison, url)


def until(engine: Engine, condition: str) -> None:
    """Wait until an expression holds; while a page gives way to the next, nothing does."""
    end = time.monotonic() + PATIENCE
    held = False
    while not held:
        assert time.monotonic() < end, f"never came true: {condition}"
        with suppress(EngineError):
            held = engine.run(condition)
        time.sleep(0 if held else 0.05)


def ready(engine: Engine, url: str) -> None:
    """Load a page, and wait until its scripts have run."""
    engine.go(url)
    engine.run("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")


def choose(engine: Engine, selector: str, value: str) -> None:
    """What choosing from a list does: its menu is the system's, which no driver reaches."""
    engine.run(
        f"""(select => {{ select.value = {json.dumps(value)};
        select.dispatchEvent(new Event('change', {{bubbles: true}})) }})(
        document.querySelector({json.dumps(selector)}))"""
    )


def write(engine: Engine, words: str) -> None:
    """Type into what has the focus."""
    for letter in words:
        engine.press("Space" if letter == " " else letter)


# --- Pages ---


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_every_kind_of_page_loads_and_fits(
    engine: Engine, measured_site: Site, width: int, height: int
) -> None:
    engine.resize(width, height)
    found = {}
    for address in measured_site.kinds:
        ready(engine, f"{measured_site.url}{address}" + ("" if "." in address else "/"))
        found[address] = engine.run(
            """[document.querySelectorAll('h1').length, getComputedStyle(document.body).margin,
            document.documentElement.scrollWidth - document.documentElement.clientWidth]"""
        )
        assert engine.faults() == [], address
    assert {address: seen for address, seen in found.items() if seen != [1, "0px", 0]} == {}


def test_what_stands_inside_of_a_page_does_not_run(engine: Engine, real_site: Site) -> None:
    ready(engine, real_site.url)
    engine.run(
        """void addEventListener("securitypolicyviolation", ({effectiveDirective}) =>
        (window.blocked ??= []).push(effectiveDirective))"""
    )
    engine.run(
        """document.body.append(Object.assign(document.createElement('script'),
        {textContent: 'window.ran = 1'}), document.createRange().createContextualFragment(
        "<i id='i' style='color: red'><img src='data:,' onerror='window.ran = 2'></i>"))"""
    )
    until(engine, "window.blocked?.length >= 3")
    assert engine.run("window.ran ?? 0") == 0
    assert "255, 0, 0" not in engine.run("getComputedStyle(document.getElementById('i')).color")
    engine.faults()  # they are to be expected


# --- The keyboard ---


@pytest.mark.parametrize("address", ["", "criteria/performance/", "scenarios/", "decide/"])
def test_the_tab_key_reaches_the_page_and_comes_back(
    engine: Engine, real_site: Site, address: str
) -> None:
    ready(engine, real_site.url + address)
    stops: list[str] = []
    while "article" not in stops and len(stops) < 60:
        engine.press("Tab")
        stops.append(engine.run(WHERE))
        assert engine.run(f"!{SEARCH} || document.activeElement.matches('.md-search__input')")
    assert stops[0] == "md-skip" or stops[0].startswith("md-skip ")
    assert list(dict.fromkeys(stops[1:])) == ["header", "navigation", "article"]
    for _ in stops[1:]:  # one more would leave the page
        engine.press("Shift", "Tab")
    assert engine.run(WHERE) != "article"


def test_the_search_finds_closes_and_leads_on(engine: Engine, real_site: Site) -> None:
    ready(engine, real_site.url)
    engine.click(".md-search__input")
    until(engine, SEARCH)
    write(engine, "easiest to learn")
    until(engine, "!!document.querySelector('.md-search-result__link')")
    engine.press("Tab")
    assert engine.run("document.activeElement.matches('.md-search__scrollwrap')")
    engine.press("Shift", "Tab")
    assert engine.run("document.activeElement.matches('.md-search__input')")
    engine.press("Escape")
    until(engine, f"!{SEARCH}")
    engine.click(".md-search__input")
    until(engine, SEARCH)
    engine.press("Enter")
    until(engine, "location.pathname !== '/' && document.readyState === 'complete'")
    until(engine, "!!document.querySelector('article mark')")


def test_the_search_closes_when_the_focus_leaves_it(engine: Engine, real_site: Site) -> None:
    ready(engine, real_site.url)
    for keys in (("Tab",), ("Shift", "Tab")):
        until(engine, f"({FOCUSED}, {SEARCH})")
        engine.press(*keys)
        until(engine, f"!{SEARCH}")
        assert not engine.run("document.activeElement.closest('.md-search') || false")
        assert engine.run("document.activeElement !== document.body")


# --- What is chosen ---


def test_the_colours_go_through_three_schemes_and_are_kept(engine: Engine, real_site: Site) -> None:
    ready(engine, real_site.url)
    seen = []
    for _ in range(3):
        engine.click(".palette button:not([hidden])")
        seen.append(engine.run("document.body.dataset.mdColorMedia"))
    assert seen == [
        "(prefers-color-scheme: light)",
        "(prefers-color-scheme: dark)",
        "(prefers-color-scheme)",
    ]
    engine.click(".palette button:not([hidden])")
    engine.click(".palette button:not([hidden])")
    ready(engine, f"{real_site.url}sources/")
    assert engine.run("document.body.dataset.mdColorScheme") == "slate"


def test_the_tab_of_an_option_is_kept_from_page_to_page(engine: Engine, real_site: Site) -> None:
    engine.resize(800, 900)
    first, second, *_ = real_site.comparison.criteria
    ready(engine, f"{real_site.url}criteria/{first.id}/")
    engine.click(".tabbed-labels > label:nth-child(2)")
    checked = "[...document.querySelectorAll('.tabbed-set > input')].findIndex(i => i.checked)"
    assert engine.run(checked) == 1
    ready(engine, f"{real_site.url}criteria/{second.id}/")
    until(engine, f"{checked} === 1")
    engine.run("document.querySelector('.tabbed-set > input:checked').focus()")
    engine.press("ArrowLeft")
    assert engine.run(checked) == 0


def test_a_link_opens_the_tab_that_its_point_is_in(
    engine: Engine, real_site: Site, scriptless_site: Site
) -> None:
    engine.resize(800, 900)
    criterion, option = real_site.comparison.criteria[0], real_site.comparison.options[-1]
    point = criterion.positions[option.id].points[-1]
    for site in (real_site, scriptless_site):
        ready(engine, f"{site.url}criteria/{criterion.id}/#point-{point.id}")
        place = f"document.getElementById('point-{point.id}').getBoundingClientRect()"
        until(engine, f"{place}.height > 0 && {place}.top < innerHeight && {place}.bottom > 0")


def test_each_criterion_has_a_tab_that_a_link_opens(
    engine: Engine, real_site: Site, scriptless_site: Site
) -> None:
    last, before = (real_site.comparison.criteria[n].id for n in (-1, -2))
    shown = """[...document.querySelectorAll('.criteria__panel')].filter(
        panel => panel.getClientRects().length).map(panel => panel.querySelector('h2').id)"""
    for site in (scriptless_site, real_site):
        ready(engine, f"{site.url}criteria/#{last}")
        assert engine.run(shown) == [last]
    engine.run("document.querySelector('.criteria__choice:checked').focus()")
    engine.press("ArrowLeft")
    assert engine.run(shown) == [before]
    assert engine.run("location.hash") == f"#{before}"
    engine.back()
    until(engine, f"location.hash === '#{last}'")
    assert engine.run(shown) == [last]


def test_the_filter_of_the_evidence_follows_the_address_and_back(
    engine: Engine, real_site: Site
) -> None:
    ready(engine, f"{real_site.url}criteria/deployment/")
    until(engine, "!!document.querySelector('#evidence-filter .tick')")
    shown = "document.querySelectorAll('.point:not([hidden])').length"
    every = engine.run(shown)
    engine.click("#evidence-filter .tick:has([value=documentation])")
    until(engine, f"location.search !== '' && {shown} < {every}")
    engine.back()
    until(engine, f"location.search === '' && {shown} === {every}")


def test_the_filter_of_the_scenarios_can_be_shared_and_reset(
    engine: Engine, real_site: Site
) -> None:
    shown = """[...document.querySelectorAll('.lookup--full tbody tr')].filter(
        row => row.checkVisibility()).length"""
    ready(engine, f"{real_site.url}scenarios/")
    every = engine.run(shown)
    engine.click("#scenario_filter [type=search]")
    write(engine, "mobile")
    until(engine, f"location.search === '?need=mobile' && {shown} < {every}")
    ready(engine, f"{real_site.url}scenarios/?need=nothing-like-it")
    until(engine, f"{shown} === 0")
    engine.click("#scenario_filter_empty button")
    until(engine, f"{shown} === {every}")


def test_weights_change_the_sum_and_the_address(engine: Engine, real_site: Site) -> None:
    name = real_site.comparison.criteria[0].id
    ready(engine, f"{real_site.url}decide/")
    until(engine, "document.getElementById('weights').classList.contains('is-live')")
    before = engine.run("document.getElementById('sum').textContent")
    engine.click("[data-preset]:not([data-preset=''])")
    until(engine, "location.search !== ''")
    assert engine.run("document.getElementById('sum').textContent") != before
    engine.back()
    until(engine, "location.search === ''")
    assert engine.run("document.getElementById('sum').textContent") == before
    choose(engine, f"[data-weight-of='{name}']", "8")
    until(engine, f"location.search.includes('{name}=8')")
    assert engine.run("document.getElementById('sum').textContent") != before


def test_links_and_snippets_are_copied(engine: Engine, real_site: Site) -> None:
    ready(engine, f"{real_site.url}share/")
    engine.click(".copy-code")
    until(engine, "document.querySelector('.copy-code').textContent === 'Copied'")


# --- Paper ---


def test_a_page_can_be_printed(engine: Engine, real_site: Site) -> None:
    ready(engine, real_site.url)
    paper = engine.paper()
    if paper is None:
        pytest.skip("the driver prints nothing")
    assert paper.startswith(b"%PDF")
    assert len(paper) > 10_000
