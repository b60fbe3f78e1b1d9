"""What came of a run, in one line."""

from dataclasses import replace
from typing import Any

import pytest

from comparison_site import load
from comparison_site.analysis import findings
from comparison_site.core.vocabulary import Better, RunStatus
from comparison_site.model import Comparison
from comparison_site.results.about import Agreement, PairAbout
from comparison_site.results.records import Figure, Pair, Series
from comparison_site.results.runs import Run, Runs
from tests.support.paths import MEASURED_DATA

Ends = tuple[float, float] | None


def finding(comparison: Comparison, run: Run) -> str:
    return findings.finding(comparison, run).replace("\N{MULTIPLICATION SIGN}", "x")


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return load(MEASURED_DATA)


def run_of(comparison: Comparison, name: str, **changes: Any) -> Run:
    [run] = [run for run in comparison.runs if run.id == name]
    return replace(run, result=run.result.model_copy(update=changes))


def a_figure(ends: dict[str, Ends], unit: str = "s") -> Figure:
    """A series for each name, `option` or `option-way`; None is one that failed."""
    series = tuple(
        Series(
            id=name, option=name.partition("-")[0], name=name.title(), detail="", samples=(),
            status=RunStatus.OK if pair else RunStatus.FAILED, median=pair and sum(pair) / 2,
            low=pair and pair[0], high=pair and pair[1],
        )
        for name, pair in ends.items()
    )  # fmt: skip
    return Figure(id="f", title="F", unit=unit, series=series)


FIGURES: list[tuple[dict[str, Ends], str]] = [
    ({"bus": (4, 6), "bicycle": (1, 3)}, "Bicycle is fastest: 2.00 s; Bus 5.00 s (2.5x)"),
    ({"bus": (4, 6), "bicycle": (5, 7)}, "No clear difference: Bus 5.00 s, Bicycle 6.00 s"),
    ({"bus": (0, 0), "bicycle": (5, 7)}, "Bus is fastest: 0 s; Bicycle 6.00 s"),
    ({"bus": (-4, -4), "bicycle": (-2, -2)}, "Bus is fastest: -4.00 s; Bicycle -2.00 s"),
    ({"bus": None, "bicycle": (5, 7)}, "Bicycle is fastest: 6.00 s"),
    ({"bus": None, "bicycle": None}, "Nothing gave a number"),
    ({"bus": (1, 1), "bus-night": (4, 4)}, "Bus is fastest: 1.00 s; Bus-Night 4.00 s (4.0x)"),
    ({"bus": (1, 1), "bus-night": (4, 4), "bicycle": (9, 9)},
     "Bus is fastest: 1.00 s; Bicycle 9.00 s (9.0x)"),
]  # fmt: skip


def test_what_ran_beside_the_options_goes_by_the_name_that_its_environment_has(
    comparison: Comparison,
) -> None:
    """Not by that of the way in which it ran, which says more than who it is."""
    run = run_of(comparison, "short-way", figures=(a_figure({"tram-late": (1, 3), "bus": (4, 6)}),))
    assert finding(comparison, run).startswith("Tram-Late is fastest")
    named = replace(run, names={"tram": "Tram"})
    assert finding(comparison.with_runs(Runs((named,))), named).startswith("Tram is fastest")


@pytest.mark.parametrize(("ends", "words"), FIGURES)
def test_one_figure_names_the_best_of_each_option(
    comparison: Comparison, ends: dict[str, Ends], words: str
) -> None:
    assert finding(comparison, run_of(comparison, "short-way", figures=(a_figure(ends),))) == words


def test_what_ran_for_none_of_the_options_goes_by_its_own_name(comparison: Comparison) -> None:
    """A third one may be measured beside those that are compared."""
    figure = a_figure({"tram": (1, 1), "bus": (4, 4), "bicycle": (9, 9)})
    words = finding(comparison, run_of(comparison, "short-way", figures=(figure,)))
    assert words == "Tram is fastest: 1.00 s; Bus 4.00 s (4.0x); Bicycle 9.00 s (9.0x)"


def test_where_higher_is_better_the_highest_is_named_first(comparison: Comparison) -> None:
    run = run_of(comparison, "short-way", figures=(a_figure({"bus": (4, 4), "bicycle": (1, 1)}),))
    higher = replace(run, about=run.about.model_copy(update={"better": Better.HIGHER}))
    assert finding(comparison, higher) == "Bus is highest: 4.00 s; Bicycle 1.00 s (0.25x)"


def test_several_figures_are_counted_with_their_leads(comparison: Comparison) -> None:
    found = [a_figure(ends) for ends, _ in FIGURES]
    words = finding(comparison, run_of(comparison, "short-way", figures=tuple(found)))
    assert words == (
        "Bus leads in 3 of 8 measurements (9.0x); Bicycle leads in 1 (2.5x); "
        "no clear difference in 1; nothing to compare in 3"
    )
    same = tuple(found[1] for _ in range(2))
    level = finding(comparison, run_of(comparison, "short-way", figures=same))
    assert level == "No clear difference in 2 of 2 measurements"


def test_a_pair_has_words_of_its_own_unless_a_program_failed_or_differs(
    comparison: Comparison,
) -> None:
    run = run_of(comparison, "ticket", agrees=True)
    assert isinstance(run.about, PairAbout)
    told = replace(run, about=run.about.model_copy(update={"finding": "Both take coins"}))
    assert finding(comparison, told) == "Both take coins"
    counted = "Bicycle: works 2; Bus: breaks 1, fails 1"
    assert finding(comparison, run) == counted
    differs = replace(told, result=told.result.model_copy(update={"agrees": False}))
    assert finding(comparison, differs) == "The outputs differ"
    bare = run.result.model_copy(update={"outcomes": ()})
    assert finding(comparison, replace(run, result=bare)) == "Same output in both"
    [first, second] = run.programs
    failed = second.model_copy(update={"status": RunStatus.TIMEOUT})
    stopped = told.result.model_copy(update={"programs": (first, failed)})
    assert finding(comparison, replace(told, result=stopped)) == "Bus: ran out of time"


@pytest.mark.parametrize(("agrees", "words"), [(True, "Both take coins"), (None, "Bus: skipped")])
def test_a_program_that_was_skipped_leaves_the_words_if_the_others_agree(
    comparison: Comparison, agrees: bool | None, words: str
) -> None:
    run = run_of(comparison, "ticket", agrees=agrees)
    [first, second] = run.programs
    skipped = second.model_copy(update={"status": RunStatus.SKIPPED})
    result = run.result.model_copy(update={"programs": (first, skipped)})
    about = run.about.model_copy(update={"finding": "Both take coins"})
    assert finding(comparison, replace(run, result=result, about=about)) == words


def test_a_program_that_was_skipped_did_not_run_as_expected(comparison: Comparison) -> None:
    run = run_of(comparison, "ticket")
    [first, second] = run.programs
    skipped = second.model_copy(update={"status": RunStatus.SKIPPED})
    result = run.result.model_copy(update={"agrees": True, "programs": (first, skipped)})
    assert isinstance(result, Pair)
    assert result.agreement is Agreement.REST
