"""One program in one process, within limits."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence.runner.printed import Printed, cleaned, split

_DETAIL_AT_MOST = 300
_OUT, _ERR = ".stdout", ".stderr"
_LOOK_EVERY = 0.02  # seconds between two looks at whether it has ended
_WEIGH_EVERY = 0.2  # seconds between two looks at its memory
_PRINTED_AT_MOST = 20 * 1024 * 1024  # bytes
_MIB = 1024 * 1024
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere


@dataclass(frozen=True)
class Limits:
    """What a program may use: seconds on the clock, MiB with all its children, threads."""

    seconds: float
    memory_mib: float
    threads: int = 1


@dataclass(frozen=True)
class Command:
    """What to start: the words, where, with which environment, and what to call its paths."""

    words: tuple[str, ...]
    folder: Path
    variables: Mapping[str, str]
    places: Mapping[str, str]


@dataclass(frozen=True)
class Run:
    """What became of a program.

    `status` is ok, failed, timeout, out-of-memory or skipped, `detail` says why. `exit_code` is
    None when it was skipped, negative when a signal ended it. `seconds` is time on the clock,
    `peak_mib` the most memory that it held, or its children with it, and `cpu`
    the seconds of CPU time that they took.
    """

    status: str
    detail: str = ""
    exit_code: int | None = None
    seconds: float = 0.0
    peak_mib: float = 0.0
    cpu: float = 0.0
    output: str = ""
    reported: dict[str, object] | None = None


def run(command: Command, limits: Limits) -> Run:
    """Start a program, wait for it and read its RESULT line; it never outlives this call."""
    out, err = command.folder / _OUT, command.folder / _ERR
    started = time.monotonic()
    with (
        out.open("wb") as to,
        err.open("wb") as errors,
        subprocess.Popen(  # noqa: S603  # own programs
            command.words, stdin=subprocess.DEVNULL, stdout=to, stderr=errors, cwd=command.folder,
            env=dict(command.variables), start_new_session=True,
        ) as process,
    ):  # fmt: skip
        try:
            verdict, used = _watch(process, limits, (out, err))
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)  # with everything that it started
            process.wait()
    seconds = round(time.monotonic() - started, 3)
    said = split(_text(out), command.places)
    status, detail = verdict or _judged(process.returncode, _text(err), said, command)
    reported = said.reported if status == "ok" else None
    spent = (process.returncode, seconds, used.peak_mib, used.cpu)
    return Run(status, detail, *spent, said.text, reported)


def _watch(
    process: "subprocess.Popen[bytes]", limits: Limits, files: tuple[Path, ...]
) -> tuple[tuple[str, str] | None, "_Used"]:
    """Wait for the end; the status and detail if a limit is the cause, and what it used."""
    started, weighed, used = time.monotonic(), 0.0, _Used()
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        now = time.monotonic()
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            # never less than what the runner held when it started the program
            used.peak_mib = max(used.peak_mib, usage.ru_maxrss * _MAXRSS_UNIT / _MIB)
            used.cpu = max(used.cpu, usage.ru_utime + usage.ru_stime)
            return None, used
        if now - started > limits.seconds:
            return ("timeout", f"stopped after {limits.seconds:g} s"), used
        if now - weighed > _WEIGH_EVERY:
            weighed = now
            used.look(process.pid)
            if used.peak_mib > limits.memory_mib:
                detail = f"stopped when it held more than {limits.memory_mib:.0f} MiB"
                return ("out-of-memory", detail), used
            if sum(file.stat().st_size for file in files) > _PRINTED_AT_MOST:
                return ("failed", f"stopped after printing {_PRINTED_AT_MOST // _MIB} MiB"), used
        time.sleep(_LOOK_EVERY)


def _judged(code: int, err: str, said: Printed, command: Command) -> tuple[str, str]:
    """Status and detail of a program that ended by itself."""
    lines = [line.strip() for line in cleaned(err, command.places).splitlines() if line.strip()]
    last = lines[-1][:_DETAIL_AT_MOST] if lines else ""
    if code < 0:
        number = -code
        name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
        why = ", which the runner did not send: perhaps the system's memory ran out"
        return "failed", f"ended by {name}{why if number == signal.SIGKILL else ''}"
    if code > 0:
        out_of_memory = last.startswith("MemoryError")
        return "out-of-memory" if out_of_memory else "failed", last or f"exit code {code}"
    if reason := (said.reported or {}).get("skipped"):
        return "skipped", str(reason)[:_DETAIL_AT_MOST]
    return ("failed", said.problem) if said.problem else ("ok", "")


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_PRINTED_AT_MOST).decode("utf-8", "replace")


@dataclass
class _Used:
    """What a process and its children took: the most MiB at once, in which pages that they share
    count more than once, and seconds of CPU time. Nothing is known before the end without /proc.
    """

    peak_mib: float = 0.0
    cpu: float = 0.0

    def look(self, pid: int) -> None:
        """What they have now, with those that they waited for; see proc_pid_stat(5)."""
        pages, ticks, left = 0, 0, [str(pid)]
        while left:
            folder = Path("/proc", left.pop())
            with suppress(OSError, IndexError, ValueError):
                told = (folder / "stat").read_text().rpartition(")")[2].split()
                pages += int(told[21])
                ticks += sum(map(int, told[11:15]))
                for task in (folder / "task").glob("*/children"):
                    left += task.read_text().split()
        self.peak_mib = max(self.peak_mib, pages * os.sysconf("SC_PAGE_SIZE") / _MIB)
        self.cpu = max(self.cpu, ticks / os.sysconf("SC_CLK_TCK"))
