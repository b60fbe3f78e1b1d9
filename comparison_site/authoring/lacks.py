"""What bends a verdict, and what such a change still lacks, with the lines that would add it."""

from dataclasses import dataclass, replace
from datetime import date
from textwrap import indent

from comparison_site.authoring.spelling import Fields, Value, entry
from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.core.gate_rules import GateRule
from comparison_site.core.tree import Path
from comparison_site.loading.yaml_reader import Document
from comparison_site.model import Outcome

_DASH = 2  # characters of "- " before the first field of an item


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
