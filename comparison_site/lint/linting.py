"""Runs the rules over a file, and leaves out what the file itself excuses."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.tree import describe
from comparison_site.lint import evidence, exceptions, freshness, judgements, wording
from comparison_site.lint.remarks import Remark
from comparison_site.lint.rule import LintRule, Place, Review
from comparison_site.loading.loader import Loaded

Found = tuple[LintRule, Diagnostic]


def lint(
    loaded: Loaded, file: str, today: date, newest: Mapping[str, str] | None = None
) -> tuple[Remark, ...]:
    """What the rules remark on in a file, without what its exceptions excuse.

    `file` is what remarks call it, `today` the day by which age is measured; `newest` gives the
    newest release of an option by its id, for as many as are known.
    """
    review = Review(loaded.comparison, loaded.document.root, today, newest or {})
    found = _found(review, RULES)
    remarked = frozenset(_place(review, one) for one in found)
    excused = {(exception.rule, exception.at) for exception in loaded.comparison.lint.exceptions}
    left = [one for one in found if _place(review, one) not in excused]
    useless = _found(replace(review, remarked=remarked), exceptions.RULES)
    return tuple(_remark(loaded, file, one) for one in [*left, *useless])


def _found(review: Review, rules: Iterable[LintRule]) -> list[Found]:
    return [(rule, flaw) for rule in rules for flaw in rule.check(review)]


def _place(review: Review, found: Found) -> Place:
    rule, flaw = found
    return rule.code, describe(flaw.path, review.root.value)


def _remark(loaded: Loaded, file: str, found: Found) -> Remark:
    rule, flaw = found
    return Remark(rule.code, rule.level, loaded.document.place(flaw, file))


RULES: tuple[LintRule, ...] = (
    *judgements.RULES,
    *evidence.RULES,
    *freshness.RULES,
    *wording.RULES,
)
ALL_RULES = (*RULES, *exceptions.RULES)
