"""What the runs have to do with the verdicts: which criteria cite them, and how."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from comparison_site.analysis.versions import outdated
from comparison_site.core.vocabulary import Better, Effect
from comparison_site.model import Comparison, Criterion, Point, Source
from comparison_site.pages.charts import Chart, chart
from comparison_site.results.figures import Standings, quantity, standings
from comparison_site.results.records import Figure, Happening, Pair, Program
from comparison_site.results.runs import Run

_TIMES = {"ns", "µs", "μs", "us", "ms", "s", "min", "h"}
_SIDES = 2
_SIZES = {"B", "kB", "MB", "GB", "KiB", "MiB", "GiB", "TiB"}


class Measure(Enum):
    """What a figure's unit measures, for which there are words."""

    TIME = "time"
    SIZE = "size"
    LESS = "less"
    MORE = "more"


@dataclass(frozen=True)
class Drawn:
    """A figure with its standings, its chart and the kind of words that fit it."""

    run: Run
    figure: Figure
    standings: Standings
    chart: Chart
    measure: Measure


@dataclass(frozen=True)
class Column:
    """A program or a mode in the table of what works."""

    id: str
    option: str
    name: str


Tally = tuple[Column, tuple[tuple[Effect, int], ...]]
"""How often each thing became of a feature in one column of that table."""


@dataclass(frozen=True)
class Behind:
    """A run that a criterion cites, with the one figure that is meant if it is a benchmark."""

    source: Source
    run: Run
    drawn: Drawn | None
    tallies: tuple[Tally, ...]


def run_context(comparison: Comparison, run: Run) -> dict[str, Any]:
    """What the page of a run and its twin are given."""
    return {
        "run": run,
        "drawn": [drawn(run, figure) for figure in run.figures],
        "citing": citing(comparison, run),
        "columns": columns(run),
        "rows": rows(run),
        "outdated": outdated(comparison, run),
        "sides": _sides(run),
        "took": {program.id: _took(program) for program in run.programs},
    }


def _sides(run: Run) -> dict[str, int]:
    """Where there are two options, each has a side of its own: 1 and 2."""
    options = list(dict.fromkeys(program.option for program in run.programs))
    return {name: n for n, name in enumerate(options, 1)} if len(options) == _SIDES else {}


def _took(program: Program) -> str:
    return "" if program.seconds is None else quantity(program.seconds, "s")


def drawn(run: Run, figure: Figure) -> Drawn:
    """The figure, ready to be drawn and put into words."""
    better = getattr(run.about, "better", Better.LOWER)
    return Drawn(run, figure, standings(figure, better), chart(figure), _measure(figure, better))


def _measure(figure: Figure, better: Better) -> Measure:
    if better is Better.HIGHER:
        return Measure.MORE
    if figure.unit in _TIMES:
        return Measure.TIME
    return Measure.SIZE if figure.unit in _SIZES else Measure.LESS


def behind(comparison: Comparison, criterion: Criterion) -> tuple[Behind, ...]:
    """The runs that a criterion's page cites, each once, in reading order."""
    return tuple(_behind(comparison, _named(criterion)))


def _named(criterion: Criterion) -> list[str]:
    positions = criterion.positions.values()
    names = [name for place in positions for point in place.points for name in point.sources]
    return [*(entry.source for entry in criterion.verdict.contradicted_by), *names]


def behind_point(comparison: Comparison, point: Point) -> tuple[Behind, ...]:
    """The runs that one point cites."""
    return tuple(_behind(comparison, point.sources))


def _behind(comparison: Comparison, names: Iterable[str]) -> Iterator[Behind]:
    seen = set()
    for name in names:
        source = comparison.source(name)
        run, figure = comparison.run(source), comparison.figure(source)
        if run and source.result not in seen:
            seen.add(source.result)
            yield Behind(source, run, drawn(run, figure) if figure else None, tallies(run))


def citing(comparison: Comparison, run: Run) -> tuple[Criterion, ...]:
    """The criteria whose points cite a run, or whose verdict it contradicts."""
    return tuple(
        criterion
        for criterion in comparison.criteria
        if any(comparison.run(comparison.source(name)) is run for name in _named(criterion))
    )


def columns(run: Run) -> tuple[Column, ...]:
    """Programs and modes for which the table of what works says something."""
    if not isinstance(run.result, Pair):
        return ()
    told = {name for row in run.result.outcomes for name in row.results}
    found = [
        *(Column(program.id, program.option, program.name) for program in run.result.programs),
        *(Column(mode.id, mode.option, mode.name) for mode in run.result.modes),
    ]
    return tuple(column for column in found if column.id in told)


def rows(run: Run) -> tuple[tuple[str, tuple[Happening | None, ...]], ...]:
    """The table of what works: each feature, and what became of it in every column."""
    outcomes = run.result.outcomes if isinstance(run.result, Pair) else ()
    named = [column.id for column in columns(run)]
    return tuple((o.feature, tuple(o.results.get(name) for name in named)) for o in outcomes)


def tallies(run: Run) -> tuple[Tally, ...]:
    """The table of what works, counted by column."""
    found = []
    for number, column in enumerate(columns(run)):
        cells = [row[number] for _, row in rows(run)]
        counts = Counter(cell.outcome for cell in cells if cell)
        found.append(
            (column, tuple((effect, counts[effect]) for effect in Effect if counts[effect]))
        )
    return tuple(found)
