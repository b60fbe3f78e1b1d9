"""What each option wins, shares and loses. Counting only; the words are the templates'."""

from collections import defaultdict
from dataclasses import dataclass

from comparison_site.core.vocabulary import Kind
from comparison_site.model import Comparison, Criterion, Option, Outcome, Scenario


@dataclass(frozen=True)
class Standing:
    """One option's results over all criteria and scenarios, in publishing order."""

    option: Option
    wins: tuple[Criterion, ...]
    shares: tuple[Criterion, ...]
    undecided: tuple[Criterion, ...]
    losses: tuple[Criterion, ...]
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
    """The results of one option; every criterion stands in exactly one of its groups."""
    groups: dict[str, list[Criterion]] = defaultdict(list)
    for criterion in comparison.criteria:
        groups[_group(criterion.verdict.published, option)].append(criterion)
    return Standing(
        option=option,
        wins=tuple(groups["wins"]),
        shares=tuple(groups["shares"]),
        undecided=tuple(groups["undecided"]),
        losses=tuple(groups["losses"]),
        scenarios=tuple(s for s in comparison.scenarios if option.id in s.published.option_ids),
    )


def _group(outcome: Outcome, option: Option) -> str:
    if not outcome.option_ids:
        return "undecided"
    if option.id not in outcome.option_ids:
        return "losses"
    return "wins" if outcome.kind is Kind.WINNER else "shares"


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
