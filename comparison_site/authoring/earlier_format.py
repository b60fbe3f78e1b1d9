"""An earlier version of the data, read as far as today's records can hold it.

An old file must not fail because a rule is newer than it is. So the rules across records are not
asked, a field that records no longer have is dropped, and where a value does not fit any more,
today's value takes its place: it is not compared, and the report says so.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.tree import Node, Path, describe
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.loading.messages import explain
from comparison_site.loading.yaml_reader import read
from comparison_site.model import Comparison
from comparison_site.results.citing import Cited, cite
from comparison_site.results.files import Files
from comparison_site.results.filling import fill
from comparison_site.results.runs import Runs

_ROUNDS = 20
_NOTHING = object()


@dataclass(frozen=True)
class Unlike:
    """A place of the earlier version that cannot be compared, and why."""

    where: str
    reason: str


@dataclass(frozen=True)
class Earlier:
    """An earlier version, and what in it had to be left out."""

    comparison: Comparison
    left_out: tuple[Unlike, ...] = ()


def load_earlier(raw: bytes, name: str, present: Loaded, files: Files | None = None) -> Earlier:
    """The comparison that the bytes of an earlier version hold; messages call it `name`.

    `files` is where the results that it cites are looked up, as they were then.
    Raises ComparisonError if they hold none at all: broken YAML, no text, no fields.
    """
    try:
        return Earlier(load_bytes(raw, name, files=files).comparison)
    except ComparisonError as error:
        root = _root(raw)
        if not isinstance(root.value, dict):
            raise
        cited = cite(root, files, "") if files else Cited(Runs())
        filled = fill(root, cited.measured).root
        mended = _Mending(filled, present.document.root.value).mended()
        if mended is None:
            raise error from None
        return Earlier(mended.comparison.with_runs(cited.runs), mended.left_out)


def _root(raw: bytes) -> Node:
    try:
        return read(raw.decode("utf-8-sig").replace("\r\n", "\n")).root
    except UnicodeDecodeError:
        return Node((), None)


class _Mending:
    """Makes old data fit today's records, piece by piece."""

    def __init__(self, old: Any, present: object) -> None:
        self.old = old
        self.present = present
        self.left_out: dict[Path, Unlike] = {}

    def mended(self) -> Earlier | None:
        for _ in range(_ROUNDS):
            try:
                comparison = Comparison.model_validate(self.old)
            except ValidationError as error:
                for detail in reversed(_innermost(error.errors(include_url=False))):
                    self._mend(detail)
            else:
                return Earlier(comparison, tuple(self.left_out.values()))
        return None

    def _mend(self, detail: ErrorDetails) -> None:
        """Later places come first, so that dropping one from a list moves none that follows."""
        path = tuple(step for step in detail["loc"] if step != "[key]")
        self.left_out[path] = Unlike(describe(path, self.old), explain(detail)[0])
        if detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]:
            self._drop(path)
        else:
            self._replace(path)

    def _replace(self, path: Path) -> None:
        """Put today's value there, or else the nearest thing around it that exists today."""
        for length in range(len(path), 0, -1):
            *around, last = place = path[:length]
            now = self._today(place)
            if now is not _NOTHING:
                _put(_at(self.old, tuple(around)), last, deepcopy(now))
                return
            if isinstance(last, int) or isinstance(self._today(tuple(around)), dict):
                self._drop(place)
                return

    def _drop(self, path: Path) -> None:
        holder, last = _at(self.old, path[:-1]), path[-1]
        if isinstance(holder, dict):
            holder.pop(last, None)
        elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            del holder[last]

    def _today(self, path: Path) -> Any:
        """Today's value at a place of the old data: records of a list find each other by id."""
        old, now = self.old, self.present
        for step in path:
            old = _child(old, step)
            if isinstance(step, int):
                same = old.get("id", _NOTHING) if isinstance(old, dict) else _NOTHING
                items = now if isinstance(now, list) else []
                now = next(
                    (i for i in items if isinstance(i, dict) and i.get("id") == same), _NOTHING
                )
            else:
                now = _child(now, step)
        return now


def _innermost(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """A list whose items are wrong is called too short as well; only the items count."""
    outer = {d["loc"][:length] for d in details for length in range(len(d["loc"]))}
    return [detail for detail in details if detail["loc"] not in outer]


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = _child(value, step)
    return value


def _child(value: Any, step: object) -> Any:
    if isinstance(value, dict):
        return value.get(step, _NOTHING)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return _NOTHING


def _put(holder: Any, step: object, value: object) -> None:
    if _child(holder, step) is not _NOTHING or isinstance(holder, dict):
        holder[step] = value
