"""Rules about the order of things: what was judged, cited or released was there before."""

from collections.abc import Iterator
from datetime import date, timedelta

from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Evidence
from comparison_site.lint.review import Review

_ZONES = timedelta(days=1)  # the same moment is another day elsewhere


def evidence_after_review(review: Review) -> Diagnostics:
    """A review holds a verdict or advice against what is cited for it. What was published or
    measured after that day was not looked at: either day is wrong, or a review is still to come.
    """
    for reviewed, cited in _reviews(review):
        for place, name in cited:
            came = _came(review, name)
            if came and came[0] - reviewed > _ZONES:
                message = f"{came[1]} on {came[0]}, after the review of {reviewed}"
                hint = "review it again, or correct one of the two dates"
                yield Diagnostic(place, message, hint)


def _reviews(review: Review) -> Iterator[tuple[date, list[tuple[Path, str]]]]:
    """The day of each review, and each source that it went by, where that is cited first."""
    for path, criterion in review.criteria():
        cited: dict[str, Path] = {}
        for option, n, point in criterion.points:
            place = (*path, "positions", option, "points", n, "sources")
            for item, name in enumerate(point.sources):
                cited.setdefault(name, (*place, item))
        yield criterion.verdict.reviewed_on, [(place, name) for name, place in cited.items()]
    for n, scenario in enumerate(review.comparison.scenarios):
        if scenario.reviewed_on:
            where: Path = ("scenarios", n, "sources")
            own = [((*where, item), name) for item, name in enumerate(scenario.sources)]
            yield scenario.reviewed_on, own


def _came(review: Review, name: str) -> tuple[date, str] | None:
    """When a source came to be, and how; None for a page that does not say."""
    source = review.comparison.source(name)
    if run := review.comparison.run(source):
        return run.result.measured_on, "measured"
    return (source.published_on, "published") if source.published_on else None


def release_before_origin(review: Review) -> Diagnostics:
    """Nothing is released before it is begun. A release note that is cited for one option alone,
    and is older than that option, is another one's, or one of the two years is wrong.
    """
    for number, (name, options) in enumerate(_cited_for(review).items()):
        source = review.comparison.source(name)
        if source.kind is not Evidence.RELEASE_NOTE or len(options) != 1 or not source.published_on:
            continue
        [option] = (review.comparison.option(one) for one in options)
        if option.origin and source.published_on.year < option.origin.year:
            message = f"a release of {option.name}, which began in {option.origin.year}"
            hint = "correct one of the two years, or cite it for another option"
            yield Diagnostic(("sources", number, "published_on"), message, hint)


def _cited_for(review: Review) -> dict[str, set[str]]:
    """The options that points cite each source for, in the order of the sources."""
    found: dict[str, set[str]] = {source.id: set() for source in review.comparison.sources}
    for _, criterion in review.criteria():
        for option, _, point in criterion.points:
            for name in point.sources:
                found[name].add(option)
    return found
