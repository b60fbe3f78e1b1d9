from pathlib import Path

import pytest

from comparison_site.core.diagnostics import ExpectedError
from evidence.runner.catalogue import load_catalogue
from evidence.runner.files import Folders
from tests.support.evidence import Runner, limit


def problems(evidence: Path) -> list[str]:
    """What is wrong with the folders."""
    with pytest.raises(ExpectedError) as error:
        load_catalogue(Folders.of(evidence))
    return str(error.value).splitlines()


def test_every_problem_of_the_folders_is_said_in_one_run(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    (evidence / "options" / "amber" / "option.toml").write_text('naem = "Amber"\n')
    (evidence / "pairs" / "outcomes" / "task.toml").write_text("title = \n")
    (evidence / "options" / "basalt" / "option.toml").write_bytes(b'name = "Bas\xe1lt"\n')
    limit(evidence, "titel = 'A sum'")
    with (evidence / "pairs" / "sum" / "task.toml").open("a") as task:
        task.write("[[compare]]\nkye = 'total'\n")
    assert runner("all") == 1
    assert capsys.readouterr().err.splitlines() == [
        "evidence/options/amber/option.toml: name: this key is missing",
        "evidence/options/amber/option.toml: naem: this key is not known; did you mean 'name'?",
        "evidence/options/basalt/option.toml: this is not UTF-8 text",
        "evidence/pairs/outcomes/task.toml:1:9: this is not TOML: Invalid value",
        "evidence/pairs/sum/task.toml: compare > item 2 > key: this key is missing",
        "evidence/pairs/sum/task.toml: compare > item 2 > kye: this key is not known;"
        " did you mean 'key'?",
        "evidence/pairs/sum/task.toml: titel: this key is not known; did you mean 'title'?",
    ]
    assert not (evidence / "results").exists()


SLOW, AMBER = 'arguments = ["slow"]', "series > amber-slow"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("samples = 2", "samples = 0", "samples: this should be greater than or equal to 1, not 0"),
        ("samples = 2", "samples = '2'", "samples: this should be a number, not '2'"),
        ("gpu = true", "gpu = 1", "gpu: this should be true or false, not 1"),
        ('"lower"', '"less"', "better: this should be 'lower' or 'higher', not 'less'"),
        ('title = "Speed"', 'title = ""', "title: this text is empty"),
        (SLOW, "arguments = [1]", f"{AMBER} > arguments > item 1: this should be a text, not 1"),
        (SLOW, "program = 3", f"{AMBER} > program: this should be a text, not 3"),
        (SLOW, "program = 'gone.py'", f"{AMBER} > program: 'gone.py' is not in the folder"),
        ('["step"]', '["stop"]', "series > amber-fast > figures > item 1: 'stop' is unknown"),
        ('"basalt"', '"basal"', "series > basalt-slow > option: 'basal' is unknown"),
    ],
)
def test_a_mistake_in_a_benchmark_is_explained(
    evidence: Path, old: str, new: str, message: str
) -> None:
    path = evidence / "benchmarks" / "speed" / "benchmark.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    [found] = problems(evidence)
    assert found.startswith(f"evidence/benchmarks/speed/benchmark.toml: {message}")


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("program = 'basal'", "option: 'basal' is unknown; did you mean 'basalt'?"),
        ("program = 'basalt-next'", "file: 'basalt-next.py' is not in the folder"),
        ("program = 'basalt'\nenvironment = 'tiny'", "environment: 'tiny' is unknown; known:"),
    ],
)
def test_a_mistake_in_the_entry_of_a_program_is_explained(
    evidence: Path, entry: str, message: str
) -> None:
    with (evidence / "pairs" / "sum" / "task.toml").open("a") as task:
        task.write(f"[[programs]]\n{entry}\n")
    [found] = problems(evidence)
    assert found.startswith(f"evidence/pairs/sum/task.toml: programs > item 1 > {message}")


def test_a_task_without_a_program_says_which_are_expected(evidence: Path) -> None:
    for path in evidence.glob("*/s*/*.py"):
        path.unlink()
    expected = "there is no program in the folder; expected amber.py or basalt.py"
    place = "evidence/benchmarks/speed/benchmark.toml: series"
    assert problems(evidence) == [
        f"{place} > amber-fast > file: 'amber.py' is not in the folder",
        f"{place} > amber-slow > file: 'amber.py' is not in the folder",
        f"{place} > basalt-slow > file: 'basalt.py' is not in the folder",
        f"evidence/pairs/sum/task.toml: programs: {expected}",
    ]


def test_two_tasks_cannot_have_one_name(evidence: Path) -> None:
    (evidence / "pairs" / "sum").rename(evidence / "pairs" / "speed")
    [found] = problems(evidence)
    assert found.startswith("evidence/benchmarks/speed/benchmark.toml: there is another 'speed'")
