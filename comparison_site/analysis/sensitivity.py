"""How firm a sum is: what would have to weigh more for another option to come out ahead.

Exact thresholds over ids; the words are the templates'.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from comparison_site.analysis.weights import Row, Sum


class Firmness(StrEnum):
    """What more weight on one criterion can do to a sum."""

    TIPS = "tips"  # it can put an option ahead that is not there yet
    FIRM = "firm"  # nothing can: no criterion gives any other option more than the leader
    LEVEL = "level"  # nobody leads: it can decide between those who are level, or nothing can


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

    @property
    def groups(self) -> tuple[tuple[Tip, ...], ...]:
        """The tips by the options that they put ahead, in the order in which these appear."""
        groups: dict[tuple[str, ...], list[Tip]] = {}
        for tip in self.tips:
            groups.setdefault(tip.options, []).append(tip)
        return tuple(tuple(group) for group in groups.values())


def robustness(total: Sum) -> Robustness:
    """The tips with the smallest factor; weights of zero come last, whatever it takes.

    A level sum has them only where nothing decides between the options that are level.
    """
    breaks = () if total.leader else tuple(_tie_breaks(total))
    tips = () if breaks else tuple(tip for row in total.rows for tip in _overtaking(total, row))
    if not tips:
        return Robustness(Firmness.FIRM if total.leader else Firmness.LEVEL, breaks)
    least = min(_remoteness(tip) for tip in tips)
    return Robustness(Firmness.TIPS, tuple(tip for tip in tips if _remoteness(tip) == least))


def _overtaking(total: Sum, row: Row) -> Iterator[Tip]:
    most = max(row.shares[option] for option in total.ahead)
    thresholds = {
        option: row.weight + (total.most - total.totals[option]) / (share - most)
        for option, share in row.shares.items()
        if share > most
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
