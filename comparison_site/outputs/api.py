"""The comparison as JSON for programs, version 1, and its JSON Schema (draft 2020-12).

The schema is generated from the classes which also make the JSON: the two cannot drift.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Annotated, Literal, TypeVar

from pydantic import AwareDatetime, WithJsonSchema

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.analysis.versions import Freshness
from comparison_site.core.vocabulary import Better
from comparison_site.model import Comparison, Criterion, Option, Outcome, Scenario, Source
from comparison_site.outputs import documents, run_documents
from comparison_site.outputs.documents import ApiDocument, Link, Text
from comparison_site.results.records import Figure, Run

API_PATH = "api/v1/comparison.json"
SCHEMA_PATH = "api/v1/comparison.schema.json"

Version = Annotated[Literal["1.0"], WithJsonSchema({"type": "string", "pattern": r"^1\."})]
Document = TypeVar("Document", bound=ApiDocument)


class Result(ApiDocument):
    """The comparison itself, everything in publishing order."""

    title: str
    question: str
    bottom_line: Text
    reviewed_on: date
    options: tuple[documents.OptionDocument, ...]
    criteria: tuple[documents.CriterionDocument, ...]
    scenarios: tuple[documents.ScenarioDocument, ...]
    sources: tuple[run_documents.SourceDocument, ...]
    evidence: tuple[run_documents.RunDocument, ...]


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
    links = Addresses(base_url, API_PATH)
    days = (comparison.last_reviewed, max(c.verdict.reviewed_on for c in comparison.criteria))
    generated, modified = (datetime.combine(day, time(), UTC) for day in days)
    envelope = Envelope(
        schema_version="1.0",
        generated_at=generated,
        last_modified=modified,
        uri=links.of(API_PATH),
        html=links.of(""),
        result=_Documents(comparison, links, Freshness(comparison, newest or {})).result(),
    )
    return envelope.model_dump_json(indent=1) + "\n"


def comparison_schema(base_url: str = "") -> str:
    """The text of `api/v1/comparison.schema.json`."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    identity = {"$id": f"{base_url}{SCHEMA_PATH}"} if base_url else {}
    schema = Envelope.model_json_schema(mode="serialization")
    return json.dumps(head | identity | schema, ensure_ascii=False, indent=1) + "\n"


def _document(shape: type[Document], record: object, **given: object) -> Document:
    """The record as a document: what is not given is taken from the record's own fields."""
    names = shape.model_fields
    return shape.model_validate({n: given[n] if n in given else getattr(record, n) for n in names})


@dataclass(frozen=True)
class _Documents:
    """Makes a document of every record of a comparison."""

    comparison: Comparison
    links: Addresses
    freshness: Freshness

    def result(self) -> Result:
        return _document(
            Result,
            self.comparison,
            options=[self._option(option) for option in self.comparison.options],
            criteria=[self._criterion(criterion) for criterion in self.comparison.criteria],
            scenarios=[self._scenario(scenario) for scenario in self.comparison.scenarios],
            sources=[self._source(source) for source in self.comparison.sources],
            evidence=[self._run(run) for run in self.comparison.runs],
        )

    def _option(self, option: Option) -> documents.OptionDocument:
        html, newest = self.links.option(option.id), self.freshness.newest.get(option.id)
        return _document(documents.OptionDocument, option, html=html, newest_version=newest)

    def _criterion(self, criterion: Criterion) -> documents.CriterionDocument:
        positions, here = [], partial(self.links.criterion, criterion.id)
        for option, position in criterion.positions.items():
            points = [
                _document(documents.PointDocument, point, html=here(f"point-{point.id}"))
                for point in position.points
            ]
            positions.append({"option": option, "summary": position.summary, "points": points})
        given = {"html": here(), "verdict": self._verdict(criterion), "positions": positions}
        return _document(documents.CriterionDocument, criterion, **given)

    def _verdict(self, criterion: Criterion) -> documents.VerdictDocument:
        verdict, newer = criterion.verdict, self.freshness.newer
        return _document(
            documents.VerdictDocument,
            verdict,
            html=self.links.criterion(criterion.id, "verdict"),
            badge=self.links.of(f"badges/{criterion.id}.svg"),
            published=self._outcome(documents.JudgementDocument, verdict.published),
            proposal=self._outcome(documents.JudgementDocument, verdict.open_proposal),
            as_of=[
                {"option": option, "version": version, "newer": newer(option, version) or None}
                for option, version in verdict.as_of.items()
            ],
            history=[self._outcome(documents.PastDocument, past) for past in verdict.history],
        )

    def _scenario(self, scenario: Scenario) -> documents.ScenarioDocument:
        published, because = scenario.published, scenario.reason
        return _document(
            documents.ScenarioDocument,
            scenario,
            html=self.links.scenario(scenario.id),
            published=self._outcome(documents.AdviceDocument, published, because=because),
            proposal=self._outcome(documents.JudgementDocument, scenario.open_proposal),
        )

    def _outcome(
        self, shape: type[Document], outcome: Outcome | None, **given: object
    ) -> Document | None:
        """A proposal brings its argument and sources; other outcomes rest on the points."""
        if not outcome:
            return None
        words = outcome_words(self.comparison, outcome)
        support = {"argument": getattr(outcome, "argument", None)}
        sources = getattr(outcome, "sources", ())
        return _document(shape, outcome, words=words, sources=sources, **support, **given)

    def _source(self, source: Source) -> run_documents.SourceDocument:
        comparison, run = self.comparison, self.comparison.run(source)
        figure = source.result.figure if source.result else None
        return _document(
            run_documents.SourceDocument,
            source,
            html=self.links.source(source.id),
            url=self.links.behind(comparison, source),
            accessed_on=comparison.read_on(source),
            result={"run": run.id, "figure": figure} if run else None,
        )

    def _run(self, run: Run) -> run_documents.RunDocument:
        return _document(
            run_documents.RunDocument,
            run.about,
            id=run.id,
            html=self.links.run(run.id),
            file=self.links.of(f"evidence/{run.id}.json"),
            kind=run.result.kind,
            measured_on=run.result.measured_on,
            command=run.result.command,
            agrees=getattr(run.result, "agrees", None),
            programs=run.programs,
            figures=[self._figure(run, figure) for figure in run.figures],
        )

    def _figure(self, run: Run, figure: Figure) -> run_documents.FigureDocument:
        html, better = self.links.run(run.id, figure.id), getattr(run.about, "better", Better.LOWER)
        return _document(run_documents.FigureDocument, figure, html=html, better=better)
