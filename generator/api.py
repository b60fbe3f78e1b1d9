"""The comparison as JSON for programs, version 1, and its JSON Schema (draft 2020-12).

The schema is generated from the classes below, which also make the JSON: the two cannot drift.
Their docstrings are the schema's descriptions. Within version 1 keys are only ever added.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from generator.badges import outcome_words
from generator.linked import Addresses
from generator.model import Comparison, Criterion, Judgement, Outcome, Record, Scenario
from generator.text import plain_text
from generator.vocabulary import Confidence, Evidence, Icon, Kind, Manager, Stance

API_PATH = "api/v1/comparison.json"
SCHEMA_PATH = "api/v1/comparison.schema.json"

Link = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]
Version = Literal["1.0"]


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, from_attributes=True)


class Text(_Document):
    """A formatted text: `text` is inline Markdown, `plain` the same words without marks."""

    text: str
    plain: str


Document = TypeVar("Document", bound=_Document)


def _split_text(text: object) -> object:
    return Text(text=text, plain=plain_text(text)) if isinstance(text, str) else text


Formatted = Annotated[Text, BeforeValidator(_split_text)]


class PartDocument(_Document):
    """One option's share of a split outcome."""

    option: str
    purpose: str


class OutcomeDocument(_Document):
    """Who comes out ahead. `option` is the winner's id; `words` say the outcome in full."""

    kind: Kind
    option: str | None
    parts: tuple[PartDocument, ...]
    words: str


class AdviceDocument(OutcomeDocument):
    """An outcome with its reason. `argument` and `sources` are those of an adopted proposal."""

    because: Formatted
    argument: Formatted | None
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
    because: Formatted


class JudgedVersion(_Document):
    """The version of an option that a verdict was reached on."""

    option: str
    version: str


class VerdictDocument(_Document):
    """What is published, and what is openly proposed instead. The history is newest first."""

    html: Link
    badge: Link
    published: JudgementDocument
    proposal: JudgementDocument | None
    flips_if: Formatted
    reviewed_on: date
    as_of: tuple[JudgedVersion, ...]
    history: tuple[PastDocument, ...]


class PointDocument(_Document):
    """One sourced claim about an option; `changed` says what older articles had otherwise."""

    id: str
    html: Link
    stance: Stance
    text: Formatted
    changed: Formatted | None
    sources: tuple[str, ...]


class PositionDocument(_Document):
    """Where one option stands on one criterion."""

    option: str
    summary: Formatted
    points: tuple[PointDocument, ...]


class CriterionDocument(_Document):
    """A question that the options are judged on."""

    id: str
    html: Link
    name: str
    question: str
    verdict: VerdictDocument
    positions: tuple[PositionDocument, ...]


class ScenarioDocument(_Document):
    """A reader's need, what to take for it, and the ids of the criteria that this rests on."""

    id: str
    html: Link
    need: str
    published: AdviceDocument
    proposal: JudgementDocument | None
    criteria: tuple[str, ...]
    despite: Formatted | None


class OriginDocument(_Document):
    """Who made an option first, and in which year."""

    by: str
    year: int


class PackageDocument(_Document):
    """The package in which an option is released."""

    manager: Manager
    name: str


class OptionDocument(_Document):
    """One of the things compared; `hue` is the hue of its accent in degrees."""

    id: str
    html: Link
    name: str
    version: str
    hue: int
    package: PackageDocument | None
    origin: OriginDocument
    maintained_by: str | None
    license: str
    homepage: Link
    summary: Formatted
    choose_when: tuple[Formatted, ...]
    avoid_when: tuple[Formatted, ...]
    sources: tuple[str, ...]


class SourceDocument(_Document):
    """Where a claim can be checked."""

    id: str
    html: Link
    title: str
    url: Link
    publisher: str
    kind: Evidence
    published_on: date | None
    accessed_on: date
    note: Formatted | None


class Result(_Document):
    """The comparison itself, everything in publishing order."""

    title: str
    question: str
    bottom_line: Formatted
    reviewed_on: date
    options: tuple[OptionDocument, ...]
    criteria: tuple[CriterionDocument, ...]
    scenarios: tuple[ScenarioDocument, ...]
    sources: tuple[SourceDocument, ...]


class Envelope(_Document):
    """The file: which schema it follows, how old it is, where it stands, and its result.

    `generated_at` is the day of the last review, so that the same data gives the same bytes;
    `last_modified` is the newest review of a single verdict. Links are relative to this file when
    the site's address is not known. Every key is always there: null means that there is nothing.
    """

    schema_version: Version
    generated_at: AwareDatetime
    last_modified: AwareDatetime
    uri: Link
    html: Link
    result: Result


def comparison_json(comparison: Comparison, base_url: str = "") -> str:
    """The text of `api/v1/comparison.json`; `base_url` is the site's address, if it is known."""
    return _envelope(comparison, Addresses(base_url, API_PATH)).model_dump_json(indent=1) + "\n"


def comparison_schema(base_url: str = "") -> str:
    """The text of `api/v1/comparison.schema.json`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    identity = {"$id": f"{base_url}{SCHEMA_PATH}"} if base_url else {}
    schema = Envelope.model_json_schema(mode="serialization")
    return json.dumps(head | identity | schema, ensure_ascii=False, indent=1) + "\n"


def _envelope(comparison: Comparison, links: Addresses) -> Envelope:
    return Envelope(
        schema_version="1.0",
        generated_at=_midnight(comparison.reviewed_on),
        last_modified=_midnight(max(c.verdict.reviewed_on for c in comparison.criteria)),
        uri=links.of(API_PATH),
        html=links.of(""),
        result=_result(comparison, links),
    )


def _result(comparison: Comparison, links: Addresses) -> Result:
    return _document(
        Result,
        comparison,
        options=[_document(OptionDocument, o, html=links.option(o.id)) for o in comparison.options],
        criteria=[_criterion(comparison, criterion, links) for criterion in comparison.criteria],
        scenarios=[_scenario(comparison, scenario, links) for scenario in comparison.scenarios],
        sources=[_document(SourceDocument, s, html=links.source(s.id)) for s in comparison.sources],
    )


def _criterion(comparison: Comparison, criterion: Criterion, links: Addresses) -> CriterionDocument:
    return _document(
        CriterionDocument,
        criterion,
        html=links.criterion(criterion.id),
        verdict=_verdict(comparison, criterion, links),
        positions=list(_positions(criterion, links)),
    )


def _positions(criterion: Criterion, links: Addresses) -> Iterator[PositionDocument]:
    for name, position in criterion.positions.items():
        points = [
            _document(PointDocument, p, html=links.criterion(criterion.id, f"point-{p.id}"))
            for p in position.points
        ]
        yield _document(PositionDocument, position, option=name, points=points)


def _verdict(comparison: Comparison, criterion: Criterion, links: Addresses) -> VerdictDocument:
    verdict = criterion.verdict
    return _document(
        VerdictDocument,
        verdict,
        html=links.criterion(criterion.id, "verdict"),
        badge=links.of(f"badges/{criterion.id}.svg"),
        published=_judgement(comparison, verdict.published),
        proposal=_proposal(comparison, verdict.open_proposal),
        as_of=[JudgedVersion(option=o, version=v) for o, v in verdict.as_of.items()],
        history=[
            _document(PastDocument, past, words=outcome_words(comparison, past))
            for past in verdict.history
        ],
    )


def _scenario(comparison: Comparison, scenario: Scenario, links: Addresses) -> ScenarioDocument:
    published = scenario.published
    return _document(
        ScenarioDocument,
        scenario,
        html=links.scenario(scenario.id),
        published=_document(
            AdviceDocument, published, because=scenario.reason, **_support(comparison, published)
        ),
        proposal=_proposal(comparison, scenario.open_proposal),
    )


def _proposal(comparison: Comparison, proposal: Judgement | None) -> JudgementDocument | None:
    return _judgement(comparison, proposal) if proposal else None


def _judgement(comparison: Comparison, judgement: Judgement) -> JudgementDocument:
    return _document(JudgementDocument, judgement, **_support(comparison, judgement))


def _support(comparison: Comparison, outcome: Outcome) -> dict[str, Any]:
    """A proposal brings its argument and sources; other outcomes rest on the points."""
    return {
        "words": outcome_words(comparison, outcome),
        "argument": getattr(outcome, "argument", None),
        "sources": getattr(outcome, "sources", ()),
    }


def _document(kind: type[Document], record: Record, **given: object) -> Document:
    """The record as a document: what is not given is taken from the record's own fields."""
    own = {name: getattr(record, name) for name in kind.model_fields if name not in given}
    return kind.model_validate(own | given)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
