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

from comparison_site.core.characters import one_line
from comparison_site.core.vocabulary import Manager
from comparison_site.model import Comparison, Package
from comparison_site.upstream.answers import Release, Releases, is_older, key, newest_stable

Run = Callable[[Sequence[str], float], tuple[int, str, str]]
"""Runs a command for some seconds at most: its exit code, and what it said on both streams."""

_PIP_VERSIONS = re.compile(r"^Available versions: (.+)$", re.MULTILINE)
_PIP_INDEX = ("--no-input", "index", "versions", "--ignore-requires-python")
_SAID_AT_MOST = 200
_AT_ONCE = 4


class LookupFailedError(Exception):
    """Raised when a client gives no version; the words say why, on one line."""


def _subprocess(command: Sequence[str], seconds: float) -> tuple[int, str, str]:
    done = subprocess.run(  # noqa: S603 - no shell, and the name stands behind `--`
        command, capture_output=True, encoding="utf-8", errors="replace", timeout=seconds,
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def newest_release(package: Package, seconds: float, run: Run = _subprocess) -> str:
    """The newest stable version, for which the client has `seconds`; raises LookupFailedError."""
    if package.name.startswith("-"):  # the data's rules refuse it, too
        raise LookupFailedError("that is not a package name")
    try:
        code, answer, errors = run(_command(package), seconds)
    except subprocess.TimeoutExpired as error:
        raise LookupFailedError(f"no answer within {seconds:g} seconds") from error
    except OSError as error:
        raise LookupFailedError(f"the client cannot be started: {error.strerror}") from error
    if code:
        raise LookupFailedError(_complaint(errors) or f"the client stopped with code {code}")
    for versions in _versions(package.manager, answer):
        if newest := newest_stable(package.manager, versions):
            return newest
    raise LookupFailedError("the client's answer names no stable version")


def _command(package: Package) -> list[str]:
    """What to run. A release of pip counts even where the Python that runs this is too old."""
    client = package.manager.value
    if package.manager is Manager.PIP and importlib.util.find_spec("pip"):
        found = [sys.executable, "-m", "pip"]
    elif path := shutil.which(client):
        found = [path]
    else:
        raise LookupFailedError(f"{client} is not installed here")
    if package.manager is Manager.NPM:
        return [*found, "view", "--json", "--", package.name, "version", "versions"]
    return [*found, *_PIP_INDEX, "--", package.name]


def _versions(manager: Manager, answer: str) -> list[list[str]]:
    """npm's own newest, which its tag `latest` names, goes before all others."""
    if manager is Manager.PIP:
        listed = _PIP_VERSIONS.search(answer)
        named = re.split(r",\s*", listed[1].strip()) if listed else []
        return [[version.partition("+")[0] for version in named]]  # a local build is no release
    try:
        found = json.loads(answer)
        versions = found["versions"]
        every = [versions] if isinstance(versions, str) else [str(item) for item in versions]
        return [[str(found["version"])], every]
    except (ValueError, TypeError, KeyError) as error:
        raise LookupFailedError("the client's answer cannot be read") from error


def _complaint(errors: str) -> str:
    """The client's own words that say most, without what a terminal would obey."""
    lines = [one_line(line) for line in errors.splitlines()]
    marked = [line for line in lines if re.match(r"(ERROR|npm (ERR!|error))\b", line)]
    told = [line for line in marked if not re.fullmatch(r"npm (ERR!|error)( code \w+)?", line)]
    return next(filter(None, [*told, *marked, *lines]), "")[:_SAID_AT_MOST]


Ask = Callable[[Package], str]
"""The newest stable version of a package; raises LookupFailedError."""


class Change(Enum):
    """What a look-up did to the record."""

    NEW = "new"
    SAME = "same"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True)
class Lookup:
    """One package after its look-up: its records, if any, and why the last answer was kept."""

    key: str
    before: Release | None
    now: Release | None
    change: Change
    reason: str = ""


def packages(comparison: Comparison) -> dict[str, Package]:
    """The packages of the options, each once, by key, in publishing order."""
    named = [option.package for option in comparison.options if option.package]
    return {key(package): package for package in named}


def look_up(
    packages: Mapping[str, Package], releases: Releases, ask: Ask, today: date
) -> list[Lookup]:
    """Ask for every package, a few at once. What fails keeps its last answer.

    A version that was seen before keeps its day.
    """

    def one(name: str) -> Lookup:
        package, before = packages[name], releases.get(name)
        try:
            version = ask(package)
        except LookupFailedError as error:
            return Lookup(name, before, before, Change.FAILED, str(error))
        if before and is_older(package.manager, version, before.version):
            reason = f"the client now names {version}, which is older"
            return Lookup(name, before, before, Change.KEPT, reason)
        if before and before.version == version:
            now = before.model_copy(update={"looked_up_on": today})
            return Lookup(name, before, now, Change.SAME)
        now = Release(version=version, first_seen_on=today, looked_up_on=today)
        return Lookup(name, before, now, Change.NEW)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(one, packages))
