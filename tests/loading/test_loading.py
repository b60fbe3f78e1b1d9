"""The data door: what comes in, what is refused, and how it is said."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparison_site import Comparison, ComparisonError, Diagnostic, load
from comparison_site.core.resources import COMMAND
from tests.support import paths

MINIMAL = paths.MINIMAL.read_text("utf-8")
TODAY = date(2026, 11, 23)
TEXT = "It leaves when you do."

TEN_MISTAKES = {
    "title: Bicycle vs Bus": f"title: {'Bicycle' * 9}",
    "reviewed_on: 2026-11-20\n\n": "reviewed_on: 2027-11-20\n\n",
    "hue: 140": "hue: green",
    "license: none": "licence: none",
    "kind: winner": "kind: wimner",
    "icon: bolt": "icon: unicorn",
    "as_of: {bicycle": "as_of: {bicylce",
    "stance: strength": "stance: strong",
    "criteria: [speed]": "criteria: [sped]",
    "publisher: Example Press": "publisher:",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data.yaml"


def problems(file: Path, content: str | bytes) -> tuple[Diagnostic, ...]:
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    with pytest.raises(ComparisonError) as caught:
        load(file, TODAY)
    return caught.value.problems


def only(file: Path, content: str | bytes) -> str:
    [problem] = problems(file, content)
    return problem.headline.removeprefix(f"{file}:")


def with_text(text: str) -> str:
    assert TEXT in MINIMAL
    return MINIMAL.replace(TEXT, text)


def caret_of(problem: Diagnostic) -> tuple[str, str]:
    _, line, caret = str(problem).split("\n")
    return line, caret


@pytest.mark.parametrize(
    "path",
    [paths.MINIMAL, paths.OTHER_DATA, paths.REAL_DATA],
    ids=lambda path: path.name,
)
def test_a_sound_file_loads(path: Path) -> None:
    comparison = load(path, TODAY)
    assert comparison.options
    assert comparison.criteria


def test_words_that_yaml_would_change_stay_as_typed(file: Path) -> None:
    changed = MINIMAL.replace("license: none", "license: NO").replace(
        'version: "2026"', "version: 1.10"
    )
    file.write_text(changed.replace("by: Karl von Drais", "by: 1:30"), "utf-8")
    option = load(file, TODAY).options[0]
    assert option.origin
    assert (option.license, option.version, option.origin.by) == ("NO", "1.10", "1:30")


@pytest.mark.parametrize("spaces", ["'  Starts.  '", '"Starts.\\n"', "|\n          Starts.\n"])
def test_spaces_around_a_text_are_dropped(file: Path, spaces: str) -> None:
    file.write_text(MINIMAL.replace("Starts at your door.", spaces), "utf-8")
    assert load(file, TODAY).criteria[0].positions["bicycle"].summary == "Starts."


def test_spaces_around_an_id_do_not_make_it_another(file: Path) -> None:
    found = only(file, MINIMAL.replace("id: bus-lane", 'id: " no-waiting"'))
    assert "duplicate 'no-waiting'" in found


def test_a_byte_order_mark_is_ignored(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + MINIMAL.encode())
    assert load(file, TODAY).title == "Bicycle vs Bus"


def test_windows_line_ends_are_ignored(file: Path) -> None:
    file.write_bytes(MINIMAL.replace("\n", "\r\n").encode())
    assert load(file, TODAY) == load(paths.MINIMAL, TODAY)


def test_windows_line_ends_move_no_problem(file: Path) -> None:
    broken = MINIMAL.replace("kind: winner", "kind: wimner")
    assert only(file, broken) == only(file, broken.replace("\n", "\r\n"))


def test_a_date_a_week_ahead_is_the_clock_and_a_later_one_a_mistake(file: Path) -> None:
    file.write_text(MINIMAL.replace("reviewed_on: 2026-11-20\n\n", "reviewed_on: 2026-11-30\n\n"))
    assert load(file, TODAY).reviewed_on == date(2026, 11, 30)
    with pytest.raises(ComparisonError, match="2026-11-30 is in the future; today is 2026-11-22"):
        load(file, date(2026, 11, 22))


def test_all_mistakes_are_listed_in_one_run_sorted_by_line(file: Path) -> None:
    broken = MINIMAL
    for right, wrong in TEN_MISTAKES.items():
        assert right in broken
        broken = broken.replace(right, wrong, 1)
    found = problems(file, broken)
    lines = [problem.line for problem in found]
    wrong_lines = [
        number
        for number, pair in enumerate(zip(MINIMAL.split("\n"), broken.split("\n"), strict=True), 1)
        if pair[0] != pair[1]
    ]
    assert lines == sorted(lines) == wrong_lines
    assert len(found) == len(TEN_MISTAKES)


def test_two_faults_of_the_yaml_itself_and_of_the_data_are_listed_together(file: Path) -> None:
    broken = MINIMAL.replace("hue: 140", "hue: 140\n    hue: 150").replace(
        "kind: winner", "kind: x"
    )
    assert [problem.line for problem in problems(file, broken)] == [11, 36]


@pytest.mark.parametrize("typed", ["Ärger: ja", "日本: ja", "🚲🚲: ja"])
def test_columns_count_characters(file: Path, typed: str) -> None:
    line = 1 + with_text(typed)[: with_text(typed).index(typed)].count("\n")
    assert only(file, with_text(typed)).startswith(f"{line}:{19 + typed.index(':')}: ")


def test_the_column_of_a_byte_that_is_not_utf8_counts_characters(file: Path) -> None:
    found = only(file, "title: Ärger ".encode() + b"\xe9\n")
    assert found == "1:14: this byte is not UTF-8 text; save the file with the encoding UTF-8"


def test_a_byte_order_mark_moves_no_column(file: Path) -> None:
    assert only(file, b"\xef\xbb\xbftitle: \xe9\n").startswith("1:8: ")


def test_the_caret_stands_under_the_mistake(file: Path) -> None:
    [problem] = problems(file, MINIMAL.replace("kind: winner", "kind: wimner"))
    line, caret = caret_of(problem)
    assert line[caret.index("^") :] == "wimner"


def test_the_caret_stands_under_the_mistake_in_a_very_long_line(file: Path) -> None:
    [problem] = problems(file, with_text("long " * 3000 + "so: this"))
    line, caret = caret_of(problem)
    assert line[: caret.index("^") + 1].endswith("so:")
    assert len(line) < 200


def test_the_caret_stands_under_the_mistake_after_wide_letters(file: Path) -> None:
    [problem] = problems(file, with_text("日本: ja"))
    line, caret = caret_of(problem)
    letters_before = line.index("日本:") + len("日本")
    assert caret.index("^") == letters_before + len("日本")  # each of them is two places wide


def test_the_caret_stands_under_the_mistake_after_combining_letters(file: Path) -> None:
    [problem] = problems(file, with_text("a\u0301: ja"))
    line, caret = caret_of(problem)
    assert caret.index("^") == line.index("a\u0301:") + 1


def test_at_most_fifty_problems_are_printed(file: Path) -> None:
    broken = MINIMAL + "".join(f"unknown{number}: x\n" for number in range(60))
    error = ComparisonError(problems(file, broken))
    assert len(error.problems) == 60
    assert str(error).count(" is not a known field") == 50
    assert error.summary == "60 problems, the first 50 shown. Nothing was published."


def test_one_problem_is_counted_as_one(file: Path) -> None:
    error = ComparisonError(problems(file, MINIMAL + "unknown: x\n"))
    assert str(error).endswith("\n\n1 problem. Nothing was published.")


def test_line_ends_of_old_macs_are_one_problem_that_no_deletion_mends(file: Path) -> None:
    expected = "1:22: a line ends as on old Macs (CR); save with LF line ends"
    assert only(file, MINIMAL.replace("\n", "\r")) == expected
    assert only(file, MINIMAL.replace("\n", "\r", 1)) == expected


def test_windows_line_ends_are_as_good_as_any(file: Path) -> None:
    file.write_bytes(MINIMAL.replace("\n", "\r\n").encode())
    assert load(file, TODAY).title == "Bicycle vs Bus"


@pytest.mark.parametrize(
    ("line", "added", "words"),
    [
        ("      option: bicycle\n", "      parts:\n",
         "parts: this field has no value; write one after the colon, or remove the line"),
        ("    name: Bus\n", "    draft:\n",
         "draft: this field has no value; write one after the colon, or remove the line"),
        ("    name: Bus\n", "    licence:\n",
         "licence: 'licence' is not a known field here; did you mean 'license'?"),
    ],
)  # fmt: skip
def test_a_field_without_a_value_is_told_where_it_has_no_place_either(
    file: Path, line: str, added: str, words: str
) -> None:
    assert only(file, MINIMAL.replace(line, line + added, 1)).endswith(f" > {words}")


@pytest.mark.parametrize(
    ("line", "added", "place"),
    [
        ("  - id: speed\n", "    confidence: high\n", "verdict"),
        ("  - id: bicycle\n", "    year: 1817\n", "origin"),
        ("reviewed_on: 2026-11-20\n\n", "lint: {exceptions: []}\nreview_after_days: 9\n", "lint"),
    ],
)
def test_a_field_set_one_level_too_high_is_told_where_it_belongs(
    file: Path, line: str, added: str, place: str
) -> None:
    words = only(file, MINIMAL.replace(line, line + added, 1))
    assert words.endswith(f"is not a known field here; write it below '{place}'")


def test_what_may_stand_in_a_proposal_belongs_there_only_if_there_is_one(file: Path) -> None:
    text = MINIMAL.replace("      icon: bolt\n", "      icon: bolt\n      sources: [survey]\n", 1)
    assert "below" not in only(file, text)


def test_a_missing_file_is_said_plainly(file: Path) -> None:
    with pytest.raises(ComparisonError) as caught:
        load(file, TODAY)
    assert str(caught.value.problems[0]) == (
        f"{file}: the file cannot be read: No such file or directory; "
        f"to start one of your own: {COMMAND} new DIR"
    )


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(ComparisonError, match="cannot be read: Is a directory"):
        load(tmp_path, TODAY)


def test_a_path_with_a_null_character_is_said_plainly() -> None:
    with pytest.raises(ComparisonError, match="cannot be read"):
        load(Path("data\0.yaml"), TODAY)


def test_a_file_of_more_than_two_megabytes_is_refused(file: Path) -> None:
    assert only(file, MINIMAL + "#" * 2_000_000) == " the file is larger than 2 MB"


def test_a_file_just_below_two_megabytes_is_read(file: Path) -> None:
    file.write_text(f"{MINIMAL}#{'x' * (1_999_998 - len(MINIMAL))}\n", "utf-8")
    assert load(file, TODAY).title == "Bicycle vs Bus"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"# only a comment\n", b"---\n...\n", b"~\n"])
def test_an_empty_file_is_said_plainly(file: Path, content: bytes) -> None:
    assert only(file, content) == "1:1: the file holds no data"


@pytest.mark.parametrize("name", ["\\e[31mred", "\\u202Ered", "\\0"])
def test_a_typed_escape_never_reaches_the_terminal(file: Path, name: str) -> None:
    found = problems(file, MINIMAL.replace("kind: winner", f'kind: "{name}"\n      "{name}": x'))
    assert all(str(problem).replace("\n", "").isprintable() for problem in found)


def test_a_headline_is_one_line_of_reasonable_length(file: Path) -> None:
    typed = "wide\\n" * 10_000
    found = problems(file, MINIMAL.replace("kind: winner", f'kind: "{typed}"\n      "{typed}": x'))
    assert all("\n" not in p.headline and len(p.headline) < 500 for p in found)


NESTED = "the data is nested deeper than 20 levels; remove some brackets"
HOSTILE = {
    "alias bomb": (
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(1000)),
        "an anchor ('&b999') is not allowed",
    ),
    "alias of an anchor": ("a: &a [x]\nb: *a\n", "an alias is not allowed"),
    "deep brackets": ("[" * 100_000, NESTED),
    "deep braces": ("{a: " * 100_000, NESTED),
    "deep dashes": ("- " * 100_000, NESTED),
    "deep keys": ("".join(f"{' ' * n}a:\n" for n in range(1000)), NESTED),
    "junk": ("x" * 1_900_000, "expected fields"),
    "invisible junk": ("\x01" * 1_900_000, "invisible character U+0001"),
    "many brackets": (with_text('"' + "[" * 20_000 + '](x)"'), "opening brackets"),
    "many brackets in many texts": (
        MINIMAL.replace("[The way is short]", str(["[" * 150 + "](x)"] * 500)),
        "opening brackets",
    ),
    "many unknown keys": (
        MINIMAL + "".join(f"key{n}: x\n" for n in range(3_000)),
        "'key2999' is not a known field",
    ),
    "many unknown names": (
        MINIMAL.replace("[survey]", f"[{', '.join(f'n{n}' for n in range(6_000))}]", 1),
        "there is no source 'n5999'",
    ),
    "many conflicts": ("<<<<<<< \n" * 20_000, "conflict marker"),
    "a very long word": (MINIMAL.replace("bolt", "bolt" * 400_000), "is not one of check"),
    "a very long id": (MINIMAL.replace("id: speed", f"id: {'A' * 1_900_000}"), "characters"),
    "many errors in one line": (
        MINIMAL.replace("[The way is short]", f"[{'[],' * 6_000}]"),
        "expected text, found a list",
    ),
    "a number without end": (MINIMAL.replace("140", "9" * 1_900_000), "is not a whole number"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_an_answer(file: Path, name: str) -> None:
    content, expected = HOSTILE[name]
    assert any(expected in problem.headline for problem in problems(file, content))


SNIPPETS = ["\t", "\n", " ", ": ", " #", "- ", "[", "]", "{", "}", "*a", "&a ", "!t ", '"', "'",
            "|", ">", "%", "@", "`", "?", ",", "~", "null", "<<: ", "---\n", "...", "\\", "\x00",
            "\u202e", "\ud7ff", "日", "😀", "=======", "%YAML 9.9\n", "2026-13-01", "é",
            "\r"]  # fmt: skip
edits = st.lists(
    st.tuples(
        st.integers(0, len(MINIMAL)),
        st.integers(0, 60),
        st.one_of(st.just(""), st.sampled_from(SNIPPETS), st.text(max_size=5)),
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=250,
    derandomize=True,
    database=None,
    suppress_health_check=[*settings().suppress_health_check, HealthCheck.function_scoped_fixture],
)
@given(edits)
def test_whatever_is_typed_gives_a_comparison_or_problems_inside_the_file(
    file: Path, edits: list[tuple[int, int, str]]
) -> None:
    text = MINIMAL
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    raw = text.encode("utf-8", "surrogatepass")
    file.write_bytes(raw)
    lines = raw.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    outcome = outcome_of(file)
    assert isinstance(outcome, Comparison) or outcome
    if not isinstance(outcome, Comparison):
        assert all(_inside(problem, lines) for problem in outcome)


def outcome_of(file: Path) -> Comparison | tuple[Diagnostic, ...]:
    try:
        return load(file, TODAY)
    except ComparisonError as error:
        return error.problems if str(error) else ()


def _inside(problem: Diagnostic, lines: list[str]) -> bool:
    return (
        1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    )


def test_a_pipe_in_place_of_a_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "comparison.yaml"
    os.mkfifo(pipe)
    with pytest.raises(ComparisonError, match="this is no regular file"):
        load(pipe)
