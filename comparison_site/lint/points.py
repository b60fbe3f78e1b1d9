"""Rules about points: has each option its best case, and what speaks against it?"""

from comparison_site.core.counting import many
from comparison_site.core.diagnostics import Diagnostics
from comparison_site.core.vocabulary import Kind, Stance
from comparison_site.lint.review import Review, at_option
from comparison_site.model import Criterion

_FEW_POINTS = 3


def few_points_for_position(review: Review) -> Diagnostics:
    """Readers weigh what is listed. One or two points assert something; three can say what it is
    based on, what is against it, and what has changed. What is not judged yet may have fewer.
    """
    for path, criterion in review.criteria():
        if criterion.verdict.published.kind is Kind.UNKNOWN:
            continue
        for option, position in criterion.placed.items():
            if (count := len(position.points)) < _FEW_POINTS:
                points = many(count, "point") if count else "no points"
                message = f"{points} here; {_FEW_POINTS} are usual"
                yield at_option(path, option, message, "look for what else there is to say")


def ahead_without_strength(review: Review) -> Diagnostics:
    """A verdict is believed for what speaks for the option that is ahead. If none of its points
    does, either they are not the reason, or the verdict is wrong.
    """
    for path, criterion in review.criteria():
        for option in criterion.verdict.published.option_ids:
            if Stance.STRENGTH not in _stances(criterion, option):
                message = f"{review.names((option,))} is ahead here, and no point is a strength"
                yield at_option(path, option, message, "say what it is ahead in")


def behind_without_strength(review: Review) -> Diagnostics:
    """The option that loses gets its best case, too: readers who have it already, or who like it,
    trust a verdict that knows it. Where it has none, say so in an exception.
    """
    for path, criterion in review.criteria():
        ahead = criterion.verdict.published.option_ids
        behind = [option for option in criterion.placed if option not in ahead] if ahead else []
        for option in behind:
            stances = _stances(criterion, option)
            if stances and Stance.STRENGTH not in stances:
                message = f"no point here speaks for {review.names((option,))}"
                yield at_option(path, option, message, "give this option its best case")


def verdict_without_other_side(review: Review) -> Diagnostics:
    """A verdict convinces when it says what speaks against it. An option that is ahead without a
    single weakness is an advertisement, or its weaknesses were never looked for.
    """
    for path, criterion in review.criteria():
        for option in criterion.verdict.published.option_ids:
            if Stance.WEAKNESS not in _stances(criterion, option):
                message = f"{review.names((option,))} is ahead here, and no point is a weakness"
                yield at_option(path, option, message, "say what speaks against it")


def _stances(criterion: Criterion, option: str) -> set[Stance]:
    return {point.stance for point in criterion.positions[option].points}
