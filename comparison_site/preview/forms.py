"""What the forms of the live preview have in common: fields, answers, and an edit of the data."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

from comparison_site.analysis.outcomes import outcome_words
from comparison_site.authoring.amending import AmendingError
from comparison_site.authoring.changed_file import ChangedFile
from comparison_site.authoring.decisions import DecisionError, Problem
from comparison_site.core.vocabulary import Kind
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison, Contestable, Outcome, Source

CONFIRM, ADOPT = "confirm", "adopt"
_OPTION = "option:"
_LEAST_PARTS = 2

Answers = Mapping[str, list[str]]
"""What stands in the fields of a form that was sent, by their names."""


@dataclass(frozen=True)
class Form(ABC):
    """A form about one record. Without `answers` it shows what the data says now."""

    comparison: Comparison
    answers: Answers = field(default_factory=dict)

    template: ClassVar[str]
    """The template of its fields."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What it is about."""

    @property
    @abstractmethod
    def page(self) -> str:
        """Where the site shows the record."""

    @property
    @abstractmethod
    def now(self) -> Mapping[str, str]:
        """What the data says now, by the names of the fields."""

    @abstractmethod
    def amend(self, data: Path, present: Loaded, before: bytes, on: date) -> ChangedFile:
        """What the answers change in a file. Raises DecisionError or AmendingError."""

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

    def pages(self, names: Sequence[str]) -> list[Source]:
        """The web pages among the sources named, each once; they can be read again."""
        found = map(self.comparison.source, dict.fromkeys(names))
        return [source for source in found if not source.result]


@dataclass(frozen=True)
class OutcomeForm(Form):
    """A form that asks who comes out ahead."""

    @property
    @abstractmethod
    def record(self) -> Contestable:
        """The record whose outcome may change."""

    @cached_property
    def choices(self) -> dict[str, str]:
        """Who may come out ahead: the values of the field `outcome`, with words for each."""
        published, proposal = self.record.published, self.record.open_proposal
        found = {CONFIRM: f"It still holds: {outcome_words(self.comparison, published)}"}
        if proposal:
            words = outcome_words(self.comparison, proposal)
            found[ADOPT] = f"What the evidence proposes: {words}"
        others = (option for option in self.comparison.options if option.id != published.option)
        found |= {f"{_OPTION}{option.id}": option.name for option in others}
        found[Kind.SPLIT] = "It depends on what for"
        nobody = {Kind.TIE: "Nobody: they are level", Kind.UNKNOWN: "Nobody can say yet"}
        return found | {kind: words for kind, words in nobody.items() if kind is not published.kind}

    @abstractmethod
    def made(self, data: Path, present: Loaded, before: bytes, on: date) -> ChangedFile:
        """What the decision that the answers make changes in a file. Raises AmendingError."""

    def amend(self, data: Path, present: Loaded, before: bytes, on: date) -> ChangedFile:
        """As in `Form`: everything that is missing or wrong is said at once."""
        problems = self.left_open()
        if any(one.field == "outcome" for one in problems):
            raise DecisionError(*problems)
        try:
            made = self.made(data, present, before, on)
        except AmendingError as error:
            if problems and error.wrong:
                raise DecisionError(*problems) from error
            raise AmendingError([*problems, *error.problems], error.wrong) from error
        if problems:
            raise DecisionError(*problems)
        return made

    def left_open(self) -> list[Problem]:
        """What the answers do not say, though it has to be said."""
        choice, problems = self.said("outcome"), list[Problem]()
        if choice not in self.choices:
            problems.append(Problem("choose who comes out ahead", "outcome"))
        asked = {"because", "why"} if choice == ADOPT else {"because"}
        if choice != CONFIRM and not any(self.said(name) for name in asked & self.changed):
            message = "say why: the reason is still the one for what was published until now"
            problems.append(Problem(message, "why" if choice == ADOPT else "because"))
        if choice == Kind.SPLIT and len(self._parts) < _LEAST_PARTS:
            message = "say for two options or more what each is better for"
            problems.append(Problem(message, "outcome"))
        return problems

    def decision_fields(self, on: date) -> dict[str, Any]:
        """The fields that every decision has, once nothing is left open."""
        choice = self.said("outcome")
        because = self.said("because") if "because" in self.changed else None
        outcome = None if choice in (CONFIRM, ADOPT) else self._outcome(choice)
        why = self.said("why") or because or ""
        given = {"confirm": choice == CONFIRM, "because": because}
        return {"outcome": outcome, "on": on, "why": why, **given}

    @property
    def _parts(self) -> list[dict[str, str]]:
        names = [option.id for option in self.comparison.options]
        purposes = {name: self.said(f"purpose:{name}") for name in names}
        return [{"option": name, "for": words} for name, words in purposes.items() if words]

    def _outcome(self, choice: str) -> Outcome:
        fields: dict[str, Any] = {"kind": choice}
        if choice.startswith(_OPTION):
            fields = {"kind": Kind.WINNER.value, "option": choice.removeprefix(_OPTION)}
        elif choice == Kind.SPLIT:
            fields["parts"] = self._parts
        return Outcome.model_validate(fields)


def purposes(record: Contestable) -> dict[str, str]:
    """What each part of a published split is for, by the names of the fields."""
    return {f"purpose:{part.option}": part.purpose for part in record.published.parts}
