"""Two revisions of a comparison side by side: each record as it was, and as it is now."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from comparison_site.analysis.claims import cited_by
from comparison_site.analysis.outcomes import in_full, result
from comparison_site.analysis.ranking import in_a_row
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Status
from comparison_site.model import (
    Comparison,
    Criterion,
    Outcome,
    Past,
    PastAdvice,
    Point,
    Scenario,
    Verdict,
    Waiver,
)  # fmt: skip
from comparison_site.model.identity import NOUNS, Known, record_called
from comparison_site.model.schema import naming_fields

_CALLED = ("name", "need", "title", "text")


def taken_for(record: Known, old: Iterable[Known], new: Iterable[Known]) -> Known | None:
    """The new record that is called like one whose id is gone, or makes the same claim."""
    known = {one.id for one in old}
    called = [field for field in _CALLED if field in type(record).model_fields]
    new = (one for one in new if one.id not in known)
    alike = (one for one in new if all(getattr(one, f) == getattr(record, f) for f in called))
    return next(alike, None)


def points_of(criterion: Criterion) -> dict[str, tuple[str, int, Point]]:
    """Every point of a criterion by its id, with the option and its number there."""
    known = (each for each in criterion.points if each[2].stance)  # an old file may lack it
    return {each[2].id: each for each in known}


@dataclass(frozen=True)
class Sides:
    """An earlier revision and the present one. Records of `before` bear their present ids.

    Those of `earlier` bear the ids that they had. Of an old file, both may lack what today's
    records ask for.
    """

    earlier: Comparison
    before: Comparison
    after: Comparison
    today: date

    @classmethod
    def of(cls, earlier: Comparison, after: Comparison, today: date) -> "Sides":
        """Put two revisions side by side."""
        moved: dict[str, dict[str, str]] = {}
        for group in NOUNS:
            old, new = getattr(earlier, group), getattr(after, group)
            heirs = (
                (one.id, record_called(new, one.id) or taken_for(one, old, new)) for one in old
            )
            moved[group] = {name: now.id for name, now in heirs if now and now.id != name}
        before = _renamed(earlier, moved) if any(moved.values()) else earlier
        return cls(earlier, before, after, today)

    def verdicts(self) -> Iterator["Judged"]:
        """The verdict of every criterion that stands in both."""
        known = {criterion.id: criterion for criterion in self.before.criteria}
        for number, now in enumerate(self.after.criteria):
            if then := known.get(now.id):
                path = ("criteria", number, "verdict")
                yield Judged(self, now.name, path, then.verdict, now.verdict, then, now)

    def advice(self) -> Iterator["Held[Scenario]"]:
        """The advice of every scenario that stands in both."""
        known = {scenario.id: scenario for scenario in self.before.scenarios}
        for number, now in enumerate(self.after.scenarios):
            if then := known.get(now.id):
                yield Held(self, now.need, ("scenarios", number), then, now)

    def new_waivers(self) -> Iterator[tuple[int, Waiver]]:
        """The waivers that did not stand there before, with their number in the file."""
        old = self.earlier.waivers
        return (one for one in enumerate(self.after.waivers) if one[1] not in old)

    def words(self, outcome: Outcome) -> str:
        """An outcome of either revision in full, as far as its options are known."""
        return in_full(outcome, lambda name: self.names.get(name, name))

    def order(self, outcome: Outcome) -> str:
        """Who comes after whom, in a row, by either revision."""
        return in_a_row(outcome, lambda name: self.names.get(name, name))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What the options of both revisions are called, by their ids."""
        return {one.id: one.name or one.id for one in (*self.before.options, *self.after.options)}

    def is_new(self, name: str) -> bool:
        """Whether a source is new in the file, or was published or read later, or read today."""
        then = next((source for source in self.before.sources if source.id == name), None)
        if then is None:
            return True
        now = self.after.source(name)
        read, read_then = self.after.read_on(now) or date.min, self.before.read_on(then) or date.min
        is_newer = (now.published_on or date.min) > (then.published_on or date.min)
        return is_newer or read == self.today or read > read_then

    def has_new_run(self, names: Iterable[str]) -> bool:
        """Whether one of these sources is a run that is new, or was run again."""
        return any(self.after.source(name).result and self.is_new(name) for name in names)


Kept = TypeVar("Kept", Verdict, Scenario)


@dataclass(frozen=True)
class Held(Generic[Kept]):
    """A verdict or a scenario's advice that stands in both revisions, at its present path.

    `name` is what its criterion is called, or the need of the scenario.
    """

    sides: Sides
    name: str
    path: Path
    then: Kept
    now: Kept

    @property
    def noun(self) -> str:
        """What it is called in a message."""
        return "verdict" if isinstance(self.now, Verdict) else "advice"

    @property
    def said(self) -> Path:
        """The path of what is published: the adopted proposal, or the record itself."""
        proposal = self.now.contested
        is_adopted = proposal and proposal.status is Status.ADOPTED
        return (*self.path, "contested") if is_adopted else self.path

    @property
    def is_another(self) -> bool:
        """Whether another outcome is published than before."""
        return result(self.then.published) != result(self.now.published)

    @property
    def is_reviewed(self) -> bool:
        """Whether it was reviewed later than before, or today."""
        now, then = self.now.reviewed_on or date.min, self.then.reviewed_on or date.min
        return now > then or now == self.sides.today

    @property
    def new_history(self) -> tuple[Past | PastAdvice, ...]:
        """The entries of the history that did not stand there before."""
        return tuple(entry for entry in self.now.history if entry not in self.then.history)


@dataclass(frozen=True)
class Judged(Held[Verdict]):
    """A verdict that stands in both revisions, with its criterion then and now."""

    before: Criterion
    criterion: Criterion

    @property
    def has_new_evidence(self) -> bool:
        """Whether a source that the criterion cites is new here, or newer than before."""
        cited = set(cited_by(self.before))
        return any(n not in cited or self.sides.is_new(n) for n in cited_by(self.criterion))

    @property
    def is_measured_again(self) -> bool:
        """Whether a run that the criterion cites was run again, which moves numbers in texts."""
        return self.sides.has_new_run(cited_by(self.criterion))


def _renamed(before: Comparison, moved: Mapping[str, Mapping[str, str]]) -> Comparison:
    """A comparison whose records bear their present ids, wherever they are named."""

    def present(value: Any, field: str) -> Any:
        ids = moved.get(naming_fields().get(field, field), {})
        match value:
            case BaseModel():
                fields = {name: present(it, name) for name, it in value.__dict__.items()}
                own = fields.get("id")
                return value.model_copy(update=fields | ({"id": ids.get(own, own)} if own else {}))
            case tuple():
                return tuple(present(item, field) for item in value)
            case dict():
                return {ids.get(key, key): present(item, "") for key, item in value.items()}
            case str() if field in naming_fields():
                return ids.get(value, value)
        return value

    groups = {name: present(getattr(before, name), name) for name in NOUNS}
    return before.model_copy(update=groups)
