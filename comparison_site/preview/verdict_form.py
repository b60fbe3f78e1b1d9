"""The form about a verdict: what it asks, what was answered, and the decision that this makes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from comparison_site.analysis.claims import cited_by
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.authoring.decisions import Decision, DecisionError, Problem
from comparison_site.core.vocabulary import Confidence, Kind
from comparison_site.model import Comparison, Criterion, Outcome, Scenario, Source

_CONFIRM, _ADOPT, _OPTION = "confirm", "adopt", "option:"
_WORDS = ("label", "because", "confidence", "flips_if")

Answers = Mapping[str, list[str]]
"""What stands in the fields of a form that was sent, by their names."""


@dataclass(frozen=True)
class VerdictForm:
    """The form about the verdict on a criterion. Without `answers` it shows what is published."""

    comparison: Comparison
    criterion: Criterion
    answers: Answers = field(default_factory=dict)

    @cached_property
    def choices(self) -> dict[str, str]:
        """Who may come out ahead: the values of the field `outcome`, with words for each."""
        verdict, comparison = self.criterion.verdict, self.comparison
        published, proposal = verdict.published, verdict.open_proposal
        found = {_CONFIRM: f"It still holds: {outcome_words(comparison, published)}"}
        if proposal:
            found[_ADOPT] = f"What the evidence proposes: {outcome_words(comparison, proposal)}"
        others = (option for option in comparison.options if option.id != published.option)
        found |= {f"{_OPTION}{option.id}": option.name for option in others}
        found[Kind.SPLIT] = "It depends on what for"
        nobody = {Kind.TIE: "Nobody: they are level", Kind.UNKNOWN: "Nobody can say yet"}
        return found | {kind: words for kind, words in nobody.items() if kind is not published.kind}

    @property
    def confidences(self) -> tuple[Confidence, ...]:
        """How sure one can be."""
        return tuple(Confidence)

    @cached_property
    def pages(self) -> list[Source]:
        """The pages that the verdict rests on, a proposal's included; they can be read again."""
        names = dict.fromkeys(cited_by(self.criterion))
        return [page for page in map(self.comparison.source, names) if not page.result]

    @cached_property
    def scenarios(self) -> list[Scenario]:
        """The advice that rests on this verdict."""
        return [s for s in self.comparison.scenarios if self.criterion.id in s.criteria]

    def said(self, name: str) -> str:
        """What stands in a field: what was typed, on one line, or what the data says now."""
        if name in self.answers:
            return " ".join(self.answers[name][0].split())
        return self._now.get(name, "")

    def chosen(self, name: str, value: str) -> bool:
        """Whether a box or a button is marked."""
        return value in self.answers.get(name, ())

    @cached_property
    def _now(self) -> dict[str, str]:
        verdict = self.criterion.verdict
        now = {name: str(getattr(verdict.published, name, "")) for name in _WORDS}
        now["flips_if"] = verdict.flips_if
        now |= {f"purpose:{part.option}": part.purpose for part in verdict.published.parts}
        now |= {f"despite:{s.id}": s.despite or "" for s in self.scenarios}
        return now | {f"against:{one.source}": one.because for one in verdict.contradicted_by}

    def decision(self, on: date) -> Decision:
        """What the answers decide; raises DecisionError with what they leave open."""
        choice, why = self.said("outcome"), self.said("why")
        changed = {name for name in self.answers if self.said(name) != self._now.get(name, "")}
        if problems := tuple(self._left_open(choice, changed)):
            raise DecisionError(*problems)
        words = {name: self.said(name) for name in _WORDS if name in changed}
        return Decision(
            self.criterion.id,
            None if choice in (_CONFIRM, _ADOPT) else self._outcome(choice),
            on,
            why or words.get("because", ""),
            choice == _CONFIRM,
            reread=tuple(self.answers.get("reread", ())),
            despite=self._by_id("despite", changed),
            against=self._by_id("against", changed),
            no_longer_against=tuple(self.answers.get("over", ())),
            **words,
        )

    def _left_open(self, choice: str, changed: set[str]) -> Iterator[Problem]:
        if choice not in self.choices:
            yield Problem("choose who comes out ahead", "outcome")
        asked = {"because"} if choice != _ADOPT else {"because", "why"}
        if choice != _CONFIRM and not any(self.said(name) for name in asked & changed):
            words = "say why: the reason is still the one for the old verdict"
            yield Problem(words, "why" if choice == _ADOPT else "because")
        if choice == Kind.SPLIT and len(self._parts) <= 1:
            yield Problem("say for two options or more what each is better for", "outcome")

    @property
    def _parts(self) -> list[dict[str, str]]:
        purposes = {
            option.id: self.said(f"purpose:{option.id}") for option in self.comparison.options
        }
        return [{"option": name, "for": words} for name, words in purposes.items() if words]

    def _outcome(self, choice: str) -> Outcome:
        fields: dict[str, Any] = {"kind": choice}
        if choice.startswith(_OPTION):
            fields = {"kind": Kind.WINNER.value, "option": choice.removeprefix(_OPTION)}
        elif choice == Kind.SPLIT:
            fields["parts"] = self._parts
        return Outcome.model_validate(fields)

    def _by_id(self, name: str, changed: set[str]) -> tuple[tuple[str, str], ...]:
        """The answers of one kind that were changed and say something, by the id in their names."""
        found = sorted(each for each in changed if each.startswith(f"{name}:") and self.said(each))
        return tuple((each.partition(":")[2], self.said(each)) for each in found)
