"""How what was measured moved from run to run of the same task."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from comparison_site.results.figures import intervals_overlap, quantity, ratio
from comparison_site.results.records import Figure, Series
from comparison_site.results.runs import Run

_SHOWN = 5  # runs that have room beside each other


class Then(NamedTuple):
    """A series in one run: its median, and how many times that of the run before it is.

    Both are empty where there is none; `is_apart` says whether the two intervals are.
    """

    median: str = ""
    times: str = ""
    is_apart: bool = False


@dataclass(frozen=True)
class Moved:
    """A figure in several runs, the newest first: a row for each series, in which each has a cell.

    Its rows are what the newest run measured.
    """

    figure: Figure
    runs: tuple[Run, ...]
    rows: tuple[tuple[Series, tuple[Then, ...]], ...]


class Again(NamedTuple):
    """A row that two runs measured: how many times the earlier median the later one is."""

    figure: Figure
    series: Series
    times: float
    overlaps: bool


def repeated(run: Run) -> list[Again]:
    """Every row that the run before had, too; none unless versions and machine were the same."""
    before = run.earlier[0].result if run.earlier else None
    here = run.result.machine, run.result.environments
    if before is None or (before.machine, before.environments) != here:
        return []
    rows = []
    for figure in run.figures:
        old = _series(run.earlier[0], figure.id)
        for name, now in _series(run, figure.id).items():
            if (then := old.get(name)) and now.median and then.median:
                times = now.median / then.median
                rows.append(Again(figure, now, times, intervals_overlap(now, then)))
    return rows


def furthest(rows: Sequence[Again]) -> Again:
    """The row whose medians are furthest apart."""
    return max(rows, key=lambda row: max(row.times, 1 / row.times))


def moved(run: Run) -> list[Moved]:
    """Every figure that an earlier run has, too."""
    return [one for figure in run.figures if len((one := _moved(run, figure)).runs) > 1]


def _moved(run: Run, figure: Figure) -> Moved:
    known = [(one, _series(one, figure.id)) for one in (run, *run.earlier)]
    having = [(one, series) for one, series in known if series][:_SHOWN]
    before = [series for _, series in having[1:]] + [{}]
    rows = tuple(
        (row, tuple(_then(figure.unit, now.get(row.id), then.get(row.id))
                    for (_, now), then in zip(having, before, strict=True)))
        for row in figure.series if row.is_measured
    )  # fmt: skip
    return Moved(figure, tuple(one for one, _ in having), rows)


def _series(run: Run, figure: str) -> dict[str, Series]:
    every = (series for one in run.figures if one.id == figure for series in one.series)
    return {series.id: series for series in every if series.is_measured}


def _then(unit: str, now: Series | None, before: Series | None) -> Then:
    if now is None or now.median is None:
        return Then()
    median = quantity(now.median, unit)
    if before is None or not before.median:
        return Then(median)
    return Then(median, ratio(now.median, before.median), not intervals_overlap(now, before))
