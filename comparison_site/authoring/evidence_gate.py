"""The evidence gate: what bends a verdict brings its reason, its review and its evidence."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from comparison_site.authoring import evidence_rules, fact_rules, record_rules, verdict_rules
from comparison_site.authoring.lacks import Bend, Lack
from comparison_site.authoring.sides import Sides
from comparison_site.core.diagnostics import Diagnostic, did_you_mean
from comparison_site.core.gate_rules import GateRule
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison

GATE = "evidence-gate"
"""The code of what keeps the gate from comparing at all."""

_MODULES = (verdict_rules, evidence_rules, fact_rules, record_rules)
_FUNCTIONS = {name: each for module in _MODULES for name, each in vars(module).items()}
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
    return _found(Sides.of(before, after, today))


def missing(before: Comparison, after: Loaded, file: str, today: date) -> tuple[Diagnostic, ...]:
    """What the changes since `before` lack, at its place in the working file.

    In the order in which a reviewer should look, those of one rule by place. Each bears the code of
    its rule and, where that is possible, lines to paste. What a waiver lets through that is new
    since `before` is left out; one that lets nothing through is remarked on. A draft has published
    nothing that could be bent.
    """
    if before.draft:
        return ()
    sides = Sides.of(before, after.comparison, today)
    lacking: list[Diagnostic] = []
    for rule, found in _found(sides):
        lacks = (lack for bend in found for lack in bend.lacks)
        lacking += sorted(lack.diagnostic(rule, after.document, file) for lack in lacks)
    waived = {(waiver.rule, waiver.at) for _, waiver in sides.new_waivers()}
    left = [one for one in lacking if (one.rule, one.where) not in waived]
    for lack in _useless(sides, lacking):
        left.append(lack.diagnostic(GateRule.WAIVED, after.document, file))
    return tuple(left)


def _found(sides: Sides) -> Iterator[tuple[GateRule, tuple[Bend, ...]]]:
    for rule, find in _FOUND_BY.items():
        if found := tuple(find(sides)):
            yield rule, found


def _useless(sides: Sides, lacking: Sequence[Diagnostic]) -> Iterator[Lack]:
    """What is wrong with waivers that let nothing through."""
    places = {(one.rule, one.where) for one in lacking}
    for number, waiver in sides.new_waivers():
        if (waiver.rule, waiver.at) not in places:
            message = f"{waiver.rule} asks for nothing at this place"
            near = (where for rule, where in places if rule == waiver.rule)
            hint = did_you_mean(waiver.at, sorted(near)) or "remove the waiver"
            yield Lack(("waivers", number, "at"), message, hint)
