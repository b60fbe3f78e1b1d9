"""What readers will see differently: two versions of a comparison, as records of changes.

Facts only; the words are the templates' (`templates/editing`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from comparison_site.analysis.decide_view import Case, even_case
from comparison_site.authoring.describing import described
from comparison_site.authoring.facts import Described, Facts, Key, Names, Value
from comparison_site.authoring.rewording import Piece, rewording
from comparison_site.model import Comparison

_SHORT = 60
_UNKNOWN: Mapping[str, str] = MappingProxyType({})
ORDERED = ("criterion", "scenario", "option", "source", "point")


class Status(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """One fact: the text that readers saw and the one that they will see; None is no text."""

    key: Key
    before: str | None
    after: str | None

    @property
    def is_short(self) -> bool:
        """Whether both texts have room on one line."""
        return all(len(text or "") <= _SHORT for text in (self.before, self.after))

    @property
    def rewording(self) -> tuple[Piece, ...]:
        """What changed in a long text, word by word; nothing if it is a new text altogether."""
        return rewording(self.before or "", self.after or "")


@dataclass(frozen=True)
class Section:
    """One record in which something changes, and the records inside it."""

    part: str
    name: str
    status: Status
    changes: tuple[Change, ...] = ()
    inside: tuple["Section", ...] = ()

    def of(self, field: str) -> Change | None:
        """The change of a field, if there is one."""
        return next((change for change in self.changes if change.key.field == field), None)


@dataclass(frozen=True)
class Difference:
    """What changes for readers, and the sums with even weights before and after."""

    sections: tuple[Section, ...]
    even_before: Case
    even_after: Case
    names: Names


def difference(
    before: Comparison,
    after: Comparison,
    newest_before: Mapping[str, str] = _UNKNOWN,
    newest_after: Mapping[str, str] = _UNKNOWN,
) -> Difference:
    """Compare two versions. Sections come as in a report: the whole, criteria, scenarios, rest.

    The newest releases, by option id, are what was recorded beside each version.
    """
    names = Names.of(before, after)
    old = described(before, names, newest_before)
    new = described(after, names, newest_after)
    sections = _sections(old, new)
    return Difference(tuple(sections), even_case(before), even_case(after), names)


def _sections(old: Sequence[Described], new: Sequence[Described]) -> Iterator[Section]:
    """Changed and added records where they now stand, then what is gone, then new orders."""
    known, kept = _by_key(old), _by_key(new)
    for record in new:
        yield from _section(known.get((record.part, record.key)), record)
    for record in old:
        if (record.part, record.key) not in kept:
            yield Section(record.part, record.name, Status.REMOVED, _gone(record))
    yield from _orders(old, new)


def _by_key(records: Iterable[Described]) -> dict[tuple[str, str], Described]:
    return {(record.part, record.key): record for record in records}


def _section(old: Described | None, new: Described) -> Iterator[Section]:
    changes = tuple(_changes(_comparable(old, new), new.facts))
    inside = tuple(_sections(old.inside if old else (), new.inside))
    if changes or inside:
        status = Status.CHANGED if old else Status.ADDED
        yield Section(new.part, new.name, status, changes, inside)


def _comparable(old: Described | None, new: Described) -> Facts:
    """What was there; of a proposal that is no longer shown, only what became of it."""
    facts = old.facts if old else {}
    if new.part == "proposal" and Key("outcome") not in new.facts:
        return {key: value for key, value in facts.items() if key in new.facts}
    return facts


def _gone(record: Described) -> tuple[Change, ...]:
    """Of what is gone, only the outcome is told, or the text of a point."""
    fields = ("outcome", "advice", "text")
    return tuple(
        Change(key, value, None)
        for key, value in record.facts.items()
        if key.field in fields and isinstance(value, str)
    )


def _changes(old: Facts, new: Facts) -> Iterator[Change]:
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        if before != after:
            yield from _change(key, before, after)


def _change(key: Key, before: Value | None, after: Value | None) -> Iterator[Change]:
    if isinstance(before, tuple) or isinstance(after, tuple):
        yield from _items(key, _tuple(before), _tuple(after))
    else:
        yield Change(key, before, after)


def _tuple(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _items(key: Key, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Change]:
    """A list changes by its items, or else by their order."""
    gone = [Change(key, item, None) for item in before if item not in after]
    new = [Change(key, None, item) for item in after if item not in before]
    yield from [*gone, *new] or [_order(key.field, key.of, before, after)]


def _orders(old: Sequence[Described], new: Sequence[Described]) -> Iterator[Section]:
    for part in ORDERED:
        before = {record.key: record.name for record in old if record.part == part}
        after = {record.key: record.name for record in new if record.part == part}
        was = [after[key] for key in before if key in after]
        now = [name for key, name in after.items() if key in before]
        if was != now:
            yield Section("order", part, Status.CHANGED, (_order(part, "", was, now),))


def _order(field: str, of: str, before: Iterable[str], after: Iterable[str]) -> Change:
    return Change(Key(f"order of {field}", of), ", ".join(before), ", ".join(after))
