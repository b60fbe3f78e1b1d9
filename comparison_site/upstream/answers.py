"""Dated answers in small files beside the data, under version control: above all, releases.

Keys are sorted and there is one value per line, so that a change is a small diff.
"""

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

from packaging.version import InvalidVersion
from packaging.version import Version as PythonVersion
from pydantic import Field, TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from comparison_site.core.characters import one_line, screen
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.fields import IsoDate
from comparison_site.core.tree import Mark
from comparison_site.core.vocabulary import Manager
from comparison_site.loading.yaml_reader import read
from comparison_site.model import Package, Record

FOLDER = "upstream"
RELEASES = "releases.json"
MAX_BYTES = 2_000_000
_HINT = "restore the file from git, or delete it and run the command again"
_WHOLE = Mark(0, 0)  # of a file

Kept = TypeVar("Kept")


def read_answers(path: Path, kind: type[Kept]) -> Kept | None:
    """What a file holds, as a `kind`, or None; raises ComparisonError with every mistake's line."""
    try:
        raw = path.read_bytes()
        document = read(text := raw.decode().replace("\r\n", "\n"))  # JSON is YAML: it has marks
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise ComparisonError([_at(path, f"the file cannot be read: {words}")]) from error
    if len(raw) > MAX_BYTES:
        raise ComparisonError([_at(path, "the file is larger than 2 MB")])
    if findings := list(screen(text.split("\n"))) or document.findings:
        raise ComparisonError(_at(path, message, mark) for mark, message, _ in findings)
    try:
        return TypeAdapter(kind).validate_python(document.root.value)
    except ValidationError as error:
        problems = []
        for detail in error.errors(include_url=False):
            at_key = detail["type"] in ("extra_forbidden", "missing") or "[key]" in detail["loc"]
            steps = tuple(step for step in detail["loc"] if step != "[key]")
            own = detail.get("ctx", {}).get("error")
            message = str(own) if own else f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
            where = " > ".join(map(str, steps))
            problems.append(_at(path, message, document.mark(steps, at_key), where))
        raise ComparisonError(problems) from error


def write_answers(path: Path, answers: Record | Mapping[str, Record]) -> None:
    """Write the answers over those in the file, all at once. Raises OSError."""
    plain = to_jsonable_python(answers, exclude_none=True)
    text = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _at(path: Path, message: str, mark: Mark = _WHOLE, where: str = "") -> Diagnostic:
    line, column, where = mark.line, mark.column, one_line(where)
    return Diagnostic.at(str(path), line, column, one_line(message), where=where, hint=_HINT)


class Release(Record):
    """The newest stable version: when it was first seen, and on which day it was last confirmed."""

    version: Annotated[str, Field(pattern=r"^[0-9][0-9A-Za-z.!+_-]*$", max_length=40)]
    first_seen_on: IsoDate
    looked_up_on: IsoDate


Releases = Mapping[str, Release]
"""Releases by the key of their package, such as `pip:torch`."""


def releases_file(data: Path) -> Path:
    """Where the releases stand for a comparison file."""
    return data.parent / FOLDER / RELEASES


def read_releases(data: Path) -> Releases:
    """The releases recorded for a comparison file, if any; raises ComparisonError."""
    return read_answers(releases_file(data), dict[str, Release]) or {}


def key(package: Package) -> str:
    """What a package is called in the file: its manager and its name."""
    return f"{package.manager.value}:{package.name}"


# Three numbers, of which an editor may leave out the last ones; a pre-release; build metadata.
_NPM = re.compile(r"v?(\d{1,9}(?:\.\d{1,9}){0,2})(-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?", re.ASCII)


class _Version(NamedTuple):
    """`order` sorts the versions of one manager, `numbers` are the ones that were typed."""

    order: Any
    numbers: tuple[int, ...]
    is_stable: bool


def is_older(manager: Manager, judged: str, newest: str) -> bool:
    """Whether `newest` came after `judged`; False where one of them cannot be compared.

    Who names fewer numbers of a release means all that begin with them.
    """
    if not (one := _parsed(manager, judged)) or not (other := _parsed(manager, newest)):
        return False
    if one.is_stable and len(one.numbers) < len(other.numbers):
        return one.numbers < other.numbers[: len(one.numbers)]
    return bool(one.order < other.order)


def newest_stable(manager: Manager, names: Iterable[str]) -> str | None:
    """The highest version that is no pre-release, or None if there is none."""
    parsed = [(found, name) for name in names if (found := _parsed(manager, name))]
    stable = [(found.order, name) for found, name in parsed if found.is_stable]
    return max(stable, key=lambda pair: pair[0], default=(None, None))[1]


def _parsed(manager: Manager, text: str) -> _Version | None:
    if manager is Manager.PIP:
        with suppress(InvalidVersion):
            public = PythonVersion(PythonVersion(text).public)  # a local build is that release
            return _Version(public, (public.epoch, *public.release), not public.is_prerelease)
    elif found := _NPM.fullmatch(text.strip()):
        numbers = tuple(int(number) for number in found[1].split("."))
        padded = (*numbers, *(0,) * (3 - len(numbers)))
        # Pre-releases of one version are not told apart: the newest release is never one of them.
        return _Version((padded, not found[2]), numbers, not found[2])
    return None
