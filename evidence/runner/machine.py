"""The machine: what it is, and what else it does while samples are taken, as Linux tells it."""

import os
import platform
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from comparison_site.core.diagnostics import ExpectedError
from comparison_site.results.records import Reading
from evidence.runner.processes import Run

LIMIT = 0.1
"""The share of the machine's CPU time that others, and the host, may take during a sample."""

_TRIES = 5  # how often a sample is taken before it is given up
_WINDOW = 0.3  # seconds over which the load before a sample is looked at
_PATIENCE = 200  # windows without quiet before the wait is given up
_PROC = Path("/proc")


class NotQuietError(ExpectedError):
    """Raised when others kept using the machine; the text says how much, and what to do."""

    def __init__(self, share: float) -> None:
        super().__init__(
            f"the machine is not quiet: other programs take {share:.0%} of its CPU time, where"
            f" {LIMIT:.0%} are allowed; end them, or run with --noisy, which the page will say"
        )


class Counters(NamedTuple):
    """Seconds of CPU time since the machine was started: all of it, in use, and stolen."""

    total: float
    busy: float
    stolen: float


def counters() -> Counters | None:
    """The counters of all cores, proc_stat(5); None where there are none, as outside of Linux."""
    try:
        words = (_PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]
    except OSError:
        return None
    ticks = os.sysconf("SC_CLK_TCK")
    user, nice, system, idle, waiting, irq, soft, stolen = (int(word) / ticks for word in words)
    busy = user + nice + system + irq + soft
    return Counters(busy + idle + waiting + stolen, busy, stolen)


def clock() -> float | None:
    """The mean clock of the cores now, in MHz."""
    found = [float(each) for each in _told_by_cores("cpu MHz")]
    return round(sum(found) / len(found), 1) if any(found) else None


def cores() -> int:
    """How many cores a program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def described(gpu: str | None) -> dict[str, object]:
    """CPU, cores, memory, system and GPU as they stand in results; nothing that names it."""
    machine, names = platform.machine(), _told_by_cores("model name")
    release = ".".join(platform.release().split("-")[0].split(".")[:2])
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": names[0] if names else platform.processor() or machine,
        "cores": cores(),
        "memory_gib": round(memory / 1024**3, 1),
        "system": f"{platform.system()} {release} {machine}",
        "gpu": gpu,
    }


def _told_by_cores(key: str) -> list[str]:
    """What /proc/cpuinfo says of each core under a key; nothing where there is no such file."""
    with suppress(OSError):
        lines = (_PROC / "cpuinfo").read_text().splitlines()
        pairs = (line.partition(":") for line in lines)
        return [value.strip() for name, _, value in pairs if name.strip() == key]
    return []


@dataclass
class Quiet:
    """Takes samples while the machine is quiet; `is_noisy` takes them whatever it does.

    `repeated` counts those that were taken again because others disturbed them.
    """

    is_noisy: bool = False
    repeated: int = 0

    def sample(self, take: Callable[[], Run]) -> tuple[Run, Reading | None]:
        """A run of a program, and the load on it, if that can be read; raises NotQuietError."""
        disturbance = 0.0
        for _ in range(_TRIES):
            before, started = self._before(), counters()
            taken, ended = take(), counters()
            if not started or not ended:
                return taken, None
            reading = _reading(before, started, ended, taken.cpu)
            disturbance = reading.load + reading.steal
            if self.is_noisy or taken.status != "ok" or disturbance <= LIMIT:
                return taken, reading
            self.repeated += 1
        raise NotQuietError(disturbance)

    def _before(self) -> float:
        """Wait until nothing else runs; the share that is still taken."""
        share = 0.0
        for _ in range(_PATIENCE):
            if not (started := counters()):
                return 0.0
            time.sleep(_WINDOW)
            share = _reading(0, started, counters() or started, 0).load
            if self.is_noisy or share <= LIMIT:
                return share
        raise NotQuietError(share)


def _reading(before: float, started: Counters, ended: Counters, own: float) -> Reading:
    total, busy, stolen = (after - then for after, then in zip(ended, started, strict=True))
    shares = ((busy - own) / total, stolen / total) if total else (0.0, 0.0)
    load, steal = (round(max(share, 0.0), 4) for share in shares)
    return Reading(before=before, load=load, steal=steal, mhz=clock())
