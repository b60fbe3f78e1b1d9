"""Measured sources: result files are read without harm, and texts take their numbers from them."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from comparison_site import Comparison, ComparisonError, load
from comparison_site.core.fields import Unit
from comparison_site.core.vocabulary import Better, RunStatus
from comparison_site.loading.loader import load_bytes
from comparison_site.results.figures import (
    Difference,
    difference,
    number,
    quantity,
    ratio,
)
from comparison_site.results.files import Folder, UnreadableError
from comparison_site.results.parsing import parse_about, parse_result
from comparison_site.results.records import Benchmark, Figure, Series
from comparison_site.results.standings import standings
from tests.support.paths import MEASURED, ROOT
from tests.support.projects import replace_once

DATA = MEASURED / "measured.yaml"
TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the made-up comparison and its runs, to be broken."""
    return shutil.copytree(MEASURED, tmp_path / "measured")


def texts(comparison: Comparison) -> list[str]:
    positions = comparison.criteria[0].positions.values()
    return [point.text for position in positions for point in position.points]


def headlines(path: Path) -> list[str]:
    with pytest.raises(ComparisonError) as caught:
        load(path, TODAY)
    return [p.headline.replace(f"{path.parent}/", "") for p in caught.value.problems]


# --- Numbers in texts ---


def test_texts_take_their_numbers_from_the_results() -> None:
    assert texts(load(DATA, TODAY)) == [
        "It leaves when you do: one mile takes 5.20 min, the bus takes 2.9 times as long."
        " `{one-mile:bus}` stays as typed.",
        "Paying takes 3 lines and 0 coins.",
        "On its own lane it passes every queue, uphill too.",
        "It looks for a place for 2,400 s.",
    ]


def test_a_verdict_and_its_contradiction_may_quote_what_its_points_cite(folder: Path) -> None:
    data = folder / "measured.yaml"
    replace_once(data, "In town a bicycle is there first.", "A bicycle takes {one-mile:bicycle}.")
    verdict = load(data, TODAY).criteria[0].verdict
    assert verdict.because == "A bicycle takes 5.20 min."
    assert verdict.contradicted_by[0].because.endswith("the bicycle needs 11.0 min.")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("{one-mile:bicycle.low} to {one-mile:bicycle.high}", "5.00 min to 5.50 min"),
        ("{one-mile:bicycle/bus} of it", "0.34 of it"),
        ("{one-mile}, {}, {:bus}, {5:3}, {{x}}", "{one-mile}, {}, {:bus}, {5:3}, {{x}}"),
        (r"\{one-mile:bus}", r"\{one-mile:bus}"),
        ("``a ` {one-mile:bus}``", "``a ` {one-mile:bus}``"),
        ("` {one-mile:bus}", "` 15.1 min"),
        ("*{one-mile:bus}*", "*15.1 min*"),
    ],
)  # fmt: skip
def test_only_a_placeholder_is_replaced(folder: Path, typed: str, shown: str) -> None:
    data = folder / "measured.yaml"
    words = "On its own lane it passes every queue, uphill too."
    replace_once(data, words, json.dumps(typed))
    replace_once(data, "[survey, uphill]", "[survey, uphill, one-mile]")
    assert texts(load(data, TODAY))[2] == shown


def test_advice_may_quote_what_it_cites_itself(folder: Path) -> None:
    data, run = folder / "measured.yaml", "{file: evidence/results/short-way.json, figure: uphill}"
    source = f"  - {{id: hill, title: Hill, publisher: Us, kind: measured, result: {run}}}\n"
    data.write_text(f"{data.read_text('utf-8')}{source}", "utf-8")
    replace_once(data, "Nothing beats it over two miles.", "Uphill it takes {hill:bicycle}.")
    replace_once(data, "    criteria: [speed]\n", "    criteria: [speed]\n    sources: [hill]\n")
    [scenario] = load(data, TODAY).scenarios
    assert scenario.because == "Uphill it takes 11.0 min."


def test_what_advice_was_before_keeps_its_words(folder: Path) -> None:
    history = "    history: [{on: 2026-11-01, kind: tie, because: 'It took {one-mile:bus}.'}]\n"
    replace_once(
        folder / "measured.yaml",
        "    criteria: [speed]\n    con",
        f"    criteria: [speed]\n{history}    con",
    )
    [scenario] = load(folder / "measured.yaml").scenarios
    assert scenario.history[0].because == "It took {one-mile:bus}."


def test_without_measured_sources_braces_are_only_braces(tmp_path: Path) -> None:
    data = tmp_path / "comparison.yaml"
    text = (ROOT / "tests/data/minimal.yaml").read_text("utf-8")
    data.write_text(text.replace("It leaves when", "It `{a:b}` {survey:x} leaves when"), "utf-8")
    assert texts(load(data, TODAY))[0] == "It `{a:b}` {survey:x} leaves when you do."
    assert load(data, TODAY).runs == ()


def test_bytes_without_a_folder_keep_their_placeholders() -> None:
    loaded = load_bytes(DATA.read_bytes(), "old.yaml", TODAY)
    assert "{one-mile:bicycle}" in texts(loaded.comparison)[0]
    assert loaded.comparison.runs == ()


def test_the_text_and_the_tree_stay_as_typed() -> None:
    loaded = load_bytes(DATA.read_bytes(), str(DATA), TODAY, Folder(DATA.parent))
    assert "5.20 min" in texts(loaded.comparison)[0]
    typed = [leaf.text for leaf in loaded.document.root.leaves()]
    assert [text for text in typed if "{one-mile:bicycle}" in text]


@pytest.mark.parametrize("value", ["10" * 300, "NaN", "Infinity", "null", '"[a](b)"', "[1]"])
def test_what_is_no_number_in_a_report_is_said_plainly(folder: Path, value: str) -> None:
    replace_once(folder / "evidence/results/ticket.json", '"price": 0.0', f'"price": {value}')
    [found] = headlines(folder / "measured.yaml")
    assert "not a number" in found or "no such number" in found


def with_facts(folder: Path, *rows: str) -> Path:
    """The made-up comparison with rows of facts, which its criterion has before its positions."""
    data = folder / "measured.yaml"
    replace_once(data, "    positions:\n", "\n".join(["    facts:", *rows, "    positions:\n"]))
    return data


def test_facts_take_what_programs_report(folder: Path) -> None:
    reported = '"price": 0.0, "bell": true, "age": "3 to 5", "paid": "2026-03-01", "far": 12345'
    reported += ', "tall": 3.4, "wide": 0.123456789, "thin": 1.5e-07'
    replace_once(folder / "evidence/results/ticket.json", '"price": 0.0', reported)
    names = ("price", "bell", "age", "paid", "far", "tall", "wide", "thin")
    both = "{bicycle: '{ticket:bicycle.reported.NAME}', bus: unknown}"
    rows = [
        f"      - {{name: {name}, sources: [ticket], values: {both.replace('NAME', name)}}}"
        for name in names
    ]
    note = "{value: no, note: 'After {ticket:bicycle.reported.age} years.'}"
    rows += [f"      - {{name: rusts, sources: [ticket], values: {{bicycle: {note}, bus: no}}}}"]
    facts = load(with_facts(folder, *rows), TODAY).criteria[0].facts
    shown = {fact.name: (fact.values["bicycle"].value, fact.kind.value) for fact in facts}
    assert shown == {
        "price": ("0", "number"),
        "bell": ("yes", "yes-no"),
        "age": ("3 to 5", "text"),
        "paid": ("2026-03-01", "date"),
        "far": ("12345", "number"),
        "tall": ("3.4", "number"),
        "wide": ("0.123", "number"),
        "thin": ("0.00000015", "number"),
        "rusts": ("no", "yes-no"),
    }
    assert facts[-1].values["bicycle"].note == "After 3 to 5 years."


@pytest.mark.parametrize(
    ("value", "sources", "words"),
    [
        ("{ticket:bicycle.reported.bell}", "survey", "the source 'ticket' is not cited here"),
        ("{ticket:bicycle.reported.bel}", "ticket", "'bicycle' reports no 'bel'"),
        ("{ticket:bicycle.reported.bell}", "ticket", "'yes' is not a number, and the row has"),
    ],
)
def test_what_a_fact_cannot_take_is_said_once_where_it_stands(
    folder: Path, value: str, sources: str, words: str
) -> None:
    replace_once(
        folder / "evidence/results/ticket.json", '"price": 0.0', '"price": 0, "bell": true'
    )
    row = f"      - {{name: Bells, type: number, sources: [{sources}],"
    [found] = headlines(with_facts(folder, f"{row} values: {{bicycle: '{value}', bus: 2}}}}"))
    assert words in found
    assert "facts > bells > values > bicycle" in found


# --- Result files ---


def test_the_runs_are_pairs_and_benchmarks_those_that_are_cited_first() -> None:
    comparison = load(DATA, TODAY)
    assert [run.id for run in comparison.runs] == ["ticket", "bell", "short-way"]
    assert comparison.figure(comparison.source("uphill")).id == "uphill"  # type: ignore[union-attr]
    assert comparison.figure(comparison.source("ticket")) is None


def another_run(folder: Path, day: str, name: str = "", **changes: Any) -> None:
    """A run of the short way on another day, in a file with that day in its name."""
    results = folder / "evidence/results"
    found = json.loads((results / "short-way.json").read_text("utf-8"))
    text = json.dumps(found | {"measured_on": day} | changes)
    (results / f"short-way.{name or day}.json").write_text(text, "utf-8")


def test_of_runs_that_are_kept_by_day_the_newest_counts(folder: Path) -> None:
    """The source keeps the name that it had when there was one file."""
    for name in ("2026-11-22", "2026-11-22-2", "2026-11-22-10", "2025-01-01"):
        another_run(folder, name[:10], name, command=f"run {name}")
    runs = {run.id: run for run in load(folder / "measured.yaml", TODAY).runs}
    run = runs["short-way"]
    assert (run.file, run.result.command) == (
        "evidence/results/short-way.json",
        "run 2026-11-22-10",
    )
    assert [(one.before, one.published) for one in run.earlier] == [
        ("2026-11-22-2", "evidence/short-way/2026-11-22-2.json"),
        ("2026-11-22", "evidence/short-way/2026-11-22.json"),
        ("2026-11-21", "evidence/short-way/2026-11-21.json"),
        ("2025-01-01", "evidence/short-way/2025-01-01.json"),
    ]
    assert {run.id: run.earlier for run in load(DATA, TODAY).runs}["short-way"] == ()


def test_every_run_of_a_day_has_an_address(folder: Path) -> None:
    """One that is named without its day came before those of the same day that say it."""
    for name in ("2026-11-21", "2026-11-21-2", "2026-11-22"):
        another_run(folder, name[:10], name)
    [run] = [one for one in load(folder / "measured.yaml", TODAY).runs if one.earlier]
    assert [one.before for one in run.earlier] == ["2026-11-21-2", "2026-11-21", "2026-11-21-0"]


def test_the_second_run_of_a_day_is_number_two(folder: Path) -> None:
    another_run(folder, "2026-11-22", "2026-11-22-1")
    [found] = headlines(folder / "measured.yaml")
    assert "the file is called short-way.2026-11-22-1.json" in found


def test_the_file_without_a_day_need_not_be_there(folder: Path) -> None:
    another_run(folder, "2026-11-22")
    before = texts(load(folder / "measured.yaml", TODAY))
    (folder / "evidence/results/short-way.json").unlink()
    assert texts(load(folder / "measured.yaml", TODAY)) == before


def test_a_source_names_the_runs_of_all_days(folder: Path) -> None:
    another_run(folder, "2026-11-22")
    replace_once(
        folder / "measured.yaml",
        "{file: evidence/results/short-way.json, figure: one-mile}",
        "{file: evidence/results/short-way.2026-11-22.json, figure: one-mile}",
    )
    [found] = headlines(folder / "measured.yaml")[:1]
    assert found.endswith(
        "'evidence/results/short-way.2026-11-22.json': that is one day's; name short-way.json, "
        "of which the newest counts; did you mean 'evidence/results/short-way.json'?"
    )


def test_the_day_in_a_files_name_is_that_of_its_run(folder: Path) -> None:
    another_run(folder, "2026-11-22", "2026-11-20")
    assert headlines(folder / "measured.yaml") == [
        "evidence/results/short-way.2026-11-20.json: measured_on: the day is 2026-11-22, but the"
        " file is called short-way.2026-11-20.json"
    ]


def test_a_program_knows_whether_it_is_still_what_ran() -> None:
    runs = {run.id: run for run in load(DATA, TODAY).runs}
    assert {name: code.is_what_ran for name, code in runs["ticket"].codes.items()} == {
        "bicycle": True,
        "bus": True,
    }
    assert {name: code.is_what_ran for name, code in runs["bell"].codes.items()} == {
        "bicycle": False
    }


Change = Callable[[dict[str, Any]], object]
WRONG: dict[str, tuple[Change, str]] = {
    "format": (
        lambda d: d.update(format=2),
        "format: this format is not known; the runner writes format 1",
    ),
    "kind": (lambda d: d.update(kind="pear"), "the kind must be 'benchmark' or 'pair'"),
    "no kind": (lambda d: d.pop("kind"), "the key 'kind' is missing; it is 'benchmark' or 'pair'"),
    "no machine": (lambda d: d.pop("machine"), "machine: this key is missing"),
    "number": (
        lambda d: d["figures"][0]["series"][1].update(median="fast"),
        "figures > one-mile > series > bus > median: this should be a number",
    ),
    "samples": (
        lambda d: d["figures"][0]["series"][1]["samples"].append(None),
        "figures > one-mile > series > bus > samples > item 4: this should be a number",
    ),
    "order": (
        lambda d: d["figures"][0]["series"][0].update(low=6),
        "figures > one-mile > series > bicycle: the median must lie between low and high",
    ),
    "ok without numbers": (
        lambda d: d["figures"][0]["series"][0].update(median=None),
        "figures > one-mile > series > bicycle: a series that is ok has a median, a low and a high",
    ),
    "status": (
        lambda d: d["figures"][0]["series"][0].update(status="fine"),
        "figures > one-mile > series > bicycle > status: this should be 'ok', 'failed', 'timeout',"
        " 'out-of-memory' or 'skipped'",
    ),
    "date": (
        lambda d: d.update(measured_on="yesterday"),
        "measured_on: 'yesterday' is not a date; write it as YYYY-MM-DD",
    ),
    "infinite": (
        lambda d: d["figures"][0]["series"][0]["samples"].append(float("inf")),
        "figures > one-mile > series > bicycle > samples > item 4: this should be a number, "
        "and NaN and Infinity are none",
    ),
    "huge": (
        lambda d: d["figures"][0]["series"][0].update(high=10**400),
        "figures > one-mile > series > bicycle > high: this should be less than or equal to",
    ),
    "unit": (
        lambda d: d["figures"][0].update(unit="<b>ms</b>"),
        "figures > one-mile > unit: '<b>ms</b>' is not a unit: '<' has no place there",
    ),
    "id": (
        lambda d: d.update(id="long-way"),
        "id: the id is 'long-way', but the file is called short-way.json",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_result_is_named_by_file_and_place(folder: Path, name: str) -> None:
    file = folder / "evidence/results/short-way.json"
    result = json.loads(file.read_text("utf-8"))
    change, words = WRONG[name]
    change(result)
    file.write_text(json.dumps(result), "utf-8")
    [found] = headlines(folder / "measured.yaml")
    assert found.startswith(f"evidence/results/short-way.json: {words}")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b'{"format": 1,,}', "short-way.json:1:14: this is not JSON: key must be a string"),
        (b"", "short-way.json:1:1: this is not JSON: EOF while parsing a value"),
        (b"\xff\xfe", "short-way.json:1:1: this is not JSON: expected value"),
        (b"[" * 100_000, "short-way.json:1:202: this is not JSON: recursion limit exceeded"),
        (b"[]", "short-way.json: this should be "),
        (b'"' + b"x" * 1_000_001 + b'"', "it is larger than 1 MB"),
    ],
)
def test_what_is_no_result_is_said_plainly(folder: Path, raw: bytes, words: str) -> None:
    (folder / "evidence/results/short-way.json").write_bytes(raw)
    assert words in headlines(folder / "measured.yaml")[0]


def test_all_problems_of_data_and_results_are_listed_together(folder: Path) -> None:
    replace_once(folder / "measured.yaml", "icon: bolt", "icon: boltt")
    replace_once(folder / "evidence/results/ticket.json", '"agrees": false', '"agrees": 1')
    (folder / "evidence/pairs/bell/task.toml").write_text("title = ", "utf-8")
    found = headlines(folder / "measured.yaml")
    assert [words.split(": ")[0].split(":")[0] for words in found] == [
        "evidence/pairs/bell/task.toml",
        "evidence/results/ticket.json",
        "measured.yaml",
    ]


def test_words_about_a_result_are_asked_for(folder: Path) -> None:
    (folder / "evidence/pairs/ticket/task.toml").unlink()
    replace_once(folder / "evidence/benchmarks/short-way/benchmark.toml", "method = ", "methods = ")
    assert headlines(folder / "measured.yaml") == [
        "evidence/benchmarks/short-way/benchmark.toml: method: this key is missing",
        "evidence/pairs/ticket/task.toml: there is no such file; it says what the result shows",
    ]


def test_two_results_cannot_have_one_page(folder: Path) -> None:
    shutil.copytree(folder / "evidence", folder / "more")
    replace_once(
        folder / "measured.yaml",
        "{file: evidence/results/ticket.json}",
        "{file: more/results/ticket.json}",
    )
    found = headlines(folder / "measured.yaml")
    assert found == [
        "evidence/results/ticket.json: the id 'ticket' is that of more/results/ticket.json as well"
    ]


def test_nothing_outside_of_the_folder_is_read(folder: Path) -> None:
    secret = folder.parent / "secret"
    secret.write_text("secret", "utf-8")
    (folder / "link").symlink_to(secret)
    (folder / "away").symlink_to(folder.parent)
    files = Folder(folder)
    outside = ("link", "away/secret", "../secret", str(secret))
    for path in (*outside, "./measured.yaml", "evidence/.hidden", "evidence", ""):
        with pytest.raises(UnreadableError):
            files.read(path, 100)
    assert files.names("away") == []


def test_a_program_file_is_only_looked_for_beside_its_task(folder: Path) -> None:
    file = folder / "evidence/results/ticket.json"
    (folder / "evidence/pairs/ticket/bus.py").unlink()
    (folder / "evidence/pairs/ticket/bus.py").symlink_to(folder / "measured.yaml")
    replace_once(file, '"evidence/pairs/ticket/bicycle.py"', '"../../measured.yaml"')
    runs = {run.id: run for run in load(folder / "measured.yaml", TODAY).runs}
    assert runs["ticket"].codes == {}


def test_what_a_program_prints_holds_no_escapes_and_no_unseen_letters(folder: Path) -> None:
    file = folder / "evidence/results/ticket.json"
    printed = "\x1b[31mred\x1b[0m\r\nnext\rmore\x00\u202e\n"
    replace_once(file, '"price: 0.0\\n"', json.dumps(printed))
    runs = {run.id: run for run in load(folder / "measured.yaml", TODAY).runs}
    assert runs["ticket"].programs[0].output == "red\nnext\nmore\ufffd\ufffd\n"


@given(raw=st.binary(max_size=60))
def test_no_bytes_make_a_traceback(raw: bytes) -> None:
    for parse in (
        lambda: parse_result(raw, "x.json"),
        lambda: parse_about(raw, "x.toml", "pair"),
        lambda: load_bytes(raw, "x.yaml", TODAY, Folder(MEASURED)),
    ):
        with pytest.raises(ComparisonError):
            parse()


# --- Figures ---

REAL = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)


def read_back(text: str) -> float:
    mantissa, _, power = text.replace(",", "").partition(" × 10")  # noqa: RUF001
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(f"{mantissa}e{exponent or 0}")


@given(value=REAL.filter(lambda v: abs(v) > 1e-300))
def test_a_number_is_near_the_value_and_short(value: float) -> None:
    assert read_back(number(value)) == pytest.approx(value, rel=0.006)
    assert len(number(value)) <= 18
    digits = number(value).partition(" ")[0].replace(",", "").replace(".", "").strip("-0")
    assert len(digits) <= 3


@given(value=st.integers(min_value=-(10**11), max_value=10**11))
def test_a_whole_number_is_shown_in_full(value: int) -> None:
    assert number(value).replace(",", "") == str(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0"), (7.0, "7.00"), (7.256, "7.26"), (99.96, "100"), (1234.5, "1,230"),
        (123456.7, "123,000"), (0.0123, "0.0123"), (1.2e-5, "1.20 × 10⁻⁵"), (-3.14159, "-3.14"),  # noqa: RUF001
    ],
)  # fmt: skip
def test_numbers_have_three_digits_that_count(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize("text", ["", "€", "°C", "kB/s", "m²", "Stück", "円", "µs", "10⁻³ m"])
def test_a_unit_is_in_any_letters(text: str) -> None:
    assert TypeAdapter(Unit).validate_python(text) == text


def test_a_unit_follows_its_number() -> None:
    assert (quantity(7.256, "ms"), quantity(23, "")) == ("7.26 ms", "23")


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [(1.04, 1, "1.04"), (3.16, 1, "3.2"), (12.4, 1, "12"), (0.314, 1, "0.31"), (9.96, 1, "10")],
)
def test_a_ratio_says_no_more_than_it_knows(one: float, other: float, shown: str) -> None:
    assert ratio(one, other) == shown


def a_series(low: float, high: float, name: str = "a") -> Series:
    return Series(
        id=name, option=name, name=name, status=RunStatus.OK, detail="", samples=(),
        median=(low + high) / 2, low=low, high=high,
    )  # fmt: skip


INTERVAL = st.tuples(st.integers(1, 99), st.integers(0, 30)).map(lambda p: (p[0], p[0] + p[1]))


@given(one=INTERVAL, other=INTERVAL, better=st.sampled_from(Better))
def test_a_difference_is_one_where_the_intervals_are_apart(
    one: tuple[int, int], other: tuple[int, int], better: Better
) -> None:
    found = difference(a_series(*one), a_series(*other), better)
    overlap = bool(range(max(one[0], other[0]), min(one[1], other[1]) + 1))
    assert (found is Difference.NONE) is overlap
    back = difference(a_series(*other), a_series(*one), better)
    opposite = {Difference.BETTER: Difference.WORSE, Difference.WORSE: Difference.BETTER}
    assert back is opposite.get(found or Difference.NONE, Difference.NONE)
    if one[1] < other[0]:
        assert found is (Difference.BETTER if better is Better.LOWER else Difference.WORSE)


def test_the_best_is_named_with_its_lead_and_failures_are_kept() -> None:
    [run] = [run for run in load(DATA, TODAY).runs if run.id == "short-way"]
    assert isinstance(run.result, Benchmark)
    mile, uphill, _ = (standings(figure, Better.LOWER) for figure in run.result.figures)
    assert (mile.best and mile.best.id, mile.next and mile.next.id) == ("bicycle", "bus")
    assert (mile.lead, [row.times for row in mile.rows]) == ("2.9", ["1", "2.9"])
    assert (uphill.lead, [series.id for series in uphill.level]) == ("", ["bus"])
    assert [row.median for row in uphill.rows] == ["11.0 min", "12.5 min", ""]
    higher = standings(run.result.figures[0], Better.HIGHER)
    assert (higher.best and higher.best.id, higher.lead) == ("bus", "2.9")
    assert (higher.share, [row.share for row in higher.rows]) == ("34 %", ["", "34 %"])


def test_the_best_of_each_option_is_compared_not_two_of_the_same() -> None:
    series = tuple(
        a_series(low, high, name).model_copy(update={"option": option})
        for name, option, low, high in (
            *(("quick", "one", 1, 2), ("quicker", "one", 1, 1.5)),
            *(("slow", "other", 8, 9), ("slower", "other", 20, 30)),
        )
    )
    found = standings(Figure(id="f", title="F", unit="s", series=series), Better.LOWER)
    assert (found.best and found.best.id, found.next and found.next.id) == ("quicker", "slow")
    assert (found.level, found.is_alone, found.lead) == ((), False, "6.8")
