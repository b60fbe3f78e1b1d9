"""The machine that the programs ran on; nothing that names it."""

import os
import platform
import re
from contextlib import suppress
from pathlib import Path

from evidence.runner.memory import machine_mib


def described(gpu: str | None) -> dict[str, object]:
    """Processor, cores, memory, system and GPU as they stand in results."""
    release = ".".join(platform.release().split("-")[0].split(".")[:2])
    return {
        "processor": _processor(),
        "cores": cores(),
        "memory_gib": round(machine_mib() / 1024, 1),
        "system": f"{platform.system()} {release} {platform.machine()}",
        "gpu": gpu,
    }


def cores() -> int:
    """How many cores a program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processor() -> str:
    with suppress(OSError):
        if name := re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.M):
            return name[1].strip()
    return platform.processor() or platform.machine()
