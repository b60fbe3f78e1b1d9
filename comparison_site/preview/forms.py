"""What the forms of the live preview have in common: fields, answers, and an edit of the data."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from comparison_site.analysis.outcomes import outcome_words
from comparison_site.authoring.changed_file import ChangedFile
from comparison_site.authoring.decisions import DecisionError, Problem, outcome_of
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.tree import Node
from comparison_site.core.tree import Path as TreePath
from comparison_site.core.vocabulary import Kind
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison, Contestable, Outcome, Source

CONFIRM, ADOPT = "confirm", "adopt"
_OPTION = "option:"
SEVERAL = "several"
_LEAST_PARTS = _LEAST_LEADERS = 2
_NEEDED = ("because", "label", "flips_if")  # a new verdict asks for the last in its own words

Answers = Mapping[str, list[str]]
"""What stands in the fields of a form that was sent, by their names."""


@dataclass(frozen=True)
class Form(ABC):
    """A form about one record. Without `answers` it shows what the data says now.

    `title` says what it is about, `page` where the site shows the record, and `path` where that
    stands in the data.
    """

    present: Loaded
    answers: Answers
    title: str
    page: str
    path: TreePath

    template: ClassVar[str]
    """The template of its fields."""

    @property
    @abstractmethod
    def typed(self) -> Mapping[str, Node]:
        """Where each field stands in the data as it was typed, by the names of the fields."""

    @abstractmethod
    def amend(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """What the answers change in a file. Raises DecisionError."""

    @property
    def comparison(self) -> Comparison:
        """What the data says to readers."""
        return self.present.comparison

    @property
    def node(self) -> Node:
        """The record as it was typed: a text that quotes a run still names it."""
        return self.present.document.root.at(self.path)

    @cached_property
    def now(self) -> Mapping[str, str]:
        """What the data says now, each text on one line, by the names of the fields."""
        return {name: " ".join(node.text.split()) for name, node in self.typed.items()}

    def said(self, name: str) -> str:
        """What stands in a field: what was typed, on one line, or what the data says now."""
        if name in self.answers:
            return " ".join(self.answers[name][0].split())
        return self.now.get(name, "")

    def chosen(self, name: str, value: str) -> bool:
        """Whether a box or a button is marked."""
        return value in self.answers.get(name, ())

    @cached_property
    def changed(self) -> set[str]:
        """The fields that say something else than the data."""
        return {name for name in self.answers if self.said(name) != self.now.get(name, "")}

    @property
    def reread(self) -> tuple[str, ...]:
        """The sources that were read again."""
        return tuple(filter(None, self.answers.get("reread", ())))

    def told(self, error: DecisionError) -> list[Problem]:
        """The problems of an error; what is wrong with a text, at the field where it was typed."""
        asked = [one for one in error.problems if one.field or not error.found]
        return [*dict.fromkeys(map(self._placed, error.found)), *asked]

    def _placed(self, found: Diagnostic) -> Problem:
        name = self.field_at(found.path)
        return Problem(replace(found, where="").words if name else found.words, name)

    def field_at(self, path: TreePath) -> str:
        """The field whose answer stands at a path of the changed data, or nothing."""
        return next((name for name, node in self.typed.items() if node.path == path), "")

    def pages(self, names: Sequence[str]) -> list[Source]:
        """The web pages among the sources named, each once; they can be read again."""
        found = map(self.comparison.source, dict.fromkeys(names))
        return [source for source in found if not source.result]


@dataclass(frozen=True)
class OutcomeForm(Form):
    """A form that asks who comes out ahead: the outcome of the `record` may change."""

    record: Contestable

    @cached_property
    def choices(self) -> dict[str, str]:
        """Who may come out ahead: the values of the field `outcome`, with words for each."""
        published, proposal = self.record.published, self.record.open_proposal
        found = {CONFIRM: f"It still holds: {outcome_words(self.comparison, published)}"}
        if proposal:
            words = outcome_words(self.comparison, proposal)
            found[ADOPT] = f"What the evidence proposes, with its own reason: {words}"
        others = (option for option in self.comparison.options if option.id != published.option)
        found |= {f"{_OPTION}{option.id}": option.name for option in others}
        if len(self.comparison.options) > _LEAST_LEADERS:  # of two, both would be a tie
            found[SEVERAL] = "Several together, and the others not"
        found[Kind.SPLIT] = "It depends on what for"
        nobody = {Kind.TIE: "Nobody: they are level", Kind.UNKNOWN: "Nobody can say yet"}
        return found | {kind: words for kind, words in nobody.items() if kind is not published.kind}

    def leads(self, option: str) -> bool:
        """Whether an option is marked as one of several that lead together, or is one now."""
        marked = self._leaders if self.answers else self.record.published.winners
        return option in marked

    def field_at(self, path: TreePath) -> str:
        """As in `Form`; the history says why, or else the reason."""
        is_why = path[len(self.path) :][:1] == ("history",)
        return ("why" if self.said("why") else "because") if is_why else super().field_at(path)

    @abstractmethod
    def made(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """What the decision that the answers make changes in a file. Raises DecisionError."""

    def amend(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """As in `Form`: everything that is missing or wrong is said at once."""
        problems = self.left_open()
        if any(one.field == "outcome" for one in problems):
            raise DecisionError(problems)
        try:
            made = self.made(data, before, on)
        except DecisionError as error:
            if problems and error.wrong:
                raise DecisionError(problems) from error
            raise DecisionError([*problems, *self.told(error)], error.wrong) from error
        if problems:
            raise DecisionError(problems)
        return made

    def left_open(self) -> list[Problem]:
        """What the answers do not say, though it has to be said."""
        choice, problems = self.said("outcome"), list[Problem]()
        options = self.comparison.options
        if choice not in self.choices:
            problems.append(Problem("choose who comes out ahead", "outcome"))
        asked = {"because", "why"} if choice == ADOPT else {"because"}
        if choice != CONFIRM and not any(self.said(name) for name in asked & self.changed):
            message = "say why: the reason is still the one for what was published until now"
            problems.append(Problem(message, "why" if choice == ADOPT else "because"))
        if choice == Kind.SPLIT and len(self._parts) < _LEAST_PARTS:
            message = "say for two options or more what each is better for"
            problems.append(Problem(message, "outcome"))
        if choice == SEVERAL and not _LEAST_LEADERS <= len(self._leaders) < len(options):
            message = "mark two options or more that lead together, and not all of them"
            problems.append(Problem(message, "outcome"))
        return [*problems, *self._emptied({one.field for one in problems})]

    def _emptied(self, asked: Set[str]) -> list[Problem]:
        """Texts that were deleted, though there has to be one; an adopted proposal has its own."""
        message = "this cannot be empty; write it, or leave what was there"
        needed = {CONFIRM: _NEEDED, ADOPT: ()}.get(self.said("outcome"), _NEEDED[:2])
        names = [name for name in needed if name in self.changed - asked and not self.said(name)]
        return [Problem(message, name) for name in names]

    def decision_fields(self, on: date) -> dict[str, Any]:
        """The fields that every decision has, once nothing is left open."""
        choice = self.said("outcome")
        because = self.said("because") if "because" in self.changed else None
        outcome = None if choice in (CONFIRM, ADOPT) else self._outcome(choice)
        why = self.said("why") or because or "-"  # where neither is said, nothing is written
        given = {"confirm": choice == CONFIRM, "because": because}
        return {"outcome": outcome, "on": on, "why": why, **given}

    @property
    def _parts(self) -> list[tuple[str, str]]:
        names = [option.id for option in self.comparison.options]
        purposes = {name: self.said(f"purpose:{name}") for name in names}
        return [(name, words) for name, words in purposes.items() if words]

    @property
    def _leaders(self) -> list[str]:
        options = self.comparison.options
        return [option.id for option in options if self.chosen("leader", option.id)]

    def _outcome(self, choice: str) -> Outcome:
        if choice.startswith(_OPTION):
            return outcome_of(Kind.WINNER, [choice.removeprefix(_OPTION)])
        if choice == SEVERAL:
            return outcome_of(Kind.WINNER, self._leaders)
        return outcome_of(choice, parts=self._parts if choice == Kind.SPLIT else ())


def purposes(outcome: Node) -> dict[str, Node]:
    """What each part of a split is for, by the names of the fields."""
    return {f"purpose:{part['option'].text}": part["for"] for part in outcome["parts"]}
