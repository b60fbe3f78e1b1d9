"""The evidence gate: what bends a verdict brings its reason, its review and its evidence."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from comparison_site.authoring import evidence_rules, record_rules, verdict_rules
from comparison_site.authoring.lacks import Bend
from comparison_site.authoring.sides import Sides
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.vocabulary import GateRule
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison

GATE = "evidence-gate"
"""The code of what keeps the gate from comparing at all."""

_FUNCTIONS = vars(verdict_rules) | vars(evidence_rules) | vars(record_rules)
_FOUND_BY: Mapping[GateRule, Callable[[Sides], Iterator[Bend]]] = {
    rule: _FUNCTIONS[rule.replace("-", "_")] for rule in GateRule
}
"""Each rule, and the function of its name."""


def bends(
    before: Comparison, after: Comparison, today: date
) -> Iterator[tuple[GateRule, tuple[Bend, ...]]]:
    """Every rule that finds something between two revisions, with what it finds.

    Of an old file, `before` may lack what today's records ask for. A review of `today` counts as
    later than any.
    """
    sides = Sides.of(before, after, today)
    for rule, find in _FOUND_BY.items():
        if found := tuple(find(sides)):
            yield rule, found


def missing(before: Comparison, after: Loaded, file: str, today: date) -> tuple[Diagnostic, ...]:
    """What the changes since `before` lack, at its place in the working file.

    In the order in which a reviewer should look, those of one rule by place. Each bears the code of
    its rule and, where that is possible, lines to paste.
    """
    lacking: list[Diagnostic] = []
    for rule, found in bends(before, after.comparison, today):
        lacks = (lack for bend in found for lack in bend.lacks)
        lacking += sorted(lack.diagnostic(rule, after.document, file) for lack in lacks)
    return tuple(lacking)
