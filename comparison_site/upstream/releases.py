"""The newest release of each option's package, as last looked up."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from comparison_site.core.fields import IsoDate
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
