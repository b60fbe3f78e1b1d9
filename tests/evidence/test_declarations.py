from pathlib import Path

import pytest

from evidence.runner.catalogue import load_catalogue
from evidence.runner.declarations import EvidenceError
from evidence.runner.files import Folders
from tests.support.evidence import Runner


def test_every_problem_of_the_folders_is_said_in_one_run(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    (evidence / "options" / "amber" / "option.toml").write_text('naem = "Amber"\n')
    (evidence / "pairs" / "sum" / "task.toml").write_text("title = 'A sum'\n[[compare]]\n")
    (evidence / "pairs" / "outcomes" / "task.toml").write_text("title = \n")
    (evidence / "options" / "basalt" / "option.toml").write_bytes(b'name = "Bas\xe1lt"\n')
    assert runner("all") == 1
    said = capsys.readouterr().err
    for message in (
        "evidence/options/amber/option.toml: 'name' is missing; expected a text",
        "evidence/options/amber/option.toml: 'naem' is unknown; did you mean 'name'?",
        "evidence/options/basalt/option.toml: this is not UTF-8 text",
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
        (
            'arguments = ["slow"]',
            "arguments = [1]",
            "series 1: 'arguments 1' is 1; expected a text",
        ),
        ('arguments = ["slow"]', "program = 3", "series 1: 'program' is 3; expected a text"),
        (
            'arguments = ["slow"]',
            'program = "gone.py"',
            "series 1: 'program' names gone.py, which is not in the folder",
        ),
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


def test_a_task_without_a_program_says_which_are_expected(evidence: Path) -> None:
    for path in evidence.glob("*/s*/*.py"):
        path.unlink()
    with pytest.raises(EvidenceError) as error:
        load_catalogue(Folders.of(evidence))
    expected = "finds no program in the folder; expected amber.py or basalt.py"
    assert f"evidence/pairs/sum/task.toml: 'programs' {expected}" in error.value.problems
    place = "evidence/benchmarks/speed/benchmark.toml"
    gone = "'program' names amber.py, which is not in the folder"
    assert f"{place}: series 1: {gone}" in error.value.problems
