"""Who comes before whom on a criterion: as the verdicts say it, and no further."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from comparison_site.core.room import listed
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Comparison, Criterion, Judgement, Option, Outcome


def order_of(outcome: Outcome) -> tuple[tuple[str, ...], ...]:
    """The options by place, as far as the outcome says it; those of one place are level."""
    return outcome.order if isinstance(outcome, Judgement) else ()


def order_words(comparison: Comparison, outcome: Outcome) -> str:
    """The order in a row: "A, then B and C, then D"; nothing where none is said."""
    return in_a_row(outcome, lambda name: comparison.option(name).name)


def in_a_row(outcome: Outcome, called: Callable[[str], str]) -> str:
    """As `order_words`; `called` gives the name of an option by its id."""
    return ", then ".join(listed([called(name) for name in place]) for place in order_of(outcome))


def unplaced(comparison: Comparison, outcome: Outcome) -> list[Option]:
    """The options that an order says nothing about."""
    named = {name for place in order_of(outcome) for name in place}
    return [option for option in comparison.options if option.id not in named]


def place(outcome: Outcome, option: str) -> tuple[int, int] | None:
    """Which place an option has, and of how many options; level ones have the same, the next then
    comes after all of them. None where nothing is said about it.
    """
    before, order = 0, order_of(outcome)
    for names in order:
        if option in names:
            return before + 1, sum(map(len, order))
        before += len(names)
    return None


class Beside(StrEnum):
    """How one option stands beside another on a criterion."""

    AHEAD = "ahead"
    BEHIND = "behind"
    LEVEL = "level"
    DEPENDS = "depends"  # each may be ahead, or one of them, depending on the purpose
    UNSAID = "unsaid"  # the verdict says nothing of the two, or nobody knows how one stands


@dataclass(frozen=True)
class Pair:
    """How an option stands beside one `other`: the criteria of each kind, in publishing order."""

    other: Option
    criteria: dict[Beside, list[Criterion]]


def pairs(comparison: Comparison, option: Option) -> list[Pair]:
    """An option beside each of the others; empty where no verdict says who comes next.

    Without that, all that is known of two is who won, which the list of what each wins says.
    """
    if not any(order_of(one.verdict.published) for one in comparison.criteria):
        return []
    found = []
    for other in (one for one in comparison.options if one is not option):
        by: dict[Beside, list[Criterion]] = {which: [] for which in Beside}
        for criterion in comparison.criteria:
            by[beside(criterion, option.id, other.id)].append(criterion)
        found.append(Pair(other, by))
    return found


def beside(criterion: Criterion, one: str, other: str) -> Beside:
    """How one option stands beside another by the published verdict."""
    outcome = criterion.verdict.published
    states = [criterion.positions[name].state for name in (one, other)]
    if any(states) or outcome.kind is Kind.UNKNOWN:
        return Beside.UNSAID
    if outcome.kind is Kind.TIE:
        return Beside.LEVEL
    if outcome.kind is Kind.SPLIT:
        return Beside.DEPENDS if {one, other} & {*outcome.option_ids} else Beside.UNSAID
    return _ranked(outcome, one, other)


def _ranked(outcome: Outcome, one: str, other: str) -> Beside:
    """By the order, and without one by who wins: all winners are level with each other."""
    last = len(order_of(outcome)) + 1
    ranks = {name: n for n, names in enumerate(order_of(outcome)) for name in names}
    ranks |= dict.fromkeys(outcome.winners, 0)
    mine, its = ranks.get(one, last), ranks.get(other, last)
    if mine == its:
        return Beside.UNSAID if mine == last else Beside.LEVEL
    if last in (mine, its) and min(mine, its) > 0:  # only winners are ahead of who has no place
        return Beside.UNSAID
    return Beside.AHEAD if mine < its else Beside.BEHIND
