"""Which of two versions is older, as the package's own world orders them.

Python packages follow the version specifiers of PyPA (PEP 440), npm packages semver.org 2.0.0.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from packaging.version import InvalidVersion
from packaging.version import Version as PythonVersion

from comparison_site.core.vocabulary import Manager

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
