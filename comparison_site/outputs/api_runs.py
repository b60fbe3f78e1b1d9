"""A run as a document of the published JSON."""

from comparison_site.analysis.addresses import Addresses
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Better
from comparison_site.outputs.documents import (
    FigureDocument,
    ProgramDocument,
    RunDocument,
    SeriesDocument,
)
from comparison_site.results.records import Figure, Pair
from comparison_site.results.runs import Run


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
