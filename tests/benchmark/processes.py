"""Programs that are run and measured from outside: the system's own account of a finished child."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer

_UNIT = 1 if sys.platform == "darwin" else 1024  # of `ru_maxrss`, in bytes
_LIMIT = 1200.0
_TOLD = 200


@dataclass(frozen=True)
class Run:
    """One run of a program: its seconds of CPU and on the clock, its greatest memory in bytes, the
    load of the machine when it began, and why it failed, or nothing.
    """

    cpu: float
    wall: float
    peak: int
    load: float
    fault: str = ""


def load() -> float:
    """How many programs have wanted a processor in the last minute; 0 where nobody knows."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def run(command: Sequence[str | Path], folder: Path, limit: float = _LIMIT, **settings: str) -> Run:
    """Run a program in a folder to its end, for so many seconds at most.

    `settings` are environment variables; what else would steer a build is left out.
    """
    before, begun = load(), time.monotonic()
    with TemporaryFile() as said:
        process = subprocess.Popen(
            [str(word) for word in command], cwd=folder, env=environment(settings),
            stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip
        watch = Timer(limit, process.kill)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        watch.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    fault = ""
    if process.returncode:
        lines = [line.strip() for line in words.splitlines() if line.strip(" │╭╰─")]
        last = lines[-1] if lines else f"it ended with {process.returncode}"
        fault = f"stopped after {limit:.0f} s" if wall >= limit else last[:_TOLD]
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _UNIT, before, fault)


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a program that is measured.

    What it imports is compiled once, as on the machine of anybody who works with it.
    """
    steering = (
        "COMPARISON_DATA", "SITE_URL", "REPOSITORY_URL", "REVISION", "SOURCE_DATE_EPOCH",
        "PYTHONDONTWRITEBYTECODE",
    )  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if name not in steering}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **settings}
