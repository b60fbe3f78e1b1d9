"""Sites that are built once, a web server for each, and a browser that reports every fault."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    Page,
)

from tests.support.browser import CLIPBOARD, DESKTOP, Visitor, chromium
from tests.support.paths import MEASURED_DATA, OTHER_DATA, REAL_DATA
from tests.support.projects import copy_project
from tests.support.sites import Site, built, served


def pytest_configure() -> None:
    """Let commands be interrupted even if a shell started the tests in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of comparison.yaml."""
    with built(REAL_DATA, tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of a second comparison: four options, other criteria."""
    with built(OTHER_DATA, tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def measured_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of a made-up comparison that has runs of its own."""
    with built(MEASURED_DATA, tmp_path_factory) as site:
        yield site


@pytest.fixture(params=["real_site", "other_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    built: Site = request.getfixturevalue(request.param)
    return built


@pytest.fixture(scope="session")
def bare_site(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site without the theme's scripts: its pages load in half the time."""
    folder = tmp_path_factory.mktemp("bare") / "site"
    shutil.copytree(real_site.folder, folder)
    for script in (folder / "assets" / "javascripts").rglob("*.js"):
        script.write_text("", encoding="utf-8")
    with served(folder) as url:
        yield Site(folder, real_site.comparison, url)


@pytest.fixture(scope="session")
def shared(bare_site: Site, real_site: Site, browser: Browser) -> Iterator[tuple[Visitor, Page]]:
    """One page for all tests that do not need one of their own: opening one takes time."""
    visitor = Visitor(browser)
    sites = (bare_site, real_site)
    visitor.expected += [f"{each.url}favicon.ico" for each in sites]  # SVGs name none
    yield visitor, visitor.open(viewport=DESKTOP, permissions=CLIPBOARD)
    visitor.close()


@pytest.fixture
def page(bare_site: Site, shared: tuple[Visitor, Page]) -> Iterator[Page]:
    """A page of the bare site's origin, with empty storage; fails if it logged an error."""
    visitor, page = shared
    page.goto(f"{bare_site.url}assets/favicon.svg")
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    visitor.faults.clear()
    yield page
    page.unroute_all()
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="screen", color_scheme="light")
    assert visitor.faults == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Opens pages; fails the test if one logged an error or asked another origin for anything."""
    visitor = Visitor(browser)
    yield visitor
    visitor.close()
    assert visitor.faults == []


@pytest.fixture(scope="session")
def serve_folder() -> Callable[[Path], Any]:
    """The web server, for tests that build sites of their own."""
    return served
