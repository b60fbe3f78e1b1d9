"""The records of a comparison. No I/O, no YAML, no HTML: plain facts and judgements."""

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from generator.evidence.results import Figure
from generator.evidence.runs import Run, Runs
from generator.fields import (
    Advice,
    Argument,
    CriterionId,
    Id,
    IsoDate,
    Label,
    Name,
    OptionId,
    Passage,
    Question,
    Reason,
    ResultFile,
    Sentence,
    SourceId,
    Sources,
    Title,
    WebAddress,
    names,
)
from generator.vocabulary import Confidence, Evidence, Icon, Kind, Manager, Rule, Stance, Status


class Record(BaseModel):
    """Base of all records: frozen, and an unknown key is an error.

    The text below a field is what editors read about it: in their editor and on the site's page
    for editors.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Part(Record):
    """One option's share of a split outcome."""

    option: OptionId
    """The option that is ahead for this purpose."""
    purpose: Name = Field(alias="for")
    """What it is ahead for, in a few words."""


class Outcome(Record):
    """Who comes out ahead: a winner (option), a split (parts), a tie or nobody yet."""

    kind: Kind
    """Who is ahead: one winner, a split by purpose, a tie, or not known yet."""
    option: OptionId | None = None
    """The winner. Only for kind 'winner'."""
    parts: tuple[Part, ...] = ()
    """Which option is ahead for what, two or more. Only for kind 'split'."""

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The options that win it, or have a part in it; empty for a tie and for unknown."""
        if self.kind is Kind.WINNER and self.option:
            return (self.option,)
        return tuple(part.option for part in self.parts)


class Judgement(Outcome):
    """An outcome with the badge's words and a reason that a reader can quote."""

    label: Label
    """The words on the badge."""
    icon: Icon
    """The drawing on the badge. The words say the same."""
    because: Sentence
    """The reason, in one sentence that a reader can quote."""
    confidence: Confidence
    """How sure the editors are. The Method page says what each level asks for."""


class Proposal(Judgement):
    """What today's evidence proposes instead of the published outcome, and why."""

    status: Status
    """'open' shows the proposal beside what is published, 'adopted' publishes it."""
    argument: Argument
    """Why today's evidence no longer carries what is published."""
    sources: Sources
    """The sources that the argument rests on."""


class Past(Outcome):
    """What a verdict was until `on`, and why it changed that day."""

    on: IsoDate
    """The day of the change."""
    label: Label
    """What the badge said until then."""
    because: Reason
    """Why the verdict changed."""


class Contestable(Outcome):
    """An outcome that may carry a proposal."""

    contested: Proposal | None = None
    """What the evidence proposes instead, where it has moved on."""

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

    source: SourceId
    """The measured source, whose result contradicts the verdict."""
    because: Reason
    """What it shows, in a sentence."""


class Verdict(Judgement, Contestable):
    """The published judgement on one criterion, with its date and the versions judged."""

    flips_if: Passage
    """The fact that would change this verdict."""
    reviewed_on: IsoDate
    """The day on which the verdict was last held against the evidence."""
    as_of: Annotated[dict[Id, Label], names("options")]
    """The version of each option that was judged."""
    contradicted_by: tuple[Contradiction, ...] = ()
    """Runs of our own that speak against the verdict, and what they show."""
    history: tuple[Past, ...] = ()
    """What the verdict was before, newest first."""

    @property
    def published(self) -> Judgement:
        """The judgement that readers see."""
        published = super().published
        return published if isinstance(published, Judgement) else self


class Point(Record):
    """One sourced claim about an option; `changed` says what older articles had otherwise."""

    id: Id
    """The point's name in links, unique within its criterion. It never changes."""
    stance: Stance
    """Whether it speaks for the option, against it, or for neither side."""
    text: Passage
    """The claim, in your own words."""
    changed: Passage | None = None
    """What older articles say, where it is different today."""
    sources: Sources
    """Where the claim can be checked."""


class Position(Record):
    """Where one option stands on one criterion."""

    summary: Reason
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
    kind: Kind = Kind.WINNER
    """Who to take: one winner unless you say otherwise."""
    because: Reason
    """Why."""
    criteria: Annotated[
        tuple[CriterionId, ...], Field(min_length=1, json_schema_extra={"uniqueItems": True})
    ]
    """The verdicts that this advice rests on."""
    despite: Reason | None = None
    """Why it is recommended all the same. Only where the option wins none of these verdicts."""

    @property
    def reason(self) -> str:
        """Why the published advice is given: the proposal's own words once it is adopted."""
        published = self.published
        return published.because if isinstance(published, Judgement) else self.because


class Origin(Record):
    """Who made an option first, and in which year."""

    by: Name
    """Who made it."""
    year: Annotated[int, Field(ge=1000, le=2100)]
    """The year in which it began."""


class Package(Record):
    """The package in which an option is released."""

    manager: Manager
    """The package manager that knows its releases."""
    name: Annotated[
        str, Field(pattern=r"^(@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)
    ]
    """The package's name there."""


class Option(Record):
    """One of the things compared."""

    id: Id
    """The option's name in links. It never changes."""
    name: Title
    """What readers call it."""
    version: Label
    """The version that the comparison is about."""
    hue: Annotated[int, Field(ge=0, le=359)]
    """The hue of its accent, in degrees. Lightness is set for each colour scheme."""
    package: Package | None = None
    """Where its releases are looked up."""
    origin: Origin
    """Who made it first, and when."""
    maintained_by: Name | None = None
    """Who looks after it today."""
    license: Name
    """Its licence, by its short name."""
    homepage: WebAddress
    """Its own site."""
    summary: Passage
    """What it is, for somebody who has not heard of it."""
    choose_when: Annotated[tuple[Advice, ...], Field(min_length=1, max_length=8)]
    """Cases in which to take it, a sentence each."""
    avoid_when: Annotated[tuple[Advice, ...], Field(min_length=1, max_length=8)]
    """Cases in which not to, a sentence each."""
    sources: Sources
    """What these facts rest on."""


class Measurement(Record):
    """A run: its result file, relative to the comparison's, and the figure in it.

    A pair has no figures.
    """

    file: ResultFile
    """The result file, relative to this one."""
    figure: Id | None = None
    """The figure in it; a pair of programs has none."""


class Source(Record):
    """Where a claim can be checked: a page (`url`, `accessed_on`), or a run of our own."""

    id: Id
    """The name by which points cite it. It never changes."""
    title: Question
    """The title that the page itself has, or what the run is called."""
    url: WebAddress | None = None
    """The page's address. A run of our own has a `result` instead."""
    result: Measurement | None = None
    """The result file of a run, instead of an address."""
    publisher: Name
    """Who published it."""
    kind: Evidence
    """What kind of evidence it is. The Method page ranks them."""
    published_on: IsoDate | None = None
    """The day of publication, if the page gives one. Never guess."""
    accessed_on: IsoDate | None = None
    """The day on which you last read the page."""
    note: Reason | None = None
    """What a reader must know about it: second-hand, or the vendor's own figure."""


class Exemption(Record):
    """A remark that the editors leave standing, and why."""

    rule: Rule
    """The rule whose remark is excused."""
    at: Annotated[str, Field(min_length=1, max_length=400)]
    """Where the remark stands, as 'check' prints it: criteria > speed > verdict."""
    because: Reason
    """Why the remark may stand."""


class Linting(Record):
    """How `check` applies its editorial rules to this file. Readers never see it."""

    review_after_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """After how many days a verdict is due for another review. 180 unless you say otherwise."""
    exceptions: tuple[Exemption, ...] = ()
    """The remarks that may stand. One that excuses nothing is an error."""


class Comparison(Record):
    """Everything that one YAML file says, in publishing order."""

    title: Title
    """The name of the comparison."""
    question: Question
    """The question that it answers."""
    bottom_line: Passage
    """The answer, in two sentences."""
    reviewed_on: IsoDate
    """The day on which the whole was last read through."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    """What is compared."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """What the options are judged on."""
    scenarios: tuple[Scenario, ...] = ()
    """The lookup table: needs, and what to take for them."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """Everything that is cited, each once."""
    lint: Linting = Linting()
    """How the editorial rules apply to this file."""
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

    def read_on(self, source: Source) -> date | None:
        """The day on which a source was last read; for a run of our own, the day it ran.

        None for a run whose file was not read with the comparison.
        """
        run = self.run(source)
        return run.result.measured_on if run else source.accessed_on

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
