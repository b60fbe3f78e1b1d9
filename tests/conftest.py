"""Sites that are built once, a web server for each, and a browser that reports every fault."""

import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from comparison_site import Comparison, load
from tests.support.shared import made_once
from tests.support.site_pages import (
    MEASURED_DATA,
    OTHER_DATA,
    PUBLISHED,
    REAL_DATA,
    ROOT,
    addresses,
    build_py,
    copy_project,
)

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
CLIPBOARD = ["clipboard-read", "clipboard-write"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure() -> None:
    """Let commands be interrupted even if a shell started the tests in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@dataclass(frozen=True)
class Site:
    """A built site: its folder, the data it was made from and the address it is served at."""

    folder: Path
    comparison: Comparison
    url: str

    @property
    def addresses(self) -> list[str]:
        return addresses(self.folder)

    @property
    def listed(self) -> list[str]:
        """The addresses that the navigation lists; a run is reached from the evidence page."""
        runs = {f"evidence/{run.id}" for run in self.comparison.runs}
        return [address for address in self.addresses if address not in runs]


@dataclass
class Visitor:
    """Opens pages in the browser and remembers everything that a reader should never meet."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def open(self, url: str = "", **options: Any) -> Page:
        """A page in a browser of its own; `options` are Playwright's for a new context."""
        context = self.browser.new_context(**options)
        self.contexts.append(context)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
        context.on("request", lambda request: self._request(request.url))
        page = context.new_page()
        page.set_default_timeout(5000)
        if url:
            page.goto(url)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.contexts.clear()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and message.location["url"] not in self.expected:
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _request(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:")):
            self.faults.append(f"request to another origin: {url}")


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
    executable = _browser_executable()
    expect.set_options(timeout=2000)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=executable, args=BROWSER_ARGUMENTS, chromium_sandbox=False
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Opens pages; fails the test if one logged an error or asked another origin for anything."""
    visitor = Visitor(browser)
    yield visitor
    visitor.close()
    assert visitor.faults == []


@contextmanager
def built(data: Path, factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a comparison as its editors would, once for all workers, and serve it."""

    def build(folder: Path) -> None:
        result = build_py("build", "--data", data, "--site", folder / "site", cwd=ROOT, **PUBLISHED)
        assert (result.returncode, result.stderr) == (0, "")

    folder = made_once(factory, f"site-of-{data.stem}", build) / "site"
    with served(folder) as url:
        yield Site(folder, load(data), url)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A quiet web server for a folder; yields its address, which ends in a slash."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=partial(server.serve_forever, 0.05), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> Callable[[Path], Any]:
    """The web server, for tests that build sites of their own."""
    return served


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a page early is no fault."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _browser_executable() -> str:
    named = os.environ.get("CHROMIUM", "")
    for name in filter(None, (named, *BROWSERS)):
        if found := shutil.which(name):
            return found
    sentence = "no browser found: install Debian's package chromium, or set CHROMIUM to a browser"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
