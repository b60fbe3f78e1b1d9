"""The records of a comparison. No I/O, no YAML, no HTML: plain facts and judgements."""

from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from generator.evidence.results import Figure
from generator.evidence.runs import Run, Runs
from generator.fields import (
    Advice,
    Argument,
    Id,
    IsoDate,
    Label,
    Name,
    Passage,
    Question,
    Reason,
    ResultFile,
    Sentence,
    Sources,
    Title,
    WebAddress,
)
from generator.vocabulary import Confidence, Evidence, Icon, Kind, Manager, Stance, Status


class Record(BaseModel):
    """Base of all records: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(Record):
    """One option's share of a split outcome."""

    option: Id
    purpose: Name = Field(alias="for")


class Outcome(Record):
    """Who comes out ahead: a winner (option), a split (parts), a tie or nobody yet."""

    kind: Kind
    option: Id | None = None
    parts: tuple[Part, ...] = ()

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The options that win it, or have a part in it; empty for a tie and for unknown."""
        if self.kind is Kind.WINNER and self.option:
            return (self.option,)
        return tuple(part.option for part in self.parts)


class Judgement(Outcome):
    """An outcome with the badge's words and a reason that a reader can quote."""

    label: Label
    icon: Icon
    because: Sentence
    confidence: Confidence


class Proposal(Judgement):
    """What today's evidence proposes instead of the published outcome, and why."""

    status: Status
    argument: Argument
    sources: Sources


class Past(Outcome):
    """What a verdict was until `on`, and why it changed that day."""

    on: IsoDate
    label: Label
    because: Reason


class Contestable(Outcome):
    """An outcome that may carry a proposal."""

    contested: Proposal | None = None

    @property
    def published(self) -> Outcome:
        """What readers see: the proposal once it is adopted, otherwise this outcome."""
        adopted = self.contested and self.contested.status is Status.ADOPTED
        return self.contested if adopted and self.contested else self

    @property
    def open_proposal(self) -> Proposal | None:
        """The proposal that is shown beside the published outcome, if there is one."""
        is_open = self.contested and self.contested.status is Status.OPEN
        return self.contested if is_open else None


class Contradiction(Record):
    """A measured source that speaks against a verdict as it is published, and how it does."""

    source: Id
    because: Reason


class Verdict(Judgement, Contestable):
    """The published judgement on one criterion, with its date and the versions judged."""

    flips_if: Passage
    reviewed_on: IsoDate
    as_of: dict[Id, Label]
    contradicted_by: tuple[Contradiction, ...] = ()
    history: tuple[Past, ...] = ()

    @property
    def published(self) -> Judgement:
        """The judgement that readers see."""
        published = super().published
        return published if isinstance(published, Judgement) else self


class Point(Record):
    """One sourced claim about an option; `changed` says what older articles had otherwise."""

    id: Id
    stance: Stance
    text: Passage
    changed: Passage | None = None
    sources: Sources


class Position(Record):
    """Where one option stands on one criterion."""

    summary: Reason
    points: Annotated[tuple[Point, ...], Field(min_length=1)]


class Criterion(Record):
    """A question that the options are judged on."""

    id: Id
    name: Title
    question: Question
    verdict: Verdict
    positions: dict[Id, Position]


class Scenario(Contestable):
    """A reader's need, the option to take and the verdicts that the advice rests on."""

    id: Id
    need: Name
    kind: Kind = Kind.WINNER
    because: Reason
    criteria: Annotated[tuple[Id, ...], Field(min_length=1)]
    despite: Reason | None = None

    @property
    def reason(self) -> str:
        """Why the published advice is given: the proposal's own words once it is adopted."""
        published = self.published
        return published.because if isinstance(published, Judgement) else self.because


class Origin(Record):
    """Who made an option first, and in which year."""

    by: Name
    year: Annotated[int, Field(ge=1000, le=2100)]


class Package(Record):
    """The package in which an option is released."""

    manager: Manager
    name: Annotated[
        str, Field(pattern=r"^(@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)
    ]


class Option(Record):
    """One of the things compared."""

    id: Id
    name: Title
    version: Label
    hue: Annotated[int, Field(ge=0, le=359)]
    package: Package | None = None
    origin: Origin
    maintained_by: Name | None = None
    license: Name
    homepage: WebAddress
    summary: Passage
    choose_when: Annotated[tuple[Advice, ...], Field(min_length=1, max_length=8)]
    avoid_when: Annotated[tuple[Advice, ...], Field(min_length=1, max_length=8)]
    sources: Sources


class Measurement(Record):
    """A run: its result file, relative to the comparison's, and the figure in it.

    A pair has no figures.
    """

    file: ResultFile
    figure: Id | None = None


class Source(Record):
    """Where a claim can be checked: a page (`url`, `accessed_on`), or a run of our own."""

    id: Id
    title: Question
    url: WebAddress | None = None
    result: Measurement | None = None
    publisher: Name
    kind: Evidence
    published_on: IsoDate | None = None
    accessed_on: IsoDate | None = None
    note: Reason | None = None


class Comparison(Record):
    """Everything that one YAML file says, in publishing order."""

    title: Title
    question: Question
    bottom_line: Passage
    reviewed_on: IsoDate
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    scenarios: tuple[Scenario, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    _runs: Runs = PrivateAttr(default_factory=Runs)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What was run and measured; empty unless a source has a result."""
        return self._runs.runs

    def with_runs(self, runs: Runs) -> "Comparison":
        """The same comparison with the runs that its sources name."""
        changed = self.model_copy()
        changed._runs = runs
        return changed

    def run(self, source: Source) -> Run | None:
        """The run that a source has as its result; None for a page on the web."""
        return self._runs.run(source.result.file) if source.result else None

    def figure(self, source: Source) -> Figure | None:
        """The figure that a source has as its result; None for a pair."""
        run, name = self.run(source), source.result.figure if source.result else None
        figures = run.figures if run else ()
        return next((figure for figure in figures if figure.id == name), None)

    def option(self, name: str) -> Option:
        """The option with this id."""
        return self._options[name]

    def criterion(self, name: str) -> Criterion:
        """The criterion with this id."""
        return self._criteria[name]

    def source(self, name: str) -> Source:
        """The source with this id."""
        return self._sources[name]

    @cached_property
    def _options(self) -> dict[str, Option]:
        return {option.id: option for option in self.options}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}
