"""Everything that one YAML file says."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, PrivateAttr

from comparison_site.core import fields
from comparison_site.core.gate_rules import GateRule
from comparison_site.core.language import ENGLISH
from comparison_site.core.vocabulary import Kind, Rule
from comparison_site.model.criteria import Criterion, Group
from comparison_site.model.identity import Findable, Record
from comparison_site.model.options import Option
from comparison_site.model.outcomes import GATHERED, Contestable, PastAdvice, Result
from comparison_site.model.sources import Source
from comparison_site.results.records import Figure
from comparison_site.results.runs import Run, Runs

SCHEMA = 1
"""The newest form of a comparison file that this program knows."""


class Scenario(Findable, Contestable):
    """A reader's need, the option to take and what the advice is based on."""

    need: fields.Name
    """What the reader has to do."""
    default_kind: ClassVar[Kind | None] = Kind.WINNER
    outcome: Result = Field(alias=GATHERED)
    """Who to take: one winner unless you say otherwise."""
    because: fields.Reason
    """Why."""
    criteria: Annotated[
        tuple[fields.CriterionId, ...],
        Field(min_length=1, title="Based on", json_schema_extra={"uniqueItems": True}),
    ]
    """The verdicts that this advice is based on."""
    sources: fields.Sources = ()
    """Where its reason can be checked, as far as those verdicts' points do not say it."""
    despite: fields.Reason | None = None
    """Why it is recommended all the same. Only where the option wins none of these verdicts."""
    reviewed_on: fields.IsoDate | None = Field(default=None, title="Reviewed")
    """The day on which the advice was last held against the verdicts."""
    history: tuple[PastAdvice, ...] = ()
    """What the advice was before, newest first."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the advice was reviewed, if it says one, and on which it changed."""
        reviewed = (self.reviewed_on,) if self.reviewed_on else ()
        return (*reviewed, *(past.on for past in self.history))

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources behind what is published, then of those behind what is proposed.

        Behind an adopted proposal stand its own. Repeats are included.
        """
        return self.published.sources + (self.open_proposal.sources if self.open_proposal else ())


class Exemption(Record):
    """A remark that the editors leave standing, and why."""

    rule: Rule
    """The rule whose remark is excused."""
    at: Annotated[str, Field(min_length=1, max_length=400)]
    """Where the remark stands, as 'check' prints it: criteria > speed > verdict."""
    because: fields.Reason
    """Why the remark may stand."""


class Linting(Record):
    """How `check` applies its editorial rules to this file. Readers never see it."""

    review_after_days: Annotated[int, Field(ge=1, le=3650)] = 180
    """After how many days a verdict is due for another review. 180 unless you say otherwise."""
    exceptions: tuple[Exemption, ...] = ()
    """The remarks that may stand. One that excuses nothing is an error."""


class Waiver(Record):
    """One change that is let through without what it would have to bring, and why.

    It counts for the change that it comes with, never for a later one, and stays for readers.
    """

    rule: GateRule
    """The rule that asks for more."""
    at: Annotated[str, Field(min_length=1, max_length=400)]
    """Where its remark stands, as 'check' prints it: criteria > speed > verdict > label."""
    on: fields.IsoDate
    """The day of the change."""
    because: fields.Reason
    """Why it may do without. Readers see it on the page of changes."""


class Comparison(Record):
    """Everything that one YAML file says, in publishing order."""

    form: Annotated[int, Field(ge=1, le=SCHEMA)] = Field(default=SCHEMA, alias="schema")
    """The form of the file. 1 unless you say otherwise; a program that knows only earlier ones
    says so."""
    draft: Literal["true"] | None = None
    """Not finished: positions, verdicts, reasons, values and sources may be missing, every page
    says so, and search engines are asked to leave it out. 'check' says what is left; to publish it,
    remove this line."""
    lang: fields.Language = ENGLISH
    """The language of its texts, as a BCP 47 tag such as de, pt-BR or ar; en unless you say
    another. Words of the program's own stay English."""
    title: fields.Name
    """The name of the comparison."""
    question: fields.Question = Field(json_schema_extra=fields.IS_DERIVED)
    """The question that it answers; the title unless you say one."""
    bottom_line: fields.Passage = ""
    """The answer, in two sentences."""
    introduction: fields.Passage = ""
    """What is compared and why the choice matters. The overview says it above the options."""
    closing: fields.Passage = ""
    """A thought to leave with. The overview ends with it."""
    reviewed_on: fields.IsoDate = Field(title="Reviewed")
    """The day on which the whole was last read through."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=20)]
    """What is compared."""
    groups: tuple[Group, ...] = ()
    """Headings that criteria stand under, where they are many."""
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """What the options are judged on."""
    scenarios: tuple[Scenario, ...] = ()
    """The lookup table: needs, and what to take for them."""
    sources: tuple[Source, ...] = ()
    """Everything that is cited, each once."""
    waivers: tuple[Waiver, ...] = ()
    """The changes that were let through without what 'check --since' asks for."""
    lint: Linting = Linting()
    """How the editorial rules apply to this file."""
    _runs: Runs = PrivateAttr(default_factory=Runs)

    @cached_property
    def last_reviewed(self) -> date:
        """The newest day in it: of a reading of the whole, of a review, of a change."""
        verdicts = (criterion.verdict.last_reviewed for criterion in self.criteria)
        advice = (day for scenario in self.scenarios for day in scenario.days)
        return max([self.reviewed_on, *verdicts, *advice])

    @property
    def runs(self) -> tuple[Run, ...]:
        """What was run and measured; empty unless a source has a result."""
        return self._runs.runs

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's; what was counted in the original is counted anew."""
        copied = super().model_copy(update=update, deep=deep)
        for counted in ("last_reviewed", "_by_id"):
            copied.__dict__.pop(counted, None)
        return copied

    def with_runs(self, runs: Runs) -> "Comparison":
        """The same comparison with the runs that its sources name."""
        changed = self.model_copy()
        changed._runs = runs
        return changed

    def run(self, source: Source) -> Run | None:
        """The run that a source has as its result; None for a page on the web."""
        return self._runs.run(source.result.file) if source.result else None

    def read_on(self, source: Source) -> date | None:
        """The day on which a page was last read or a run ran; None for a run whose file was not."""
        run = self.run(source)
        return run.result.measured_on if run else source.accessed_on

    def last_read(self, names: Iterable[str]) -> date | None:
        """The newest day on which any of these sources was read or run; None where none says."""
        return max(filter(None, map(self.read_on, map(self.source, names))), default=None)

    def figure(self, source: Source) -> Figure | None:
        """The figure that a source has as its result; None for a pair."""
        run, name = self.run(source), source.result.figure if source.result else None
        figures = run.figures if run else ()
        return next((figure for figure in figures if figure.id == name), None)

    def option(self, name: str) -> Option:
        """The option with this id."""
        return self._by_id[0][name]

    def criterion(self, name: str) -> Criterion:
        """The criterion with this id."""
        return self._by_id[1][name]

    def source(self, name: str) -> Source:
        """The source with this id."""
        return self._by_id[2][name]

    @cached_property
    def _by_id(self) -> tuple[dict[str, Option], dict[str, Criterion], dict[str, Source]]:
        options = {option.id: option for option in self.options}
        criteria = {criterion.id: criterion for criterion in self.criteria}
        return options, criteria, {source.id: source for source in self.sources}
