"""The shape of the published JSON, version 1; its JSON Schema is generated from these classes.

Their docstrings are the schema's descriptions. Within version 1 keys are only ever added.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from comparison_site.core.gate_rules import GateRule
from comparison_site.core.inline_text import plain_text
from comparison_site.core.values import FactType, Wanted
from comparison_site.core.vocabulary import Confidence, Icon, Kind, Stance, State

Link = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]


class ApiDocument(BaseModel):
    """A part of the published JSON. What we write has no other keys; a later version may have."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        from_attributes=True,
        defer_build=True,
        json_schema_extra=lambda schema: schema.pop("additionalProperties", None),
    )


class Text(ApiDocument):
    """A formatted text: `text` is inline Markdown, `plain` the same words without marks."""

    text: str
    plain: str

    @model_validator(mode="before")
    @classmethod
    def _in_two_forms(cls, text: object) -> object:
        return {"text": text, "plain": plain_text(text)} if isinstance(text, str) else text


class Linked(ApiDocument):
    """What has an id, and a place on the site."""

    id: str
    html: Link


class Named(Linked):
    """What has an id that may have been another one: `formerly` lists those, newest first."""

    formerly: tuple[str, ...]


class PartDocument(ApiDocument):
    """One option's share of a split outcome."""

    option: str
    purpose: str


class OutcomeDocument(ApiDocument):
    """Who comes out ahead. `option` is the winner's id; `words` say the outcome in full.

    `winners` are the ids of all that win: one, or several together, and then `option` is null.
    """

    kind: Kind
    option: str | None
    winners: tuple[str, ...]
    parts: tuple[PartDocument, ...]
    words: str


class AdviceDocument(OutcomeDocument):
    """An outcome with its reason. `argument` and `sources` are those of an adopted proposal."""

    because: Text
    argument: Text | None
    sources: tuple[str, ...]


class JudgementDocument(AdviceDocument):
    """An outcome with the badge's words, its reason and how sure it is.

    `order` are the ids of options by place, the winners first; those of one place are level. It is
    empty where nobody says who comes next, and says nothing of options that are not in it.
    """

    label: str
    icon: Icon
    confidence: Confidence
    order: tuple[tuple[str, ...], ...]


class PastDocument(OutcomeDocument):
    """What a verdict was until `on`, and why it changed that day."""

    on: date
    label: str
    because: Text


class PastAdviceDocument(OutcomeDocument):
    """What a scenario recommended until `on`, and why that changed that day."""

    on: date
    because: Text


class JudgedVersion(ApiDocument):
    """The version of an option that a verdict was reached on.

    `newer` is the newest release known, where that came after it.
    """

    option: str
    version: str
    newer: str | None


class ContradictionDocument(ApiDocument):
    """A measured source that says otherwise than the published verdict, and what it shows."""

    source: str
    because: Text


class VerdictDocument(ApiDocument):
    """What is published, and what is openly proposed instead. The history is newest first.

    `mark` says in words that the evidence speaks against what is published, if it does.
    """

    html: Link
    badge: Link
    mark: str | None
    published: JudgementDocument
    proposal: JudgementDocument | None
    flips_if: Text
    reviewed_on: date
    as_of: tuple[JudgedVersion, ...]
    history: tuple[PastDocument, ...]
    contradicted_by: tuple[ContradictionDocument, ...]


class PointDocument(Named):
    """One sourced claim about an option; `changed` says what older articles had otherwise."""

    stance: Stance
    text: Text
    changed: Text | None
    sources: tuple[str, ...]


class PositionDocument(ApiDocument):
    """Where one option stands on one criterion.

    Where nobody can say, `state` has the word for it, the summary says so, and there is no point.
    """

    option: str
    state: State | None
    summary: Text
    points: tuple[PointDocument, ...]


class ValueDocument(ApiDocument):
    """What one option has in a row of facts: `value` as the file says it, `text` with its unit.

    Where nobody can say, `state` has the word for it, and `value` is null. `checked_on` is the day
    on which its sources were last read or run.
    """

    option: str
    value: str | None
    state: State | None
    text: str
    note: Text | None
    sources: tuple[str, ...]
    checked_on: date | None


class FactDocument(Named):
    """A row of facts: one value for each option, all of one type; `better` says which is."""

    name: str
    type: FactType
    better: Wanted | None
    unit: str | None
    note: Text | None
    values: tuple[ValueDocument, ...]


class GroupDocument(Named):
    """Criteria that stand under one heading; they name it."""

    name: str
    summary: Text


class CriterionDocument(Named):
    """A question that the options are judged on; `group` is the id of the group that it is in."""

    name: str
    group: str | None
    question: str
    keywords: tuple[str, ...]
    verdict: VerdictDocument
    positions: tuple[PositionDocument, ...]
    facts: tuple[FactDocument, ...]


class ScenarioDocument(Named):
    """A reader's need, what to take for it, and the ids of the criteria that this is based on.

    `sources` are what the advice itself cites, besides the points of those criteria. The history is
    newest first; `reviewed_on` is null where the file does not say it. `mark` says in words that
    the evidence speaks against the advice, if it does.
    """

    need: str
    badge: Link
    mark: str | None
    keywords: tuple[str, ...]
    published: AdviceDocument
    proposal: JudgementDocument | None
    criteria: tuple[str, ...]
    sources: tuple[str, ...]
    despite: Text | None
    reviewed_on: date | None
    history: tuple[PastAdviceDocument, ...]


class WaiverDocument(ApiDocument):
    """A change that was let through without what a rule asks for, at a place, and why."""

    rule: GateRule
    at: str
    on: date
    because: Text
