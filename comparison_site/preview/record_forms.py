"""The forms about verdicts, advice and points, and every form by its address."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Self

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.changed_file import ChangedFile, amend, amend_verdict
from comparison_site.authoring.decisions import (
    AdviceDecision,
    DecisionError,
    Problem,
    VerdictDecision,
)
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.sources import add_source, derived_id, read_again
from comparison_site.authoring.spelling import Fields
from comparison_site.authoring.verdicts import advised
from comparison_site.core.inline_text import plain_text
from comparison_site.core.tree import Node
from comparison_site.core.tree import Path as TreePath
from comparison_site.core.vocabulary import Confidence, Evidence, Stance
from comparison_site.loading.loader import Loaded
from comparison_site.model import Criterion, Point, Scenario, Source
from comparison_site.preview.forms import Answers, Form, OutcomeForm, purposes

_WORDS = ("label", "because", "confidence", "flips_if")
_ASKED = {
    "source-title": "say what the page calls itself",
    "source-publisher": "say who published the page",
    "source-kind": "say what kind of evidence the page is",
    "source-cite": "say which point the page supports",
}
"""What a new page is asked for."""


@dataclass(frozen=True)
class VerdictForm(OutcomeForm):
    """The form about the verdict on a criterion."""

    criterion: Criterion
    template = "verdict.html"
    confidences, kinds = tuple(Confidence), tuple(one for one in Evidence if one != "measured")

    @classmethod
    def find(cls, present: Loaded, name: str, answers: Answers) -> Self | None:
        """The form at an address; None if there is no such criterion."""
        for number, one in enumerate(present.comparison.criteria):
            if one.id == name:
                title, page = f"Edit the verdict: {one.name}", f"criteria/{name}/"
                path = ("criteria", number, "verdict")
                return cls(present, answers, title, page, path, one.verdict, one)
        return None

    @cached_property
    def sources(self) -> list[Source]:
        """The pages that the verdict rests on, a proposal's included."""
        return self.pages(list(cited_by(self.criterion)))

    @property
    def points(self) -> list[tuple[str, str]]:
        """The points of the criterion: the id of each, and what it says of which option."""
        return [
            (point.id, f"{self.comparison.option(option).name}: {plain_text(point.text)[:90]}")
            for option, _, point in self.criterion.points
        ]

    @cached_property
    def scenarios(self) -> list[Scenario]:
        """The advice that rests on this verdict."""
        return [s for s in self.comparison.scenarios if self.criterion.id in s.criteria]

    @cached_property
    def typed(self) -> Mapping[str, Node]:
        """As in `Form`."""
        verdict, scenarios = self.criterion.verdict, self.present.document.root["scenarios"]
        shown = self.node if verdict.published is verdict else self.node["contested"]
        now = {name: shown[name] for name in _WORDS} | {"flips_if": self.node["flips_if"]}
        resting = {one.id for one in self.scenarios}
        named = {one["id"].text: one["despite"] for one in scenarios}
        now |= {f"despite:{name}": node for name, node in named.items() if name in resting}
        runs = self.node["contradicted_by"]
        return now | purposes(shown) | {f"against:{r['source'].text}": r["because"] for r in runs}

    def field_at(self, path: TreePath) -> str:
        """As in `Form`; no source but a new one is written."""
        return f"source-{path[-1]}" if path[:1] == ("sources",) else super().field_at(path)

    def left_open(self) -> list[Problem]:
        """As in `OutcomeForm`."""
        return [*super().left_open(), *_unsaid(self)]

    def made(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """As in `OutcomeForm`."""
        fields = self.decision_fields(on)
        shown = {*self.changed, *(["label"] if fields["outcome"] else [])}
        fields |= {name: self.said(name) for name in _WORDS if name in shown - {"because"}}
        decision = VerdictDecision(
            self.criterion.id,
            reread=self.reread,
            despite=self._by_id("despite"),
            against=self._by_id("against"),
            no_longer_against=tuple(self.answers.get("over", ())),
            **fields,
        )
        return amend_verdict(
            data, self.present, before, decision,
            also=lambda draft: _add_source(self, draft, self.criterion, on),
        )  # fmt: skip

    def _by_id(self, name: str) -> tuple[tuple[str, str], ...]:
        """The answers of one kind that were changed and say something, by the id in their names."""
        names = sorted(one for one in self.changed if one.startswith(f"{name}:") and self.said(one))
        return tuple((one.partition(":")[2], self.said(one)) for one in names)


def _unsaid(form: Form) -> Iterator[Problem]:
    """What a form that names a new page does not say of it."""
    if form.said("source-url"):
        yield from (Problem(words, name) for name, words in _ASKED.items() if not form.said(name))


def _add_source(form: Form, draft: Draft, criterion: Criterion, on: date) -> None:
    """Add the page that a form names, if it says all of it, and cite it in a point.

    Raises ChangeError where it does not fit.
    """
    if not form.said("source-url") or any(_unsaid(form)):
        return
    title, publisher = form.said("source-title"), form.said("source-publisher")
    name = derived_id(draft.document.root, title, publisher)
    fields: Fields = {
        "id": name,
        "title": title,
        "url": form.said("source-url"),
        "publisher": publisher,
        "kind": form.said("source-kind"),
        "accessed_on": on,
    }
    add_source(draft, fields, (f"{criterion.id}/{form.said('source-cite')}",))


@dataclass(frozen=True)
class AdviceForm(OutcomeForm):
    """The form about a scenario."""

    scenario: Scenario
    template = "scenario.html"

    @classmethod
    def find(cls, present: Loaded, name: str, answers: Answers) -> Self | None:
        """The form at an address; None if there is no such scenario."""
        for number, one in enumerate(present.comparison.scenarios):
            if one.id == name:
                title, page = f"Edit the advice: {one.need}", f"scenarios/#{name}"
                return cls(present, answers, title, page, ("scenarios", number), one, one)
        return None

    @cached_property
    def criteria(self) -> list[Criterion]:
        """The criteria that the advice rests on."""
        return [self.comparison.criterion(name) for name in self.scenario.criteria]

    @cached_property
    def typed(self) -> Mapping[str, Node]:
        """As in `Form`."""
        is_adopted = self.scenario.published is not self.scenario
        shown = self.node["contested"] if is_adopted else self.node
        now = {"because": shown["because"], "despite": self.node["despite"]}
        return now | purposes(shown)

    def made(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """As in `OutcomeForm`."""
        despite = self.said("despite") if "despite" in self.changed else None
        decision = AdviceDecision(self.scenario.id, despite=despite, **self.decision_fields(on))

        return amend(
            data, self.present, before, lambda draft: advised(draft, self.comparison, decision)
        )


@dataclass(frozen=True)
class PointForm(Form):
    """The form about a point of a criterion."""

    criterion: Criterion
    point: Point
    template = "point.html"
    stances = tuple(Stance)

    @classmethod
    def find(cls, present: Loaded, name: str, answers: Answers) -> Self | None:
        """The form at an address, `criterion/point`; None if there is no such point."""
        for at, one in enumerate(present.comparison.criteria):
            for option, number, point in one.points:
                if f"{one.id}/{point.id}" == name:
                    called = present.comparison.option(option).name
                    title = f"Edit a point: {one.name}, {called}"
                    page = f"criteria/{one.id}/#point-{point.id}"
                    path = ("criteria", at, "positions", option, "points", number)
                    return cls(present, answers, title, page, path, one, point)
        return None

    @property
    def sources(self) -> list[Source]:
        """The pages that the point rests on."""
        return self.pages(self.point.sources)

    @property
    def typed(self) -> Mapping[str, Node]:
        """As in `Form`."""
        return {name: self.node[name] for name in ("text", "changed", "stance")}

    def amend(self, data: Path, before: bytes, on: date) -> ChangedFile:
        """As in `Form`."""

        if not self.said("text"):
            raise DecisionError([Problem("say what the point claims", "text")])

        def change(draft: Draft) -> tuple[()]:
            for name in sorted(self.changed & self.now.keys()):
                draft.write((*self.path, name), self.said(name) or None, after="text")
            read_again(draft, self.reread, on)
            return ()

        return amend(data, self.present, before, change)


FORMS: Mapping[str, Callable[[Loaded, str, Answers], Form | None]] = {
    "verdict": VerdictForm.find,
    "scenario": AdviceForm.find,
    "point": PointForm.find,
}
"""What finds the form at an address below each of these words."""
