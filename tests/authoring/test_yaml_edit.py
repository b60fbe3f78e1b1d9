"""Editing YAML in place: only the characters concerned change, and it says what it should."""

import string
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comparison_site.authoring.drafting import Draft, DraftError
from comparison_site.authoring.writing import Value, entry, flow, quoted
from comparison_site.core.tree import Path
from comparison_site.loading.yaml_reader import read

# One text in every style, with comments and neighbours on all sides.
STYLES = {
    "plain": "# c\nrecord:\n  before: 1 # here\n  text: word  # beside\n  # below\n  after: x\n",
    "plain on two lines": "record:\n  text: some words\n    on two lines\n  # below\n  after: x\n",
    "single": "record:\n  text: 'it''s some words'   # beside\n  after: x\n",
    "double": 'record:\n  text: "some \\"words\\" \\u00fc" # beside\n  after: x\n',
    "double on two lines": 'record:\n  text: "some\n    words" # beside\n  after: x\n',
    "folded": "record:\n  text: >- # beside\n    some words\n    on lines\n\n  # below\n  after: x",
    "folded and kept": "record:\n  text: >+\n    some words\n\n\n  after: x\n",
    "literal": "record:\n  text: |\n    some words\n    on lines\n  after: x\n",
    "last": "record:\n  after: x\n  text: some words",
    "last folded": "record:\n  after: x\n  text: >-\n    some words",
    "flow plain": "record: {before: 1, text: some words, after: x} # beside\n",
    "flow quoted": "record: {text: 'some words', after: x}\n",
    "flow last": 'record: {after: x, text: "some words"}\n',
    "flow on lines": "record: {\n  text: some words, # beside\n  after: x\n}\n",
    "in a list": "record:\n  - {after: x}\n  - text: some words\n    after: x\n",
    "wide letters before": "über: 日本 🚲\nrecord:\n  text: word # ü\n  after: x\n",
}
PUNCTUATION = """
a: b| # |#|- x|? x|! x|&a|*a|@x|`x`|%x|>|[x]|{x}|}, x: {|'|"|''|"x" y|it's|a\\b|a, b|a]|---|...
--- x|a:|:a|a: |key: >-|{{ x }}|${x}|-|?|:|,|%YAML 1.1|!!str x|</script>|=|<<|a #b|\\n
"""
WORDS = "yes|no|null|~|1.10|2026-11-25|0x1F|1e3|🚲|ü|日本|\U0001f6b2 x"
UNTYPED = (
    "a\nb|a\n\nb|a\tb|a  b|"
    "\u2028|a\u0085b|a b\u0085c d|a\u00a0|\x07|\x1b[31m|\ufeff|\ufffe|a\rb|a\r\nb"
)
LONG = ["x" * 5000, "long words " * 400, "a" + " " * 200 + "b", "|", ">-\n  x"]
HOSTILE = [*PUNCTUATION.strip().replace("\n", "|").split("|"), *WORDS.split("|"), *LONG]
HOSTILE = [text for text in [*HOSTILE, *UNTYPED.split("|")] if text.strip()]
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1) | st.text(
    string.punctuation + " \nab", min_size=1
)


def path_of(text: str) -> Path:
    [path] = [path for path in read(text).spans if path[-1:] == ("text",)]
    return path


def value_at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def check_replacement(source: str, text: str) -> None:
    path = path_of(source)
    span = read(source).spans[path]
    new = Draft(source).replaced(path, text).text
    after = len(source) - span.end
    assert new.startswith(source[: span.start])
    assert new.endswith(source[span.end :])
    assert new[span.start : len(new) - after].strip(" \r\n") == new[span.start : len(new) - after]
    document = read(new)
    assert document.findings == []
    assert value_at(document.root.value, path) == text.strip()


@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
def test_a_hostile_text_reads_back_and_moves_nothing_else(source: str) -> None:
    for text in HOSTILE:
        check_replacement(source, text)
        check_replacement(source.replace("\n", "\r\n"), text)


@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
@given(text=TEXTS.filter(str.strip))
@settings(max_examples=60, deadline=None)
def test_any_text_reads_back_and_moves_nothing_else(source: str, text: str) -> None:
    check_replacement(source, text)


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("k: old # c", "new", "k: new # c"),
        ("k: old # c", "new words", 'k: "new words" # c'),
        ("k: old", "it's: new", 'k: "it\'s: new"'),
        ("k: 'old'", "it's new", "k: 'it''s new'"),
        ('k: "old"', "new", 'k: "new"'),
        ("k: 2026-11-20", "2026-11-25", "k: 2026-11-25"),
        ("k: old", "2026-11-25", 'k: "2026-11-25"'),
        ("k: old", "yes", 'k: "yes"'),
        ("k: {a: old}", "one, two", 'k: {a: "one, two"}'),
        ("k: >-\n    old\n", "new", "k: >-\n    new\n"),
        ("k: >- # c\n  old\n", f"{'word ' * 30}end", None),
        ("k: |\n  old\n", "one\ntwo", "k: |\n  one\n  two\n"),
        ("k: old\n  words\n", "new", "k: new\n"),
    ],
)
def test_the_style_stays_where_it_can(source: str, text: str, expected: str | None) -> None:
    path: Path = ("k", "a") if "{" in source else ("k",)
    new = Draft(source).replaced(path, text).text
    if expected is None:
        first, *lines = new.rstrip().split("\n")
        assert first == "k: >- # c"
        assert len(lines) == 2
        assert all(line.startswith("  word") and len(line) <= 100 for line in lines)
    else:
        assert new == expected


RECORD = """\
verdict: # v
  kind: winner # k
  option: bus # o
  # what the badge says
  label: First
  parts:
    - {option: a, for: x} # p
    - {option: b, for: y}
  last: end
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_field_is_removed_with_its_lines(newline: str) -> None:
    draft = Draft(RECORD.replace("\n", newline))
    without = draft.removed(("verdict", "option")).removed(("verdict", "parts"))
    assert without.text == (
        "verdict: # v\n  kind: winner # k\n  # what the badge says\n  label: First\n  last: end\n"
    ).replace("\n", newline)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("r: {a: 1, b: 2, c: 3}", "r: {a: 1, c: 3}"),
        ("r: {b: 2, c: 3}", "r: {c: 3}"),
        ("r: {a: 1, b: 2}", "r: {a: 1}"),
        ("r: {b: [x, {y: z}]}", "r: {}"),
        ("r:\n  a: 1\n  b: 2", "r:\n  a: 1\n"),
    ],
)
def test_a_field_is_removed_from_a_flow_or_from_the_end(source: str, expected: str) -> None:
    assert Draft(source).removed(("r", "b")).text == expected


def test_the_first_field_of_a_list_item_can_be_removed() -> None:
    assert Draft("- a: 1 # c\n  b: 2\n").removed((0, "a")).text == "- b: 2\n"


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("r:\n  a: 1 # c\n  z: 9\n", "new: text", 'r:\n  a: 1 # c\n  b: "new: text"\n  z: 9\n'),
        ("r:\n  a: 1", "new", "r:\n  a: 1\n  b: new"),
        ("r: {a: 1, z: 9}", "x, y", 'r: {a: 1, b: "x, y", z: 9}'),
        ("r:\n  a: 1\n", [{"x": "p, q", "y": date(2026, 1, 2)}],
         'r:\n  a: 1\n  b:\n    - {x: "p, q", y: 2026-01-02}\n'),
        ("r:\n    a: >-\n      text\n    z: 9\n", "new",
         "r:\n    a: >-\n      text\n    b: new\n    z: 9\n"),
        ("r:\n  a:\n  - x\n  # c\n  z: 9\n", "new", "r:\n  a:\n  - x\n  b: new\n  # c\n  z: 9\n"),
    ],
)  # fmt: skip
def test_a_field_is_added_below_another(source: str, value: Value, expected: str) -> None:
    assert Draft(source).added(("r", "b"), value, "a").text == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("l:\n  # newest first\n  - on: 2026-01-01 # x\n    k: v\n",
         "l:\n  # newest first\n  - on: 2026-11-25\n    k: w\n    m: z\n"
         "  - on: 2026-01-01 # x\n    k: v\n"),
        ("l:\n- on: 2026-01-01\n", "l:\n- on: 2026-11-25\n  k: w\n  m: z\n- on: 2026-01-01\n"),
        ("l: []\n", "l: [{on: 2026-11-25, k: w, m: z}]\n"),
        ("l: [{on: 2026-01-01}]\n", "l: [{on: 2026-11-25, k: w, m: z}, {on: 2026-01-01}]\n"),
    ],
)  # fmt: skip
def test_a_record_is_put_in_front_of_a_list(source: str, expected: str) -> None:
    new = Draft(source).prepended(("l",), {"on": date(2026, 11, 25), "k": "w", "m": "z"})
    assert new.text == expected


def test_what_cannot_be_changed_safely_is_refused() -> None:
    with pytest.raises(DraftError, match=r"^r > b is written in a way that cannot be changed"):
        Draft("r: {a: 1}").replaced(("r", "b"), "x")
    with pytest.raises(DraftError):
        Draft("r: {a: 1, # c\n  b: 2}").added(("r", "c"), "x\u2028\x07", "missing")


@given(text=TEXTS.filter(str.strip))
@example("a b\u0085c d")
@settings(max_examples=200, deadline=None)
def test_every_text_can_be_written_anew(text: str) -> None:
    text = text.strip()
    for newline in ("\n", "\r\n"):
        for source in (entry("k", text, 0, newline), f"k: {quoted(text)}"):
            document = read(source)
            assert (document.root.value, document.findings) == ({"k": text}, [])
    document = read(f"k: {flow([{'a': text, 'b': text}])}")
    assert document.root.value == {"k": [{"a": text, "b": text}]}


def test_long_texts_are_folded() -> None:
    text = "one two three " * 15
    lines = entry("because", text.strip(), 4, "\n").split("\n")
    assert lines[0] == "because: >-"
    assert all(line.startswith("      one") or line.startswith("      t") for line in lines[1:])
    assert max(map(len, lines)) <= 100
