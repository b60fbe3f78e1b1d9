"""The shape of the published JSON, version 1; its JSON Schema is generated from these classes.

Their docstrings are the schema's descriptions. Within version 1 keys are only ever added.
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import (
    Confidence,
    Icon,
    Kind,
    Manager,
    Stance,
)

Link = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]
Version = Annotated[Literal["1.0"], WithJsonSchema({"type": "string", "pattern": r"^1\."})]


def _open(schema: dict[str, Any]) -> None:
    """What we write has no other keys; what a later version 1 writes may."""
    schema.pop("additionalProperties", None)


class ApiDocument(BaseModel):
    """A part of the published JSON."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, from_attributes=True, json_schema_extra=_open
    )


class Text(ApiDocument):
    """A formatted text: `text` is inline Markdown, `plain` the same words without marks."""

    text: str
    plain: str


Document = TypeVar("Document", bound=ApiDocument)


def _split_text(text: object) -> object:
    return Text(text=text, plain=plain_text(text)) if isinstance(text, str) else text


TwoForms = Annotated[Text, BeforeValidator(_split_text)]


class PartDocument(ApiDocument):
    """One option's share of a split outcome."""

    option: str
    purpose: str


class OutcomeDocument(ApiDocument):
    """Who comes out ahead. `option` is the winner's id; `words` say the outcome in full."""

    kind: Kind
    option: str | None
    parts: tuple[PartDocument, ...]
    words: str


class AdviceDocument(OutcomeDocument):
    """An outcome with its reason. `argument` and `sources` are those of an adopted proposal."""

    because: TwoForms
    argument: TwoForms | None
    sources: tuple[str, ...]


class JudgementDocument(AdviceDocument):
    """An outcome with the badge's words, its reason and how sure it is."""

    label: str
    icon: Icon
    confidence: Confidence


class PastDocument(OutcomeDocument):
    """What a verdict was until `on`, and why it changed that day."""

    on: date
    label: str
    because: TwoForms


class JudgedVersion(ApiDocument):
    """The version of an option that a verdict was reached on.

    `newer` is the newest release known, where that came after it.
    """

    option: str
    version: str
    newer: str | None


class VerdictDocument(ApiDocument):
    """What is published, and what is openly proposed instead. The history is newest first."""

    html: Link
    badge: Link
    published: JudgementDocument
    proposal: JudgementDocument | None
    flips_if: TwoForms
    reviewed_on: date
    as_of: tuple[JudgedVersion, ...]
    history: tuple[PastDocument, ...]
    contradicted_by: tuple["ContradictionDocument", ...]


class ContradictionDocument(ApiDocument):
    """A measured source that speaks against the published verdict, and how it does."""

    source: str
    because: TwoForms


class PointDocument(ApiDocument):
    """One sourced claim about an option; `changed` says what older articles had otherwise."""

    id: str
    html: Link
    stance: Stance
    text: TwoForms
    changed: TwoForms | None
    sources: tuple[str, ...]


class PositionDocument(ApiDocument):
    """Where one option stands on one criterion."""

    option: str
    summary: TwoForms
    points: tuple[PointDocument, ...]


class CriterionDocument(ApiDocument):
    """A question that the options are judged on."""

    id: str
    html: Link
    name: str
    question: str
    verdict: VerdictDocument
    positions: tuple[PositionDocument, ...]


class ScenarioDocument(ApiDocument):
    """A reader's need, what to take for it, and the ids of the criteria that this rests on."""

    id: str
    html: Link
    need: str
    published: AdviceDocument
    proposal: JudgementDocument | None
    criteria: tuple[str, ...]
    despite: TwoForms | None


class OriginDocument(ApiDocument):
    """Who made an option first, and in which year."""

    by: str
    year: int


class PackageDocument(ApiDocument):
    """The package in which an option is released."""

    manager: Manager
    name: str


class OptionDocument(ApiDocument):
    """One of the things compared; `hue` is the hue of its accent in degrees.

    `newest_version` is the newest release of its package, where that was looked up.
    """

    id: str
    html: Link
    name: str
    version: str
    newest_version: str | None
    hue: int
    package: PackageDocument | None
    origin: OriginDocument
    maintained_by: str | None
    license: str
    homepage: Link
    summary: TwoForms
    choose_when: tuple[TwoForms, ...]
    avoid_when: tuple[TwoForms, ...]
    sources: tuple[str, ...]
