"""What bends a verdict, and what such a change still lacks, with the lines that would add it."""

from dataclasses import dataclass, replace
from datetime import date
from textwrap import indent
from typing import Any

from comparison_site.analysis.outcomes import result
from comparison_site.authoring.sides import Held
from comparison_site.authoring.spelling import Fields, Value, entry
from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.core.gate_rules import GateRule
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Kind
from comparison_site.loading.yaml_reader import Document
from comparison_site.model import Outcome

_DASH = 2  # characters of "- " before the first field of an item
_WHY = "Replace this: why the {} changed."
_STAYS = "Replace this: why the {} stays as it is."


@dataclass(frozen=True)
class Lines:
    """Lines to paste: fields of the record at a path or, if `is_item`, a first item of the list."""

    path: Path
    text: str
    is_item: bool = False

    def indented(self, document: Document) -> str:
        """The lines as far from the margin as what stands beside them in the file."""
        if self.is_item:
            column = document.mark((*self.path, 0)).column - _DASH
        else:
            beside = [mark for path, mark in document.keys.items() if path[:-1] == self.path]
            column = min((mark.column for mark in beside), default=1)
        return indent(self.text, " " * (column - 1))


@dataclass(frozen=True)
class Lack:
    """What a change lacks: where, what is wrong, what to do about it, and lines to paste."""

    path: Path
    message: str
    hint: str
    paste: Lines | None = None

    def diagnostic(self, rule: GateRule, document: Document, file: str) -> Diagnostic:
        """The same as a finding of a rule, at its place in the file."""
        level = Level.WARNING if rule.is_question else Level.ERROR
        paste = self.paste.indented(document) if self.paste else ""
        found = Diagnostic(self.path, self.message, self.hint, rule=rule, level=level, paste=paste)
        return document.place(found, file)


@dataclass(frozen=True)
class Bend:
    """One change that bends a verdict: whose, of what in it, from what to what; what it lacks.

    `of`, `before` and `after` are empty where there is nothing to say, or no room for it.
    """

    name: str
    of: str = ""
    before: str = ""
    after: str = ""
    lacks: tuple[Lack, ...] = ()

    def asking(self, *lacks: Lack | None) -> "Bend":
        """The same with what it lacks; None is nothing."""
        return replace(self, lacks=(*self.lacks, *filter(None, lacks)))


def day_line(record: Path, field: str, day: date) -> Lines:
    """The line that sets a day of the record at a path."""
    return Lines(record, entry(field, day, 0))


def past_lines(record: Path, past: Fields, is_first: bool) -> Lines:
    """A new entry for the history of the record at a path, newest first; `is_first` of all."""
    lines = entry("history", [past], 0)
    if is_first:
        return Lines(record, lines)
    item = "\n".join(line[_DASH:] for line in lines.split("\n")[1:])
    return Lines((*record, "history"), item, is_item=True)


def outcome_fields(outcome: Outcome) -> Fields:
    """An outcome as a file has it."""
    parts: list[Fields] = [{"option": part.option, "for": part.purpose} for part in outcome.parts]
    several = [] if outcome.option else list(outcome.winners)
    fields: dict[str, Value] = {"kind": outcome.kind.value, "option": outcome.option or ""}
    fields |= {"options": several, "parts": parts}
    return {name: value for name, value in fields.items() if value}


def unreviewed(one: Held[Any], path: Path, message: str) -> Lack | None:
    """What a change that a message tells lacks, at its path, where it came without a review."""
    if one.is_reviewed:
        return None
    day = one.now.reviewed_on
    since = f"was last reviewed on {day}" if day else "has no day of a review"
    hint = "review it with this change, and set its reviewed_on to the day"
    return Lack(path, f"{message}, but the {one.noun} {since}", hint, reviewed_today(one))


def unsaid(one: Held[Any], path: Path, message: str) -> Lack | None:
    """What a change that a message tells lacks, where no new entry of the history says why."""
    if one.new_history:
        return None
    hint = f"add an entry to its history that says why, with the {one.noun} that stays"
    lines = _entry(one, one.now.published, _STAYS)
    return Lack(path, f"{message}, and nothing says why", hint, lines)


def unrecorded(one: Held[Any]) -> Lack | None:
    """What the history lacks of an outcome that is no longer published."""
    was, new, day = one.then.published, one.new_history, one.then.reviewed_on
    options = {option.id for option in one.sides.after.options}
    is_known = options.issuperset(was.option_ids)
    place, message = (*one.path, "history"), ""
    if not new:
        message = (
            f"the {one.noun} has changed, but no new entry says what it was and why it changed"
        )
    elif is_known and not any(result(entry) == result(was) for entry in new):
        message = f"no new entry says what the {one.noun} was"
    elif day and all(entry.on < day for entry in new):
        message = f"the new entry is older than the review of the {one.noun} that it ends"
        return Lack(place, message, f"its day, 'on', is {day} or later")
    hint = f"add one that says that it was: {one.sides.words(was)}"
    lines = _entry(one, was if is_known else None, _WHY)
    return Lack(place, message, hint, lines) if message else None


def reviewed_today(one: Held[Any]) -> Lines:
    """The line that says that it was reviewed today."""
    return day_line(one.path, "reviewed_on", one.sides.today)


def _entry(one: Held[Any], outcome: Outcome | None, why: str) -> Lines:
    """An entry for an outcome; one whose options are gone can only be told as not known."""
    said = outcome_fields(outcome or Outcome(kind=Kind.UNKNOWN))
    label = getattr(outcome or one.then.published, "label", None) or one.then.published.kind.words
    badge = {"label": label} if one.noun == "verdict" else {}
    past = {"on": one.sides.today, **said, **badge, "because": why.format(one.noun)}
    return past_lines(one.path, past, is_first=not one.now.history)
