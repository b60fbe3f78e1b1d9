"""Rules about age. What time alone brings about is a note: it is no fault of the next change."""

from collections.abc import Iterator
from datetime import date, timedelta

from comparison_site.analysis.claims import cited_by
from comparison_site.analysis.versions import Freshness, measured_version
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Path
from comparison_site.lint.review import Review
from comparison_site.model import Criterion
from comparison_site.upstream.releases import is_older


def sources_not_reread(review: Review) -> Diagnostics:
    """A review holds a verdict against the evidence. If the newest source was read long before the
    day of the review, the evidence of that day was not looked at.
    """
    limit = timedelta(days=review.comparison.lint.review_after_days)
    for path, criterion in review.criteria():
        sources = [review.comparison.source(name) for name in cited_by(criterion)]
        newest = max(review.comparison.read_on(source) or date.min for source in sources)
        reviewed = criterion.verdict.reviewed_on
        if reviewed - newest > limit:
            message = f"reviewed on {reviewed}, but no source was read after {newest}"
            hint = "read them again and set their 'accessed_on'"
            yield Diagnostic((*path, "verdict", "reviewed_on"), message, hint)


def review_overdue(review: Review) -> Diagnostics:
    """Verdicts age without anybody touching them. After the number of days that `review_after_days`
    allows, one should be held against the evidence again.
    """
    limit = review.comparison.lint.review_after_days
    for path, criterion in review.criteria():
        age = (review.today - criterion.verdict.reviewed_on).days
        if age > limit:
            message = f"last reviewed {age} days ago; {limit} are allowed"
            hint = "review the verdict and set the day"
            yield Diagnostic((*path, "verdict", "reviewed_on"), message, hint)


def newer_release(review: Review) -> Diagnostics:
    """A verdict speaks of the versions it was judged on. Once a newer one is out, it may be wrong,
    and readers see that it is behind.
    """
    freshness = Freshness(review.comparison, review.newest)
    for path, _, option, judged in _judged(review):
        if newest := freshness.newer(option, judged):
            message = f"judged at {judged}; the newest release is {newest}"
            yield Diagnostic(path, message, "judge it again")


def measured_before(review: Review) -> Diagnostics:
    """A run shows what the versions did that it ran on. Where a verdict was judged on a newer one,
    the run should be repeated, or the difference said.
    """
    for path, criterion, option, judged in _judged(review):
        package = review.comparison.option(option).package
        measured: dict[str, list[str]] = {}
        for name in dict.fromkeys(cited_by(criterion)) if package else ():
            ran = measured_version(review.comparison, review.comparison.source(name), option)
            measured.setdefault(ran, []).append(name)
        for ran, names in measured.items():
            if package and ran and is_older(package.manager, ran, judged):
                message = f"judged at {judged}, but measured at {ran}: {', '.join(names)}"
                yield Diagnostic(path, message, "run it again")


def judged_on_another_version(review: Review) -> Diagnostics:
    """The option's page names one version and a verdict another. That is honest while the verdicts
    are being reviewed one after the other, and should not last.
    """
    for path, _, option, judged in _judged(review):
        named = review.comparison.option(option).version
        if judged != named:
            message = f"judged at {judged}, while the option's version is {named}"
            yield Diagnostic(path, message, "judge it again")


def _judged(review: Review) -> Iterator[tuple[Path, Criterion, str, str]]:
    """Every version that a verdict was judged on: its path, the criterion, the option's id."""
    for path, criterion in review.criteria():
        for option, version in criterion.verdict.as_of.items():
            yield (*path, "verdict", "as_of", option), criterion, option, version
