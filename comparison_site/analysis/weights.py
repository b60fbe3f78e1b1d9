"""What the verdicts add up to, once a reader says how much each criterion matters.

And how firm that sum is: what would have to weigh more for another option to come out ahead. Exact
sums and thresholds over ids; the words are the templates'.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from comparison_site.model import (
    Comparison,
    Contestable,
    Criterion,
    Outcome,
    Proposal,
    Scenario,
)

LEVELS = (0, 1, 2, 4, 8)
DEFAULT = 2
_RESTED_ON, _OTHERS = 4, 1
_Judged = TypeVar("_Judged", bound=Contestable)


@dataclass(frozen=True)
class Row:
    """One criterion: its weight, the share and the `points` of it that go to each option.

    `outcome` is what counts, published or proposed; `nobody` what no option gets: all of a tie
    and of an unknown.
    """

    criterion: Criterion
    outcome: Outcome
    weight: int
    shares: dict[str, Fraction]
    points: dict[str, Fraction]
    nobody: Fraction


@dataclass(frozen=True)
class Sum:
    """All rows in publishing order, and what they come to. Options are ids, in the same order.

    `totals` are the points of each option, `nobody` those that no option gets, `weight` all of
    them; `ahead` are the options with the `most` points: one leads, several are level.
    """

    rows: tuple[Row, ...]
    totals: dict[str, Fraction]
    nobody: Fraction
    weight: int
    most: Fraction
    ahead: tuple[str, ...]

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


def counted(judged: _Judged, proposals: bool) -> _Judged | Proposal:
    """What a sum counts: what is published or, with `proposals`, what the evidence proposes."""
    return (judged.open_proposal if proposals else None) or judged.published


def weigh(
    comparison: Comparison,
    weights: Mapping[str, int] = MappingProxyType({}),
    parts: Mapping[str, str] = MappingProxyType({}),
    proposals: bool = False,
) -> Sum:
    """Add up the verdicts. A criterion without a weight has the default one.

    `parts` says, by criterion id, which option's part of a split is the reader's.
    """
    options = tuple(option.id for option in comparison.options)
    rows = [
        _row(c, counted(c.verdict, proposals), weights.get(c.id, DEFAULT), parts.get(c.id), options)
        for c in comparison.criteria
    ]
    totals = {option: sum((row.points[option] for row in rows), Fraction()) for option in options}
    most = max(totals.values())
    return Sum(
        rows=tuple(rows),
        totals=totals,
        nobody=sum((row.nobody for row in rows), Fraction()),
        weight=sum(row.weight for row in rows),
        most=most,
        ahead=tuple(option for option, total in totals.items() if total == most),
    )


def _row(
    criterion: Criterion, outcome: Outcome, weight: int, part: str | None, options: tuple[str, ...]
) -> Row:
    mine = tuple(p.option for p in outcome.parts if p.option == part)
    takers = mine or outcome.option_ids
    shares = {option: Fraction(takers.count(option), len(takers) or 1) for option in options}
    points = {option: weight * share for option, share in shares.items()}
    return Row(criterion, outcome, weight, shares, points, Fraction(0 if takers else weight))


def preset_weights(comparison: Comparison, scenario: Scenario) -> dict[str, int]:
    """A scenario as weights: what its advice rests on counts four times as much as the rest."""
    rested_on = scenario.criteria
    return {c.id: _RESTED_ON if c.id in rested_on else _OTHERS for c in comparison.criteria}


def preset(comparison: Comparison, scenario: Scenario, proposals: bool = False) -> Sum:
    """The sum for the weights of a scenario."""
    return weigh(comparison, preset_weights(comparison, scenario), proposals=proposals)


def follows(total: Sum, advice: Outcome) -> bool:
    """Whether a sum puts those ahead whom the advice recommends."""
    recommended = set(advice.option_ids)
    return set(total.ahead) <= recommended if recommended else total.leader is None


class Firmness(StrEnum):
    """What more weight on one criterion can do to a sum."""

    TIPS = "tips"  # it can put an option ahead that is not there yet
    FIRM = "firm"  # nothing can: no criterion gives any other option more than the leader
    LEVEL = "level"  # nobody leads: it can decide between those who are level, or nothing can


@dataclass(frozen=True)
class Tip:
    """Above the threshold on this criterion, other weights unchanged, the options are ahead.

    `factor` is the threshold in terms of the present weight, and None when that is zero.
    """

    options: tuple[str, ...]
    criterion: str
    threshold: Fraction
    factor: Fraction | None


@dataclass(frozen=True)
class Robustness:
    """What would tip a sum: the nearest tip of a lead, or every tip of a level sum.

    Where several criteria are equally near, each of them alone is enough.
    """

    kind: Firmness
    tips: tuple[Tip, ...] = ()

    @property
    def groups(self) -> list[list[Tip]]:
        """The tips by the options that they put ahead, in the order in which these appear."""
        groups = dict.fromkeys(tip.options for tip in self.tips)
        return [[tip for tip in self.tips if tip.options == options] for options in groups]


def robustness(total: Sum) -> Robustness:
    """The tips with the smallest factor; weights of zero come last, whatever it takes.

    A level sum has them only where nothing decides between the options that are level.
    """
    breaks = () if total.leader else tuple(_tie_breaks(total))
    tips = () if breaks else tuple(tip for row in total.rows for tip in _overtaking(total, row))
    if not tips:
        return Robustness(Firmness.FIRM if total.leader else Firmness.LEVEL, breaks)
    far = [(tip.factor is None, tip.factor or Fraction(), tip.threshold) for tip in tips]
    nearest = tuple(tip for tip, distance in zip(tips, far, strict=True) if distance == min(far))
    return Robustness(Firmness.TIPS, nearest)


def _overtaking(total: Sum, row: Row) -> Iterator[Tip]:
    most = max(row.shares[option] for option in total.ahead)
    needed = {
        option: row.weight + (total.most - total.totals[option]) / (share - most)
        for option, share in row.shares.items()
        if share > most
    }
    if needed:
        least = min(needed.values())
        yield _tip(tuple(option for option in needed if needed[option] == least), row, least)


def _tie_breaks(total: Sum) -> Iterator[Tip]:
    """By option, then by criterion: where one of the level options gets more than the others."""
    for option in total.ahead:
        for row in total.rows:
            if all(row.shares[option] > row.shares[o] for o in total.ahead if o != option):
                yield _tip((option,), row, Fraction(row.weight))


def _tip(options: tuple[str, ...], row: Row, threshold: Fraction) -> Tip:
    return Tip(options, row.criterion.id, threshold, threshold / row.weight if row.weight else None)
