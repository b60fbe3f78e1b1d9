"""The forms about verdicts, advice and points, by their addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.advice import advised
from comparison_site.authoring.amending import amend, amend_verdict
from comparison_site.authoring.changed_file import ChangedFile
from comparison_site.authoring.decisions import AdviceDecision, Problem, VerdictDecision
from comparison_site.authoring.editing import Draft
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Confidence, Evidence, Stance
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison, Contestable, Criterion, Point, Scenario, Source
from comparison_site.preview import new_source
from comparison_site.preview.forms import Answers, Form, OutcomeForm, purposes

_WORDS = ("label", "because", "confidence", "flips_if")


@dataclass(frozen=True)
class VerdictForm(OutcomeForm):
    """The form about the verdict on a criterion."""

    criterion: Criterion = field(kw_only=True)
    template = "verdict.html"
    confidences, kinds = tuple(Confidence), tuple(one for one in Evidence if one != "measured")

    @classmethod
    def find(cls, comparison: Comparison, name: str, answers: Answers) -> Self | None:
        """The form at an address; None if there is no such criterion."""
        found = next((one for one in comparison.criteria if one.id == name), None)
        return cls(comparison, answers, criterion=found) if found else None

    @property
    def title(self) -> str:
        """As in `Form`."""
        return f"Edit the verdict: {self.criterion.name}"

    @property
    def page(self) -> str:
        """As in `Form`."""
        return f"criteria/{self.criterion.id}/"

    @property
    def record(self) -> Contestable:
        """As in `OutcomeForm`."""
        return self.criterion.verdict

    @cached_property
    def sources(self) -> list[Source]:
        """The pages that the verdict rests on, a proposal's included."""
        return self.pages(list(cited_by(self.criterion)))

    @property
    def points(self) -> list[tuple[str, str]]:
        """The points of the criterion: the id of each, and what it says of which option."""
        return [
            (point.id, f"{self.comparison.option(option).name}: {plain_text(point.text)[:90]}")
            for option, position in self.criterion.positions.items()
            for point in position.points
        ]

    @cached_property
    def scenarios(self) -> list[Scenario]:
        """The advice that rests on this verdict."""
        return [s for s in self.comparison.scenarios if self.criterion.id in s.criteria]

    @cached_property
    def now(self) -> Mapping[str, str]:
        """As in `Form`."""
        verdict = self.criterion.verdict
        now = {name: str(getattr(verdict.published, name, "")) for name in _WORDS}
        now |= {"flips_if": verdict.flips_if, **purposes(verdict)}
        now |= {f"despite:{s.id}": s.despite or "" for s in self.scenarios}
        return now | {f"against:{one.source}": one.because for one in verdict.contradicted_by}

    def left_open(self) -> list[Problem]:
        """As in `OutcomeForm`."""
        return [*super().left_open(), *new_source.unsaid(self)]

    def made(self, data: Path, present: Loaded, before: bytes, on: date) -> ChangedFile:
        """As in `OutcomeForm`."""
        fields = self.decision_fields(on)
        fields |= {n: self.said(n) for n in _WORDS if n in self.changed and n != "because"}
        decision = VerdictDecision(
            self.criterion.id,
            reread=self.reread,
            despite=self._by_id("despite"),
            against=self._by_id("against"),
            no_longer_against=tuple(self.answers.get("over", ())),
            **fields,
        )
        return amend_verdict(
            data, present, before, decision,
            also=lambda draft: new_source.add(self, draft, self.criterion, on),
        )  # fmt: skip

    def _by_id(self, name: str) -> tuple[tuple[str, str], ...]:
        """The answers of one kind that were changed and say something, by the id in their names."""
        names = sorted(one for one in self.changed if one.startswith(f"{name}:") and self.said(one))
        return tuple((one.partition(":")[2], self.said(one)) for one in names)


@dataclass(frozen=True)
class AdviceForm(OutcomeForm):
    """The form about a scenario."""

    scenario: Scenario = field(kw_only=True)
    template = "scenario.html"

    @classmethod
    def find(cls, comparison: Comparison, name: str, answers: Answers) -> Self | None:
        """The form at an address; None if there is no such scenario."""
        found = next((one for one in comparison.scenarios if one.id == name), None)
        return cls(comparison, answers, scenario=found) if found else None

    @property
    def title(self) -> str:
        """As in `Form`."""
        return f"Edit the advice: {self.scenario.need}"

    @property
    def page(self) -> str:
        """As in `Form`."""
        return f"scenarios/#{self.scenario.id}"

    @property
    def record(self) -> Contestable:
        """As in `OutcomeForm`."""
        return self.scenario

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria that the advice rests on."""
        return [self.comparison.criterion(name) for name in self.scenario.criteria]

    @cached_property
    def now(self) -> Mapping[str, str]:
        """As in `Form`."""
        said = {"because": self.scenario.reason, "despite": self.scenario.despite or ""}
        return said | purposes(self.scenario)

    def made(self, data: Path, present: Loaded, before: bytes, on: date) -> ChangedFile:
        """As in `OutcomeForm`."""
        despite = self.said("despite") if "despite" in self.changed else None
        decision = AdviceDecision(self.scenario.id, despite=despite, **self.decision_fields(on))

        return amend(
            data, present, before, lambda draft: advised(draft, present.comparison, decision)
        )


@dataclass(frozen=True)
class PointForm(Form):
    """The form about a point of a criterion; `option` is the id of the option that it is about."""

    criterion: Criterion = field(kw_only=True)
    option: str = field(kw_only=True)
    point: Point = field(kw_only=True)
    template = "point.html"
    stances = tuple(Stance)

    @classmethod
    def find(cls, comparison: Comparison, name: str, answers: Answers) -> Self | None:
        """The form at an address, `criterion/point`; None if there is no such point."""
        for one in comparison.criteria:
            for option, position in one.positions.items():
                for point in position.points:
                    if f"{one.id}/{point.id}" == name:
                        return cls(comparison, answers, criterion=one, option=option, point=point)
        return None

    @property
    def title(self) -> str:
        """As in `Form`."""
        return f"Edit a point: {self.criterion.name}, {self.comparison.option(self.option).name}"

    @property
    def page(self) -> str:
        """As in `Form`."""
        return f"criteria/{self.criterion.id}/#point-{self.point.id}"

    @property
    def sources(self) -> list[Source]:
        """The pages that the point rests on."""
        return self.pages(self.point.sources)

    @cached_property
    def now(self) -> Mapping[str, str]:
        """As in `Form`."""
        point = self.point
        return {"text": point.text, "changed": point.changed or "", "stance": point.stance.value}

    def amend(self, data: Path, present: Loaded, before: bytes, on: date) -> ChangedFile:
        """As in `Form`."""
        criteria, points = self.comparison.criteria, self.criterion.positions[self.option].points
        place = ("criteria", criteria.index(self.criterion), "positions", self.option, "points")
        path = (*place, points.index(self.point))

        def change(draft: Draft) -> tuple[()]:
            for name in sorted(self.changed & self.now.keys()):
                draft.write((*path, name), self.said(name) or None, after="text")
            for name in self.reread:
                draft.replace((*draft.path("sources", name), "accessed_on"), on)
            return ()

        return amend(data, present, before, change)


FORMS: Mapping[str, Callable[[Comparison, str, Answers], Form | None]] = {
    "verdict": VerdictForm.find,
    "scenario": AdviceForm.find,
    "point": PointForm.find,
}
"""What finds the form at an address below each of these words."""
