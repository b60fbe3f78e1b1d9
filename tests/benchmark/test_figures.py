"""The sums of the benchmark: medians, shares, exponents, targets, and the table that says them."""

import json
import sys
from pathlib import Path

import pytest

from tests.benchmark import machine, table
from tests.benchmark.checkouts import first_criterion, with_reason
from tests.benchmark.figures import Row, Spread, Target, exponent, row_of
from tests.benchmark.growing import around
from tests.benchmark.processes import Run, run
from tests.support.paths import MINIMAL


def runs(*seconds: float, fault: str = "") -> list[Run]:
    return [Run(cpu, 2 * cpu, 50 * 2**20, 0.5, fault) for cpu in seconds]


def test_a_spread_says_its_median_and_how_far_the_others_are() -> None:
    assert Spread((3.0, 1.0, 2.04, 9.0, 2.0)).words == "2.04 (1-9)"
    assert Spread((1234.5, 1234.5)).words == "1234"


def test_a_share_of_the_host_is_taken_turn_by_turn() -> None:
    row = row_of("build", "this", runs(2, 9, 6), runs(1, 3, 4), most=2)
    assert row.figures["times the host"].values == (2, 3, 1.5)
    assert (row.reached, row.runs, row.figures["peak MiB"].median) == (True, 3, 50)


@pytest.mark.parametrize(("power", "large"), [(1, 30.0), (2, 300.0), (0, 3.0)])
def test_an_exponent_is_the_power_of_growth(power: int, large: float) -> None:
    assert exponent(3.0, large, 10) == pytest.approx(power)


@pytest.mark.parametrize(("most", "reached"), [(1.9, False), (2.0, True)])
def test_a_target_is_reached_by_the_median(most: float, reached: bool) -> None:
    assert row_of("check", "this", runs(1, 2, 8), most=most).reached is reached


def test_a_target_without_a_figure_is_not_reached() -> None:
    row = row_of("build", "this", runs(1, fault="no space left"), most=2)
    assert (row.reached, row.note, row.runs) == (False, "no space left", 0)


def test_the_table_is_markdown_that_can_be_read_as_it_is() -> None:
    rows = [
        Row("check", "this", {"CPU s": Spread((0.5,))}, (0.1, 1.25), Target("CPU s", 0.4)),
        Row("build", "other", note="no | such"),
    ]
    lines = table.as_text("Quiet", rows).splitlines()
    assert lines[:2] == ["Quiet", ""]
    assert len({len(line) for line in lines[2:]}) == 1
    assert [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[4:]] == [
        ["check", "this", "CPU s 0.5", "CPU s: at most 0.4", "NO", "1", "0.1-1.2"],
        ["build", "other", "no / such", "", "", "", ""],
    ]


def test_the_json_has_every_value_and_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "below" / "figures.json"
    table.write_json(path, machine.facts(), [row_of("check", "this", runs(1, 3, 2), most=2)])
    content = json.loads(path.read_text())
    assert {"date", "cores", "python", "libraries", "load"} <= content.keys()
    [row] = content["rows"]
    assert row["figures"]["CPU s"] == {"median": 2, "values": [1, 3, 2]}
    assert (row["reached"], row["runs"], row["loads"]) == (True, 3, [0.5, 0.5, 0.5])


def test_a_busy_machine_is_warned_about() -> None:
    quiet = machine.facts() | {"cores": 2, "load": 1.0}
    assert "WARNING" not in machine.heading(quiet)
    assert "WARNING: the machine is busy" in machine.heading(quiet | {"load": 1.5})


def test_a_program_is_measured_with_its_children_and_its_last_words(tmp_path: Path) -> None:
    fine = run([sys.executable, "-c", "sum(range(10**6))"], tmp_path)
    assert fine.fault == ""
    assert fine.cpu > 0
    assert fine.peak > 2**20
    failed = run([sys.executable, "-c", "print('one'); exit('two')"], tmp_path)
    assert failed.fault == "two"


def test_one_reason_is_changed_and_not_a_letter_else() -> None:
    text = MINIMAL.read_text("utf-8")
    old = "In town a bicycle is there first."
    assert text.count(old) == 1
    assert with_reason(text, "It rained.") == text.replace(old, '"It rained."')
    assert first_criterion(text) == "speed"


def test_what_is_around_an_article_is_all_but_the_article() -> None:
    assert around(b"<nav>1</nav><article id=x>\n<article></article></article><footer>") == 20
