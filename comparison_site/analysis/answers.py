"""The short answer: for which needs each option is recommended, as the scenarios say."""

from dataclasses import dataclass

from comparison_site.core.vocabulary import Kind
from comparison_site.model import Comparison, Outcome, Scenario

AT_MOST = 6
"""How many scenarios the short answer names."""

_Group = tuple[Kind, frozenset[str]]


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
