"""What the decide page needs: the sums to show, and the same facts for its script."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any

from comparison_site.analysis import outcomes, versions, weights
from comparison_site.analysis.controls import MARGIN
from comparison_site.analysis.every_setting import Every
from comparison_site.analysis.grouping import folds
from comparison_site.analysis.marks import mark_words
from comparison_site.analysis.ranking import order_words
from comparison_site.analysis.robustness import Robustness, Tip, robustness
from comparison_site.analysis.weights import DEFAULT, LEVELS, OTHERS, RESTED_ON, Row, Sum
from comparison_site.core.inline_text import plain_text
from comparison_site.core.room import FEW, first_of, groups_of
from comparison_site.model import Comparison, Criterion, Judgement, Scenario, in_short


@dataclass(frozen=True)
class Rest:
    """Criteria that a table sums up in one row: how many, their weight, and who gets its points."""

    count: int
    weight: int
    points: dict[str, Fraction]
    nobody: Fraction


@dataclass(frozen=True)
class Case:
    """One weighting: the sum, how firm it is, and the scenario that it stands for, if any."""

    total: Sum
    scenario: Scenario | None = None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that its table shows: all of a few, of many those that the scenario is about."""
        asked = self.scenario and len(self.total.rows) > FEW
        about = frozenset(self.scenario.criteria) if self.scenario and asked else None
        return tuple(r for r in self.total.rows if about is None or r.criterion.id in about)

    @property
    def rest(self) -> Rest | None:
        """What the other criteria come to, where there are any."""
        shown, total = [row.given for row in self.rows], self.total
        if len(shown) == len(total.rows):
            return None
        return Rest(
            len(total.rows) - len(shown),
            total.weight - sum(one.weight for one in shown),
            {o: all_ - sum(one.points[o] for one in shown) for o, all_ in total.totals.items()},
            total.nobody - sum(one.nobody for one in shown),
        )

    @cached_property
    def robustness(self) -> Robustness:
        """How firm the sum is."""
        return robustness(self.total)

    @property
    def follows(self) -> bool:
        """Whether the sum puts those ahead whom the published advice recommends."""
        return self.scenario is None or weights.follows(self.total, self.scenario.published)

    @property
    def follows_proposal(self) -> bool:
        """Whether it puts those ahead whom the evidence now proposes, where that is another."""
        proposal = self.scenario.open_proposal if self.scenario else None
        return weights.follows(self.total, proposal) if proposal else False

    def pattern(self, tip: Tip) -> str:
        """The name of the words that say what a tip takes: relative or not, in reach or not."""
        if self.total.uniform:
            return "tips_even"
        return "tips_own" if tip.threshold < LEVELS[-1] else "tips_beyond"


@dataclass(frozen=True)
class Counted:
    """The sums of published verdicts or, with `proposals`, of what the evidence proposes."""

    even: Case
    presets: list[Case]
    every: Every


def counted(comparison: Comparison, proposals: bool) -> Counted:
    """The sums of a comparison that are shown before a reader touches anything."""
    presets = [Case(weights.preset(comparison, s, proposals), s) for s in comparison.scenarios]
    even = Case(weights.weigh(comparison, proposals=proposals))
    return Counted(even, presets, Every(comparison, proposals))


def decide_context(comparison: Comparison) -> dict[str, Any]:
    """The names that the template of the decide page uses."""
    contested = [c for c in comparison.criteria if c.verdict.open_proposal]
    published = counted(comparison, proposals=False)
    proposed = counted(comparison, proposals=True) if contested else None
    return {
        "published": published,
        "proposed": proposed,
        "contested": contested,
        "starts": first_of(published.presets, FEW)[0],
        "row_folds": folds(comparison, published.even.rows),
        "case_groups": groups_of(published.presets),
        "levels_in_order": LEVELS,
        "default_level": DEFAULT,
        "margin": MARGIN,
        "reviews": versions.reviews(comparison),
        "payload": payload(comparison),
        "strips": [one.every.strip.facts() for one in (published, proposed) if one],
        "shown": shown,
        "shown_above": shown_above,
        "per_mille": per_mille,
    }


def even_case(comparison: Comparison) -> Case:
    """The sum in which every criterion matters equally."""
    return Case(weights.weigh(comparison))


def payload(comparison: Comparison) -> dict[str, Any]:
    """The facts for the script. Printed with `tojson`, which is safe inside a script element."""
    return {
        "title": comparison.title,
        "question": comparison.question,
        "levels": LEVELS,
        "default": DEFAULT,
        "options": [
            {"id": o.id, "formerly": o.other_ids, "name": o.name, "version": o.version}
            for o in comparison.options
        ],
        "criteria": [_criterion(comparison, criterion) for criterion in comparison.criteria],
        "presets": [
            {"id": scenario.id, "criteria": scenario.criteria} for scenario in comparison.scenarios
        ],
        "preset_levels": (RESTED_ON, OTHERS),
    }


def shown(value: Fraction) -> str:
    """A number with one decimal at most, rounded; something is never shown as nothing."""
    tenths = floor(value * 10 + Fraction(1, 2))
    return "<0.1" if value and not tenths else _decimal(tenths)


def shown_above(value: Fraction) -> str:
    """A threshold with one decimal at most, rounded up, so that what lies above it is enough."""
    return _decimal(ceil(value * 10))


def per_mille(value: Fraction, whole: int) -> int:
    """How much of the whole it is, for the length of a bar."""
    return round(1000 * value / whole) if whole else 0


def _decimal(tenths: int) -> str:
    return f"{tenths / 10:.1f}".removesuffix(".0")


def _criterion(comparison: Comparison, criterion: Criterion) -> dict[str, Any]:
    verdict, proposal = criterion.verdict, criterion.verdict.open_proposal
    return {
        "id": criterion.id,
        "formerly": criterion.other_ids,
        "name": criterion.name,
        "published": _outcome(comparison, verdict.published),
        "proposed": proposal and _outcome(comparison, proposal),
        "mark": mark_words(comparison, criterion),
        "reviewed": verdict.reviewed_on.isoformat(),
        "judged_on": [f"{comparison.option(o).name} {v}" for o, v in verdict.as_of.items()],
        "summaries": {o: plain_text(in_short(p)) for o, p in criterion.positions.items()},
    }


def _outcome(comparison: Comparison, outcome: Judgement) -> dict[str, Any]:
    order = order_words(comparison, outcome)
    return {
        "label": outcome.label,
        "words": outcomes.outcome_words(comparison, outcome),
        "options": outcome.option_ids,
        "purposes": [part.purpose for part in outcome.parts],
        "confidence": outcome.confidence.words,
    } | ({"order": order} if order else {})
