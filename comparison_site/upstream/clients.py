"""Asks the package managers that are installed; they know their own index and its settings."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from enum import Enum

from comparison_site.core.characters import visible
from comparison_site.core.vocabulary import Manager
from comparison_site.model import Package
from comparison_site.upstream.releases import (
    Release,
    Releases,
    is_older,
    newest_stable,
    parse,
    recorded,
)

Run = Callable[[Sequence[str], float], tuple[int, str, str]]
"""Runs a command for some seconds at most: its exit code, and what it said on both streams."""

_PIP_VERSIONS = re.compile(r"^Available versions: (.+)$", re.MULTILINE)
_SAID_AT_MOST = 200


class LookupFailedError(Exception):
    """Raised when a client gives no version; the words say why, on one line."""


def newest_release(package: Package, seconds: float, run: Run | None = None) -> str:
    """The newest stable version of a package, as the installed client finds it.

    `seconds` is how long the client may take. Raises LookupFailedError when there is no client, or
    none of its answers can be read.
    """
    if package.name.startswith("-"):  # the data's rules refuse it, too
        raise LookupFailedError("that is not a package name")
    ask, read = (_pip, _pip_versions) if package.manager is Manager.PIP else (_npm, _npm_versions)
    code, answer, errors = _run(ask(package.name), seconds, run or _subprocess)
    if code:
        raise LookupFailedError(_complaint(errors) or f"the client stopped with code {code}")
    return _newest(package.manager, *read(answer))


def _newest(manager: Manager, preferred: str, versions: list[str]) -> str:
    """The version that the client itself calls newest, unless it is a pre-release."""
    named = parse(manager, preferred)
    newest = preferred if named and named.is_stable else newest_stable(manager, versions)
    if newest is None:
        raise LookupFailedError("the client's answer names no stable version")
    return newest


def _pip(name: str) -> list[str]:
    """A release counts even where the Python that runs this is too old for it."""
    own = importlib.util.find_spec("pip") is not None
    client = [sys.executable, "-m", "pip"] if own else [_installed("pip")]
    return [*client, "--no-input", "index", "versions", "--ignore-requires-python", "--", name]


def _pip_versions(answer: str) -> tuple[str, list[str]]:
    found = _PIP_VERSIONS.search(answer)
    versions = re.split(r",\s*", found[1].strip()) if found else []
    return "", [version.partition("+")[0] for version in versions]  # a local build is no release


def _npm(name: str) -> list[str]:
    return [_installed("npm"), "view", "--json", "--", name, "version", "versions"]


def _npm_versions(answer: str) -> tuple[str, list[str]]:
    """npm's own newest is what its tag `latest` names."""
    try:
        found = json.loads(answer)
        versions = found["versions"]
        every = [versions] if isinstance(versions, str) else [str(item) for item in versions]
        return str(found["version"]), every
    except (ValueError, TypeError, KeyError) as error:
        raise LookupFailedError("the client's answer cannot be read") from error


def _installed(client: str) -> str:
    found = shutil.which(client)
    if not found:
        raise LookupFailedError(f"{client} is not installed here")
    return found


def _run(command: Sequence[str], seconds: float, run: Run) -> tuple[int, str, str]:
    try:
        return run(command, seconds)
    except subprocess.TimeoutExpired as error:
        raise LookupFailedError(f"no answer within {seconds:g} seconds") from error
    except OSError as error:
        raise LookupFailedError(f"the client cannot be started: {error.strerror}") from error


def _subprocess(command: Sequence[str], seconds: float) -> tuple[int, str, str]:
    done = subprocess.run(  # noqa: S603 - no shell, and the name stands behind `--`
        command, capture_output=True, encoding="utf-8", errors="replace", timeout=seconds,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def _complaint(errors: str) -> str:
    """The client's own words that say most, without what a terminal would obey."""
    lines = [" ".join(visible(line).split()) for line in errors.splitlines()]
    marked = [line for line in lines if re.match(r"(ERROR|npm (ERR!|error))\b", line)]
    told = [line for line in marked if not re.fullmatch(r"npm (ERR!|error)( code \w+)?", line)]
    best = next(iter(told or marked or [line for line in lines if line]), "")
    return best[:_SAID_AT_MOST]


_AT_ONCE = 4

Ask = Callable[[Package], str]
"""The newest stable version of a package; raises LookupFailedError."""


class Change(Enum):
    """What a look-up did to the record."""

    FIRST = "first"
    NEW = "new"
    SAME = "same"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True)
class Lookup:
    """One package after its look-up: the record as it was and as it is, None where there is none.

    `reason` says why the last answer was kept.
    """

    key: str
    before: Release | None
    now: Release | None
    change: Change
    reason: str = ""


def look_up(
    packages: Mapping[str, Package], releases: Releases, ask: Ask, today: date
) -> list[Lookup]:
    """Ask for every package, a few at once. What fails keeps its last answer."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(lambda package: _answer(ask, package), packages.values())
        return [
            _lookup(name, packages[name], releases.get(name), answer, today)
            for name, answer in zip(packages, answers, strict=True)
        ]


def _answer(ask: Ask, package: Package) -> str | LookupFailedError:
    try:
        return ask(package)
    except LookupFailedError as error:
        return error


def _lookup(
    name: str,
    package: Package,
    before: Release | None,
    answer: str | LookupFailedError,
    today: date,
) -> Lookup:
    if isinstance(answer, LookupFailedError):
        return Lookup(name, before, before, Change.FAILED, str(answer))
    if before and is_older(package.manager, answer, before.version):
        reason = f"the client now names {answer}, which is older"
        return Lookup(name, before, before, Change.KEPT, reason)
    change = Change.FIRST if before is None else Change.NEW
    same = before is not None and before.version == answer
    now = recorded(before, answer, today)
    return Lookup(name, before, now, Change.SAME if same else change)
