"""A running live preview, and waiting for what it shows."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.support.commands import clean_environment
from tests.support.html import Element, parse

PATIENCE = 30.0  # seconds; a loaded machine builds slowly, and no claim about speed is made here


@dataclass(frozen=True)
class Preview:
    """A running `build.py serve` and the project that it shows."""

    project: Path
    url: str
    process: subprocess.Popen[str]
    log: Path

    def get(self, address: str = "") -> Element | None:
        try:
            with urlopen(self.url + address, timeout=PATIENCE) as answer:  # noqa: S310 - our own
                return parse(answer.read().decode())
        except (URLError, ConnectionError, TimeoutError):
            return None

    def wait_for(self, state: Callable[[Element], object], address: str = "") -> Element:
        """The page, as soon as it is in a state; fails when that takes too long."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            page = self.get(address)
            if page and state(page):
                return page
            time.sleep(0.1)
        raise AssertionError(
            f"not seen within {PATIENCE:.0f} s, or ended; the log says:\n{self.said()}"
        )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def serving(project: Path) -> Iterator[Preview]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = project.parent / "serve.log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "build.py", "serve", "--address", address],
            cwd=project, env=clean_environment(), stdout=file, stderr=file, text=True,
        )  # fmt: skip
        try:
            yield Preview(project, f"http://{address}/", process, log)
        finally:
            process.kill()
            process.wait()
