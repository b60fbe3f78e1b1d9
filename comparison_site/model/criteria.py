"""What the options are judged on: criteria, with where each option stands on them, and facts:
rows of a table that have one value for each option.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from comparison_site.core import fields
from comparison_site.core.values import FactType, Wanted, state_of, strays
from comparison_site.core.vocabulary import Stance, State
from comparison_site.model.identity import Findable, Named, Record
from comparison_site.model.outcomes import Verdict


class Point(Named):
    """One sourced claim about an option; `changed` says what older articles had otherwise."""

    id: fields.Id = Field(json_schema_extra=fields.IS_DERIVED)
    """Its name in links, unique within its criterion; made from its text unless you say one.
    The command 'rename' changes it."""
    stance: Stance
    """Whether it is in favour of the option, against it, or neither."""
    text: fields.Passage
    """The claim, in your own words."""
    changed: fields.Passage | None = Field(default=None, title="What changed")
    """What older articles say, where it is different today."""
    sources: fields.Sources = ()
    """Where the claim can be checked."""


class Position(Record):
    """Where one option stands on one criterion."""

    state: ClassVar[None] = None
    summary: fields.Reason = Field(default="", title="Position")
    """Where the option stands, in a sentence or two."""
    points: tuple[Point, ...] = ()
    """Single claims, each with its sources."""


class NoPosition(Record):
    """Why nobody can say where an option stands. A file may write the `state` alone."""

    points: ClassVar[tuple[Point, ...]] = ()
    state: State
    """Instead of a position: it is unknown, or the question does not arise. It may stand alone,
    right after the option's id."""
    because: fields.Reason | None = None
    """Why nobody can say where the option stands."""

    @model_validator(mode="before")
    @classmethod
    def spread(cls, data: Any) -> Any:
        """A state that stands alone, as the field that it is."""
        return {"state": data} if isinstance(data, str) else data

    @property
    def summary(self) -> str:
        """What readers see in the place of a position."""
        return f"{self.state.words}. {self.because}" if self.because else f"{self.state.words}."


def _which(data: Any) -> str:
    """Which of the two is meant by what a file says."""
    if isinstance(data, dict):
        return "none" if "state" in data else "position"
    return "none" if isinstance(data, str | NoPosition) else "position"


AnyPosition = Annotated[
    Annotated[Position, Tag("position")] | Annotated[NoPosition, Tag("none")],
    Discriminator(_which),
]
"""Where one option stands on one criterion, or why nobody can say."""


def in_short(position: AnyPosition) -> str:
    """Where an option stands in a sentence: its summary, or else its first point."""
    return position.summary or (position.points[0].text if position.points else "")


class Value(Record):
    """What one option has in a row of facts. A file may write the `value` alone."""

    value: fields.Cell
    """It: yes, no or partly; a number, a price with its currency, a date, a version or a few words;
    or unknown or not-applicable; or what a cited run reports: `{source:program.reported.key}`. It
    may stand alone, right after the option's id."""
    note: fields.Reason | None = None
    """What a reader must know about this value."""
    sources: fields.Sources = ()
    """Where this value can be checked, if not where the whole row can be."""

    @model_validator(mode="before")
    @classmethod
    def spread(cls, data: Any) -> Any:
        """A value that stands alone, as the field that it is."""
        return {"value": data} if isinstance(data, str) else data

    @property
    def state(self) -> State | None:
        """Why there is no value, if there is none."""
        return state_of(self.value)


class Fact(Named):
    """A row of facts: one value for each option, all of one type."""

    name: fields.Name
    """What is compared, as the head of the row."""
    type: FactType | None = None
    """What sort of value the row has. Told by the values unless you say it."""
    better: Wanted | None = None
    """Which value is the better one, where every reader would say so."""
    unit: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    """The unit of its numbers, or what its prices are for. In any letters."""
    note: fields.Reason | None = None
    """What a reader must know about the whole row."""
    sources: fields.Sources = ()
    """Where its values can be checked. A value may name sources of its own instead."""
    values: Annotated[dict[fields.Id, Value], fields.names("options")]
    """What each option has, or that it is unknown or not applicable."""

    @cached_property
    def kind(self) -> FactType:
        """The type of its values: as the file says it, or as they are."""
        return strays([value.value for value in self.values.values()], self.type)[0]

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of its sources, then of those of single values, repeats included."""
        own = (name for value in self.values.values() for name in value.sources)
        return (*self.sources, *own)

    def sources_of(self, option: str) -> tuple[str, ...]:
        """Where the value of an option can be checked; nothing where there is no value."""
        value = self.values[option]
        return value.sources or (() if value.state else self.sources)


class Group(Named):
    """Criteria that stand together, under one heading."""

    name: fields.Name
    """The heading, in menus and above their verdicts."""
    summary: fields.Reason = ""
    """What they have in common, in a sentence or two."""


class Criterion(Findable):
    """A question that the options are judged on."""

    name: fields.Name
    """The heading of its page."""
    group: fields.GroupId = ""
    """The group that it belongs to, if there are groups: then each names its own, those of one
    stand together, and the groups in the order of their criteria."""
    question: fields.Question = ""
    """What is judged, asked as a reader would ask it."""
    verdict: Verdict
    """The judgement, with its date and the versions judged."""
    positions: Annotated[dict[fields.Id, AnyPosition], fields.names("options")]
    """Where each option stands, or that it is unknown or not applicable."""
    facts: tuple[Fact, ...] = ()
    """Rows of a table with one value for each option: what needs no judgement."""

    @property
    def points(self) -> Iterator[tuple[str, int, Point]]:
        """Every point, with the option that it is about and its number there."""
        for option, position in self.positions.items():
            for number, point in enumerate(position.points):
                yield option, number, point

    @property
    def placed(self) -> dict[str, Position]:
        """The positions of the options that have one."""
        found = self.positions.items()
        return {option: one for option, one in found if isinstance(one, Position)}
