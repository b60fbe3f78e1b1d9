"""One virtual environment per option and runtime, which uv makes from hashed requirements."""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evidence.runner.files import Folders
from evidence.runner.processes import cleaned
from evidence.runner.runtimes import Environment, Lock

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
_VERSIONS = """
import importlib.metadata, json, sys
installed = importlib.metadata.distributions()
versions = {each.name.lower().replace("_", "-"): each.version for each in installed}
print(json.dumps({name: versions[name] for name in sys.argv[1:] if name in versions}))
"""


class EnvironmentFailedError(Exception):
    """Raised when an environment cannot be installed; the text is the reason, on one line."""


@dataclass(frozen=True)
class Ready:
    """An installed environment: the Python to start, and the versions that are recorded."""

    environment: Environment
    python: Path
    folder: Path
    packages: dict[str, str]

    @property
    def versions(self) -> dict[str, object]:
        """As it stands in results."""
        return {"python": platform.python_version(), "packages": self.packages}


def is_ready(environment: Environment, folders: Folders) -> bool:
    """Whether it is installed from the requirements as they are now."""
    stamp = folders.environment(environment.id) / "ready"
    wanted = _digest(_fitting(environment))
    return not environment.locks or (stamp.is_file() and stamp.read_text() == wanted)


def prepared(environment: Environment, folders: Folders) -> Ready:
    """The environment, installed first unless it is ready; raises EnvironmentFailedError.

    Of several indexes the best match is taken, as pip does; the hashes say what that must be.
    """
    if not environment.locks:
        own = Path(sys.executable)
        return Ready(environment, own, Path(sys.prefix), _versions(own, environment))
    folder, log = folders.environment(environment.id), folders.work / f"logs/{environment.id}.log"
    python = folder / "bin" / "python"
    if is_ready(environment, folders):
        return Ready(environment, python, folder, _versions(python, environment))
    locks, reason = _fitting(environment), "none of its requirements fits this machine"
    into = ["--python", str(folder)]
    how = ["--require-hashes", "--compile-bytecode", "--index-strategy", "unsafe-best-match"]
    for lock in locks:
        shutil.rmtree(folder, ignore_errors=True)
        said = _logged([*_UV, "venv", "--python", sys.executable, str(folder)], log)
        said = said or _logged([*_UV, "pip", "install", *into, *how, "-r", str(lock.file)], log)
        if not said:
            (folder / "ready").write_text(_digest(locks))
            return Ready(environment, python, folder, _versions(python, environment))
        reason = f"{lock.file.name}: {said}"
    shutil.rmtree(folder, ignore_errors=True)
    raise EnvironmentFailedError(reason)


def variables(ready: Ready, folders: Folders, scratch: Path, threads: int) -> dict[str, str]:
    """The environment variables of a program: few of the user's, the threads, the option's own."""
    cache = folders.cache(ready.environment.id)
    temporary = cache / "tmp"  # outlives a process, as on anybody's machine
    temporary.mkdir(parents=True, exist_ok=True)
    kept = (*_KEPT, *ready.environment.kept)
    values = {name: os.environ[name] for name in kept if name in os.environ}
    values |= {"HOME": str(scratch), "TMPDIR": str(temporary), "EVIDENCE_THREADS": str(threads)}
    # the path is safe as a program is often called like the package it imports
    values |= {"PYTHONHASHSEED": "0", "PYTHONNOUSERSITE": "1", "PYTHONSAFEPATH": "1"}
    words = {"{threads}": str(threads), "{scratch}": str(scratch), "{cache}": str(cache)}
    return values | filled(ready.environment.variables, words)


def filled(values: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    """The values with each word in braces replaced."""
    for word, meaning in words.items():
        values = {name: value.replace(word, meaning) for name, value in values.items()}
    return values


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

    The reason is what it calls the error, with its first cause; else its last line.
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
    lines = _ADDRESSES.sub("(address)", cleaned(done.stdout, {})).strip().splitlines()
    errors = [number for number, line in enumerate(lines) if line.startswith("error:")]
    said = lines[errors[-1] :][:2] if errors else lines[-1:]
    words = [re.sub("^(error|cause): ", "", line.strip()) for line in said]
    return ": ".join(words) or "the installer failed"


def _versions(python: Path, environment: Environment) -> dict[str, str]:
    done = subprocess.run(  # noqa: S603
        [python, "-c", _VERSIONS, *environment.packages],
        capture_output=True, text=True, timeout=_PROBE_SECONDS, check=False,
    )  # fmt: skip
    if done.returncode:
        raise EnvironmentFailedError(done.stderr.strip().splitlines()[-1])
    versions: dict[str, str] = json.loads(done.stdout)
    return versions
