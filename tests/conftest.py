"""Sites that are built once, a web server for each, and a browser that reports every fault."""

import gc
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Page

from tests.support.browser import DESKTOP, Visitor, chromium
from tests.support.once import compiled_once, kept_once
from tests.support.paths import (
    FRAMEWORKS,
    MEASURED_DATA,
    MINIMAL,
    OTHER_DATA,
    REAL_DATA,
    SCRIPTS,
)
from tests.support.projects import new_project
from tests.support.sites import BLANK, Site, built, served

# How long an example of a property takes is no property of it: a busy machine takes longer.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

_IN_A_BROWSER = {"browser", "reader", "visitor", "page"}


def pytest_configure() -> None:
    """Let commands be interrupted even if a shell started the tests in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    compiled_once.start()
    kept_once.start()


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: Python need not look through it for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The walk through all engines is taken only where it is named: `make test-browsers` does."""
    named = any("engines" in name for name in config.args)
    return True if collection_path.name == "engines" and not named else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is about a browser, by the folder it is in or by the fixtures that it uses."""
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if _IN_A_BROWSER & used or item.path.parent.name == "browser":
            item.add_marker("browser")


@pytest.fixture(scope="session")
def published_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of comparison.yaml, whatever that says today."""
    with built(REAL_DATA, tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of real texts: what was once published."""
    with built(FRAMEWORKS, tmp_path_factory) as site:
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


@pytest.fixture(scope="session")
def minimal_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the smallest comparison."""
    with built(MINIMAL, tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def world_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A comparison whose names are written in five scripts, two of them from right to left."""
    with built(SCRIPTS, tmp_path_factory) as site:
        yield site


@pytest.fixture(params=["real_site", "other_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the two sites in turn."""
    built: Site = request.getfixturevalue(request.param)
    return built


@pytest.fixture(scope="session")
def bare_site(real_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site without the theme's scripts."""
    with without_theme_scripts(real_site, tmp_path_factory) as site:
        yield site


@pytest.fixture(scope="session")
def bare_other_site(other_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The second site without the theme's scripts."""
    with without_theme_scripts(other_site, tmp_path_factory) as site:
        yield site


@contextmanager
def without_theme_scripts(site: Site, factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A copy whose pages load in half the time, for tests of what our own scripts do."""
    folder = factory.mktemp("bare") / "site"
    shutil.copytree(site.folder, folder)
    for script in (folder / "assets" / "javascripts").rglob("*.js"):
        script.write_text("", encoding="utf-8")
    with served(folder) as url:
        yield Site(folder, site.comparison, url)


@pytest.fixture(scope="session")
def reader() -> Iterator[Visitor]:
    """One browser for the whole run."""
    with chromium() as browser:
        yield Visitor(browser)


@pytest.fixture
def visitor(reader: Visitor) -> Iterator[Visitor]:
    """Opens pages; fails the test if one logged an error or asked another origin for anything."""
    reader.rest()
    yield reader
    assert reader.rest() == []


@pytest.fixture
def page(bare_site: Site, visitor: Visitor) -> Page:
    """A page of the bare site's origin."""
    return visitor.open(f"{bare_site.url}{BLANK}", viewport=DESKTOP)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project that a test may change."""
    return new_project(tmp_path / "project")


@pytest.fixture(scope="session")
def serve_folder() -> Callable[[Path], Any]:
    """The web server, for tests that build sites of their own."""
    return served
