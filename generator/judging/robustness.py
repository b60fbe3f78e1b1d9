"""How firm a sum is: what would have to weigh more for another option to come out ahead.

Exact thresholds over ids; the words are the templates'.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from generator.judging.weighing import Row, Sum


class Firmness(StrEnum):
    """What a change of one weight can do to a sum."""

    TIPS = "tips"  # one criterion can put another option ahead
    FIRM = "firm"  # nothing can: no criterion gives any other option more than the leader
    LEVEL = "level"  # nobody leads yet


@dataclass(frozen=True)
class Tip:
    """Above the threshold on this criterion, other weights unchanged, the options are ahead.

    Several options share what lies above it. `factor` is the threshold in terms of the present
    weight, and None when that is zero.
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


def robustness(total: Sum) -> Robustness:
    """The tip with the smallest factor; weights of zero come last, whatever it takes."""
    if total.leader is None:
        return Robustness(Firmness.LEVEL, tuple(_tie_breaks(total)))
    tips = [tip for row in total.rows for tip in _overtaking(total, total.leader, row)]
    if not tips:
        return Robustness(Firmness.FIRM)
    nearest = min(tips, key=_remoteness)
    alike = (tip for tip in tips if replace(tip, criterion=nearest.criterion) == nearest)
    return Robustness(Firmness.TIPS, tuple(alike))


def _overtaking(total: Sum, leader: str, row: Row) -> Iterator[Tip]:
    gains = {option: share - row.shares[leader] for option, share in row.shares.items()}
    thresholds = {
        option: row.weight + (total.most - total.totals[option]) / gain
        for option, gain in gains.items()
        if gain > 0
    }
    if thresholds:
        lowest = min(thresholds.values())
        first = tuple(option for option, at in thresholds.items() if at == lowest)
        yield _tip(first, row, lowest)


def _tie_breaks(total: Sum) -> Iterator[Tip]:
    """By option, then by criterion: where one of the level options gets more than the others."""
    for option in total.ahead:
        rivals = [other for other in total.ahead if other != option]
        for row in total.rows:
            if all(row.shares[option] > row.shares[rival] for rival in rivals):
                yield _tip((option,), row, Fraction(row.weight))


def _tip(options: tuple[str, ...], row: Row, threshold: Fraction) -> Tip:
    factor = threshold / row.weight if row.weight else None
    return Tip(options, row.criterion.id, threshold, factor)


def _remoteness(tip: Tip) -> tuple[bool, Fraction, Fraction]:
    return (tip.factor is None, tip.factor or Fraction(), tip.threshold)
