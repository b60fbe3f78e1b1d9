"""Which claim cites which source, and the numbers that sources have on a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comparison_site.core.vocabulary import Evidence
from comparison_site.model import Comparison, Criterion, Option, Point, Scenario, Source


@dataclass(frozen=True)
class Citation:
    """One place that cites a source: an option's facts, a point, a proposal, or what
    contradicts a verdict."""

    option: Option | None = None
    criterion: Criterion | None = None
    point: Point | None = None
    scenario: Scenario | None = None
    contradicts: bool = False


def citations(comparison: Comparison) -> dict[str, tuple[Citation, ...]]:
    """For every source id, the places that cite it, in publishing order."""
    found: dict[str, list[Citation]] = {source.id: [] for source in comparison.sources}
    for names, citation in _all(comparison):
        for name in names:
            found[name].append(citation)
    return {name: tuple(places) for name, places in found.items()}


def numbered(comparison: Comparison, names: Iterator[str]) -> dict[str, tuple[int, Source]]:
    """The sources named, each once, numbered from 1 in the order in which they are first named."""
    unique = dict.fromkeys(names)
    return {name: (n, comparison.source(name)) for n, name in enumerate(unique, start=1)}


def cited_by(criterion: Criterion) -> Iterator[str]:
    """The source ids that a criterion's page cites, in reading order, repeats included."""
    proposal = criterion.verdict.contested
    yield from (entry.source for entry in criterion.verdict.contradicted_by)
    yield from proposal.sources if proposal else ()
    for position in criterion.positions.values():
        for point in position.points:
            yield from point.sources


def evidence(comparison: Comparison, points: Iterable[Point]) -> tuple[Evidence, ...]:
    """The kinds of evidence that these points rest on, strongest first."""
    cited = {comparison.source(name).kind for point in points for name in point.sources}
    return tuple(kind for kind in Evidence if kind in cited)


def opinion_only(comparison: Comparison, point: Point) -> bool:
    """Whether a point rests on opinions and on nothing else."""
    return evidence(comparison, [point]) == (Evidence.OPINION,)


def _all(comparison: Comparison) -> Iterator[tuple[tuple[str, ...], Citation]]:
    for option in comparison.options:
        yield option.sources, Citation(option=option)
    for criterion in comparison.criteria:
        yield from _of_criterion(comparison, criterion)
    for scenario in comparison.scenarios:
        if scenario.contested:
            yield scenario.contested.sources, Citation(scenario=scenario)


def _of_criterion(
    comparison: Comparison, criterion: Criterion
) -> Iterator[tuple[tuple[str, ...], Citation]]:
    against = tuple(entry.source for entry in criterion.verdict.contradicted_by)
    yield against, Citation(criterion=criterion, contradicts=True)
    if criterion.verdict.contested:
        yield criterion.verdict.contested.sources, Citation(criterion=criterion)
    for name, position in criterion.positions.items():
        option = comparison.option(name)
        for point in position.points:
            yield point.sources, Citation(option=option, criterion=criterion, point=point)
