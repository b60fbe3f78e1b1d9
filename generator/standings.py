"""What each option wins, shares and loses. Counting only; the words are the templates'."""

from dataclasses import dataclass

from generator.model import Comparison, Criterion, Option, Scenario
from generator.vocabulary import Kind


@dataclass(frozen=True)
class Standing:
    """One option's results over all criteria and scenarios, in publishing order."""

    option: Option
    wins: tuple[Criterion, ...]
    shares: tuple[Criterion, ...]
    others: tuple[Criterion, ...]
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True)
class Tally:
    """How the criteria are shared out: an entry per option, then what nobody wins."""

    standings: tuple[Standing, ...]
    split: int
    tied: int
    unknown: int
    contested: int


def standing(comparison: Comparison, option: Option) -> Standing:
    """The results of one option."""
    wins = tuple(c for c in comparison.criteria if _wins(c, option))
    shares = tuple(c for c in comparison.criteria if c not in wins and _shares(c, option))
    return Standing(
        option=option,
        wins=wins,
        shares=shares,
        others=tuple(c for c in comparison.criteria if c not in wins and c not in shares),
        scenarios=tuple(
            s for s in comparison.scenarios if option.id in s.published.option_ids
        ),
    )  # fmt: skip


def tally(comparison: Comparison) -> Tally:
    """The count over all criteria."""
    kinds = [criterion.verdict.published.kind for criterion in comparison.criteria]
    return Tally(
        standings=tuple(standing(comparison, option) for option in comparison.options),
        split=kinds.count(Kind.SPLIT),
        tied=kinds.count(Kind.TIE),
        unknown=kinds.count(Kind.UNKNOWN),
        contested=sum(bool(c.verdict.open_proposal) for c in comparison.criteria),
    )


def _wins(criterion: Criterion, option: Option) -> bool:
    return criterion.verdict.published.option_ids == (option.id,)


def _shares(criterion: Criterion, option: Option) -> bool:
    return option.id in criterion.verdict.published.option_ids
