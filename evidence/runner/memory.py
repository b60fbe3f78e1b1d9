"""How much memory a process and its children hold."""

import os
import resource
import sys
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_MIB = 1024 * 1024
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere


def resident_mib(pid: int) -> float:
    """MiB of memory that the process and all its children hold now; 0 where /proc is missing.

    Pages shared between them count more than once.
    """
    return sum(_resident(each) for each in _family(pid)) / _MIB


def peak_mib(usage: resource.struct_rusage) -> float:
    """MiB at the peak of a process that has ended; never less than what its starter held."""
    return usage.ru_maxrss * _MAXRSS_UNIT / _MIB


def machine_mib() -> float:
    """MiB of memory that the machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _MIB


def _family(pid: int) -> list[int]:
    found, left = [], [pid]
    while left:
        found.append(left.pop())
        left += _children(found[-1])
    return found


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        tasks = (_PROC / str(pid) / "task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]
    return []


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError, ValueError):
        pages = int((_PROC / str(pid) / "statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return 0
