"""Editing YAML in place: only the characters concerned change, and it says what it should."""

import string
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comparison_site.authoring.editing import Draft
from comparison_site.authoring.spelling import DraftError, Fields, Value, entry, quoted
from comparison_site.core.tree import Path
from comparison_site.loading.yaml_reader import read

# One text in every style, with comments and neighbours on all sides.
STYLES = {
    "plain": "# c\nrecord:\n  before: 1 # here\n  text: word  # beside\n  # below\n  after: x\n",
    "plain on two lines": "record:\n  text: some words\n    on two lines\n  # below\n  after: x\n",
    "single": "record:\n  text: 'it''s some words'   # beside\n  after: x\n",
    "double": 'record:\n  text: "some \\"words\\" \\u00fc" # beside\n  after: x\n',
    "double on two lines": 'record:\n  text: "some\n    words" # beside\n  after: x\n',
    "folded": "record:\n  text: >-\n    some words\n    on lines\n\n  # below\n  after: x",
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


def replaced(source: str, path: Path, value: str | date) -> str:
    draft = Draft(source)
    draft.replace(path, value)
    return draft.made()


def check_replacement(source: str, text: str) -> None:
    text = text.strip()
    path = path_of(source)
    span = read(source).spans[path]
    new = replaced(source, path, text)
    after = len(source) - span.end
    assert new.startswith(source[: span.start])
    assert new.endswith(source[span.end :])
    assert new[span.start : len(new) - after].strip(" \r\n") == new[span.start : len(new) - after]
    document = read(new)
    assert document.findings == []
    assert value_at(document.root.value, path) == text


@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
def test_a_hostile_text_reads_back_and_moves_nothing_else(source: str) -> None:
    for text in HOSTILE:
        check_replacement(source, text)
        check_replacement(source.replace("\n", "\r\n"), text)


@pytest.mark.parametrize("source", STYLES.values(), ids=STYLES)
@given(text=TEXTS.filter(str.strip))
@settings(max_examples=60)
def test_any_text_reads_back_and_moves_nothing_else(source: str, text: str) -> None:
    check_replacement(source, text)


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("k: old # c", "new", "k: new # c"),
        ("k: old # c", "new words", 'k: "new words" # c'),
        ("k: old", "it's: new", 'k: "it\'s: new"'),
        ("k: 'old'", "it's new", "k: it's new"),
        ('k: "old"', "new", "k: new"),
        ("k: 2026-11-20", date(2026, 11, 25), "k: 2026-11-25"),
        ("k: old", "2026-11-25", 'k: "2026-11-25"'),
        ("k: old", "yes", 'k: "yes"'),
        ("k: {a: old}", "one, two", 'k: {a: "one, two"}'),
        ("k: {a: old}", date(2026, 11, 25), "k: {a: 2026-11-25}"),
        ("k: >-\n    old\n", "new", "k: new\n"),
        ("k: |\n  old\n", "one\ntwo", 'k: "one\\ntwo"\n'),
        ("k: old\n  words\n", "new", "k: new\n"),
        ("k: new # c", "new", "k: new # c"),
        ("k: 'new'", "new", "k: 'new'"),
    ],
)
def test_a_text_is_written_as_short_as_it_can_be(
    source: str, value: str | date, expected: str
) -> None:
    path: Path = ("k", "a") if "{" in source else ("k",)
    assert replaced(source, path, value) == expected


def test_a_long_text_is_folded_where_no_comment_would_become_a_part_of_it() -> None:
    text = f"{'word ' * 30}end"
    first, *lines = replaced("k: old\n", ("k",), text).rstrip().split("\n")
    assert first == "k: >-"
    assert len(lines) == 2
    assert all(line.startswith("  word") and len(line) <= 100 for line in lines)
    assert replaced("k: old # c\n", ("k",), text) == f'k: "{text}" # c\n'


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
    draft.remove(("verdict", "option"))
    draft.remove(("verdict", "parts"))
    assert draft.made() == (
        "verdict: # v\n  kind: winner # k\n  # what the badge says\n  label: First\n  last: end\n"
    ).replace("\n", newline)
    assert draft.lost == ["# o", "# p"]


def test_a_comment_that_goes_with_a_field_is_told_from_a_text_that_looks_like_one() -> None:
    draft = Draft(
        'r:\n  a:\n    # one\n    - "# two" # three\n    - >- # four\n      # five\n  b: 2\n'
    )
    draft.remove(("r", "a"))
    assert draft.made() == "r:\n  b: 2\n"
    assert draft.lost == ["# one", "# three", "# four"]


def test_a_field_is_removed_from_the_end() -> None:
    draft = Draft("r:\n  a: 1\n  b: 2")
    draft.remove(("r", "b"))
    assert draft.made() == "r:\n  a: 1\n"


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("r:\n  a: 1 # c\n  z: 9\n", "new: text", 'r:\n  a: 1 # c\n  b: "new: text"\n  z: 9\n'),
        ("r:\n  a: 1", "new", "r:\n  a: 1\n  b: new"),
        ("r:\n  a: 1\n", [{"x": "p, q", "y": date(2026, 1, 2)}],
         "r:\n  a: 1\n  b:\n    - x: p, q\n      y: 2026-01-02\n"),
        ("r:\n    a: >-\n      text\n    z: 9\n", "new",
         "r:\n    a: >-\n      text\n    b: new\n    z: 9\n"),
        ("r:\n  a:\n  - x\n  # c\n  z: 9\n", "new", "r:\n  a:\n  - x\n  b: new\n  # c\n  z: 9\n"),
    ],
)  # fmt: skip
def test_a_field_is_added_below_another(source: str, value: Value, expected: str) -> None:
    draft = Draft(source)
    draft.add(("r", "b"), value, "a")
    assert draft.made() == expected


NEW: Fields = {"on": date(2026, 11, 25), "k": "w", "m": "z"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("l:\n  # newest first\n  - on: 2026-01-01 # x\n    k: v\n",
         "l:\n  # newest first\n  - on: 2026-11-25\n    k: w\n    m: z\n"
         "  - on: 2026-01-01 # x\n    k: v\n"),
        ("l:\n- on: 2026-01-01\n", "l:\n- on: 2026-11-25\n  k: w\n  m: z\n- on: 2026-01-01\n"),
    ],
)  # fmt: skip
def test_a_record_is_put_in_front_of_a_list(source: str, expected: str) -> None:
    draft = Draft(source)
    draft.prepend(("l",), NEW)
    assert draft.made() == expected


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("l: [a, b]\n", "c", "l: [a, b, c]\n"),
        ("l: [a, b,] # c\n", "c: d", 'l: [a, b, "c: d",] # c\n'),
        ("l: [a, # one\n  b]\n", "c", "l: [a, # one\n  b, c]\n"),
        ("l:\n- a\n- b # two\n# end\n", "c", "l:\n- a\n- b # two\n- c\n# end\n"),
        ("l:\n  - a", "c: d", 'l:\n  - a\n  - "c: d"'),
        ("l:\n  - k: a\n    m: >-\n      b\n\nz: 1\n", {"k": "c"},
         "l:\n  - k: a\n    m: >-\n      b\n  - k: c\n\nz: 1\n"),
        ("l:\n  - {k: a}\n", {"k": "c", "m": ["d", "e"]},
         "l:\n  - {k: a}\n  - k: c\n    m: [d, e]\n"),
    ],
)  # fmt: skip
def test_an_item_is_put_at_the_end_of_a_list(
    source: str, value: str | Fields, expected: str
) -> None:
    draft = Draft(source)
    draft.append(("l",), value)
    assert draft.made() == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (7, "k: 7"),
        ({"a": "b", "c": 7}, "k:\n  a: b\n  c: 7"),
        (["a", "b-2"], "k: [a, b-2]"),
        (["It is: so", "b"], 'k:\n  - "It is: so"\n  - b'),
        ([{"a": ["b"], "c": {"d": "e"}}], "k:\n  - a: [b]\n    c:\n      d: e"),
        ({"a": {"points": [{"b": "c"}]}}, "k:\n  a:\n    points:\n      - b: c"),
    ],
)
def test_records_numbers_and_lists_are_written_in_the_style_of_our_files(
    value: Value, expected: str
) -> None:
    assert entry("k", value, 0) == expected


def test_changes_of_one_record_are_made_together() -> None:
    draft = Draft(RECORD)
    draft.replace(("verdict", "kind"), "split")
    draft.remove(("verdict", "option"))
    draft.remove(("verdict", "parts"))
    draft.add(("verdict", "parts"), [{"option": "c", "for": "z"}], "kind")
    draft.replace(("verdict", "last"), "new end")
    assert draft.made() == (
        "verdict: # v\n  kind: split # k\n  parts:\n    - option: c\n      for: z\n"
        "  # what the badge says\n  label: First\n  last: new end\n"
    )


REFUSED: dict[str, tuple[str, Callable[[Draft], None], str]] = {
    "a new field in braces": (
        "r: {a: 1}", lambda draft: draft.add(("r", "b"), "x y", "a"), "r:\n  b: x y"),
    "a new list in braces": (
        "r: {a: 1}", lambda draft: draft.add(("r", "b"), [NEW], "a"),
        "r:\n  b:\n    - on: 2026-11-25\n      k: w\n      m: z"),
    "a field to remove in braces": (
        "r: {a: 1, b: 2}", lambda draft: draft.remove(("r", "b")), "r:\n  # without: b"),
    "the first field of an item": (
        "r:\n  - a: 1\n    b: 2\n", lambda draft: draft.remove(("r", 0, "a")),
        "r > item 1:\n  # without: a"),
    "a list in brackets": (
        "r: []", lambda draft: draft.prepend(("r",), NEW),
        "the file:\n  r:\n    - on: 2026-11-25\n      k: w\n      m: z"),
    "a list to become a text": (
        "r:\n  a: [1]\n", lambda draft: draft.replace(("r", "a"), "x"), "r:\n  a: x"),
    "a comment that would be lost": (
        "r:\n  a: >- # c\n    old\n", lambda draft: draft.replace(("r", "a"), "x"), "r:\n  a: x"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "change", "lines"), REFUSED.values(), ids=REFUSED)
def test_what_is_written_in_another_way_is_refused_with_the_lines_to_type(
    source: str, change: Callable[[Draft], None], lines: str
) -> None:
    draft = Draft(source)
    change(draft)
    with pytest.raises(DraftError) as caught:
        draft.made()
    assert str(caught.value).endswith(f"\n\n{lines}")


def test_the_lines_to_type_are_those_of_every_change() -> None:
    draft = Draft("r: {a: 1, b: 2}\ns:\n  t: u\n")
    draft.replace(("r", "a"), "x: y")
    draft.replace(("s", "t"), "v")
    draft.add(("r", "c"), "z z", "a")
    with pytest.raises(DraftError) as caught:
        draft.made()
    assert (
        str(caught.value)
        == """\
r needs a line for each of its fields to be changed from here.
Write it so and run this again, or type these lines yourself:

r:
  a: "x: y"
  c: z z

s:
  t: v"""
    )


@given(text=TEXTS.filter(str.strip))
@example("a b\u0085c d")
@settings(max_examples=200)
def test_every_text_can_be_written_anew(text: str) -> None:
    text = text.strip()
    for source in (entry("k", text, 0), f"k: {quoted(text)}", f"k: {{a: {quoted(text)}}}"):
        document = read(source)
        assert document.findings == []
        assert document.root.value in ({"k": text}, {"k": {"a": text}})
    assert read(entry("k", [{"a": text, "b": text}], 0)).root.value == {
        "k": [{"a": text, "b": text}]
    }


def test_long_texts_are_folded() -> None:
    text = "one two three " * 15
    lines = entry("because", text.strip(), 4).split("\n")
    assert lines[0] == "because: >-"
    assert all(line.startswith("      one") or line.startswith("      t") for line in lines[1:])
    assert max(map(len, lines)) <= 100


def test_a_field_that_is_not_there_stands_below_the_last_one() -> None:
    draft = Draft("r:\n  a: 1\nz: 2\n")
    draft.replace(("r", "b"), "x")
    assert draft.made() == "r:\n  a: 1\n  b: x\nz: 2\n"


SHORT = "positions:\n  bicycle: It starts at your door.\n"
CHANGES: tuple[Callable[[Draft], None], ...] = (
    lambda draft: draft.add(("positions", "bicycle", "points"), ["x"], after="summary"),
    lambda draft: draft.append(("positions", "bicycle", "points", 0, "sources"), "x"),
    lambda draft: draft.replace(("positions", "bicycle", "summary"), "x"),
)


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_written_in_short_is_refused_and_not_changed(
    change: Callable[[Draft], None],
) -> None:
    draft = Draft(SHORT)
    with pytest.raises(DraftError, match="positions > bicycle"):
        change(draft)
