"""The comparison as JSON for programs, version 1, and its JSON Schema (draft 2020-12).

The schema is generated from the classes which also make the JSON: the two cannot drift.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Annotated, Literal

from pydantic import AwareDatetime, WithJsonSchema

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.compare import Row, rows
from comparison_site.analysis.findings import finding
from comparison_site.analysis.marks import mark_words
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.analysis.versions import Freshness
from comparison_site.core.cache import Cache, Kind
from comparison_site.model import Comparison, Criterion, Outcome, Proposal, Scenario, Source
from comparison_site.outputs import documents, record_documents
from comparison_site.outputs.badges import OVERALL
from comparison_site.outputs.documents import ApiDocument, Link, Text
from comparison_site.results.about import better
from comparison_site.results.runs import Run

API_PATH = "api/v1/comparison.json"
SCHEMA_PATH = "api/v1/comparison.schema.json"

Version = Annotated[Literal["1.0"], WithJsonSchema({"type": "string", "pattern": r"^1\."})]


class Result(ApiDocument):
    """The comparison itself, everything in publishing order; `badge` says who wins most of it.

    A `draft` is not finished: what it says may change, be missing or be wrong. `lang` is the
    language of its texts, as a BCP 47 tag.
    """

    draft: bool
    lang: str
    title: str
    question: str
    badge: Link
    bottom_line: Text
    introduction: Text
    closing: Text
    reviewed_on: date
    options: tuple[record_documents.OptionDocument, ...]
    groups: tuple[documents.GroupDocument, ...]
    criteria: tuple[documents.CriterionDocument, ...]
    scenarios: tuple[documents.ScenarioDocument, ...]
    sources: tuple[record_documents.SourceDocument, ...]
    evidence: tuple[record_documents.RunDocument, ...]
    waivers: tuple[documents.WaiverDocument, ...]


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


def comparison_schema(base_url: str = "", cache: Cache | None = None) -> str:
    """The text of `api/v1/comparison.schema.json`; `cache` has what was made before."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    identity = {"$id": f"{base_url}{SCHEMA_PATH}"} if base_url else {}
    make = partial(Envelope.model_json_schema, mode="serialization")
    schema = (cache or Cache()).kept_json(Kind.SCHEMA, (), make)
    return json.dumps(head | identity | schema, ensure_ascii=False, indent=1) + "\n"


class _With:
    """A record that has what is given besides, or in place of, its own fields."""

    def __init__(self, record: object, **given: object) -> None:
        self._record = record
        vars(self).update(given)

    def __getattr__(self, name: str) -> object:
        return getattr(self._record, name)


@dataclass(frozen=True)
class _Documents:
    """Gives every record of a comparison what its document has besides."""

    comparison: Comparison
    links: Addresses
    freshness: Freshness

    def result(self) -> Result:
        comparison, links, newest = self.comparison, self.links, self.freshness.newest
        options = [
            _With(option, html=links.option(option.id), newest_version=newest.get(option.id))
            for option in comparison.options
        ]
        scenarios = [self._scenario(scenario) for scenario in comparison.scenarios]
        criteria = [self._criterion(criterion) for criterion in comparison.criteria]
        given = {"options": options, "scenarios": scenarios, "criteria": criteria}
        given["groups"] = [
            _With(group, html=links.of("criteria/", f"group_{group.id}"))
            for group in comparison.groups
        ]
        given["sources"] = [self._source(source) for source in comparison.sources]
        given["evidence"] = [self._run(run) for run in comparison.runs]
        badge, is_draft = links.of(f"{OVERALL}.svg"), bool(comparison.draft)
        whole = _With(comparison, badge=badge, draft=is_draft, **given)
        return Result.model_validate(whole)

    def _scenario(self, scenario: Scenario) -> _With:
        return _With(
            scenario,
            html=self.links.scenario(scenario.id),
            badge=self.links.of(f"badges/scenarios/{scenario.id}.svg"),
            mark=mark_words(self.comparison, scenario) or None,
            published=self._outcome(scenario.published),
            proposal=self._outcome(scenario.open_proposal),
            history=[self._outcome(past) for past in scenario.history],
        )

    def _criterion(self, criterion: Criterion) -> _With:
        here, verdict, newer = self.links.criterion, criterion.verdict, self.freshness.newer
        positions = []
        for option, position in criterion.positions.items():
            points = [_With(p, html=here(criterion.id, f"point-{p.id}")) for p in position.points]
            positions.append(_With(position, option=option, points=points))
        judged = _With(
            verdict,
            html=here(criterion.id, "verdict"),
            mark=mark_words(self.comparison, criterion) or None,
            badge=self.links.of(f"badges/{criterion.id}.svg"),
            published=self._outcome(verdict.published),
            proposal=self._outcome(verdict.open_proposal),
            as_of=[
                {"option": option, "version": version, "newer": newer(option, version) or None}
                for option, version in verdict.as_of.items()
            ],
            history=[self._outcome(past) for past in verdict.history],
        )
        facts = [self._fact(criterion.id, row) for row in rows(self.comparison, criterion)]
        given = {"verdict": judged, "positions": positions, "facts": facts}
        given["group"] = criterion.group or None
        return _With(criterion, html=here(criterion.id), **given)

    def _fact(self, criterion: str, row: Row) -> _With:
        values = [
            _With(
                cell.value,
                option=option,
                value=None if cell.value.state else cell.value.value,
                text=cell.words,
                sources=cell.sources,
                checked_on=cell.checked,
            )
            for option, cell in row.cells.items()
        ]
        fact, here = row.fact, self.links.criterion(criterion, f"fact-{row.fact.id}")
        return _With(fact, html=here, type=fact.kind, values=values)

    def _outcome(self, outcome: Outcome | None) -> _With | None:
        """A proposal brings its argument and sources; other outcomes rest on the points."""
        if not outcome:
            return None
        proposal = outcome if isinstance(outcome, Proposal) else None
        return _With(
            outcome,
            words=outcome_words(self.comparison, outcome),
            argument=proposal.argument if proposal else None,
            sources=proposal.sources if proposal else (),
        )

    def _source(self, source: Source) -> _With:
        comparison, run = self.comparison, self.comparison.run(source)
        figure = source.result.figure if source.result else None
        return _With(
            source,
            html=self.links.source(source.id),
            url=self.links.behind(comparison, source),
            accessed_on=comparison.read_on(source),
            result={"run": run.id, "figure": figure} if run else None,
        )

    def _run(self, run: Run) -> _With:
        link, which = self.links.run, better(run.about)
        return _With(
            run.about,
            id=run.id,
            html=link(run.id),
            file=self.links.of(run.published),
            kind=run.result.kind,
            measured_on=run.result.measured_on,
            command=run.result.command,
            finding=finding(self.comparison, run),
            agrees=getattr(run.result, "agrees", None),
            programs=run.programs,
            figures=[_With(f, html=link(run.id, f.id), better=which) for f in run.figures],
            earlier=[
                {"measured_on": one.result.measured_on, "file": self.links.of(one.published)}
                for one in run.earlier
            ],
        )
