"""The rule about exceptions: each excuses a remark that is really made."""

from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.spelling import did_you_mean
from comparison_site.core.vocabulary import Rule
from comparison_site.lint.rule import Level, LintRule, Review
from comparison_site.model import Exemption


def exception_not_needed(review: Review) -> Diagnostics:
    """An exception that outlives its remark hides the next one at the same place. So one that
    excuses nothing is an error, and so is one that names its place with a slip of the pen.
    """
    for number, exception in enumerate(review.comparison.lint.exceptions):
        if (exception.rule, exception.at) in review.remarked or _unknowable(review, exception):
            continue
        message = f"{exception.rule} has nothing to remark on at this place"
        near = [at for rule, at in review.remarked if rule is exception.rule]
        hint = did_you_mean(exception.at, sorted(near)) or "remove the exception"
        yield Diagnostic(("lint", "exceptions", number, "at"), message, hint)


def _unknowable(review: Review, exception: Exemption) -> bool:
    """Where no release is known, nobody can say that a verdict is not behind one."""
    return exception.rule is Rule.NEWER_RELEASE and not review.newest


RULES = (LintRule(Rule.EXCEPTION_NOT_NEEDED, Level.ERROR, exception_not_needed),)
