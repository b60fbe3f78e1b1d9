from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.runner.benchmarks import cases_of, interleaved, interval, significant
from evidence.runner.catalogue import load_catalogue
from evidence.runner.files import Folders
from tests.support.evidence import Runner, program, reporting, result

numbers = st.lists(st.floats(0.001, 1000), min_size=1, max_size=12)


few_examples = settings(max_examples=8)  # each draws 10,000 times


def width(ends: tuple[float, float]) -> float:
    return ends[1] - ends[0]


def test_a_series_that_fails_is_not_tried_again(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    program(evidence, "benchmarks/speed", "basalt", "raise OSError('worn out')")
    assert runner("benchmarks") == 1
    said = capsys.readouterr().err
    assert said.count("] speed basalt-slow") == 1
    assert "[5/5] speed amber-slow" in said
    series = {row["id"]: row for row in result(evidence, "speed")["figures"][0]["series"]}
    assert series["basalt-slow"]["status"] == "failed"
    assert series["basalt-slow"]["detail"] == "OSError: worn out"
    assert series["basalt-slow"]["median"] is None
    assert series["amber-slow"]["samples"] == [20, 20]


def test_options_take_turns_and_odd_rounds_run_backwards(evidence: Path) -> None:
    task = load_catalogue(Folders.of(evidence)).benchmarks["speed"]
    cases = cases_of(task, {})
    forth = [case.id for case in interleaved(cases, 0)]
    assert forth == ["amber-slow", "basalt-slow", "amber-fast"]
    assert [case.id for case in interleaved(cases, 1)] == forth[::-1]


def test_every_sample_is_a_process_of_its_own(evidence: Path, runner: Runner) -> None:
    code = "import os\nprint('RESULT {\"step\": %d}' % os.getpid())\n"
    program(evidence, "benchmarks/speed", "amber", code)
    runner("benchmarks", "--samples", "3")
    series = result(evidence, "speed")["figures"][0]["series"]
    samples = [sample for row in series if row["option"] == "amber" for sample in row["samples"]]
    assert len(set(samples)) == 6


def test_a_gpu_that_an_option_finds_gets_series_of_its_own(evidence: Path, runner: Runner) -> None:
    program(evidence, "options/amber", "gpu", reporting(gpu="Stone X"))
    code = "import os\nprint('RESULT {\"step\": %d}' % (os.environ['EVIDENCE_DEVICE'] == 'gpu'))\n"
    program(evidence, "benchmarks/speed", "amber", code)
    runner("benchmarks")
    told = result(evidence, "speed")
    series = {row["id"]: row for row in told["figures"][0]["series"]}
    assert told["machine"]["gpu"] == "Stone X"
    assert series["amber-slow-gpu"]["name"] == "Amber, slow, GPU"
    assert series["amber-slow-gpu"]["samples"] == [1, 1]
    assert series["amber-slow"]["samples"] == [0, 0]
    assert series["basalt-gpu"]["status"] == "skipped"


def test_without_a_gpu_its_series_are_skipped_with_the_reason(
    evidence: Path, runner: Runner
) -> None:
    runner("benchmarks")
    series = {row["id"]: row for row in result(evidence, "speed")["figures"][0]["series"]}
    assert series["amber-gpu"]["status"] == "skipped"
    assert series["amber-gpu"]["detail"] == "this build has none"


@few_examples
@given(numbers)
def test_an_interval_lies_within_the_samples_and_around_their_median(samples: list[float]) -> None:
    low, high = interval(samples)
    middle = sorted(samples)[len(samples) // 2]
    assert min(samples) <= low <= high <= max(samples)
    assert low <= middle or len(samples) % 2 == 0
    assert interval(samples[::-1]) == (low, high)


@few_examples
@given(numbers, st.floats(0.5, 4))
def test_an_interval_scales_with_its_unit(samples: list[float], factor: float) -> None:
    scaled = interval([sample * factor for sample in samples])
    assert scaled == pytest.approx([end * factor for end in interval(samples)])


def test_an_interval_of_equal_samples_is_a_point() -> None:
    assert interval([2.5] * 7) == (2.5, 2.5)


def test_an_interval_narrows_with_more_samples() -> None:
    few, many = [1.0, 2, 3, 4, 5, 6, 7], [1.0, 2, 3, 4, 5, 6, 7] * 10
    assert width(interval(many)) < width(interval(few))
    assert interval(few) == (2, 6)  # exact: P(median <= 1) of 7 draws is 0.1 %, <= 2 is 4.9 %


def test_an_interval_needs_a_sample() -> None:
    with pytest.raises(ValueError, match="at least one sample"):
        interval([])


def test_numbers_keep_five_digits() -> None:
    assert [significant(number) for number in (0.00123456, 1234567.0, 0.0)] == [
        0.0012346, 1234600.0, 0.0,
    ]  # fmt: skip
