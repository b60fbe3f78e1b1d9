"""How firm a sum is: what would have to weigh more for another option to come out ahead.

Exact thresholds over ids; the words are the templates'.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
    tips = (
        () if breaks else [tip for row in total.firsts.values() for tip in _overtaking(total, row)]
    )
    if not tips:
        return Robustness(Firmness.FIRM if total.leader else Firmness.LEVEL, breaks)
    far = [(tip.factor is None, tip.factor or Fraction(), tip.threshold) for tip in tips]
    nearest = [tip for tip, distance in zip(tips, far, strict=True) if distance == min(far)]
    return Robustness(Firmness.TIPS, tuple(_everywhere(total, nearest)))


def _everywhere(total: Sum, tips: Iterable[Tip]) -> Iterator[Tip]:
    """These tips, on each criterion that gives the same."""
    tipping = {total.row(tip.criterion).given: tip for tip in tips}
    for row in total.rows:
        if row.given in tipping:
            yield replace(tipping[row.given], criterion=row.criterion.id)


def _overtaking(total: Sum, row: Row) -> Iterator[Tip]:
    shares = row.given.shares
    most = max(shares[option] for option in total.ahead)
    needed = {
        option: row.given.weight + (total.most - total.totals[option]) / (share - most)
        for option, share in shares.items()
        if share > most
    }
    if needed:
        least = min(needed.values())
        yield _tip(tuple(option for option in needed if needed[option] == least), row, least)


def _tie_breaks(total: Sum) -> Iterator[Tip]:
    """By option, then by criterion: where one of the level options gets more than the others."""
    for option in total.ahead:
        others = [other for other in total.ahead if other != option]
        more = {
            given
            for given in total.firsts
            if all(given.shares[option] > given.shares[other] for other in others)
        }
        for row in total.rows:
            if row.given in more:
                yield _tip((option,), row, Fraction(row.given.weight))


def _tip(options: tuple[str, ...], row: Row, threshold: Fraction) -> Tip:
    weight = row.given.weight
    return Tip(options, row.criterion.id, threshold, threshold / weight if weight else None)
