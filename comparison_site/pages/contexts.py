"""What the templates of pages are given: records chosen, counted and ready to be put into words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from comparison_site.analysis import changes, claims, compare, outcomes, ranking, versions
from comparison_site.analysis.findings import finding, named
from comparison_site.analysis.grouping import group_of
from comparison_site.core.room import FEW, first_of
from comparison_site.core.vocabulary import Effect
from comparison_site.model import Comparison, Option, Source
from comparison_site.pages.charts import Chart, chart
from comparison_site.results.about import Measure, better, measure
from comparison_site.results.records import Figure, Happening, Mode, Pair, Program
from comparison_site.results.runs import Run
from comparison_site.results.standings import Standings, standings


@dataclass(frozen=True)
class Drawn:
    """A figure with its standings, its chart and the kind of words that fit it."""

    run: Run
    figure: Figure
    standings: Standings
    chart: Chart
    measure: Measure


def drawn(run: Run, figure: Figure) -> Drawn:
    """The figure, ready to be drawn and put into words."""
    which = better(run.about)
    kind = measure(figure.unit, which)
    return Drawn(run, figure, standings(figure, which), chart(figure), kind)


Column = Program | Mode
Tally = tuple[Column, list[tuple[Effect, int]]]


def what_works(run: Run) -> tuple[list[Column], list[tuple[str, list[Happening | None]]]]:
    """A table: programs and modes of which it says something, and what became of each feature.

    A mode with the id of a program stands in its place.
    """
    if not isinstance(run.result, Pair):
        return [], []
    told = {name for row in run.result.outcomes for name in row.results}
    every: list[Column] = [*run.result.programs, *run.result.modes]
    columns = [way for name, way in {way.id: way for way in every}.items() if name in told]
    rows = [(o.feature, [o.results.get(c.id) for c in columns]) for o in run.result.outcomes]
    return columns, rows


@dataclass(frozen=True)
class Behind:
    """A run that a claim cites, with the one figure that is meant if it is a benchmark.

    `tallies` count the table of what works: how often each effect stands in each column; `finding`
    is what came of all of it.
    """

    source: Source
    run: Run
    drawn: Drawn | None
    tallies: list[Tally]
    finding: str


def behind(comparison: Comparison, names: Iterable[str]) -> list[Behind]:
    """The runs among the sources named, each once, in their order."""
    found = {}
    for source in map(comparison.source, names):
        run, figure = comparison.run(source), comparison.figure(source)
        if not run or source.result in found:
            continue
        tallies: list[Tally] = []
        columns, rows = what_works(run)
        for column, *cells in zip(columns, *(happened for _, happened in rows), strict=True):
            counts = Counter(cell.outcome for cell in cells if cell)
            tallies.append((column, [(e, counts[e]) for e in Effect if counts[e]]))
        picture = drawn(run, figure) if figure else None
        found[source.result] = Behind(source, run, picture, tallies, finding(comparison, run))
    return list(found.values())


def scenarios_context(comparison: Comparison) -> dict[str, Any]:
    """Whose advice is contested, what all of it cites, and the criteria that it rests on: those to
    choose from at once, and of many the others.
    """
    disputed = [scenario for scenario in comparison.scenarios if scenario.open_proposal]
    published = [name for scenario in comparison.scenarios for name in scenario.published.sources]
    proposed = [name for scenario in disputed for name in scenario.cited]
    named = {name for scenario in comparison.scenarios for name in scenario.criteria}
    rested = [criterion for criterion in comparison.criteria if criterion.id in named]
    at_once, _ = first_of(rested, FEW)
    return {
        "disputed": disputed,
        "numbered": claims.numbered(comparison, published + proposed),
        "rested": (at_once, rested[len(at_once) :]),
    }


def overview_context(comparison: Comparison) -> dict[str, Any]:
    """The answer, and the first verdicts with what is `left` of them."""
    return {
        "answer": outcomes.short_answer(comparison),
        "tally": outcomes.tally(comparison),
        "reviews": versions.reviews(comparison),
        "news": changes.news(comparison),
        "most": changes.NEWS_AT_MOST,
        "criteria": comparison.criteria[:FEW],
        "left": comparison.criteria[FEW:],
        "all_criteria": all_criteria(comparison),
    }


def all_criteria(comparison: Comparison) -> str:
    """What the page that lists all criteria is called; of many, how many they are."""
    count = len(comparison.criteria)
    return f"All {count} criteria" if count > FEW else "All criteria"


def option_context(comparison: Comparison, option: Option) -> dict[str, Any]:
    """The option with what it wins and what is said of it in general."""
    return {
        "option": option,
        "homepage": urlsplit(option.homepage).hostname,
        "standing": outcomes.standing(comparison, option),
        "pairs": ranking.pairs(comparison, option),
        "place": ranking.place,
        "first_of": first_of,
        "numbered": claims.numbered(comparison, option.sources),
    }


def criterion_context(comparison: Comparison, at: int) -> dict[str, Any]:
    """The criterion at this place with its sources, its runs, and the advice that rests on it."""
    criterion = comparison.criteria[at]
    return {
        "criterion": criterion,
        "group": group_of(comparison, criterion),
        "number": at + 1,
        "numbered": claims.numbered(comparison, claims.cited_by(criterion)),
        "rows": compare.rows(comparison, criterion),
        "scenarios": [s for s in comparison.scenarios if criterion.id in s.criteria],
        "by_stance": claims.by_stance,
        "evidence": partial(claims.evidence, comparison),
        "opinion_only": partial(claims.opinion_only, comparison),
        "cited_points": [point for *_, point in criterion.points],
        "runs": behind(comparison, named(criterion)),
        "behind": lambda point: behind(comparison, point.sources),
    }
