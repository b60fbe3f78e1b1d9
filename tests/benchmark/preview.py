"""A live preview that is measured: how long after a save it serves the new page, and its memory."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.benchmark.checkouts import Work, first_criterion, with_reason
from tests.benchmark.processes import environment

_PATIENCE, _OFTEN, _QUIET = 300.0, 0.01, 0.6  # seconds
_MISTAKE = "\nnonsense: 1\n"
_PROBLEMS = b"<title>("


@dataclass(frozen=True)
class Save:
    """Seconds until the page was served, and seconds of CPU until all was quiet."""

    seconds: float
    cpu: float


class Preview:
    """A running preview of a comparison, and the page of its first criterion."""

    def __init__(self, work: Work, port: int, pid: int) -> None:
        self._work, self._port, self.pid = work, port, pid
        self._text = work.data.read_text(encoding="utf-8")
        self._page, self._count = f"/criteria/{first_criterion(self._text)}/", 0

    def save(self) -> float:
        """Change the reason of the first verdict; the seconds until its page says it."""
        self._count += 1
        reason = f"So it was at the {self._count}th look."
        text = with_reason(self._text, reason)
        marker = f"{self._count}th look".encode()
        return self._seconds(text, lambda page: marker in page and _PROBLEMS not in page)

    def save_and_settle(self) -> Save:
        """As `save`, and wait for what follows it."""
        before = self.cpu()
        seconds = self.save()
        self.settle()
        return Save(seconds, self.cpu() - before)

    def break_and_mend(self) -> tuple[float, float]:
        """Make a mistake and mend it; the seconds until the panel was there, and was gone."""
        broken = self._seconds(self._text + _MISTAKE, lambda page: _PROBLEMS in page)
        self.settle()
        mended = self.save()
        self.settle()
        return broken, mended

    def wait(self, seen: Callable[[bytes], bool]) -> None:
        """Ask for the page until it is so."""
        end = time.monotonic() + _PATIENCE
        while not seen(self._get()):
            if time.monotonic() > end:
                raise TimeoutError(f"the preview did not show it within {_PATIENCE:.0f} s")
            time.sleep(_OFTEN)

    def settle(self) -> None:
        """Wait until it does nothing any more."""
        end, before = time.monotonic() + _PATIENCE, -1.0
        while (now := self.cpu()) - before > _QUIET / 20 and time.monotonic() < end:
            before = now
            time.sleep(_QUIET)

    def cpu(self) -> float:
        """Seconds of CPU since it began; 0 where the system does not tell."""
        known = Path(f"/proc/{self.pid}/stat")
        if not known.is_file():
            return 0.0
        fields = known.read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """Bytes that it holds now; 0 where the system does not tell."""
        known = Path(f"/proc/{self.pid}/statm")
        pages = int(known.read_text(encoding="utf-8").split()[1]) if known.is_file() else 0
        return pages * os.sysconf("SC_PAGE_SIZE") if pages else 0

    def _seconds(self, text: str, seen: Callable[[bytes], bool]) -> float:
        self._work.data.write_text(text, encoding="utf-8")
        begun = time.monotonic()
        self.wait(seen)
        return time.monotonic() - begun

    def _get(self) -> bytes:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            connection.request("GET", self._page)
            return connection.getresponse().read()
        except (OSError, HTTPException):
            return b""
        finally:
            connection.close()


@contextmanager
def previewed(work: Work) -> Iterator[Preview]:
    """A preview from its start, when its first page is there, to its end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    words = work.checkout.command("serve", "--data", work.data, "--address", f"127.0.0.1:{port}")
    with (work.folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [str(word) for word in words], cwd=work.checkout.folder, env=environment({}),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=_interruptible,  # noqa: PLW1509
        )  # fmt: skip
        try:
            preview = Preview(work, port, process.pid)
            preview.wait(lambda page: b"</html>" in page or process.poll() is not None)
            preview.settle()
            yield preview
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _interruptible() -> None:
    """A shell that starts this in the background lets nobody interrupt it."""
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.default_int_handler)
