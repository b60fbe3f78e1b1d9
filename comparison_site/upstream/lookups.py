"""One round of look-ups: what was recorded, what the clients say, and what becomes of both."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from enum import Enum

from comparison_site.model import Package
from comparison_site.upstream.clients import LookupFailedError
from comparison_site.upstream.releases import Release, Releases, recorded
from comparison_site.upstream.versions import is_older

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
