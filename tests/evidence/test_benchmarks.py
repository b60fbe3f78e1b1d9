import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comparison_site.results.records import Reading
from evidence.runner import machine
from evidence.runner.benchmarks import Case, interleaved, significant
from evidence.runner.catalogue import load_catalogue
from evidence.runner.files import Folders
from evidence.runner.processes import Command, Limits, Run
from evidence.runner.processes import run as run_process
from evidence.runner.tasks import Benchmark
from tests.support.evidence import Runner, program, reporting, result


def measured(evidence: Path) -> dict[str, Any]:
    """The rows of the first figure of the speed, by id."""
    return {row["id"]: row for row in result(evidence, "speed")["figures"][0]["series"]}


def test_a_series_that_fails_is_not_tried_again(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    program(evidence, "benchmarks/speed", "basalt", "raise OSError('worn out')")
    assert runner("benchmarks") == 1
    said = capsys.readouterr().err
    assert said.count("] speed basalt-slow") == 1
    assert "[1/1] speed amber-slow, round 2 of 2 ... ok" in said
    series = measured(evidence)
    assert series["basalt-slow"]["status"] == "failed"
    assert series["basalt-slow"]["detail"] == "OSError: worn out"
    assert series["basalt-slow"]["median"] is None
    assert series["amber-slow"]["samples"] == [20, 20]


def test_options_take_turns_and_odd_rounds_run_backwards(evidence: Path) -> None:
    task = load_catalogue(Folders.of(evidence)).tasks["speed"]
    assert isinstance(task, Benchmark)
    cases = [Case(series, "cpu") for series in task.series]
    forth = [case.id for case in interleaved(cases, 0)]
    assert forth == ["amber-slow", "basalt-slow", "amber-fast"]
    assert [case.id for case in interleaved(cases, 1)] == forth[::-1]


def test_every_sample_is_a_process_of_its_own(evidence: Path, runner: Runner) -> None:
    code = "import os\nprint('RESULT {\"step\": %d}' % os.getpid())\n"
    program(evidence, "benchmarks/speed", "amber", code)
    runner("benchmarks", "--samples", "3")
    series = measured(evidence)
    samples = {*series["amber-slow"]["samples"], *series["amber-fast"]["samples"]}
    assert len(samples) == 6


def _before(evidence: Path, code: str) -> None:
    """Let a program of amber's run before the samples of the speed, each of which reads a file."""
    entry = '[[before]]\nid = "made"\noption = "amber"\nname = "Made"\nprogram = "made.py"\n'
    task = evidence / "benchmarks" / "speed" / "benchmark.toml"
    task.write_text(f"{task.read_text()}\n{entry}")
    program(evidence, "benchmarks/speed", "made", code)
    reads = "from pathlib import Path\nmade = Path('made')\n"
    writes = "print('RESULT {\"step\": %s}' % made.read_text())\nmade.write_text('9')\n"
    program(evidence, "benchmarks/speed", "amber", reads + writes)


def test_every_sample_starts_with_what_ran_before_left(evidence: Path, runner: Runner) -> None:
    _before(evidence, "open('made', 'w').write('5')\nprint('RESULT {}')\n")
    assert runner("benchmarks") == 0
    series = measured(evidence)
    assert series["amber-slow"]["samples"] == series["amber-fast"]["samples"] == [5, 5]


def test_where_what_runs_before_cannot_run_its_series_are_skipped(
    evidence: Path, runner: Runner
) -> None:
    _before(evidence, reporting(skipped="no compiler"))
    assert runner("benchmarks") == 0
    series = measured(evidence)
    assert series["amber-slow"]["detail"] == "Made: no compiler"
    assert series["amber-slow"]["status"] == "skipped"
    assert series["basalt-slow"]["status"] == "ok"


def test_a_gpu_that_an_option_finds_gets_series_of_its_own(evidence: Path, runner: Runner) -> None:
    program(evidence, "options/amber", "gpu", reporting(gpu="Stone X"))
    code = "import os\nprint('RESULT {\"step\": %d}' % (os.environ['EVIDENCE_DEVICE'] == 'gpu'))\n"
    program(evidence, "benchmarks/speed", "amber", code)
    runner("benchmarks")
    series = measured(evidence)
    assert result(evidence, "speed")["machine"]["gpu"] == "Stone X"
    assert series["amber-slow-gpu"]["name"] == "Amber, slow, GPU"
    assert series["amber-slow-gpu"]["samples"] == [1, 1]
    assert series["amber-slow"]["samples"] == [0, 0]


def test_an_option_that_finds_no_gpu_says_why_and_one_that_looks_for_none_says_nothing(
    evidence: Path, runner: Runner
) -> None:
    runner("benchmarks")
    series = measured(evidence)
    assert list(series) == ["amber-slow", "amber-fast", "basalt-slow", "amber-gpu"]
    assert series["amber-gpu"]["name"] == "Amber, GPU"
    assert series["amber-gpu"]["status"] == "skipped"
    assert series["amber-gpu"]["detail"] == "this build has none"


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a second pass between two looks at a machine, of which others take a share."""

    def shares(*taken: float) -> None:
        passed, used, left = 0.0, 0.0, list(taken)

        def counters() -> machine.Counters:
            nonlocal passed, used
            passed, used = passed + 1, used + (left.pop(0) if left else 0)
            return machine.Counters(passed, used, 0.0)

        monkeypatch.setattr(machine, "counters", counters)
        monkeypatch.setattr("evidence.runner.machine.time.sleep", lambda _: None)
        monkeypatch.setattr(machine, "clock", lambda: 2000.0)

    return shares


def taking(*cpu: float) -> Callable[[], Run]:
    left = list(cpu)
    return lambda: Run("ok", cpu=left.pop(0))


def test_a_sample_waits_for_quiet_and_is_taken_again_if_others_disturbed_it(
    busy: Callable[..., None],
) -> None:
    quiet = machine.Quiet()
    # waits, and takes: half of it was others' (0.9 of which 0.5 is its own), so it takes again
    busy(0, 0.5, 0, 0.04, 0, 0.9, 0, 0, 0, 0.55)
    run, reading = quiet.sample(taking(0.5, 0.5))
    assert reading == Reading(before=0, load=0.05, steal=0, mhz=2000)
    assert (run.cpu, quiet.repeated) == (0.5, 1)


def test_a_machine_that_never_gets_quiet_is_named_unless_that_is_allowed(
    busy: Callable[..., None],
) -> None:
    busy(*[0.4] * 1000)
    with pytest.raises(machine.NotQuietError, match="other programs take 40% of its CPU time"):
        machine.Quiet().sample(taking(0.5))
    busy(*[0.4] * 1000)
    _, reading = machine.Quiet(is_noisy=True).sample(taking(0.1))
    assert reading == Reading(before=0.4, load=0.3, steal=0, mhz=2000)


def test_a_run_on_a_noisy_machine_fails_and_writes_nothing(
    evidence: Path,
    runner: Runner,
    busy: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    busy(*[0.4] * 1000)
    assert runner("benchmarks") == 1
    assert "the machine is not quiet" in capsys.readouterr().err
    assert not (evidence / "results").exists()
    busy(*[0.4] * 1000)
    assert runner("benchmarks", "--noisy") == 0
    told = result(evidence, "speed")
    assert told["command"] == "python evidence/run.py benchmarks --noisy"
    assert told["conditions"]["limit"] == machine.LIMIT
    [first, second] = told["conditions"]["samples"]["amber-slow"]
    assert first["before"] == second["before"] == 0.4


def test_what_a_program_and_its_children_take_is_its_own(evidence: Path) -> None:
    work = "import os\nwhile os.times().user < 0.2: pass\n"
    started = f"subprocess.Popen([sys.executable, '-c', {work!r}])"
    code = f"import subprocess, sys, time\n{work}one = {started}\none.wait()\nprint('RESULT {{}}')"
    command = Command((sys.executable, "-c", code), evidence, {}, {})
    assert run_process(command, Limits(60, 1000)).cpu >= 0.4


def test_numbers_keep_five_digits() -> None:
    assert [significant(number) for number in (0.00123456, 1234567.0, 0.0)] == [
        0.0012346, 1234600.0, 0.0,
    ]  # fmt: skip
