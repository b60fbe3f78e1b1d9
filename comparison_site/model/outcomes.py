"""Who comes out ahead, why, and what is proposed or was published instead."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from comparison_site.core import fields
from comparison_site.core.vocabulary import Confidence, Icon, Kind, Status
from comparison_site.model.identity import Record


class Part(Record):
    """One option's share of a split outcome."""

    option: fields.OptionId
    """The option that is ahead for this purpose."""
    purpose: fields.Name = Field(alias="for")
    """What it is ahead for, in a few words."""


class Winner(Record):
    """One option is ahead."""

    kind: Literal[Kind.WINNER] = Kind.WINNER
    option: fields.OptionId
    """The winner. Only for kind 'winner'."""


class Winners(Record):
    """Several options are ahead, and others are not."""

    kind: Literal[Kind.WINNER] = Kind.WINNER
    options: Annotated[
        tuple[fields.OptionId, ...], Field(min_length=2, json_schema_extra={"uniqueItems": True})
    ]
    """The winners, where several lead and others do not. Only for kind 'winner'."""


class Split(Record):
    """Which option is ahead depends on the purpose."""

    kind: Literal[Kind.SPLIT] = Kind.SPLIT
    parts: Annotated[tuple[Part, ...], Field(min_length=2)]
    """Which option is ahead for what, two or more. Only for kind 'split'."""


class Tie(Record):
    """Nobody is ahead."""

    kind: Literal[Kind.TIE] = Kind.TIE


class Unknown(Record):
    """Nobody can say yet who is ahead."""

    kind: Literal[Kind.UNKNOWN] = Kind.UNKNOWN


SEVERAL = "several winners"
"""The tag of the result in which several lead; no file can say it as a kind that is known."""


def _member(result: Any) -> str | None:
    """Which of the kinds of result is meant: by the word for it and, of a winner, how many lead."""
    if not isinstance(result, dict):
        return SEVERAL if isinstance(result, Winners) else str(result.kind)
    kind = result.get("kind")
    several = kind == Kind.WINNER and "options" in result
    return SEVERAL if several else "" if kind == SEVERAL else kind


Result = Annotated[
    Annotated[Winner, Tag("winner")]
    | Annotated[Winners, Tag(SEVERAL)]
    | Annotated[Split, Tag("split")]
    | Annotated[Tie, Tag("tie")]
    | Annotated[Unknown, Tag("unknown")],
    Discriminator(_member),
]
KINDS: tuple[type[Winner | Winners | Split | Tie | Unknown], ...] = (
    Winner, Winners, Split, Tie, Unknown,
)  # fmt: skip
GATHERED = "\0outcome"
"""What the keys of a result are gathered under; no file can have a key with such a character."""

RESULT_FIELDS = tuple(dict.fromkeys(name for kind in KINDS for name in kind.model_fields))
"""What a file says of a result: its kind, and what the kinds ask for."""


class Outcome(Record):
    """Who comes out ahead. In the file, the keys of the result stand among those of the record."""

    default_kind: ClassVar[Kind | None] = None
    """The kind of a record that says none; None where it must be said."""
    outcome: Result = Field(alias=GATHERED)
    """Who is ahead: one winner, a split by purpose, a tie, or not known yet."""

    @model_validator(mode="before")
    @classmethod
    def gathered(cls, data: Any) -> Any:
        """The fields of a record as the file has them, with those of the result in one place."""
        if not isinstance(data, dict):
            return data
        result = {key: data[key] for key in RESULT_FIELDS if key in data}
        rest = {key: value for key, value in data.items() if key not in RESULT_FIELDS}
        absent = {"kind": cls.default_kind.value} if cls.default_kind else {}
        return rest | {GATHERED: absent | result}

    @property
    def kind(self) -> Kind:
        """The kind of the result, with its words."""
        return self.outcome.kind

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a split; empty for any other kind."""
        return self.outcome.parts if isinstance(self.outcome, Split) else ()

    @property
    def option(self) -> str | None:
        """The one winner, if there is one alone."""
        return self.outcome.option if isinstance(self.outcome, Winner) else None

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The options that win it, or have a part in it; empty for a tie and for unknown."""
        return self.winners or tuple(part.option for part in self.parts)

    @property
    def winners(self) -> tuple[str, ...]:
        """The winner, or the winners where several lead; empty for any other kind."""
        several = self.outcome.options if isinstance(self.outcome, Winners) else ()
        return (self.option,) if self.option else several


class Judgement(Outcome):
    """An outcome with the badge's words and a reason that a reader can quote."""

    label: fields.Label = Field(title="Badge", json_schema_extra=fields.IS_DERIVED)
    """The words on the badge; those for its kind unless you say others."""
    icon: Icon = Field(title="Badge's drawing", json_schema_extra=fields.IS_DERIVED)
    """The drawing on the badge. The words say the same; that of its kind unless you say another."""
    because: fields.Sentence = ""
    """The reason, in one sentence that a reader can quote."""
    confidence: Confidence = Confidence.LOW
    """How sure the editors are; low unless you say so. The Method page says what each level
    asks for."""
    order: fields.Order = ()
    """Who comes next, where a winner leads: the winner first, or all winners in an inner list, then
    the others; those in one inner list are level. What is left out has no place."""


class Proposal(Judgement):
    """What today's evidence proposes instead of the published outcome, and why."""

    status: Status
    """'open' shows the proposal beside what is published, 'adopted' publishes it."""
    argument: fields.Argument
    """Why today's evidence no longer supports what is published."""
    sources: fields.Sources
    """The sources that the argument is based on."""


class Past(Outcome):
    """What a verdict was until `on`, and why it changed that day."""

    on: fields.IsoDate
    """The day of the change."""
    label: fields.Label = Field(title="Badge")
    """What the badge said until then."""
    because: fields.Reason
    """Why the verdict changed."""


class PastAdvice(Outcome):
    """What a scenario recommended until `on`, and why that changed that day."""

    on: fields.IsoDate
    """The day of the change."""
    because: fields.Reason
    """Why the advice changed."""


class Contestable(Outcome):
    """An outcome that may carry a proposal."""

    contested: Proposal | None = None
    """What the evidence proposes instead, where it has moved on."""

    @property
    def published(self) -> Self | Proposal:
        """What readers see: the proposal once it is adopted, otherwise this outcome."""
        proposal = self.contested
        return proposal if proposal and proposal.status is Status.ADOPTED else self

    @property
    def open_proposal(self) -> Proposal | None:
        """The proposal that is shown beside the published outcome, if there is one."""
        proposal = self.contested
        return proposal if proposal and proposal.status is Status.OPEN else None


class Contradiction(Record):
    """A measured source that speaks against a verdict as it is published, and how it does."""

    source: fields.SourceId
    """The measured source, whose result contradicts the verdict."""
    because: fields.Reason
    """What it shows, in a sentence."""


class Verdict(Judgement, Contestable):
    """The published judgement on one criterion, with its date and the versions judged."""

    flips_if: fields.Passage = Field(default="", title="What would flip it")
    """The fact that would change this verdict. Asked for from medium confidence on."""
    reviewed_on: fields.IsoDate = Field(title="Reviewed", json_schema_extra=fields.IS_DERIVED)
    """The day on which the verdict was last held against the evidence; that of the whole unless
    you say another."""
    as_of: Annotated[
        dict[fields.Id, fields.Label],
        fields.names("options"),
        Field(title="Judged on", json_schema_extra=fields.IS_DERIVED),
    ]
    """The version of each option that was judged; those of the options unless you say others."""
    contradicted_by: tuple[Contradiction, ...] = ()
    """Runs of our own that speak against the verdict, and what they show."""
    history: tuple[Past, ...] = ()
    """What the verdict was before, newest first."""

    @property
    def last_reviewed(self) -> date:
        """The day of its review, or of its last change where that is later."""
        return max([self.reviewed_on, *(past.on for past in self.history)])
