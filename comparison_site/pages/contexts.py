"""What the templates of pages are given: records chosen, counted and ready to be put into words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from comparison_site.analysis.claims import citations, cited_by, evidence, numbered, opinion_only
from comparison_site.analysis.outcomes import standing
from comparison_site.analysis.versions import outdated, outdated_everywhere
from comparison_site.core.vocabulary import Better, Effect
from comparison_site.model import Comparison, Criterion, Option, Point, Source
from comparison_site.pages.charts import Chart, chart
from comparison_site.results.figures import Standings, quantity, standings
from comparison_site.results.records import Figure, Happening, Pair, Program
from comparison_site.results.runs import Run

Context = dict[str, Any]

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
"""Count of each effect in one column of that table."""


@dataclass(frozen=True)
class Behind:
    """A run that a criterion cites, with the one figure that is meant if it is a benchmark."""

    source: Source
    run: Run
    drawn: Drawn | None
    tallies: tuple[Tally, ...]


def run_context(comparison: Comparison, run: Run) -> dict[str, Any]:
    """What the page of a run is given."""
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


def criterion_context(comparison: Comparison, criterion: Criterion) -> Context:
    """The verdict's criterion with its sources, its runs, and the advice that rests on it."""
    places = criterion.positions.values()
    return {
        "criterion": criterion,
        "number": comparison.criteria.index(criterion) + 1,
        "numbered": numbered(comparison, cited_by(criterion)),
        "scenarios": [s for s in comparison.scenarios if criterion.id in s.criteria],
        "evidence": partial(evidence, comparison),
        "opinion_only": partial(opinion_only, comparison),
        "cited_points": [point for place in places for point in place.points],
        "runs": behind(comparison, criterion),
        "behind": partial(behind_point, comparison),
    }


def scenarios_context(comparison: Comparison) -> Context:
    """The scenarios whose advice is contested, and the sources of what is proposed instead."""
    return {
        "disputed": [scenario for scenario in comparison.scenarios if scenario.open_proposal],
        "numbered": numbered(comparison, _proposed(comparison)),
    }


def option_context(comparison: Comparison, option: Option) -> Context:
    """The option with its verdicts and the sources of its facts."""
    return {
        "option": option,
        "homepage": urlsplit(option.homepage).hostname,
        "standing": standing(comparison, option),
        "numbered": numbered(comparison, iter(option.sources)),
    }


def evidence_context(comparison: Comparison) -> Context:
    """What the list of all runs needs to know about them together."""
    everywhere = outdated_everywhere(comparison)
    return {
        "pairs": [run for run in comparison.runs if run.result.kind == "pair"],
        "benchmarks": [run for run in comparison.runs if run.result.kind == "benchmark"],
        "citing": partial(citing, comparison),
        "outdated_everywhere": everywhere,
        "outdated_here": partial(outdated, comparison, besides=everywhere),
    }


def sources_context(comparison: Comparison) -> Context:
    """Which claims cite which source, and how many sources there are of each kind."""
    kinds = Counter(source.kind for source in comparison.sources)
    return {"citations": citations(comparison), "evidence_kinds": kinds.most_common()}


def _proposed(comparison: Comparison) -> Iterator[str]:
    proposals = (scenario.open_proposal for scenario in comparison.scenarios)
    return (name for proposal in proposals if proposal for name in proposal.sources)
