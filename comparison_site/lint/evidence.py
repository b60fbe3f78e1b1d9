"""Rules about evidence: is it enough, of more than one kind, fair to every option, and fresh?"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from comparison_site.analysis.claims import cited_by, opinion_only
from comparison_site.analysis.versions import Freshness, measured_version
from comparison_site.core.counting import many
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Confidence, Evidence, Stance
from comparison_site.lint.review import Review, at_option
from comparison_site.model import AnyPosition, Criterion, Judgement, Source
from comparison_site.upstream.answers import is_older

_FIRST_HAND = {
    Evidence.MEASURED,
    Evidence.DOCUMENTATION,
    Evidence.RELEASE_NOTE,
    Evidence.MAINTAINER,
}
_MANY = 4
_MANY_POINTS, _NEARLY_ALL = 12, 0.9


def sources_lopsided_in_number(review: Review) -> Diagnostics:
    """Whoever looks twice as hard at one option finds twice as much. An option with less than half
    of the sources of another one, and four or more behind it, has not been looked at as hard.
    """
    for path, criterion in review.criteria():
        counts = {o: len(_cited(review, p)) for o, p in criterion.placed.items()}
        if not counts:
            continue
        most = max(counts, key=counts.__getitem__)
        for option, count in counts.items():
            if 2 * count < counts[most] and counts[most] - count >= _MANY:
                sources = many(count, "source")
                message = f"{sources} here, but {counts[most]} for {review.names((most,))}"
                yield at_option(path, option, message, "look for more")


def sources_lopsided_in_kind(review: Review) -> Diagnostics:
    """What an option's makers say of it and what others report of it are different evidence. Where
    one option is shown first-hand, another must not be judged by hearsay.
    """
    for path, criterion in review.criteria():
        cited = {option: _cited(review, one) for option, one in criterion.placed.items()}
        kinds = {option: {s.kind for s in found} for option, found in cited.items() if found}
        shown = any(found & _FIRST_HAND for found in kinds.values())
        for option, found in kinds.items():
            if shown and not found & _FIRST_HAND:
                message = f"nothing first-hand here (only {_listed(found)}), but for others"
                hint = "cite measurements, documentation or release notes"
                yield at_option(path, option, message, hint)


def sources_from_vendor_only(review: Review) -> Diagnostics:
    """Makers are reliable about what exists and partial about what is good. If the only ones who
    praise the option that is ahead are its makers, somebody else should be heard.
    """
    for path, criterion in review.criteria():
        for name in criterion.verdict.published.option_ids:
            option = review.comparison.option(name)
            first = option.origin.by if option.origin else ""
            makers = (option.name, first, option.maintained_by or "")
            own = {maker.casefold() for maker in makers if maker}
            praise = _cited(review, criterion.positions[name], {Stance.STRENGTH})
            if praise and all(source.publisher.casefold() in own for source in praise):
                message = f"every strength of {option.name} is cited from its makers"
                yield at_option(path, name, message, "cite somebody else as well")


def high_confidence_on_opinion(review: Review) -> Diagnostics:
    """The Method page promises a primary or measured source behind high confidence. Articles and
    opinions, however many, are neither.
    """
    for path, kinds, message in _confident(review):
        if not kinds & (_FIRST_HAND | {Evidence.SURVEY}):
            yield Diagnostic(path, message, "claim less, or cite what they report on")


def high_confidence_on_one_kind(review: Review) -> Diagnostics:
    """The Method page promises that behind high confidence several sources of different kinds
    agree. One kind shares its blind spots.
    """
    for path, kinds, message in _confident(review):
        if len(kinds) == 1 and kinds & (_FIRST_HAND | {Evidence.SURVEY}):
            yield Diagnostic(path, message, "claim less, or cite another kind of evidence")


def point_on_opinion_alone(review: Review) -> Diagnostics:
    """An opinion may illustrate a point, but the Method page promises that no point is based on
    opinions alone.
    """
    for path, criterion in review.criteria():
        for option, number, point in criterion.points:
            if opinion_only(review.comparison, point):
                place = (*path, "positions", option, "points", number, "sources")
                message = "this point is based on opinion alone"
                yield Diagnostic(place, message, "cite other evidence")


def all_on_one_source(review: Review) -> Diagnostics:
    """If one page is wrong, so is everything that is cited from it alone. Where nearly all points
    of a comparison are, it is that page's comparison; somebody else should be heard.
    """
    points = [point for _, one in review.criteria() for *_, point in one.points]
    alone = Counter(point.sources[0] for point in points if len(point.sources) == 1)
    for number, source in enumerate(review.comparison.sources):
        count = alone[source.id]
        if count >= _MANY_POINTS and count >= _NEARLY_ALL * len(points):
            message = f"{count} of {len(points)} points are cited from this source alone"
            yield Diagnostic(("sources", number, "id"), message, "cite others as well")


def _cited(
    review: Review, position: AnyPosition, stances: Iterable[Stance] = Stance
) -> list[Source]:
    # What the points of a position, of these stances, cite: each source once.
    cited = (name for one in position.points if one.stance in stances for name in one.sources)
    return [review.comparison.source(name) for name in dict.fromkeys(cited)]


def _confident(review: Review) -> Iterator[tuple[Path, set[Evidence], str]]:
    """Where high confidence is claimed, the kinds of evidence behind it, and what may be wrong."""
    for path, judgement, names in _judgements(review):
        if judgement.confidence is Confidence.HIGH:
            kinds = {review.comparison.source(name).kind for name in names}
            message = f"high confidence, but every source is of the kind {_listed(kinds)}"
            yield (*path, "confidence"), kinds, message


def _judgements(review: Review) -> Iterator[tuple[Path, Judgement, Iterable[str]]]:
    """Verdicts rest on everything that their criterion cites, proposals on their own sources."""
    for path, criterion in review.criteria():
        yield (*path, "verdict"), criterion.verdict, cited_by(criterion)
        if proposal := criterion.verdict.contested:
            yield (*path, "verdict", "contested"), proposal, proposal.sources
    for number, scenario in enumerate(review.comparison.scenarios):
        if proposal := scenario.contested:
            yield ("scenarios", number, "contested"), proposal, proposal.sources


def _listed(kinds: set[Evidence]) -> str:
    return " or ".join(kind for kind in Evidence if kind in kinds)


# Age. What time alone brings about is a note (see `linting`): it is no fault of the next change.


def sources_not_reread(review: Review) -> Diagnostics:
    """A review holds a verdict against the evidence. If the newest source was read long before the
    day of the review, the evidence of that day was not looked at.
    """
    limit = timedelta(days=review.comparison.lint.review_after_days)
    for path, criterion in review.criteria():
        sources = [review.comparison.source(name) for name in cited_by(criterion)]
        read = [day for one in sources if (day := review.comparison.read_on(one))]
        newest, reviewed = max(read, default=None), criterion.verdict.reviewed_on
        if newest and reviewed - newest > limit:
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
    """Every version that a verdict was judged on: its path, the criterion, the option."""
    for path, criterion in review.criteria():
        for option, version in criterion.verdict.as_of.items():
            yield (*path, "verdict", "as_of", option), criterion, option, version
