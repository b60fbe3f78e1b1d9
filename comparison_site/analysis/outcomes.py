"""Outcomes: in a few plain words, what each option wins, and for which needs it is recommended."""

from collections.abc import Callable
from dataclasses import dataclass, field

from comparison_site.analysis.marks import mark_words
from comparison_site.core.room import listed
from comparison_site.core.vocabulary import Kind
from comparison_site.model import (
    Comparison,
    Criterion,
    Judgement,
    Option,
    Outcome,
    Past,
    Scenario,
)

AT_MOST = 6
"""How many scenarios the short answer names."""

_Group = tuple[Kind, frozenset[str]]


def result(outcome: Outcome) -> tuple[object, ...]:
    """What two outcomes must share to be the same: the kind, and each option with its purpose."""
    parts = frozenset((part.option, part.purpose) for part in outcome.parts)
    return outcome.kind, frozenset(outcome.winners), parts


def outcome_words(comparison: Comparison, outcome: Outcome) -> str:
    """The outcome in full: the winner, every option with its purpose, or that there is none."""
    return in_full(outcome, lambda name: comparison.option(name).name)


def in_full(outcome: Outcome, called: Callable[[str], str]) -> str:
    """As `outcome_words`; `called` gives the name of an option by its id."""
    purposes = {part.option: f" for {part.purpose}" for part in outcome.parts}
    names = [f"{called(option)}{purposes.get(option, '')}" for option in outcome.option_ids]
    return (listed(names) if outcome.winners else "; ".join(names)) or outcome.kind.words


def badge_words(comparison: Comparison, judgement: Outcome) -> str:
    """What a badge has room for: the label, and the winner or, if it does not say so, the kind.

    Advice has no label: who to take.
    """
    if not isinstance(judgement, Judgement | Past):
        return outcome_words(comparison, judgement)
    if judgement.winners:
        return f"{judgement.label}: {outcome_words(comparison, judgement)}"
    label, words = judgement.label, judgement.kind.words
    return label if words.casefold() in label.casefold() else f"{label}: {words}"


def verdict_words(comparison: Comparison, judgement: Outcome) -> str:
    """The label, if it has one, and the outcome in full: every option with what it is for."""
    if isinstance(judgement, Judgement | Past) and judgement.option_ids:
        return f"{judgement.label}: {outcome_words(comparison, judgement)}"
    return badge_words(comparison, judgement)


@dataclass(frozen=True)
class Standing:
    """One option's results over all criteria and scenarios, in publishing order."""

    option: Option
    scenarios: list[Scenario]
    wins: list[Criterion] = field(default_factory=list)
    shares: list[Criterion] = field(default_factory=list)
    undecided: list[Criterion] = field(default_factory=list)
    losses: list[Criterion] = field(default_factory=list)


@dataclass(frozen=True)
class Tally:
    """How the criteria are shared out: an entry per option, then what nobody wins alone.

    What several win `together` is among the wins of each of them.
    """

    standings: tuple[Standing, ...]
    together: int
    split: int
    tied: int
    unknown: int
    contested: int

    @property
    def ahead(self) -> list[Standing]:
        """Those that win a criterion at least, the one with most first."""
        return sorted((s for s in self.standings if s.wins), key=lambda s: -len(s.wins))

    @property
    def behind(self) -> list[Standing]:
        """Those that win none."""
        return [standing for standing in self.standings if not standing.wins]


def standing(comparison: Comparison, option: Option) -> Standing:
    """The results of one option; every criterion stands in exactly one of its groups."""
    scenarios = [one for one in comparison.scenarios if option.id in one.published.option_ids]
    found = Standing(option, scenarios)
    for criterion in comparison.criteria:
        published = criterion.verdict.published
        if option.id in published.option_ids:
            group = found.wins if published.kind is Kind.WINNER else found.shares
        else:
            group = found.losses if published.option_ids else found.undecided
        group.append(criterion)
    return found


def tally(comparison: Comparison) -> Tally:
    """The count over all criteria."""
    published = [criterion.verdict.published for criterion in comparison.criteria]
    kinds = [one.kind for one in published]
    return Tally(
        standings=tuple(standing(comparison, option) for option in comparison.options),
        together=sum(len(one.winners) > 1 for one in published),
        split=kinds.count(Kind.SPLIT),
        tied=kinds.count(Kind.TIE),
        unknown=kinds.count(Kind.UNKNOWN),
        contested=sum(bool(mark_words(comparison, c)) for c in comparison.criteria),
    )


@dataclass(frozen=True)
class Answer:
    """Scenarios whose advice is alike: the same option, or options, or where none wins the same
    kind.
    """

    kind: Kind
    winners: tuple[str, ...]
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True)
class ShortAnswer:
    """The answers in the order of their first scenario, and of how many scenarios they name how
    many."""

    answers: tuple[Answer, ...]
    named: int
    total: int


def short_answer(comparison: Comparison, at_most: int = AT_MOST) -> ShortAnswer:
    """The first scenarios, grouped by what they recommend.

    Where there are more than `at_most`, the first of each option that is recommended comes before
    the second of any.
    """
    chosen = _chosen(comparison.scenarios, at_most)
    groups: dict[_Group, list[Scenario]] = {}
    for scenario in chosen:
        groups.setdefault(_group(scenario.published), []).append(scenario)
    answers = tuple(
        Answer(kind, scenarios[0].published.winners, tuple(scenarios))
        for (kind, _), scenarios in groups.items()
    )
    return ShortAnswer(answers, len(chosen), len(comparison.scenarios))


def _chosen(scenarios: tuple[Scenario, ...], at_most: int) -> list[Scenario]:
    first: dict[str, Scenario] = {}
    for scenario in scenarios:
        for option in scenario.published.winners:
            first.setdefault(option, scenario)
    places = {scenario.id: place for place, scenario in enumerate(scenarios)}
    of_each = {scenario.id for scenario in first.values()}
    by_need = sorted(scenarios, key=lambda scenario: scenario.id not in of_each)
    return sorted(by_need[:at_most], key=lambda scenario: places[scenario.id])


def _group(outcome: Outcome) -> _Group:
    return outcome.kind, frozenset(outcome.winners)
