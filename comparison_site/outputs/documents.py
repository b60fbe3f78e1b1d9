"""The shape of the published JSON, version 1; its JSON Schema is generated from these classes.

Their docstrings are the schema's descriptions. Within version 1 keys are only ever added.
"""

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import (
    Better,
    Confidence,
    Evidence,
    Icon,
    Kind,
    Manager,
    RunStatus,
    Stance,
)

Link = Annotated[str, Field(json_schema_extra={"format": "uri-reference"})]
Version = Annotated[Literal["1.0"], WithJsonSchema({"type": "string", "pattern": r"^1\."})]


def _open(schema: dict[str, Any]) -> None:
    """What we write has no other keys; what a later version 1 writes may."""
    schema.pop("additionalProperties", None)


class _Document(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, from_attributes=True, json_schema_extra=_open
    )


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
    """The version of an option that a verdict was reached on.

    `newer` is the newest release known, where that came after it.
    """

    option: str
    version: str
    newer: str | None


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
    contradicted_by: tuple["ContradictionDocument", ...]


class ContradictionDocument(_Document):
    """A measured source that speaks against the published verdict, and how it does."""

    source: str
    because: Formatted


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
    summary: Formatted
    choose_when: tuple[Formatted, ...]
    avoid_when: tuple[Formatted, ...]
    sources: tuple[str, ...]


class MeasurementDocument(_Document):
    """The id of a run, and of the figure in it; a pair has no figures."""

    run: str
    figure: str | None


class SourceDocument(_Document):
    """Where a claim can be checked. A run of our own has a `result`; its `url` is that of the
    run's page, and `accessed_on` the day on which it was measured.
    """

    id: str
    html: Link
    title: str
    url: Link
    publisher: str
    kind: Evidence
    published_on: date | None
    accessed_on: date
    note: Formatted | None
    result: MeasurementDocument | None


class SeriesDocument(_Document):
    """The median of the samples with its 95 % interval, in the figure's unit."""

    id: str
    option: str
    name: str
    status: RunStatus
    median: float | None
    low: float | None
    high: float | None


class FigureDocument(_Document):
    """Several series in one unit, and which of them is the better one."""

    id: str
    html: Link
    title: str
    unit: str
    better: Better
    series: tuple[SeriesDocument, ...]


class ProgramDocument(_Document):
    """How the run of a program ended; `code_lines` leaves out comments and blank lines."""

    id: str
    option: str
    name: str
    status: RunStatus
    seconds: float | None
    code_lines: int | None


class RunDocument(_Document):
    """A pair of programs or a benchmark as it last ran. `file` has the samples and the outputs;
    `agrees` says whether the programs of a pair agree, null where that is not known.
    """

    id: str
    html: Link
    file: Link
    kind: Literal["pair", "benchmark"]
    title: str
    task: str
    shows: str
    speaks_for: str
    does_not_show: str
    measured_on: date
    command: str
    agrees: bool | None
    programs: tuple[ProgramDocument, ...]
    figures: tuple[FigureDocument, ...]


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
    evidence: tuple[RunDocument, ...]


class Envelope(_Document):
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
