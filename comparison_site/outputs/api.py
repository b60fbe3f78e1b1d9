"""The comparison as JSON for programs, version 1, and its JSON Schema (draft 2020-12).

The schema is generated from the classes which also make the JSON: the two cannot drift.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from pydantic import AwareDatetime

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.analysis.versions import Freshness
from comparison_site.model import (
    Comparison,
    Criterion,
    Judgement,
    Option,
    Outcome,
    Record,
    Scenario,
    Source,
)
from comparison_site.outputs.documents import (
    AdviceDocument,
    ApiDocument,
    CriterionDocument,
    Document,
    JudgedVersion,
    JudgementDocument,
    Link,
    OptionDocument,
    PastDocument,
    PointDocument,
    PositionDocument,
    ScenarioDocument,
    TwoForms,
    VerdictDocument,
    Version,
)
from comparison_site.outputs.run_documents import (
    MeasurementDocument,
    RunDocument,
    SourceDocument,
    run_document,
)

API_PATH = "api/v1/comparison.json"
SCHEMA_PATH = "api/v1/comparison.schema.json"


class Result(ApiDocument):
    """The comparison itself, everything in publishing order."""

    title: str
    question: str
    bottom_line: TwoForms
    reviewed_on: date
    options: tuple[OptionDocument, ...]
    criteria: tuple[CriterionDocument, ...]
    scenarios: tuple[ScenarioDocument, ...]
    sources: tuple[SourceDocument, ...]
    evidence: tuple[RunDocument, ...]


class Envelope(ApiDocument):
    """The file: which schema it follows, how old it is, where it stands, and its result.

    `generated_at` is the newest day on which anything was reviewed or changed, so that the same
    data gives the same bytes; `last_modified` is the newest review of a single verdict. Links are
    relative to this file when the site's address is not known. Every key is always there: null
    means that there is nothing. Within version 1, keys may be added to any object and words to any
    enum: pass over the keys that you do not know, and be ready for another word.
    """

    schema_version: Version
    generated_at: AwareDatetime
    last_modified: AwareDatetime
    uri: Link
    html: Link
    result: Result


def comparison_json(
    comparison: Comparison, base_url: str = "", newest: Mapping[str, str] | None = None
) -> str:
    """The text of `api/v1/comparison.json`; `base_url` is the site's address, if it is known.

    `newest` holds the newest known release of each option, by its id.
    """
    freshness = Freshness(comparison, newest or {})
    return _envelope(freshness, Addresses(base_url, API_PATH)).model_dump_json(indent=1) + "\n"


def comparison_schema(base_url: str = "") -> str:
    """The text of `api/v1/comparison.schema.json`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    identity = {"$id": f"{base_url}{SCHEMA_PATH}"} if base_url else {}
    schema = Envelope.model_json_schema(mode="serialization")
    return json.dumps(head | identity | schema, ensure_ascii=False, indent=1) + "\n"


def _envelope(freshness: Freshness, links: Addresses) -> Envelope:
    comparison = freshness.comparison
    return Envelope(
        schema_version="1.0",
        generated_at=_midnight(comparison.last_reviewed),
        last_modified=_midnight(max(c.verdict.reviewed_on for c in comparison.criteria)),
        uri=links.of(API_PATH),
        html=links.of(""),
        result=_result(freshness, links),
    )


def _result(freshness: Freshness, links: Addresses) -> Result:
    comparison = freshness.comparison
    return _document(
        Result,
        comparison,
        options=[_option(freshness, option, links) for option in comparison.options],
        criteria=[_criterion(freshness, criterion, links) for criterion in comparison.criteria],
        scenarios=[_scenario(comparison, scenario, links) for scenario in comparison.scenarios],
        sources=[_source(comparison, source, links) for source in comparison.sources],
        evidence=[run_document(run, links) for run in comparison.runs],
    )


def _source(comparison: Comparison, source: Source, links: Addresses) -> SourceDocument:
    run = comparison.run(source)
    figure = source.result.figure if source.result else None
    return _document(
        SourceDocument,
        source,
        html=links.source(source.id),
        url=links.behind(comparison, source),
        accessed_on=comparison.read_on(source),
        result=MeasurementDocument(run=run.id, figure=figure) if run else None,
    )


def _option(freshness: Freshness, option: Option, links: Addresses) -> OptionDocument:
    newest = freshness.newest.get(option.id)
    return _document(OptionDocument, option, html=links.option(option.id), newest_version=newest)


def _criterion(freshness: Freshness, criterion: Criterion, links: Addresses) -> CriterionDocument:
    return _document(
        CriterionDocument,
        criterion,
        html=links.criterion(criterion.id),
        verdict=_verdict(freshness, criterion, links),
        positions=list(_positions(criterion, links)),
    )


def _positions(criterion: Criterion, links: Addresses) -> Iterator[PositionDocument]:
    for name, position in criterion.positions.items():
        points = [
            _document(PointDocument, p, html=links.criterion(criterion.id, f"point-{p.id}"))
            for p in position.points
        ]
        yield _document(PositionDocument, position, option=name, points=points)


def _verdict(freshness: Freshness, criterion: Criterion, links: Addresses) -> VerdictDocument:
    comparison, verdict = freshness.comparison, criterion.verdict
    return _document(
        VerdictDocument,
        verdict,
        html=links.criterion(criterion.id, "verdict"),
        badge=links.of(f"badges/{criterion.id}.svg"),
        published=_judgement(comparison, verdict.published),
        proposal=_proposal(comparison, verdict.open_proposal),
        as_of=[_judged(freshness, option, version) for option, version in verdict.as_of.items()],
        history=[
            _document(PastDocument, past, words=outcome_words(comparison, past))
            for past in verdict.history
        ],
    )


def _judged(freshness: Freshness, option: str, version: str) -> JudgedVersion:
    newer = freshness.newer(option, version)
    return JudgedVersion(option=option, version=version, newer=newer or None)


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
