"""Sites that are built once for all workers, and a web server for each."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from comparison_site import Comparison, load
from tests.support.commands import build_py
from tests.support.html import addresses
from tests.support.paths import ROOT

BLANK = "blank-page-of-the-tests"
"""The address of an empty page that every served folder has."""
REPOSITORY = "https://example.org/team/comparison"
REVISION = "0123456789abcdef0123456789abcdef01234567"
PUBLISHED = {"REPOSITORY_URL": REPOSITORY, "REVISION": REVISION}


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

    @property
    def led_to(self) -> list[str]:
        """The addresses that every page leads to; criteria and options are listed on one each."""
        return [address for address in self.listed if "/" not in address]

    @property
    def kinds(self) -> list[str]:
        """The address of one page of each kind; of runs, one with programs and one with figures."""
        criteria, options, runs = (
            self.comparison.criteria,
            self.comparison.options,
            self.comparison.runs,
        )
        pairs, figures = [r for r in runs if r.programs], [r for r in runs if not r.programs]
        similar = {f"criteria/{each.id}" for each in criteria[1:]}
        similar |= {f"options/{each.id}" for each in options[1:]}
        similar |= {f"evidence/{each.id}" for each in (*pairs[1:], *figures[1:])}
        return [*(address for address in self.addresses if address not in similar), "404.html"]


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


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` fills, by whichever worker asks first; the others wait for it."""
    root = factory.getbasetemp()
    root = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    folder = root / name
    with FileLock(root / f"{name}.lock"):
        if not (folder / "made").exists():
            folder.mkdir()
            make(folder)
            (folder / "made").touch()
    return folder


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a page early is no fault."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5

    def do_GET(self) -> None:
        if self.path == f"/{BLANK}":
            self._answer(HTTPStatus.OK, b"<!doctype html><link rel=icon href=data:,>")
        else:
            super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._answer(HTTPStatus.NOT_FOUND, page.read_bytes())

    def _answer(self, code: int, body: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
