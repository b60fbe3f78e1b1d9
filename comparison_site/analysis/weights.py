"""What the published verdicts add up to, once a reader says how much each criterion matters.

Exact sums over ids; the words are the templates'.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from comparison_site.core.vocabulary import Kind
from comparison_site.model import Comparison, Criterion, Outcome, Scenario

LEVELS = (0, 1, 2, 4, 8)
DEFAULT = 2
_RESTED_ON, _OTHERS = 4, 1
_NO_PARTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """One criterion in the sum: its weight, and the share of it that goes to each option."""

    criterion: Criterion
    weight: int
    shares: Mapping[str, Fraction]

    @cached_property
    def points(self) -> dict[str, Fraction]:
        """What each option gets."""
        return {option: self.weight * share for option, share in self.shares.items()}

    @cached_property
    def nobody(self) -> Fraction:
        """What no option gets: all of a tie and of an unknown."""
        return self.weight - sum(self.points.values(), Fraction())


@dataclass(frozen=True)
class Sum:
    """All rows in publishing order; options are ids, in publishing order as well."""

    options: tuple[str, ...]
    rows: tuple[Row, ...]

    @cached_property
    def totals(self) -> dict[str, Fraction]:
        """The points of each option."""
        return {o: sum((r.points[o] for r in self.rows), Fraction()) for o in self.options}

    @cached_property
    def nobody(self) -> Fraction:
        """The points that no option gets."""
        return sum((row.nobody for row in self.rows), Fraction())

    @cached_property
    def weight(self) -> int:
        """All weights together: every point that there is."""
        return sum(row.weight for row in self.rows)

    @property
    def most(self) -> Fraction:
        """The points of whoever has the most."""
        return max(self.totals.values())

    @cached_property
    def ahead(self) -> tuple[str, ...]:
        """The options with the most points: one leads, several are level."""
        return tuple(option for option, total in self.totals.items() if total == self.most)

    @property
    def leader(self) -> str | None:
        """The option that is ahead of every other one, if there is one."""
        return self.ahead[0] if len(self.ahead) == 1 else None

    @property
    def lead(self) -> Fraction:
        """How far the first is ahead of the second; nothing when they are level."""
        second, first = sorted(self.totals.values())[-2:]
        return first - second

    @property
    def shared(self) -> bool:
        """Whether a split is shared, so that saying which part is one's own would change things."""
        return any(0 < share < 1 for row in self.rows for share in row.shares.values())

    def row(self, criterion: str) -> Row:
        """The row of the criterion with this id."""
        return next(row for row in self.rows if row.criterion.id == criterion)

    @property
    def uniform(self) -> bool:
        """Whether every criterion weighs the same, and something."""
        return len({row.weight for row in self.rows}) == 1 and self.weight > 0


def weigh(
    comparison: Comparison, weights: Mapping[str, int], parts: Mapping[str, str] = _NO_PARTS
) -> Sum:
    """Add up the published verdicts. A criterion without a weight has the default one.

    `parts` says, by criterion id, which option's part of a split is the reader's.
    """
    options = tuple(option.id for option in comparison.options)
    rows = (
        Row(c, weights.get(c.id, DEFAULT), _shares(options, c, parts.get(c.id)))
        for c in comparison.criteria
    )
    return Sum(options, tuple(rows))


def even(comparison: Comparison) -> Sum:
    """The sum in which every criterion matters equally."""
    return weigh(comparison, {})


def preset_weights(comparison: Comparison, scenario: Scenario) -> dict[str, int]:
    """A scenario as weights: what its advice rests on counts four times as much as the rest."""
    rested_on = scenario.criteria
    return {c.id: _RESTED_ON if c.id in rested_on else _OTHERS for c in comparison.criteria}


def preset(comparison: Comparison, scenario: Scenario) -> Sum:
    """The sum for the weights of a scenario."""
    return weigh(comparison, preset_weights(comparison, scenario))


def follows(total: Sum, advice: Outcome) -> bool:
    """Whether a sum puts those ahead whom the advice recommends."""
    if not advice.option_ids:
        return total.leader is None
    return set(total.ahead) <= set(advice.option_ids)


def _shares(
    options: tuple[str, ...], criterion: Criterion, part: str | None
) -> dict[str, Fraction]:
    outcome = criterion.verdict.published
    takers = outcome.option_ids
    if outcome.kind is Kind.SPLIT and part in takers:
        takers = (part,)
    return {option: Fraction(takers.count(option), len(takers) or 1) for option in options}
