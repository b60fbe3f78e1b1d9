"""The short answer: scenarios grouped by what they recommend, the first of each option at least."""

from comparison_site import Comparison, load
from comparison_site.analysis.outcomes import ShortAnswer, short_answer
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Scenario
from comparison_site.model.outcomes import Winners
from tests.support.paths import FRAMEWORKS, MINIMAL, OTHER_DATA


def told(answer: ShortAnswer) -> list[tuple[str, list[str]]]:
    return [
        (" or ".join(a.winners) or a.kind.value, [s.id for s in a.scenarios])
        for a in answer.answers
    ]


def with_scenarios(*options: str) -> Comparison:
    """A comparison that recommends these options, one for each need."""
    comparison = load(MINIMAL)
    [scenario] = comparison.scenarios
    many = (recommending(scenario, option, f"need-{n}") for n, option in enumerate(options))
    return comparison.model_copy(update={"scenarios": tuple(many)})


def recommending(scenario: Scenario, option: str, name: str) -> Scenario:
    outcome = scenario.outcome.model_copy(update={"option": option})
    return scenario.model_copy(update={"id": name, "outcome": outcome})


def test_scenarios_with_the_same_advice_stand_together() -> None:
    assert told(short_answer(load(FRAMEWORKS))) == [
        ("pytorch", ["learning", "academic-research", "quick-prototyping"]),
        ("tensorflow", ["large-scale-deployment", "mobile-and-edge"]),
    ]


def test_advice_without_one_winner_has_a_group_of_its_own() -> None:
    answer = short_answer(load(OTHER_DATA)).answers[-1]
    assert (answer.kind, answer.winners) == (Kind.SPLIT, ())


def test_the_same_winners_in_another_order_are_the_same_advice() -> None:
    comparison = with_scenarios("bicycle", "bus")
    orders = (["bicycle", "bus"], ["bus", "bicycle"])
    scenarios = [
        scenario.model_copy(update={"outcome": Winners.model_validate({"options": order})})
        for scenario, order in zip(comparison.scenarios, orders, strict=True)
    ]
    [answer] = short_answer(comparison.model_copy(update={"scenarios": tuple(scenarios)})).answers
    assert answer.winners == ("bicycle", "bus")
    assert [scenario.id for scenario in answer.scenarios] == ["need-0", "need-1"]


def test_of_many_scenarios_the_first_are_named() -> None:
    answer = short_answer(with_scenarios(*["bicycle"] * 9))
    assert told(answer) == [("bicycle", [f"need-{n}" for n in range(6)])]
    assert (answer.named, answer.total) == (6, 9)


def test_each_option_that_is_recommended_is_named() -> None:
    answer = short_answer(with_scenarios(*["bicycle"] * 8, "bus"))
    assert told(answer) == [("bicycle", [f"need-{n}" for n in range(5)]), ("bus", ["need-8"])]


def test_a_comparison_without_scenarios_has_no_short_answer() -> None:
    answer = short_answer(with_scenarios())
    assert (answer.answers, answer.total) == ((), 0)
