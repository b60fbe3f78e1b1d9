from pathlib import Path

import pytest

from evidence.runner import files
from evidence.runner.pairs import compare
from evidence.runner.processes import Run
from evidence.runner.tasks import Comparison
from tests.support.evidence import Runner, limit, program, reporting, result


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


def test_variants_of_an_option_share_a_folder_and_run_in_order(
    evidence: Path, runner: Runner
) -> None:
    program(evidence, "pairs/sum", "amber", f"open('kept', 'w').write('1')\n{reporting(total=55)}")
    program(evidence, "pairs/sum", "amber-load", f"open('kept').read()\n{reporting(total=55)}")
    assert runner("pairs", "--only", "sum") == 0
    assert [row["status"] for row in result(evidence, "sum")["programs"]] == ["ok"] * 3
    assert list((evidence.parent / ".evidence" / "scratch").iterdir()) == []


def test_one_file_may_serve_several_programs_each_with_its_arguments(
    evidence: Path, runner: Runner
) -> None:
    words = (evidence / "pairs" / "sum" / "task.toml").read_text().partition("[[")[0]
    asked = ("amber", "basalt", "basalt-next")
    entries = [f"program = '{name}'\nfile = 'ask.py'\narguments = ['{name}']" for name in asked]
    whole = "\n[[programs]]\n".join([words, *entries])
    code = "import json, sys\nprint('RESULT', json.dumps({'name': sys.argv[1]}))\n"
    task = program(evidence, "pairs/asked", "ask", code).parent / "task.toml"
    task.write_text(whole)
    assert runner("pairs", "--only", "asked") == 0
    told = result(evidence, "asked")["programs"]
    assert [(one["id"], one["option"], one["reported"]) for one in told] == [
        ("amber", "amber", {"name": "amber"}),
        ("basalt", "basalt", {"name": "basalt"}),
        ("basalt-next", "basalt", {"name": "basalt-next"}),
    ]
    assert {one["file"] for one in told} == {"evidence/pairs/asked/ask.py"}


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
        ({"x": "shape"}, {"x": "shape"}, True, "x: equal (shape)"),
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


def test_each_phrase_is_compared_and_what_it_gives_stays_out_of_the_report(
    evidence: Path, runner: Runner
) -> None:
    for name, more in (("amber", 0.0), ("basalt", 0.5)):
        values = {"total": 55, "phrases": {"add": [1, 2 + more / 10], "divide": 2 + more}}
        program(evidence, "pairs/sum", name, reporting(**values))
    limit_of = (("add", 0.1), ("divide", 0.1), ("gone", 0.0))
    task = evidence / "pairs" / "sum" / "task.toml"
    phrases = [
        f"[[phrases]]\nid = '{name}'\ntitle = '{name}'\ntolerance = {most}\n"
        for name, most in limit_of
    ]
    task.write_text("\n".join([task.read_text(), *phrases]))
    assert runner("pairs", "--only", "sum") == 1
    told = result(evidence, "sum")
    assert told["phrases"] == [
        {"id": "add", "agrees": True, "comparison": "largest difference 0.05, allowed 0.1"},
        {"id": "divide", "agrees": False, "comparison": "largest difference 0.5, allowed 0.1"},
        {"id": "gone", "agrees": None, "comparison": "not reported by amber"},
    ]
    assert told["agrees"] is False
    assert told["programs"][0]["reported"] == {"total": 55}


def test_the_programs_of_a_chain_hand_files_on_in_its_order(evidence: Path, runner: Runner) -> None:
    program(evidence, "pairs/sum", "basalt", f"open('kept', 'w').write('1')\n{reporting(total=55)}")
    program(evidence, "pairs/sum", "amber", f"open('kept').read()\n{reporting(total=55)}")
    limit(evidence, "chain = ['basalt', 'amber']")
    assert runner("pairs", "--only", "sum") == 0
    assert [row["id"] for row in result(evidence, "sum")["programs"]] == ["basalt", "amber"]


@pytest.mark.parametrize("chain", ["['amber']", "['amber', 'basalt', 'amber']"])
def test_a_chain_names_each_program_once(
    evidence: Path, runner: Runner, capsys: pytest.CaptureFixture[str], chain: str
) -> None:
    limit(evidence, f"chain = {chain}")
    assert runner("pairs", "--only", "sum") == 1
    assert "must name each program of the pair once" in capsys.readouterr().err


def test_of_many_comparisons_only_what_is_apart_is_named() -> None:
    keys = [f"number-{n}" for n in range(60)]
    same: dict[str, object] = dict.fromkeys(keys, 1)
    runs = {name: Run("ok", reported=same) for name in ("a", "b")}
    comparisons = [Comparison(key=key) for key in keys]
    assert compare(comparisons, runs) == (True, "60 of 60 are equal")
    runs["b"] = Run("ok", reported=same | {"number-7": 2})
    words = "number-7: largest difference 1, allowed 0; 59 of 60 are equal"
    assert compare(comparisons, runs) == (False, words)
