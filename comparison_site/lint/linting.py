"""Runs the editorial rules over a file, and leaves out what the file itself excuses."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from comparison_site.core.diagnostics import Diagnostic, Diagnostics, Level
from comparison_site.core.spelling import did_you_mean
from comparison_site.core.tree import describe
from comparison_site.core.vocabulary import Rule
from comparison_site.lint import evidence, freshness, judgements
from comparison_site.lint.rule import REGISTERED, LintRule, Place, Review, rule
from comparison_site.loading.loader import Loaded
from comparison_site.model import Exemption

_MODULES = (evidence, freshness, judgements)  # importing them registers their rules


@rule(Rule.EXCEPTION_NOT_NEEDED, Level.ERROR)
def exception_not_needed(review: Review) -> Diagnostics:
    """An exception that outlives its remark hides the next one at the same place. So one that
    excuses nothing is an error, and so is one that names its place with a slip of the pen.
    """
    for number, exception in enumerate(review.comparison.lint.exceptions):
        if (exception.rule, exception.at) in review.remarked or _unknowable(review, exception):
            continue
        message = f"{exception.rule} has nothing to remark on at this place"
        near = [at for rule, at in review.remarked if rule == exception.rule]
        hint = did_you_mean(exception.at, sorted(near)) or "remove the exception"
        yield Diagnostic(("lint", "exceptions", number, "at"), message, hint)


def _unknowable(review: Review, exception: Exemption) -> bool:
    """Where no release is known, nobody can say that a verdict is not behind one."""
    return exception.rule is Rule.NEWER_RELEASE and not review.newest


ALL_RULES: tuple[LintRule, ...] = tuple(REGISTERED[code] for code in Rule)
RULES = tuple(rule for rule in ALL_RULES if rule.check is not exception_not_needed)
EXCEPTIONS = REGISTERED[Rule.EXCEPTION_NOT_NEEDED]


@dataclass(frozen=True)
class Report:
    """Everything found in one run, the worst first and then by place."""

    file: str
    remarks: tuple[Diagnostic, ...]

    def of(self, level: Level) -> tuple[Diagnostic, ...]:
        """The remarks of a level, by place."""
        return tuple(remark for remark in self.remarks if remark.level is level)

    @property
    def counts(self) -> dict[Level, int]:
        """How many remarks there are of each level."""
        found = Counter(remark.level for remark in self.remarks)
        return {level: found[level] for level in Level}

    def passes(self, strict: bool = False) -> bool:
        """Whether nothing was found that must not be: errors, and warnings where it is strict."""
        return not self.counts[Level.ERROR] and not (strict and self.counts[Level.WARNING])


def report(file: str, remarks: Iterable[Diagnostic]) -> Report:
    """Put remarks into the order in which they are read."""
    levels = list(Level)
    ranked = sorted(remarks, key=lambda one: (levels.index(one.level), one, one.rule))
    return Report(file, tuple(ranked))


def lint(
    loaded: Loaded, file: str, today: date, newest: Mapping[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """What the rules remark on in a file, without what its exceptions excuse.

    `file` is what remarks call it, `today` the day by which age is measured; `newest` gives the
    newest release of an option by its id, for as many as are known.
    """
    review = Review(loaded.comparison, loaded.document.root, today, newest or {})
    found = [remark for one in RULES for remark in _remarks(one, review)]
    remarked = frozenset(_place(review, one) for one in found)
    excused = {(exception.rule, exception.at) for exception in loaded.comparison.lint.exceptions}
    left = [one for one in found if _place(review, one) not in excused]
    useless = _remarks(EXCEPTIONS, replace(review, remarked=remarked))
    return tuple(loaded.document.place(one, file) for one in [*left, *useless])


def _remarks(one: LintRule, review: Review) -> Diagnostics:
    return (replace(found, rule=one.code, level=one.level) for found in one.check(review))


def _place(review: Review, found: Diagnostic) -> Place:
    return found.rule, describe(found.path, review.root.value)
