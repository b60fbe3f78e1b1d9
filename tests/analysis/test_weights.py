"""The arithmetic of the decide page: exact, indifferent to order, and honest about what tips it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from comparison_site import load
from comparison_site.analysis.decide_view import shown, shown_above
from comparison_site.analysis.robustness import Firmness, Robustness, Tip, robustness
from comparison_site.analysis.weights import DEFAULT, LEVELS, Sum, follows, preset, weigh
from comparison_site.model import Comparison, Outcome, Scenario
from tests.support.comparisons import TIE, UNKNOWN, comparison_of, only, split, winner, winners
from tests.support.paths import FRAMEWORKS, OTHER_DATA

TINY = Fraction(1, 10**9)
LARGE = 10**6
# About a fifth of all random sums have a lead that something can tip.
SELECTIVE = settings(
    max_examples=60,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.filter_too_much],
)


@dataclass(frozen=True)
class Weighting:
    """A comparison, and what a reader made of it."""

    comparison: Comparison
    weights: dict[str, int]
    parts: dict[str, str]

    @property
    def total(self) -> Sum:
        return weigh(self.comparison, self.weights, self.parts)

    def but(self, changes: Mapping[str, int]) -> Sum:
        return weigh(self.comparison, {**self.weights, **changes}, self.parts)


@st.composite
def weightings(draw: st.DrawFn) -> Weighting:
    options = [f"o{number}" for number in range(draw(st.integers(2, 6)))]
    splits = st.lists(st.sampled_from(options), min_size=2, unique=True).map(lambda o: split(*o))
    several = st.lists(st.sampled_from(options), min_size=2, unique=True)
    outcome = st.one_of(
        st.sampled_from(options).map(winner), splits, st.just(TIE), st.just(UNKNOWN),
        several.map(lambda some: winners(*some)),
    )  # fmt: skip
    comparison = comparison_of(options, draw(st.lists(outcome, min_size=1, max_size=8)))
    ids = [criterion.id for criterion in comparison.criteria]
    weights = {id_: draw(st.sampled_from(LEVELS)) for id_ in ids}
    chosen = draw(st.sets(st.sampled_from(ids)))
    return Weighting(comparison, weights, {id_: draw(st.sampled_from(options)) for id_ in chosen})


@st.composite
def one_sided(draw: st.DrawFn) -> Weighting:
    """A comparison in which no criterion gives any option more than the first one."""
    options = [f"o{number}" for number in range(draw(st.integers(2, 5)))]
    others = st.lists(st.sampled_from(options[1:]), min_size=1, unique=True)
    shared = others.map(lambda ids: split(options[0], *ids))
    outcome = st.one_of(shared, st.just(winner(options[0])), st.just(TIE))
    comparison = comparison_of(options, draw(st.lists(outcome, min_size=1, max_size=6)))
    weights = {c.id: draw(st.sampled_from(LEVELS)) for c in comparison.criteria}
    return Weighting(comparison, weights, {})


@st.composite
def with_newcomers(draw: st.DrawFn) -> Weighting:
    """Two options that share all they get, and others that are behind with one criterion each."""
    shared = draw(st.integers(2, 4))
    behind = [f"o{number}" for number in range(2, draw(st.integers(3, 5)))]
    outcomes = [*[split("o0", "o1")] * shared, *map(winner, behind)]
    comparison = comparison_of(["o0", "o1", *behind], outcomes)
    few = [draw(st.sampled_from([0, 1, 2])) for _ in behind]
    weights = dict(zip((c.id for c in comparison.criteria), [*[4] * shared, *few], strict=True))
    return Weighting(comparison, weights, {})


# --- The sum ---


@given(weightings())
def test_every_point_goes_to_an_option_or_to_nobody(case: Weighting) -> None:
    total = case.total
    assert total.weight == sum(case.weights.values())
    for row in total.rows:
        times = max(len(row.outcome.winners), 1)  # each of several that lead gets all of it
        one = row.given
        assert sum(one.points.values()) + one.nobody == one.weight * times
        assert min(one.points.values()) >= 0 <= one.nobody


@given(weightings(), st.randoms())
def test_the_order_of_the_criteria_does_not_matter(case: Weighting, random: Random) -> None:
    criteria = list(case.comparison.criteria)
    random.shuffle(criteria)
    shuffled = case.comparison.model_copy(update={"criteria": tuple(criteria)})
    total = weigh(shuffled, case.weights, case.parts)
    assert total.totals == case.total.totals
    assert (total.leader, total.lead) == (case.total.leader, case.total.lead)


@given(weightings(), st.data())
@SELECTIVE
def test_a_criterion_without_weight_might_as_well_be_missing(
    case: Weighting, data: st.DataObject
) -> None:
    assume(len(case.comparison.criteria) > 1)
    dropped = data.draw(st.sampled_from(case.comparison.criteria))
    kept = tuple(c for c in case.comparison.criteria if c is not dropped)
    without = case.comparison.model_copy(update={"criteria": kept})
    assert weigh(without, case.weights, case.parts).totals == case.but({dropped.id: 0}).totals


@given(weightings(), st.integers(2, 1000))
def test_scaling_all_weights_changes_no_leader(case: Weighting, factor: int) -> None:
    scaled = case.but({id_: weight * factor for id_, weight in case.weights.items()})
    assert scaled.ahead == case.total.ahead
    assert scaled.lead == case.total.lead * factor


@given(weightings())
def test_the_lead_is_the_distance_to_the_next(case: Weighting) -> None:
    total = case.total
    behind = [value for option, value in total.totals.items() if option != total.ahead[0]]
    assert total.lead == total.most - max(behind)
    assert (total.leader is None) is (total.lead == 0)


def test_unknown_ids_are_ignored_and_missing_weights_are_the_default() -> None:
    comparison = comparison_of(["a", "b"], [winner("a"), split("a", "b")])
    total = weigh(comparison, {"c9": 8, "c0": 4}, {"c0": "b", "c1": "zebra", "c9": "a"})
    assert [row.given.weight for row in total.rows] == [4, DEFAULT]
    assert total.totals == {"a": 5, "b": 1}


def test_a_split_is_shared_until_the_reader_says_which_part_is_theirs() -> None:
    comparison = comparison_of(["a", "b", "c"], [split("a", "b", "c")])
    assert set(weigh(comparison, {"c0": 4}).totals.values()) == {Fraction(4, 3)}
    mine = weigh(comparison, {"c0": 4}, {"c0": "b"})
    assert mine.totals == {"a": 0, "b": 4, "c": 0}


def test_each_of_several_that_lead_gets_the_whole_weight() -> None:
    comparison = comparison_of(["a", "b", "c"], [winners("a", "b"), winner("c"), TIE])
    total = weigh(comparison, {"c0": 4, "c1": 1, "c2": 2}, {"c0": "a"})
    assert total.totals == {"a": 4, "b": 4, "c": 1}
    assert (total.nobody, total.weight, total.ahead, total.shared) == (
        Fraction(2),
        7,
        ("a", "b"),
        False,
    )


def test_ties_and_unknowns_go_to_nobody() -> None:
    total = weigh(comparison_of(["a", "b"], [TIE, UNKNOWN]))
    assert total.nobody == total.weight == 4
    assert total.leader is None


# --- Robustness ---


def passes(total: Sum, options: tuple[str, ...], leader: str) -> bool:
    return set(total.ahead) == set(options) and leader not in total.ahead


def exact(case: Weighting, changes: Mapping[str, Fraction]) -> Sum:
    """The sum for weights that need not be whole."""
    return case.but(changes)  # type: ignore[arg-type]


@given(weightings())
@SELECTIVE
def test_a_threshold_is_the_tipping_point(case: Weighting) -> None:
    leader = case.total.leader
    found = robustness(case.total)
    assume(leader is not None and found.kind is Firmness.TIPS)
    assert leader
    for tip in found.tips:
        assert tip.threshold > case.weights[tip.criterion]
        at = exact(case, {tip.criterion: tip.threshold})
        assert set(at.ahead) == {leader, *tip.options}
        assert exact(case, {tip.criterion: tip.threshold - TINY}).leader == leader
        assert passes(exact(case, {tip.criterion: tip.threshold + TINY}), tip.options, leader)
        assert tip.factor in (None, tip.threshold / (case.weights[tip.criterion] or 1))


@given(weightings())
@SELECTIVE
def test_no_other_criterion_tips_a_lead_with_a_smaller_factor(case: Weighting) -> None:
    leader = case.total.leader
    found = robustness(case.total)
    assume(leader is not None and found.kind is Firmness.TIPS)
    factor = found.tips[0].factor
    if factor is None:  # only what has no weight yet can tip it
        changes = [{id_: LARGE} for id_, weight in case.weights.items() if weight]
        assert all(case.but(change).leader == leader for change in changes)
        return
    for id_, weight in case.weights.items():
        if weight:
            assert leader in exact(case, {id_: weight * factor}).ahead


@given(one_sided(), st.data())
@SELECTIVE
def test_where_nothing_tips_no_weighting_puts_another_option_ahead(
    case: Weighting, data: st.DataObject
) -> None:
    leader = case.total.leader
    assume(leader is not None)
    assert robustness(case.total).kind is Firmness.FIRM
    for _ in range(20):
        weights = {id_: data.draw(st.integers(0, LARGE)) for id_ in case.weights}
        assert leader in case.but(weights).ahead


@given(weightings())
@SELECTIVE
def test_a_firm_lead_is_one_that_no_criterion_grudges(case: Weighting) -> None:
    leader = case.total.leader
    assume(leader)
    envied = any(
        max(row.given.shares.values()) > row.given.shares[leader]
        for row in case.total.rows
        if leader
    )
    assert (robustness(case.total).kind is Firmness.FIRM) is not envied


@given(weightings())
@SELECTIVE
def test_a_level_sum_says_what_tips_it(case: Weighting) -> None:
    total = case.total
    assume(total.leader is None)
    found = robustness(total)
    assume(found.kind is Firmness.LEVEL)
    tips = {(tip.criterion, tip.options[0]) for tip in found.tips}
    for id_, weight in case.weights.items():
        more = exact(case, {id_: weight + TINY})
        assert {option for criterion, option in tips if criterion == id_} == (
            {more.leader} if more.leader else set()
        )


@given(with_newcomers())
def test_where_nothing_decides_a_level_sum_the_nearest_newcomers_are_named(case: Weighting) -> None:
    assert case.total.ahead == ("o0", "o1")
    found = robustness(case.total)
    assert found.kind is Firmness.TIPS
    for tip in found.tips:
        assert exact(case, {tip.criterion: tip.threshold - TINY}).ahead == ("o0", "o1")
        assert exact(case, {tip.criterion: tip.threshold + TINY}).ahead == tip.options


@given(weightings())
@SELECTIVE
def test_a_sum_that_nothing_decides_stays_level_whatever_one_criterion_weighs_more(
    case: Weighting,
) -> None:
    assume(robustness(case.total) == Robustness(Firmness.LEVEL))
    for id_, weight in case.weights.items():
        assert all(case.but({id_: weight + more}).leader is None for more in (1, 8, LARGE))


def test_of_two_criteria_that_are_equally_near_each_names_who_comes_ahead() -> None:
    comparison = comparison_of(
        ["a", "b", "c"], [winner("a"), winner("a"), winner("b"), winner("c")]
    )
    groups = robustness(weigh(comparison)).groups
    assert [[(tip.options, tip.criterion) for tip in tips] for tips in groups] == [
        [(("b",), "c2")],
        [(("c",), "c3")],
    ]


def test_the_even_sum_of_five_verdicts_tips_at_twice_the_weight() -> None:
    comparison = comparison_of(
        ["a", "b"], [winner("b"), split("a", "b"), winner("b"), winner("a"), TIE]
    )
    total = weigh(comparison)
    assert total.leader == "b"
    assert [total.lead, total.weight] == [2, 10]
    tip = Tip(("a",), "c3", Fraction(4), Fraction(2))
    assert robustness(total) == Robustness(Firmness.TIPS, (tip,))


def test_equally_near_criteria_are_all_named() -> None:
    comparison = comparison_of(["a", "b"], [winner("a"), winner("b"), winner("b")])
    found = robustness(weigh(comparison, {"c0": 4, "c1": 1, "c2": 1}))
    assert [tip.criterion for tip in found.tips] == ["c1", "c2"]


def test_options_that_pass_together_are_named_together() -> None:
    comparison = comparison_of(["a", "b", "c"], [winner("a"), split("b", "c")])
    found = robustness(weigh(comparison))
    assert found.tips == (Tip(("b", "c"), "c1", Fraction(4), Fraction(2)),)


def test_a_criterion_without_weight_has_a_threshold_but_no_factor() -> None:
    comparison = comparison_of(["a", "b"], [winner("a"), winner("b")])
    found = robustness(weigh(comparison, {"c0": 2, "c1": 0}))
    assert found.tips == (Tip(("b",), "c1", Fraction(2), None),)


def test_nothing_weighs_and_nobody_wins() -> None:
    comparison = comparison_of(["a", "b"], [winner("a"), TIE])
    nothing = weigh(comparison, {"c0": 0, "c1": 0})
    assert (nothing.leader, nothing.weight, nothing.uniform) == (None, 0, False)
    assert [tip.criterion for tip in robustness(nothing).tips] == ["c0"]
    assert robustness(weigh(comparison_of(["a", "b"], [TIE]))) == Robustness(Firmness.LEVEL)


# --- Presets and numbers ---


@pytest.mark.parametrize(
    ("advice", "expected"),
    [(winner("b"), True), (winner("a"), False), (split("a", "b"), True), (TIE, False)],
)
def test_a_preset_is_compared_with_the_advice(advice: Outcome, expected: bool) -> None:
    comparison = comparison_of(["a", "b"], [winner("a"), winner("b"), TIE])
    scenario = only(Scenario, id="s", criteria=("c1", "c2"))
    total = preset(comparison, scenario)
    assert [row.given.weight for row in total.rows] == [1, 4, 4]
    assert follows(total, advice) is expected


def test_the_real_presets_lead_where_the_advice_points() -> None:
    comparison = load(FRAMEWORKS)
    assert all(follows(preset(comparison, s), s.published) for s in comparison.scenarios)


def test_another_comparison_has_advice_that_its_sum_does_not_follow() -> None:
    comparison = load(OTHER_DATA)
    led = [s.id for s in comparison.scenarios if not follows(preset(comparison, s), s.published)]
    assert led == ["tiny-machine"]


@pytest.mark.parametrize(
    ("value", "rounded", "above"),
    [
        (Fraction(2), "2", "2"),
        (Fraction(5, 2), "2.5", "2.5"),
        (Fraction(7, 3), "2.3", "2.4"),
        (Fraction(2, 3), "0.7", "0.7"),
        (Fraction(9, 4), "2.3", "2.3"),
        (Fraction(1, 100), "<0.1", "0.1"),
        (Fraction(0), "0", "0"),
        (Fraction(299, 100), "3", "3"),
    ],
)
def test_numbers_have_one_decimal_at_most(value: Fraction, rounded: str, above: str) -> None:
    assert (shown(value), shown_above(value)) == (rounded, above)
