"""One program in one process, within limits."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence.runner import memory, printed
from evidence.runner.pairs import Limits

_OUT, _ERR = ".stdout", ".stderr"
_LOOK_EVERY = 0.02  # seconds between two looks at whether it has ended
_WEIGH_EVERY = 0.2  # seconds between two looks at its memory
_PRINTED_AT_MOST = 20 * 1024 * 1024  # bytes


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
    `peak_mib` the most memory that it held, or its children with it.
    """

    status: str
    detail: str = ""
    exit_code: int | None = None
    seconds: float = 0.0
    peak_mib: float = 0.0
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
            command.words,
            stdin=subprocess.DEVNULL,
            stdout=to,
            stderr=errors,
            cwd=command.folder,
            env=dict(command.variables),
            start_new_session=True,
        ) as process,
    ):
        try:
            verdict, peak = _watch(process, limits, (out, err))
        finally:
            _end(process)
    seconds = time.monotonic() - started
    return _told(command, process.returncode, verdict, seconds, peak)


def _watch(
    process: "subprocess.Popen[bytes]", limits: Limits, files: tuple[Path, ...]
) -> tuple[tuple[str, str], float]:
    """Wait for the end; the status and detail if a limit is the cause, and the peak in MiB."""
    started, weighed, peak = time.monotonic(), 0.0, 0.0
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        now = time.monotonic()
        if ended:
            process.returncode = os.waitstatus_to_exitcode(status)
            return ("", ""), max(peak, memory.peak_mib(usage))
        if now - started > limits.seconds:
            return ("timeout", f"stopped after {limits.seconds:g} s"), peak
        if now - weighed > _WEIGH_EVERY:
            weighed, peak = now, max(peak, memory.resident_mib(process.pid))
            if verdict := _too_much(peak, limits, files):
                return verdict, peak
        time.sleep(_LOOK_EVERY)


def _too_much(peak: float, limits: Limits, files: tuple[Path, ...]) -> tuple[str, str] | None:
    if peak > limits.memory_mib:
        return "out-of-memory", f"stopped when it held more than {limits.memory_mib:.0f} MiB"
    if sum(file.stat().st_size for file in files) > _PRINTED_AT_MOST:
        return "failed", f"stopped after printing {_PRINTED_AT_MOST // 1024**2} MiB"
    return None


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Stop the program and everything that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _told(
    command: Command, code: int, verdict: tuple[str, str], seconds: float, peak: float
) -> Run:
    said = printed.split(_text(command.folder / _OUT), command.places)
    err = _text(command.folder / _ERR)
    status, detail = verdict if verdict[0] else _judged(code, err, said, command)
    reported = said.reported if status == "ok" else None
    return Run(status, detail, code, round(seconds, 3), peak, said.text, reported)


def _judged(code: int, err: str, said: printed.Printed, command: Command) -> tuple[str, str]:
    """Status and detail of a program that ended by itself."""
    last = printed.last_line(err, command.places)
    if code < 0:
        return "failed", _signalled(-code)
    if code > 0:
        out_of_memory = last.startswith("MemoryError")
        return "out-of-memory" if out_of_memory else "failed", last or f"exit code {code}"
    return ("failed", said.problem) if said.problem else ("ok", "")


def _signalled(number: int) -> str:
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    if number == signal.SIGKILL:
        return (
            f"ended by {name}, which the runner did not send: perhaps the system's memory ran out"
        )
    return f"ended by {name}"


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_PRINTED_AT_MOST).decode("utf-8", "replace")
