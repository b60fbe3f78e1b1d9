import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.support.evidence import (
    SCHEMA,
    Runner,
    amber,
    program,
    reporting,
    result,
    run_words,
    task_of,
)


def test_a_run_writes_one_valid_result_for_every_task(evidence: Path, runner: Runner) -> None:
    assert runner("all") == 0
    assert sorted(map(task_of, (evidence / "results").iterdir())) == ["outcomes", "speed", "sum"]
    for name in ("outcomes", "speed", "sum"):
        Draft202012Validator(SCHEMA).validate(result(evidence, name))


def test_the_command_that_is_recorded_leads_to_the_same_results(
    evidence: Path, runner: Runner
) -> None:
    runner("benchmarks", "--only", "speed", "--samples", "1")
    command = "python evidence/run.py benchmarks --only speed --samples 1"
    assert result(evidence, "speed")["command"] == command


def test_an_option_or_a_task_is_added_by_a_folder(evidence: Path, runner: Runner) -> None:
    (evidence / "options" / "coral").mkdir()
    (evidence / "options" / "coral" / "option.toml").write_text('name = "Coral"\n')
    program(evidence, "pairs/sum", "coral", reporting(total=55))
    program(evidence, "benchmarks/speed", "coral", reporting(step=15))
    shutil.copytree(evidence / "pairs" / "sum", evidence / "pairs" / "another-sum")
    assert runner("all") == 0
    assert [row["id"] for row in result(evidence, "another-sum")["programs"]] == [
        "amber", "basalt", "coral",
    ]  # fmt: skip
    series = {row["id"]: row for row in result(evidence, "speed")["figures"][0]["series"]}
    assert series["coral"]["samples"] == [15, 15]


def test_what_fails_is_said_at_the_end_and_stops_no_other_task(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    program(evidence, "pairs/sum", "basalt", "raise ValueError('no')")
    assert runner("all") == 1
    assert "sum basalt: failed, ValueError: no" in capsys.readouterr().err
    told = result(evidence, "sum")
    assert (told["agrees"], told["comparison"]) == (None, "total: not compared, basalt: failed")
    assert result(evidence, "speed")["figures"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("all", "--only", "som"), "there is no task 'som'; did you mean 'sum'?"),
        (("pairs", "--only", "zzz"), "there is no task 'zzz'; known: outcomes, sum"),
        (("pairs", "--only", "speed"), "'speed' is not one of the pairs"),
    ],
)
def test_a_task_that_does_not_exist_is_wrong_usage(
    runner: Runner, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    assert runner(*words) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("words", [("pars",), ("--samples", "0"), ("--sample", "2")])
def test_words_that_are_unknown_are_wrong_usage(runner: Runner, words: tuple[str, ...]) -> None:
    assert runner(*words) == 2


def test_the_list_names_every_task(runner: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    assert runner("list") == 0
    assert capsys.readouterr().out.split() == [
        "pair", "outcomes", "pair", "sum", "benchmark", "speed",
    ]  # fmt: skip


def test_help_gives_examples(runner: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    assert runner("--help") == 0
    assert "\n  python evidence/run.py pairs --only train-loop " in capsys.readouterr().out


def test_two_runs_never_measure_each_other(evidence: Path) -> None:
    code = (
        f"import subprocess, sys\nsys.exit(subprocess.run({[*run_words(evidence)]!r}).returncode)"
    )
    told = amber(evidence, code)
    assert told["exit_code"] == 1
    assert told["detail"] == "another run is going on; wait for it or stop it first"
