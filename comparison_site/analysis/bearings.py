"""Which verdicts a run bears on, and how."""

from collections.abc import Iterator

from comparison_site.core.vocabulary import Stance
from comparison_site.model import Comparison, Criterion
from comparison_site.results.about import Bearing
from comparison_site.results.runs import Run


def named(criterion: Criterion) -> Iterator[str]:
    """The sources that contradict a criterion's verdict, and those that its points cite."""
    yield from (entry.source for entry in criterion.verdict.contradicted_by)
    yield from (name for *_, point in criterion.points for name in point.sources)


def bearings(comparison: Comparison, run: Run) -> list[tuple[Criterion, Bearing]]:
    """The criteria whose points cite a run, or whose verdict it contradicts."""
    sources = {source.id for source in comparison.sources if comparison.run(source) is run}
    citing = (c for c in comparison.criteria if not sources.isdisjoint(named(c)))
    return [(criterion, _bearing(criterion, sources)) for criterion in citing]


def _bearing(criterion: Criterion, sources: set[str]) -> Bearing:
    """Told by the points that cite it: a strength of the winner, or a weakness of another, agrees.

    Where the verdict names no single winner, it is only cited.
    """
    if any(entry.source in sources for entry in criterion.verdict.contradicted_by):
        return Bearing.AGAINST
    winners = criterion.verdict.published.option_ids
    agrees = {
        (point.stance is Stance.STRENGTH) is (option in winners)
        for option, _, point in criterion.points
        if point.stance is not Stance.CONTEXT and not sources.isdisjoint(point.sources)
    }
    if len(winners) != 1 or not agrees:
        return Bearing.NEITHER
    return Bearing.BOTH if len(agrees) > 1 else Bearing.FOR if True in agrees else Bearing.OTHER
