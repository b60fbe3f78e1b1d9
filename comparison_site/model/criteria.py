"""What the options are judged on: criteria, with where each option stands on them."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from comparison_site.core import fields
from comparison_site.core.vocabulary import Stance, State
from comparison_site.model.facts import Fact
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
