"""One virtual environment per option and runtime, which uv makes from hashed requirements."""
# ruff: noqa: RUF012  # pydantic copies default lists

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from comparison_site.core.diagnostics import ExpectedError
from evidence.runner.declarations import Declaration, InFolder, Record, Text
from evidence.runner.files import Folders, site_packages

_INSTALL_SECONDS = 3600
_PROBE_SECONDS = 60
_ADDRESSES = re.compile(r"\b(?:https?|file)://\S+")
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")
# What uv calls the settings of pip that say where packages are.
_PLACES = {
    "PIP_INDEX_URL": "UV_DEFAULT_INDEX", "PIP_EXTRA_INDEX_URL": "UV_INDEX",
    "PIP_FIND_LINKS": "UV_FIND_LINKS",
}  # fmt: skip
_UV = [sys.executable, "-m", "uv", "--color", "never", "--no-progress"]
# Of several indexes the best match is taken, as pip does; the hashes say what that must be.
_HOW = ["--require-hashes", "--compile-bytecode", "--index-strategy", "unsafe-best-match"]


class Lock(Record):
    """A file of hashed requirements, and the command that must succeed for it to be of use."""

    file: InFolder
    needs: list[str] = []


class Environment(Declaration):
    """What one virtual environment holds and how programs are run in it (runtime.toml).

    The versions of `packages` are recorded. `locks` are tried in order; with none, programs run
    on the Python that runs this. `kept` are variables of the user's that programs see as they are.
    """

    name: Text
    locks: list[Lock] = []
    packages: list[str] = []
    variables: dict[str, str] = {}
    kept: list[str] = []


class Option(Environment):
    """One of the things that are compared. `gpu` is the program that looks for a usable GPU."""

    gpu: InFolder | None = None


@dataclass(frozen=True)
class Ready:
    """An installed environment: the Python to start, and the folder that it stands in."""

    environment: Environment
    python: Path
    folder: Path

    @property
    def versions(self) -> dict[str, object]:
        """As they stand in results: of Python, and of the packages that are to be recorded."""
        found = {
            one.name.lower().replace("_", "-"): one.version
            for one in distributions(path=[str(site_packages(self.folder))])
        }
        packages = {name: found[name] for name in self.environment.packages if name in found}
        return {"python": platform.python_version(), "packages": packages}


def prepared(environment: Environment, folders: Folders) -> Ready:
    """The environment, installed unless it is as its requirements now say.

    Raises ExpectedError with the reason, on one line.
    """
    if not environment.locks:
        return Ready(environment, Path(sys.executable), Path(sys.prefix))
    folder = folders.work / "environments" / environment.id
    log = folders.work / "logs" / f"{environment.id}.log"
    python, stamp, locks = folder / "bin" / "python", folder / "ready", _fitting(environment)
    wanted, reason = _digest(locks), "none of its requirements fits this machine"
    if stamp.is_file() and stamp.read_text() == wanted:
        return Ready(environment, python, folder)
    for lock in locks:
        shutil.rmtree(folder, ignore_errors=True)
        install = [*_UV, "pip", "install", "--python", str(folder), *_HOW, "-r", str(lock.file)]
        said = _logged([*_UV, "venv", "--python", sys.executable, str(folder)], log)
        said = said or _logged(install, log)
        if not said:
            stamp.write_text(wanted)
            return Ready(environment, python, folder)
        reason = f"{lock.file.name}: {said}"
    shutil.rmtree(folder, ignore_errors=True)
    raise ExpectedError(reason)


def variables(
    ready: Ready, folders: Folders, scratch: Path, threads: int, own: dict[str, str]
) -> dict[str, str]:
    """What a program sees: few of the user's variables, the environment's, and its own."""
    environment = ready.environment
    cache = folders.work / "cache" / environment.id  # outlives a process, as on anybody's machine
    temporary = cache / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    kept = (*_KEPT, *environment.kept)
    values = {name: os.environ[name] for name in kept if name in os.environ}
    values |= {"HOME": str(scratch), "TMPDIR": str(temporary), "EVIDENCE_THREADS": str(threads)}
    # the path is safe as a program is often called like the package it imports
    values |= {"PYTHONHASHSEED": "0", "PYTHONNOUSERSITE": "1", "PYTHONSAFEPATH": "1"}
    given = {"EVIDENCE_DEVICE": "cpu", **environment.variables, **own}
    for word, meaning in (("{threads}", threads), ("{scratch}", scratch), ("{cache}", cache)):
        given = {name: value.replace(word, str(meaning)) for name, value in given.items()}
    return values | given


def _fitting(environment: Environment) -> list[Lock]:
    """The requirements to try, in order."""
    locks = []
    for lock in environment.locks:
        with suppress(OSError, subprocess.SubprocessError):
            if words := lock.needs:
                subprocess.run(words, capture_output=True, timeout=_PROBE_SECONDS, check=True)  # noqa: S603
            locks.append(lock)
    return locks


def _digest(locks: list[Lock]) -> str:
    parts = [platform.python_version().encode(), *(lock.file.read_bytes() for lock in locks)]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _logged(words: list[str], log: Path) -> str:
    """Run an installer and add what it says to the log; the reason if it fails, else nothing.

    The reason is what it calls the error, else its last line.
    """
    places = {uv: os.environ[pip] for pip, uv in _PLACES.items() if pip in os.environ}
    log.parent.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(  # noqa: S603  # uv
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, errors="replace", timeout=_INSTALL_SECONDS, check=False,
            env=places | dict(os.environ),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    with log.open("a", encoding="utf-8") as file:
        file.write(done.stdout)
    if not done.returncode:
        return ""
    lines = _ADDRESSES.sub("(address)", done.stdout).strip().splitlines() or ["it says nothing"]
    errors = [line for line in lines if line.startswith("error: ")]
    return (errors or lines)[-1].removeprefix("error: ").strip()
