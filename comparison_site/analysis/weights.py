"""What the verdicts add up to, once a reader says how much each criterion matters.

Exact sums over ids; the words are the templates'.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
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
RESTED_ON, OTHERS = 4, 1
_Judged = TypeVar("_Judged", bound=Contestable)


@dataclass(frozen=True, eq=False)
class Given:
    """A weight, the share and the `points` of it that go to each option, by id; and to `nobody`,
    which is all of a tie and of an unknown.

    Criteria of the same weight that give the same options something have the same one.
    """

    weight: int
    shares: Mapping[str, Fraction]
    points: Mapping[str, Fraction]
    nobody: Fraction


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: the outcome that counts, published or proposed, and what it gives."""

    criterion: Criterion
    outcome: Outcome
    given: Given


@dataclass(frozen=True)
class Sum:
    """All rows in publishing order, and what they come to. Options are ids, in the same order.

    `totals` are the points of each option, `nobody` those that no option gets. `weight` is what all
    criteria weigh; where several lead on one, together they get more. `ahead` are the options with
    the `most` points: one leads, several are level.
    """

    rows: tuple[Row, ...]
    totals: dict[str, Fraction]
    nobody: Fraction
    weight: int
    most: Fraction
    ahead: tuple[str, ...]

    @cached_property
    def firsts(self) -> dict[Given, Row]:
        """The first row of all that give the same, in publishing order."""
        return {row.given: row for row in reversed(self.rows)}

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
        return any(0 < share < 1 for given in self.firsts for share in given.shares.values())

    def row(self, criterion: str) -> Row:
        """The row of the criterion with this id."""
        return next(row for row in self.rows if row.criterion.id == criterion)

    @property
    def uniform(self) -> bool:
        """Whether every criterion weighs the same, and something."""
        return len({given.weight for given in self.firsts}) == 1 and self.weight > 0


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
    times = Counter(row.given for row in rows)
    totals = {o: sum((n * one.points[o] for one, n in times.items()), Fraction()) for o in options}
    most = max(totals.values())
    return Sum(
        rows=tuple(rows),
        totals=totals,
        nobody=sum((n * one.nobody for one, n in times.items()), Fraction()),
        weight=sum(n * one.weight for one, n in times.items()),
        most=most,
        ahead=tuple(option for option, total in totals.items() if total == most),
    )


def _row(
    criterion: Criterion, outcome: Outcome, weight: int, part: str | None, options: tuple[str, ...]
) -> Row:
    mine = tuple(p.option for p in outcome.parts if p.option == part) if part else ()
    takers = mine or outcome.option_ids
    return Row(criterion, outcome, _given(options, takers, weight, not outcome.winners))


@lru_cache(maxsize=4096)
def _given(
    options: tuple[str, ...], takers: tuple[str, ...], weight: int, is_shared: bool
) -> Given:
    """`takers` share the weight of a criterion, or each of them gets all of it."""
    share = Fraction(1, (len(takers) or 1) if is_shared else 1)
    shares = {option: share if option in takers else Fraction() for option in options}
    points = {option: weight * share for option, share in shares.items()}
    return Given(weight, shares, points, Fraction(0 if takers else weight))


def preset(comparison: Comparison, scenario: Scenario, proposals: bool = False) -> Sum:
    """The sum for a scenario: what its advice rests on counts four times as much as the rest."""
    rested_on = scenario.criteria
    weights = {c.id: RESTED_ON if c.id in rested_on else OTHERS for c in comparison.criteria}
    return weigh(comparison, weights, proposals=proposals)


def follows(total: Sum, advice: Outcome) -> bool:
    """Whether a sum puts those ahead whom the advice recommends."""
    recommended = set(advice.option_ids)
    return set(total.ahead) <= recommended if recommended else total.leader is None
