"""What the options are judged on: criteria with sourced points, and scenarios."""

from typing import Annotated, ClassVar

from pydantic import Field

from comparison_site.core.fields import (
    CriterionId,
    Id,
    Name,
    Passage,
    Question,
    Reason,
    Sources,
    Title,
    names,
)
from comparison_site.core.vocabulary import Kind, Stance
from comparison_site.model.options import Record
from comparison_site.model.outcomes import GATHERED, Contestable, Judgement, Result, Verdict


class Point(Record):
    """One sourced claim about an option; `changed` says what older articles had otherwise."""

    id: Id
    """The point's name in links, unique within its criterion. It never changes."""
    stance: Stance
    """Whether it speaks for the option, against it, or for neither side."""
    text: Passage
    """The claim, in your own words."""
    changed: Passage | None = Field(default=None, title="What changed")
    """What older articles say, where it is different today."""
    sources: Sources
    """Where the claim can be checked."""


class Position(Record):
    """Where one option stands on one criterion."""

    summary: Reason = Field(title="Position")
    """Where the option stands, in a sentence or two."""
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    """Single claims. One of them at least is a strength."""


class Criterion(Record):
    """A question that the options are judged on."""

    id: Id
    """The criterion's name in links. It never changes."""
    name: Title
    """The heading of its page."""
    question: Question
    """What is judged, asked as a reader would ask it."""
    verdict: Verdict
    """The judgement, with its date and the versions judged."""
    positions: Annotated[dict[Id, Position], names("options")]
    """Where each option stands."""


class Scenario(Contestable):
    """A reader's need, the option to take and the verdicts that the advice rests on."""

    id: Id
    """The scenario's name in links. It never changes."""
    need: Name
    """What the reader has to do."""
    default_kind: ClassVar[Kind | None] = Kind.WINNER
    outcome: Result = Field(alias=GATHERED)
    """Who to take: one winner unless you say otherwise."""
    because: Reason
    """Why."""
    criteria: Annotated[
        tuple[CriterionId, ...],
        Field(min_length=1, title="Rests on", json_schema_extra={"uniqueItems": True}),
    ]
    """The verdicts that this advice rests on."""
    despite: Reason | None = None
    """Why it is recommended all the same. Only where the option wins none of these verdicts."""

    @property
    def reason(self) -> str:
        """Why the published advice is given: the proposal's own words once it is adopted."""
        published = self.published
        return published.because if isinstance(published, Judgement) else self.because
