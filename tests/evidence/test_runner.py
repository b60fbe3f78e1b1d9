"""The runner of paired programs and benchmarks, on options that need no installing."""

import io
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from evidence.runner import environments, files, printed
from evidence.runner.benchmarks import cases_of, interleaved, interval, significant
from evidence.runner.catalogue import load_catalogue
from evidence.runner.commands import main
from evidence.runner.declarations import EvidenceError
from evidence.runner.files import Folders
from evidence.runner.pairs import compare
from evidence.runner.processes import Command, Limits, Run
from evidence.runner.processes import run as run_process
from evidence.runner.tasks import Comparison, Lock
from evidence.runner.terminal import Progress
from tests.support.paths import ROOT

FAKE = ROOT / "tests" / "data" / "evidence"
SCHEMA = json.loads((ROOT / "tests" / "data" / "result.schema.json").read_text("utf-8"))
COMMITTED = sorted((ROOT / "evidence" / "results").glob("*.json"))

Runner = Callable[..., int]


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """A copy of the fake options and tasks."""
    return shutil.copytree(FAKE, tmp_path / "evidence")


@pytest.fixture
def runner(evidence: Path) -> Runner:
    """The command line on that copy."""
    return lambda *words: main([*words, "--evidence", str(evidence)])


def result(evidence: Path, name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((evidence / "results" / f"{name}.json").read_text())
    return document


def program(evidence: Path, task: str, name: str, code: str) -> Path:
    path = evidence / task / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code)
    return path


def reporting(**values: object) -> str:
    return f"print('RESULT', '''{json.dumps(values)}''')\n"


def limit(evidence: Path, line: str) -> None:
    """Put a line in front of the task of the sum."""
    task = evidence / "pairs" / "sum" / "task.toml"
    task.write_text(f"{line}\n{task.read_text()}")


def amber(evidence: Path, code: str) -> dict[str, Any]:
    """What becomes of a program that takes the place of amber's sum."""
    program(evidence, "pairs/sum", "amber", code)
    main(["pairs", "--only", "sum", "--evidence", str(evidence)])
    told: dict[str, Any] = result(evidence, "sum")["programs"][0]
    return told


# --- A run ---


def test_a_run_writes_one_valid_result_for_every_task(evidence: Path, runner: Runner) -> None:
    assert runner("all") == 0
    names = sorted(path.name for path in (evidence / "results").iterdir())
    assert names == ["outcomes.json", "speed.json", "sum.json"]
    for name in names:
        Draft202012Validator(SCHEMA).validate(result(evidence, Path(name).stem))


def test_a_pair_tells_what_each_program_printed_and_reported(
    evidence: Path, runner: Runner
) -> None:
    runner("pairs", "--only", "sum")
    told = result(evidence, "sum")
    first = told["programs"][0]
    assert (told["agrees"], first["status"], first["exit_code"]) == (True, "ok", 0)
    assert first["output"] == "the sum is 55"
    assert first["reported"] == {"total": 55}
    assert first["code_lines"] == 4
    assert first["file"] == "evidence/pairs/sum/amber.py"
    assert first["sha256"] == files.sha256(evidence / "pairs" / "sum" / "amber.py")


def test_outcomes_of_all_programs_meet_in_one_table(evidence: Path, runner: Runner) -> None:
    runner("pairs", "--only", "outcomes")
    told = result(evidence, "outcomes")
    row = told["outcomes"][0]
    assert row["feature"] == "a branch"
    assert row["results"]["amber-fast"] == {"outcome": "works", "detail": "as amber does"}
    assert set(row["results"]) == {mode["id"] for mode in told["modes"]}
    assert "outcomes" not in told["programs"][0]["reported"]


def test_the_table_at_the_end_names_medians_and_intervals(
    runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    assert runner("all") == 0
    out = capsys.readouterr().out
    assert "sum       agree  total: largest difference 0.0004, allowed 0.001" in out
    assert "Amber, fast   10       10 to 10" in out


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


def test_variants_of_an_option_share_a_folder_and_run_in_order(
    evidence: Path, runner: Runner
) -> None:
    program(evidence, "pairs/sum", "amber", f"open('kept', 'w').write('1')\n{reporting(total=55)}")
    program(evidence, "pairs/sum", "amber-load", f"open('kept').read()\n{reporting(total=55)}")
    assert runner("pairs", "--only", "sum") == 0
    assert [row["status"] for row in result(evidence, "sum")["programs"]] == ["ok"] * 3
    assert list((evidence.parent / ".evidence" / "scratch").iterdir()) == []


def test_programs_get_threads_and_a_clean_environment(
    evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET_OF_THE_USER", "seen")
    limit(evidence, "threads = 1")
    told = amber(
        evidence,
        "import os, json\n"
        "names = ['AMBER_THREADS', 'EVIDENCE_THREADS', 'EVIDENCE_DEVICE', 'A_SECRET_OF_THE_USER']\n"
        "print('RESULT', json.dumps({'total': 55, 'seen': [os.environ.get(n) for n in names]}))\n",
    )
    assert told["reported"]["seen"] == ["1", "1", "cpu", None]


# --- Programs that go wrong ---


@pytest.mark.parametrize(
    ("code", "status", "detail"),
    [
        ("raise KeyError('lost')", "failed", "KeyError: 'lost'"),
        ("raise SystemExit(3)", "failed", "exit code 3"),
        ("print('no more')", "failed", "it printed no RESULT line"),
        ("print('RESULT {')", "failed", "its RESULT line cannot be read"),
        ("print('RESULT {\"total\": NaN}')", "failed", "NaN is not a finite number"),
        ("print('RESULT 3')", "failed", "its RESULT line holds no object"),
        ("raise MemoryError", "out-of-memory", "MemoryError"),
        ("import os; os.kill(os.getpid(), 11)", "failed", "ended by SIGSEGV"),
        ("import os; os.kill(os.getpid(), 9)", "failed", "ended by SIGKILL, which the runner"),
    ],
)
def test_a_program_that_fails_is_reported_with_the_reason(
    evidence: Path, code: str, status: str, detail: str
) -> None:
    told = amber(evidence, code)
    assert told["status"] == status
    assert detail in told["detail"]
    assert told["reported"] == {}


def test_a_program_that_hangs_is_stopped_with_all_its_children(evidence: Path) -> None:
    limit(evidence, "timeout = 0.3")
    told = amber(
        evidence,
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n",
    )
    assert (told["status"], told["detail"]) == ("timeout", "stopped after 0.3 s")
    assert not is_running(int(told["output"]))


def is_running(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_program_that_takes_too_much_memory_is_stopped(evidence: Path) -> None:
    limit(evidence, "memory_mib = 100")
    told = amber(evidence, "import time; held = bytearray(200 * 1024**2); time.sleep(60)")
    assert told["status"] == "out-of-memory"
    assert told["detail"] == "stopped when it held more than 100 MiB"


def test_a_failure_leaves_the_results_of_other_tasks_whole(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    runner("all")
    before = (evidence / "results" / "outcomes.json").read_bytes()
    program(evidence, "pairs/sum", "basalt", "raise ValueError('no')")
    assert runner("pairs", "--only", "sum") == 1
    assert "sum basalt: failed, ValueError: no" in capsys.readouterr().err
    told = result(evidence, "sum")
    assert (told["agrees"], told["comparison"]) == (None, "total: not compared, basalt: failed")
    assert (evidence / "results" / "outcomes.json").read_bytes() == before


def test_a_result_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path) -> None:
    files.write_result(tmp_path, {"id": "figure", "value": 1})
    with pytest.raises(ValueError, match="JSON compliant"):
        files.write_result(tmp_path, {"id": "figure", "value": float("nan")})
    assert [path.name for path in tmp_path.iterdir()] == ["figure.json"]
    assert json.loads((tmp_path / "figure.json").read_text())["value"] == 1


def test_stopping_a_run_keeps_what_had_ended_and_ends_the_program(evidence: Path) -> None:
    marker = evidence.parent / "started"
    program(
        evidence,
        "pairs/sum",
        "amber",
        f"import os, pathlib, time\n"
        f"pathlib.Path({str(marker)!r}).write_text(str(os.getpid()))\ntime.sleep(60)\n",
    )
    with subprocess.Popen(run_words(evidence), stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: marker.exists() and marker.read_text() != "")
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
    assert process.returncode == 130
    assert "Stopped. Results of tasks that had ended are written." in said
    assert "Traceback" not in said
    assert [path.name for path in (evidence / "results").iterdir()] == ["outcomes.json"]
    assert not is_running(int(marker.read_text()))


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


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


# --- Agreement ---


def test_programs_that_disagree_are_reported(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    program(evidence, "pairs/sum", "basalt", reporting(total=55.5))
    assert runner("pairs", "--only", "sum") == 1
    told = result(evidence, "sum")
    assert told["agrees"] is False
    assert told["comparison"] == "total: largest difference 0.5, allowed 0.001"
    assert "the programs disagree" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other", "agrees", "words"),
    [
        ({"x": 1.0}, {"x": 1.05}, True, "x: largest difference 0.05, allowed 0.1"),
        ({"x": 1.0}, {"x": 1.2}, False, "x: largest difference 0.2, allowed 0.1"),
        ({"x": [1, 2]}, {"x": [1.05, 2]}, True, "x: largest difference 0.05, allowed 0.1"),
        ({"x": [1, 2]}, {"x": [1]}, False, "x: a has [1, 2], b has [1]"),
        ({"x": "shape"}, {"x": "shape"}, True, "x: largest difference 0, allowed 0.1"),
        ({"x": "shape"}, {"x": "type"}, False, "x: a has shape, b has type"),
        ({"x": True}, {"x": 1}, False, "x: a has True, b has 1"),
        ({"x": {"y": 1}}, {"x": {}}, False, "x.y: a has 1, b has None"),
        ({"x": 1}, {}, None, "x: not reported by b"),
    ],
)
def test_values_are_compared_leaf_by_leaf(
    one: dict[str, object], other: dict[str, object], agrees: bool | None, words: str
) -> None:
    runs = {"a": Run("ok", reported=one), "b": Run("ok", reported=other)}
    assert compare((Comparison(key="x", tolerance=0.1),), runs) == (agrees, words)


def test_one_disagreement_outweighs_what_could_not_be_compared() -> None:
    runs = {"a": Run("ok", reported={"x": 1}), "b": Run("ok", reported={"x": 2})}
    agrees, words = compare([Comparison(key=key) for key in ("y", "x")], runs)
    assert agrees is False
    assert words == "y: not reported by a; x: largest difference 1, allowed 0"


# --- Order and statistics ---


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


numbers = st.lists(st.floats(0.001, 1000), min_size=1, max_size=12)


few_examples = settings(max_examples=8, deadline=None)  # each draws 10,000 times


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


def width(ends: tuple[float, float]) -> float:
    return ends[1] - ends[0]


def test_an_interval_needs_a_sample() -> None:
    with pytest.raises(ValueError, match="at least one sample"):
        interval([])


def test_numbers_keep_five_digits() -> None:
    assert [significant(number) for number in (0.00123456, 1234567.0, 0.0)] == [
        0.0012346, 1234600.0, 0.0,
    ]  # fmt: skip


# --- What is shown ---


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_a_bar_that_goes_away() -> None:
    stream = Terminal()
    bar = Progress(3, stream)
    with bar.step("first"):
        assert "[........................] 0/3 first" in stream.getvalue()
    assert "[########................] 1/3 first" in stream.getvalue()
    assert "\n" not in stream.getvalue()
    bar.close()
    assert stream.getvalue().endswith(f"\r{'':<78}\r")


def test_elsewhere_each_step_is_a_plain_line() -> None:
    stream = io.StringIO()
    lines = Progress(3, stream)
    with lines.step("first"):
        pass
    lines.expect(-1)
    with lines.step("second") as step:
        step.words = "failed"
    lines.close()
    assert stream.getvalue() == "[1/3] first: ok, 0.0 s\n[2/2] second: failed, 0.0 s\n"


def test_what_is_shown_holds_no_escape_sequence_and_no_path_of_the_machine() -> None:
    places = {"/home/someone/project/": "", "/home/someone": "~"}
    text = (
        "\x1b[31mred\x1b[0m \x1b]0;title\x07at /home/someone/project/a.py,"
        " /home/someone/b\u202e\x00"
    )
    assert printed.cleaned(text, places) == "red at a.py, ~/b"


def test_long_output_keeps_its_beginning_and_its_end() -> None:
    said = printed.split("\n".join(map(str, range(1000))) + '\nRESULT {"a": 1}', {})
    lines = said.text.splitlines()
    assert (len(lines), lines[0], lines[-1]) == (201, "0", "999")
    assert lines[100] == "... 800 lines left out ..."
    assert said.reported == {"a": 1}


def test_output_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.runner.processes._PRINTED_AT_MOST", 1024**2)
    words = (sys.executable, "-c", "while True: print('x' * 1000)")
    told = run_process(Command(words, tmp_path, {}, {}), Limits(20, 1000))
    assert (told.status, told.detail) == ("failed", "stopped after printing 1 MiB")


def test_code_lines_count_neither_comments_nor_docstrings(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text(
        '"""Doc\n\nstring."""\n\n# why\nx = [\n    1,  # one\n]\n\n\ndef f():\n    "Doc."\n'
    )
    assert files.code_lines(path) == 4


# --- Wrong usage and wrong folders ---


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
    assert capsys.readouterr().err == f"{message}\n"


@pytest.mark.parametrize("words", [("pars",), ("--samples", "0"), ("--sample", "2")])
def test_words_that_are_unknown_are_wrong_usage(runner: Runner, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as stopped:
        runner(*words)
    assert stopped.value.code == 2


def test_the_list_names_every_task(runner: Runner, capsys: pytest.CaptureFixture[str]) -> None:
    assert runner("list") == 0
    assert capsys.readouterr().out.split() == [
        "pair", "outcomes", "pair", "sum", "benchmark", "speed",
    ]  # fmt: skip


def test_help_gives_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    assert "python evidence/run.py pairs --only" in capsys.readouterr().out


def test_every_problem_of_the_folders_is_said_in_one_run(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    (evidence / "options" / "amber" / "option.toml").write_text('naem = "Amber"\n')
    (evidence / "pairs" / "sum" / "task.toml").write_text("title = 'A sum'\n[[compare]]\n")
    (evidence / "pairs" / "outcomes" / "task.toml").write_text("title = \n")
    assert runner("all") == 1
    said = capsys.readouterr().err
    for message in (
        "evidence/options/amber/option.toml: 'name' is missing; expected a text",
        "evidence/options/amber/option.toml: 'naem' is unknown; did you mean 'name'?",
        "evidence/pairs/sum/task.toml: 'equal' is missing; expected a text",
        "evidence/pairs/sum/task.toml: compare 1: 'key' is missing; expected a text",
        "evidence/pairs/outcomes/task.toml: Invalid value (at line 1, column 9)",
    ):
        assert message in said
    assert not (evidence / "results").exists()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("samples = 2", "samples = 0", "'samples' is 0; expected 1 or more"),
        ("samples = 2", "samples = '2'", "'samples' is '2'; expected a whole number"),
        ("gpu = true", "gpu = 1", "'gpu' is 1; expected true or false"),
        ('"lower"', '"less"', "'better' is 'less'; expected lower or higher"),
        ('figures = ["step"]', 'figures = ["stop"]', "'figures' names 'stop', which is unknown"),
        (
            'option = "basalt"',
            'option = "basal"',
            "series 3: 'option' is 'basal', which is unknown",
        ),
    ],
)
def test_a_mistake_in_a_benchmark_is_explained(
    evidence: Path, old: str, new: str, message: str
) -> None:
    path = evidence / "benchmarks" / "speed" / "benchmark.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(EvidenceError) as error:
        load_catalogue(Folders.of(evidence))
    assert message in str(error.value)


def test_two_runs_never_measure_each_other(evidence: Path) -> None:
    code = (
        f"import subprocess, sys\nsys.exit(subprocess.run({[*run_words(evidence)]!r}).returncode)"
    )
    told = amber(evidence, code)
    assert told["exit_code"] == 2
    assert told["detail"] == "another run is going on; wait for it or stop it first"


def run_words(evidence: Path) -> list[str]:
    return [sys.executable, str(ROOT / "evidence" / "run.py"), "pairs", "--evidence", str(evidence)]


# --- Environments ---


def lock(evidence: Path, option: str, requirements: str, needs: str = "") -> None:
    """Give an option requirements, which can be installed without a network only if empty."""
    folder = evidence / "options" / option
    (folder / "requirements.txt").write_text(requirements)
    entry = f'\n[[locks]]\nfile = "requirements.txt"\n{needs}\n'
    with (folder / "option.toml").open("a") as file:
        file.write(entry)


def test_an_option_that_cannot_be_installed_leaves_its_results_whole(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    runner("pairs", "--only", "sum")
    before = (evidence / "results" / "sum.json").read_bytes()
    lock(evidence, "amber", "", 'needs = ["false"]')
    assert runner("pairs", "--only", "sum") == 1
    assert (evidence / "results" / "sum.json").read_bytes() == before
    said = capsys.readouterr().err
    assert "amber could not be installed, so its tasks did not run and their results stay" in said
    assert "none of its requirements fits this machine" in said


def test_a_runtime_that_cannot_be_installed_skips_its_programs(
    evidence: Path, runner: Runner
) -> None:
    folder = evidence / "runtimes" / "tiny"
    folder.mkdir(parents=True)
    (folder / "requirements.txt").write_text("")
    (folder / "runtime.toml").write_text(
        'name = "Tiny"\n[[locks]]\nfile = "requirements.txt"\nneeds = ["no-such-command"]\n'
    )
    with (evidence / "pairs" / "sum" / "task.toml").open("a") as task:
        task.write('\n[[programs]]\nprogram = "basalt"\nenvironment = "tiny"\nname = "On Tiny"\n')
    assert runner("pairs", "--only", "sum") == 0
    told = result(evidence, "sum")["programs"][1]
    assert (told["name"], told["status"], told["exit_code"]) == ("On Tiny", "skipped", None)
    assert told["detail"].startswith("the environment tiny could not be installed")


def test_requirements_are_tried_in_order_and_installed_once(
    evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def install(requirements: Lock, folder: Path, _log: Path) -> str:
        tried.append(requirements.file.name)
        folder.mkdir(parents=True)
        return "" if requirements.file.name == "second.txt" else "no"

    monkeypatch.setattr(environments, "_installed", install)
    monkeypatch.setattr(environments, "_versions", lambda *_: {"amber": "1.0"})
    folder = evidence / "options" / "amber"
    entries = ""
    for name in ("absent", "first", "second", "third"):
        (folder / f"{name}.txt").write_text(name)
        needs = 'needs = ["false"]\n' if name == "absent" else ""
        entries += f'[[locks]]\nfile = "{name}.txt"\n{needs}'
    (folder / "option.toml").write_text(f'name = "Amber"\npackages = ["amber"]\n{entries}')
    folders = Folders.of(evidence)
    option = load_catalogue(folders).options["amber"]
    assert environments.prepared(option, folders).packages == {"amber": "1.0"}
    assert environments.prepared(option, folders).packages == {"amber": "1.0"}
    assert tried == ["first.txt", "second.txt"]
    (folder / "first.txt").write_text("changed")
    environments.prepared(option, folders)
    assert tried[2:] == ["first.txt", "second.txt"]


# --- What is committed ---


def test_every_folder_of_evidence_is_sound_and_every_result_has_one() -> None:
    catalogue = load_catalogue(Folders.of(ROOT / "evidence"))
    tasks = {*catalogue.pairs, *catalogue.benchmarks}
    assert {path.stem for path in COMMITTED} == tasks


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_committed_result_is_valid(path: Path) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_committed_program_is_the_file_that_ran(path: Path) -> None:
    for row in json.loads(path.read_text("utf-8")).get("programs", []):
        assert files.sha256(ROOT / row["file"]) == row["sha256"], row["file"]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_committed_medians_and_intervals_come_from_the_samples(path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    for figure in document.get("figures", []):
        for row in figure["series"]:
            if row["status"] == "ok":
                low, high = (significant(end) for end in interval(row["samples"]))
                assert (row["low"], row["high"]) == (low, high)
                assert len(row["samples"]) == document["settings"]["samples"]


def test_committed_figures_rest_on_seven_samples_unless_they_never_vary() -> None:
    benchmarks = load_catalogue(Folders.of(ROOT / "evidence")).benchmarks
    for path in COMMITTED:
        if task := benchmarks.get(path.stem):
            assert task.samples == 1 or task.samples >= 7, path
            settings = json.loads(path.read_text("utf-8"))["settings"]
            assert settings["samples"] == task.samples, path


def test_a_committed_result_names_no_path_of_the_machine_that_made_it() -> None:
    for path in COMMITTED:
        text = path.read_text("utf-8")
        assert not re.search(r"(?<![\w.(~])/(home|root|tmp|Users)/", text), path


def test_no_requirements_name_a_registry() -> None:
    for path in (ROOT / "evidence").rglob("requirements*"):
        assert "://" not in path.read_text("utf-8"), path
