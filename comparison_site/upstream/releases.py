"""The newest release of each option's package, as last looked up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from packaging.version import InvalidVersion
from packaging.version import Version as PythonVersion
from pydantic import Field

from comparison_site.core.fields import IsoDate
from comparison_site.core.vocabulary import Manager
from comparison_site.model import Comparison, Package, Record
from comparison_site.upstream.answer_cache import beside, read_answers

FILE = "releases.json"

VersionName = Annotated[str, Field(pattern=r"^[0-9][0-9A-Za-z.!+_-]*$", max_length=40)]


class Release(Record):
    """The newest stable version: when it was first seen, and on which day it was last confirmed."""

    version: VersionName
    first_seen_on: IsoDate
    looked_up_on: IsoDate


Releases = Mapping[str, Release]
"""Releases by the key of their package, such as `pip:torch`."""


def key(package: Package) -> str:
    """What a package is called in the file: its manager and its name."""
    return f"{package.manager.value}:{package.name}"


def packages(comparison: Comparison) -> dict[str, Package]:
    """The packages of the options, each once, by key, in publishing order."""
    named = [option.package for option in comparison.options if option.package]
    return {key(package): package for package in named}


def releases_file(data: Path) -> Path:
    """Where the releases stand for a comparison file."""
    return beside(data, FILE)


def read_releases(data: Path) -> Releases:
    """The releases recorded for a comparison file; none if they were never looked up.

    Raises ComparisonError with the line of every mistake in them.
    """
    return read_answers(releases_file(data), dict[str, Release]) or {}


def recorded(before: Release | None, version: str, today: date) -> Release:
    """The record after a look-up that found `version`: a version seen before keeps its day."""
    seen = before.first_seen_on if before and before.version == version else today
    return Release(version=version, first_seen_on=seen, looked_up_on=today)


# Three numbers, of which an editor may leave out the last ones; a pre-release; build metadata.
_NPM = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,2})(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?", re.ASCII)


@dataclass(frozen=True)
class Version:
    """A version: `order` sorts those of one manager, `numbers` are the ones that were typed."""

    order: Any
    numbers: tuple[int, ...]
    is_stable: bool

    def is_older_than(self, other: "Version") -> bool:
        """Whether `other` came later. Who names fewer numbers means all that begin with them."""
        if self.is_stable and len(self.numbers) < len(other.numbers):
            return self.numbers < other.numbers[: len(self.numbers)]
        return bool(self.order < other.order)


def parse(manager: Manager, text: str) -> Version | None:
    """The version that a text names, or None if it names none."""
    return _python(text) if manager is Manager.PIP else _npm(text)


def is_older(manager: Manager, judged: str, newest: str) -> bool:
    """Whether `newest` came after `judged`; False where one of them cannot be compared."""
    one, other = parse(manager, judged), parse(manager, newest)
    return bool(one and other and one.is_older_than(other))


def newest_stable(manager: Manager, names: Iterable[str]) -> str | None:
    """The highest version that is no pre-release, or None if there is none."""
    parsed = [(version, name) for name in names if (version := parse(manager, name))]
    stable = [(version.order, name) for version, name in parsed if version.is_stable]
    return max(stable, key=lambda pair: pair[0])[1] if stable else None


def _python(text: str) -> Version | None:
    try:
        version = PythonVersion(text)
    except InvalidVersion:
        return None
    public = PythonVersion(version.public)  # a local build of a release is that release
    return Version(public, (public.epoch, *public.release), not public.is_prerelease)


def _npm(text: str) -> Version | None:
    """Pre-releases of one version are not told apart: the newest release is never one of them."""
    found = _NPM.fullmatch(text.strip())
    if not found:
        return None
    numbers = tuple(int(number) for number in found[1].split("."))
    padded = (*numbers, *(0,) * (3 - len(numbers)))
    return Version((padded, not found[2]), numbers, not found[2])
