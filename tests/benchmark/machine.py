"""The machine that the figures come from: no figure means anything without it."""

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmark.processes import load

_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pydantic", "pillow")
_BUSY = 0.6
"""The load for each core from which figures on the clock mean little."""


def facts() -> dict[str, Any]:
    """What the machine and the libraries are, and how busy it is."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "processor": _processor(),
        "cores": cores(),
        "memory GiB": round(_memory() / 2**30, 1),
        "system": platform.system(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "load": round(load(), 2),
    }


def heading(known: dict[str, Any]) -> str:
    """The machine in a line or two, with a warning where it is busy."""
    libraries = ", ".join(f"{name} {number}" for name, number in known["libraries"].items())
    line = (
        f"{known['date']}: {known['cores']} cores ({known['processor']}), "
        f"{known['memory GiB']} GiB, {known['system']}, Python {known['python']}, {libraries}; "
        f"load at the start {known['load']}"
    )
    busy = known["load"] > _BUSY * known["cores"]
    warning = "\nWARNING: the machine is busy. Seconds on the clock are worthless, CPU is high."
    return line + warning if busy else line


def cores() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine()


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError, AttributeError):
        return 0
