"""What samples can say, held against exact values and against chance."""

import random
from math import exp
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison_site.core.vocabulary import Better, RunStatus
from comparison_site.results.figures import Difference, difference, times
from comparison_site.results.records import Figure, Series
from comparison_site.results.samples import coverage, drift, interval, paired, percent
from comparison_site.results.standings import standings

POSITIVE = st.lists(st.floats(0.001, 1000), min_size=1, max_size=30)
CALM = (1.0, 1.02, 0.99, 1.01, 1.0, 0.98, 1.01, 1.0, 0.99)
WILD = (1.0, 2.0, 0.6, 1.3, 0.8, 1.7, 0.9, 1.2, 0.7)


def a_series(name: str, samples: tuple[float, ...]) -> Series:
    low, high, _ = interval(samples)
    return Series(
        id=name, option=name, name=name, status=RunStatus.OK, detail="", samples=samples,
        median=median(samples), low=low, high=high,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("count", "left_out", "covers"),
    [(1, 0, "0 %"), (2, 0, "50 %"), (5, 0, "93.8 %"), (6, 0, "96.9 %"), (7, 0, "98.4 %"),
     (9, 1, "96.1 %"), (12, 2, "96.1 %"), (17, 4, "95.1 %"), (20, 5, "95.9 %")],
)  # fmt: skip
def test_an_interval_is_the_narrowest_that_covers_95_per_cent(
    count: int, left_out: int, covers: str
) -> None:
    """The coverages are those of tables of the binomial distribution."""
    samples = list(range(count, 0, -1))
    low, high, share = interval(samples)
    assert (low, high) == (1 + left_out, count - left_out)
    assert percent(share) == covers


def test_the_second_to_the_sixth_of_seven_covers_87_and_a_half_per_cent() -> None:
    samples = [3, 1, 7, 2, 6, 4, 5]
    assert percent(coverage(samples, 2, 6)) == "87.5 %"
    assert percent(coverage(samples, 1, 7)) == "98.4 %"
    assert percent(coverage(samples, 1.5, 6.5)) == "87.5 %"
    assert percent(coverage([2.0] * 7, 2, 2)) == "98.4 %"


def test_an_interval_covers_the_median_as_often_as_it_says() -> None:
    draw = random.Random(7)  # noqa: S311
    hits = 0
    for _ in range(4000):
        low, high, share = interval([draw.expovariate(1) for _ in range(9)])
        hits += low <= 0.6931 <= high
    assert hits / 4000 == pytest.approx(share, abs=0.01)


def test_the_difference_that_would_show_shows_in_four_of_five_runs() -> None:
    """Of nine rounds whose ratios scatter by a tenth; 1.325 is Phi^-1 of 0.907, see Dixon."""
    draw, clear = random.Random(7), 0  # noqa: S311
    for _ in range(4000):
        found = paired([exp(draw.gauss(0.1325, 0.1)) for _ in range(9)], [1.0] * 9)
        clear += found is not None and found.is_clear
    assert clear / 4000 == pytest.approx(0.8, abs=0.03)
    scatter = [exp(each / 10) for each in (-1, -1, -1, -1, 0, 1, 1, 1, 1)]  # by a tenth, too
    found = paired(scatter, [1.0] * 9)
    assert found is not None
    assert found.shows == pytest.approx(exp(0.1325), abs=0.001)


@given(samples=POSITIVE)
def test_an_interval_lies_within_the_samples_and_around_their_median(samples: list[float]) -> None:
    low, high, share = interval(samples)
    assert {low, high} <= set(samples)
    assert low <= median(samples) <= high
    assert 0 <= share < 1
    assert coverage(samples, low, high) >= share
    assert interval(samples[::-1]) == (low, high, share)


def test_rounds_are_compared_with_each_other() -> None:
    """What slows down both in a round leaves their ratio as it is."""
    one, other = a_series("one", WILD), a_series("other", tuple(1.3 * each for each in WILD))
    assert difference(one, other, Better.LOWER) is Difference.BETTER
    assert difference(one, other, Better.HIGHER) is Difference.WORSE
    assert times(other, one) == pytest.approx(1.3)
    turned = other.model_copy(update={"samples": other.samples[:-1]})
    assert difference(one, turned, Better.LOWER) is Difference.NONE, "these are no pairs"


def test_no_clear_difference_and_too_noisy_to_tell_are_two_things() -> None:
    calm, calmer = a_series("calm", CALM), a_series("calmer", CALM[::-1])
    wild = a_series("wild", WILD)
    assert difference(calm, calmer, Better.LOWER) is Difference.NONE
    assert difference(calm, wild, Better.LOWER) is Difference.NOISY
    figure = Figure(id="f", title="F", unit="s", series=(calm, calmer, wild))
    found = standings(figure, Better.LOWER)
    assert ([s.id for s in found.level], [s.id for s in found.noisy]) == (["calmer"], ["wild"])
    assert (found.is_alone, found.next, found.ratios_cover) == (False, None, "96.1 %")
    assert found.would_show(found.level) == "2.9 %"
    assert found.would_show(found.noisy) == "69 %"


@pytest.mark.parametrize("samples", [(0.0,) * 9, (-1.0,) * 9, (1e-300,) * 9, (1.0,) * 5])
def test_without_ratios_or_rounds_enough_nothing_is_paired(samples: tuple[float, ...]) -> None:
    assert paired(samples, samples) is None


@pytest.mark.parametrize(
    ("samples", "found"),
    [
        ((9.00, 9.08, 9.21, 15.99, 14.86, 14.07, 16.47), 1.7),
        ((6.0, 6.3, 5.7, 3.1, 3.2, 3.0, 3.1), 0.52),
        ((9.00, 9.08, 9.21, 9.99, 9.86, 9.57, 9.47), 1),  # apart, and by too little to matter
        ((9.00, 15.0, 9.21, 15.99, 14.86, 14.07, 16.47), 1),
        ((9.00, 9.08, 9.21, 15.99, 14.86, 14.07), 1),  # too few
        ((0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0), 1),
    ],
)
def test_a_series_drifts_where_its_halves_are_apart(
    samples: tuple[float, ...], found: float
) -> None:
    assert drift(samples) == pytest.approx(found, rel=0.01)
