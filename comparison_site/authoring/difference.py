"""What readers will see differently: two versions of a comparison, as records of changes.

Facts only; the words are the templates' (`templates/editing`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from comparison_site.analysis.decide_view import Case, even_case, shown, shown_above
from comparison_site.authoring.described import Described, Facts, Key
from comparison_site.authoring.evidence_gate import bends
from comparison_site.authoring.facts import Description, Names, names_in
from comparison_site.authoring.lacks import Bend
from comparison_site.authoring.versions import Version
from comparison_site.core.gate_rules import GateRule
from comparison_site.pages.rendering import Render

TEXT, MARKDOWN = "text", "markdown"
_ALIKE = 0.5
_CONTEXT = 6
_SHORT = 60
_ORDERED = ("group", "criterion", "scenario", "option", "source", "point", "fact")


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came; `before` and `after` are the same where they stayed."""

    before: str
    after: str


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


@dataclass(frozen=True)
class Difference:
    """What changes for readers, and the sums with even weights before and after.

    `first` is what bends verdicts: what a reviewer should look at first, in that order.
    """

    sections: tuple[Section, ...]
    even_before: Case
    even_after: Case
    names: Names
    first: tuple[tuple[GateRule, Bend], ...] = ()


def difference(before: Version, after: Version) -> Difference:
    """Compare two versions. Sections come as in a report: the whole, criteria, scenarios, rest."""
    names = names_in(before, after)
    records = [Description(version, names).records() for version in (before, after)]
    sums = even_case(before.comparison), even_case(after.comparison)
    bent = bends(before.comparison, after.comparison, date.today())
    first = tuple((rule, bend) for rule, found in bent for bend in found)
    return Difference(tuple(_sections(*records)), *sums, names, first)


def _sections(old: Sequence[Described], new: Sequence[Described]) -> Iterator[Section]:
    """Changed and added records where they now stand, then what is gone, then new orders."""
    known = {(one.part, one.key): one for one in old}
    pairs = [(_then(known, now), now) for now in new]
    kept = {(then.part, then.key): now.name for then, now in pairs if then}
    for then, now in pairs:
        yield from _section(then, now)
    for place, record in known.items():
        if place not in kept:
            yield Section(record.part, record.name, Status.REMOVED, tuple(_gone(record.facts)))
    for part in _ORDERED:
        before = [kept[place] for place in known if place in kept and place[0] == part]
        after = [name for place, name in kept.items() if place[0] == part]
        if before != after:
            yield Section("order", part, Status.CHANGED, (_order(Key(part), before, after),))


def _then(known: Mapping[tuple[str, str], Described], now: Described) -> Described | None:
    """What a record was, by the id that it has or by one that it had."""
    places = ((now.part, name) for name in (now.key, *now.formerly))
    return next((known[place] for place in places if place in known), None)


def _section(old: Described | None, new: Described) -> Iterator[Section]:
    before = old.facts if old else {}
    if new.part == "proposal" and Key("outcome") not in new.facts:  # it is no longer shown
        before = {key: value for key, value in before.items() if key in new.facts}
    changes = tuple(_changes(before, new.facts))
    if old and old.key != new.key and old.part in _ORDERED:
        listed = Change(Key("formerly"), None, old.key)  # says the same
        changes = (Change(Key("renamed"), old.key, new.key), *(c for c in changes if c != listed))
    inside = tuple(_sections(old.inside if old else (), new.inside))
    if changes or inside:
        status = Status.CHANGED if old else Status.ADDED
        yield Section(new.part, new.name, status, changes, inside)


def _gone(facts: Facts) -> Iterator[Change]:
    """Of what is gone, only the outcome is told, or the text of a point."""
    for key, value in facts.items():
        if key.field in ("outcome", "advice", "text") and isinstance(value, str):
            yield Change(key, value, None)


def _changes(old: Facts, new: Facts) -> Iterator[Change]:
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if isinstance(before, tuple) or isinstance(after, tuple):
            was = before if isinstance(before, tuple) else ()
            now = after if isinstance(after, tuple) else ()
            yield from _items(key, was, now)
        else:
            yield Change(key, before, after)


def _items(key: Key, before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Change]:
    """A list changes by its items, or else by their order."""
    gone = [Change(key, item, None) for item in before if item not in after]
    new = [Change(key, None, item) for item in after if item not in before]
    yield from [*gone, *new] or [_order(key, before, after)]


def _order(key: Key, before: Iterable[str], after: Iterable[str]) -> Change:
    order = Key(f"order of {key.field}", key.of, key.label)
    return Change(order, ", ".join(before), ", ".join(after))


def rewording(before: str, after: str) -> tuple[Piece, ...]:
    """The texts as pieces that stayed or changed; nothing if they have little in common.

    Long runs of words that stayed are shortened to those beside a change.
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ()
    pieces = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        was, now = old[start:end], new[new_start:new_end]
        if tag == "equal":
            was = now = _shortened(was, first=start == 0, last=end == len(old))
        pieces.append(Piece(" ".join(was), " ".join(now)))
    return tuple(pieces)


def _shortened(words: list[str], *, first: bool, last: bool) -> list[str]:
    head, tail = (0 if first else _CONTEXT), (0 if last else _CONTEXT)
    if len(words) <= head + tail + 1:
        return words
    return [*words[:head], "…", *words[len(words) - tail :]]


@dataclass(frozen=True)
class Compared:
    """What was compared with what: names for the report, and whether the bytes are the same.

    Without a revision, the file is compared with itself before an edit.
    """

    file: str
    revision: str = ""
    same_bytes: bool = False


def report(found: Difference, compared: Compared, render: Render, form: str = TEXT) -> str:
    """The report; `render` must make data inert for the form that it is written in."""
    names = {
        "difference": found,
        "compared": compared,
        "options": found.names["option"],
        "criteria": found.names["criteria"],
        "shown": shown,
        "shown_above": shown_above,
    }
    template = "difference.md" if form == MARKDOWN else "difference.txt"
    return render(template, names).strip() + "\n"
