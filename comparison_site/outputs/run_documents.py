"""Sources and runs in the published JSON, version 1: their shape, and a run as such a document.

As in `documents`, docstrings are the schema's descriptions, and keys are only ever added.
"""

from datetime import date
from typing import Literal

from comparison_site.analysis.addresses import Addresses
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Better, Evidence, RunStatus
from comparison_site.outputs.documents import ApiDocument, Link, TwoForms
from comparison_site.results.records import Figure, Pair
from comparison_site.results.runs import Run


class MeasurementDocument(ApiDocument):
    """The id of a run, and of the figure in it; a pair has no figures."""

    run: str
    figure: str | None


class SourceDocument(ApiDocument):
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
    note: TwoForms | None
    result: MeasurementDocument | None


class SeriesDocument(ApiDocument):
    """The median of the samples with its 95 % interval, in the figure's unit."""

    id: str
    option: str
    name: str
    status: RunStatus
    median: float | None
    low: float | None
    high: float | None


class FigureDocument(ApiDocument):
    """Several series in one unit, and which of them is the better one."""

    id: str
    html: Link
    title: str
    unit: str
    better: Better
    series: tuple[SeriesDocument, ...]


class ProgramDocument(ApiDocument):
    """How the run of a program ended; `code_lines` leaves out comments and blank lines."""

    id: str
    option: str
    name: str
    status: RunStatus
    seconds: float | None
    code_lines: int | None


class RunDocument(ApiDocument):
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


def run_document(run: Run, links: Addresses) -> RunDocument:
    """What the JSON says of a run."""
    result, about = run.result, run.about
    return RunDocument(
        id=run.id,
        html=links.run(run.id),
        file=links.of(f"evidence/{run.id}.json"),
        kind=result.kind,
        title=about.title,
        task=plain_text(about.task),
        shows=plain_text(about.shows),
        speaks_for=plain_text(about.speaks_for),
        does_not_show=plain_text(about.does_not_show),
        measured_on=result.measured_on,
        command=result.command,
        agrees=result.agrees if isinstance(result, Pair) else None,
        programs=tuple(ProgramDocument.model_validate(program) for program in run.programs),
        figures=tuple(_figure(run, figure, links) for figure in run.figures),
    )


def _figure(run: Run, figure: Figure, links: Addresses) -> FigureDocument:
    return FigureDocument(
        id=figure.id,
        html=links.run(run.id, figure.id),
        title=figure.title,
        unit=figure.unit,
        better=getattr(run.about, "better", Better.LOWER),
        series=tuple(SeriesDocument.model_validate(series) for series in figure.series),
    )
