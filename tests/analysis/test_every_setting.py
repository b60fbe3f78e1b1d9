"""Who leads over all settings of the controls: as going through every one of them finds."""

from collections import Counter
from fractions import Fraction
from itertools import product
from math import prod
from time import process_time

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from comparison_site.analysis import lattice
from comparison_site.analysis.controls import (
    MARGIN,
    SIZE,
    Controls,
    Leads,
    Named,
    Setting,
    one_by_one,
    sampled,
    settings_of,
)
from comparison_site.analysis.every_setting import Every
from comparison_site.analysis.strip import Strip
from comparison_site.analysis.weights import LEVELS, weigh
from comparison_site.model import Comparison, Outcome
from tests.support.comparisons import TIE, UNKNOWN, comparison_of, split, winner, winners

MANY = [f"o{number}" for number in range(20)]
QUICK = 10_000


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Few criteria, so that each setting can be gone through."""
    options = MANY[: draw(st.integers(2, 5))]
    splits = st.lists(st.sampled_from(options), min_size=2, max_size=3, unique=True)
    outcome = st.one_of(
        st.sampled_from(options).map(winner),
        splits.map(lambda some: split(*some)),
        splits.map(lambda some: winners(*some)),
        st.sampled_from([TIE, UNKNOWN]),
    )
    made = comparison_of(options, draw(st.lists(outcome, min_size=1, max_size=3)))
    assume(lattice.steps(controls_of(made)) < QUICK)
    return made


def controls_of(comparison: Comparison) -> Controls:
    outcomes = [criterion.verdict.published for criterion in comparison.criteria]
    return Controls.of((option.id for option in comparison.options), outcomes)


def gone_through(comparison: Comparison) -> Leads:
    """Every setting, one by one."""
    controls, options = controls_of(comparison), [option.id for option in comparison.options]
    outcomes = [criterion.verdict.published for criterion in comparison.criteria]
    named = [Named.by(outcome, options) for outcome in outcomes]
    by = {option: Counter[int]() for option in options}
    wins: dict[tuple[str, Named], Counter[Setting]] = {}
    for every in product(*map(settings_of, named)):
        scores = dict.fromkeys(options, 0)
        for one, (level, part) in zip(named, every, strict=True):
            for option in (part,) if part else one.options:
                share = 1 if part or one.whole else len(one.options)
                scores[option] += level * controls.scale // share
        second, first = sorted(scores.values())[-2:]
        if first > second:
            leader = max(scores, key=scores.__getitem__)
            by[leader][first - second] += 1
            for one, setting in dict(zip(named, every, strict=True)).items():
                if leader in one.options:
                    wins.setdefault((leader, one), Counter())[setting] += 1
    return Leads(controls, prod(len(settings_of(one)) for one in named), by, wins)


@given(comparisons())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_counting_finds_what_going_through_every_setting_finds(comparison: Comparison) -> None:
    found, expected = lattice.counted(controls_of(comparison)), gone_through(comparison)
    assert found.counted == expected.counted == found.controls.settings
    assert found.by == expected.by == one_by_one(found.controls).by
    assert {key: +wins for key, wins in found.wins.items() if wins.total()} == expected.wins


@given(comparisons())
@settings(max_examples=6)
def test_a_sample_is_as_near_as_it_says(comparison: Comparison) -> None:
    exact, found = lattice.counted(controls_of(comparison)), sampled(controls_of(comparison))
    for option in exact.by:  # in one sample of many thousands, twice the margin
        assert abs(found.share(option) - exact.share(option)) <= Fraction(2 * MARGIN, 100)
    assert found == sampled(controls_of(comparison))


def test_a_sample_is_the_same_on_every_machine() -> None:
    found = sampled(controls_of(comparison_of(["a", "b"], [winner("a"), split("a", "b")])))
    assert [found.by[option].total() for option in found.by] == [2796, 570]


@given(comparisons())
@settings(max_examples=30)
def test_percentages_add_up(comparison: Comparison) -> None:
    shares = Strip(lattice.counted(controls_of(comparison))).shares
    assert sum(share.percent for share in shares) == 100
    assert all(abs(share.percent - 100 * share.exact) < 1 for share in shares)


@given(comparisons(), st.data())
@settings(max_examples=30)
def test_a_larger_lead_stands_further_out(comparison: Comparison, data: st.DataObject) -> None:
    strip = Strip(lattice.counted(controls_of(comparison)))
    ids = [criterion.id for criterion in comparison.criteria]
    draw = st.fixed_dictionaries({id_: st.sampled_from(LEVELS) for id_ in ids})
    sums = [weigh(comparison, data.draw(draw)) for _ in range(4)]
    for total in sums:
        stretch = next(one for one in strip.stretches if one.share.option == total.leader)
        assert stretch.start <= strip.mark(total).at <= stretch.end
        for other in (one for one in sums if one.leader == total.leader and total.leader):
            nearer = strip.mark(other).beyond >= strip.mark(total).beyond
            assert nearer or other.lead > total.lead


def published(*outcomes: Outcome, options: tuple[str, ...] = ("tf", "pt")) -> Every:
    made = comparison_of(list(options), list(outcomes))
    return Every(made, proposals=False)


def test_what_is_typical_of_those_who_rarely_lead_is_named() -> None:
    every = published(winner("pt"), split("tf", "pt"), winner("pt"), winner("tf"), TIE)
    assert [(one.option, one.percent) for one in every.leading] == [("pt", 66), ("tf", 26)]
    ((option, (fact,)),) = every.typical()
    assert (option, [c.id for c in fact.criteria], fact.least) == ("tf", ["c3"], 4)
    assert round(100 * fact.share) == 71


def test_the_part_of_a_split_may_be_what_is_typical() -> None:
    every = published(winner("pt"), winner("pt"), winner("pt"), split("pt", "tf"), TIE)
    ((option, (part, weight)),) = every.typical()
    assert (option, part.purpose) == ("tf", "for tf")
    assert part.share == 1
    assert (weight.least, [c.id for c in weight.criteria]) == (8, ["c3"])


def test_where_no_verdict_names_anybody_nobody_leads() -> None:
    every = published(TIE, UNKNOWN)
    assert every.leads.exact
    assert (every.level.percent, every.leading, every.never) == (100, [], ["tf", "pt"])
    assert list(every.typical()) == []


KINDS = [winner("o0"), winner("o1"), split("o0", "o1"), TIE]
LARGE = {
    "two options, a hundred criteria": (MANY[:2], KINDS * 25, True),
    "two options, a hundred splits": (MANY[:2], KINDS[2:3] * 100, True),
    "twenty options, each winning five": (MANY, [winner(o) for o in MANY] * 5, True),
    "twenty options, one split": (MANY, [*map(winner, MANY[2:]), split(*MANY[:2])], True),
    "four options, joined, with few settings": (
        MANY[:4],
        [winner("o0"), split(*MANY[:3]), split("o0", "o3"), TIE],
        True,
    ),
    "twenty options, all joined by splits": (
        MANY,
        [winner(o) for o in MANY] * 4 + list(map(split, MANY, [*MANY[1:], MANY[0]])),
        False,
    ),
}


@pytest.mark.parametrize(("options", "outcomes", "exact"), LARGE.values(), ids=LARGE)
def test_large_comparisons_are_counted_quickly(
    options: list[str], outcomes: list[Outcome], exact: bool
) -> None:
    every = published(*outcomes, options=tuple(options))
    before = process_time()
    leads = every.leads
    assert process_time() - before < 1  # a fifth of that where the machine has nothing else to do
    assert leads.exact is exact
    assert leads.counted == (leads.controls.settings if exact else SIZE)
