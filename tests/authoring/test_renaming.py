"""A record gets another id wherever the file names it, and no character besides is touched."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparison_site.authoring.changed_file import ChangeError
from comparison_site.authoring.difference import Section, difference
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.ids import GROUPS, formerly, give_id
from comparison_site.authoring.spelling import DraftError
from comparison_site.authoring.versions import present_version
from comparison_site.core import tree as places
from comparison_site.lint.linting import lint
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.loading.yaml_reader import read
from comparison_site.results.files import Folder
from tests.loading.test_completing import SMALL
from tests.support import paths
from tests.support.paths import FRAMEWORKS, MEASURED_DATA, OTHER_DATA

MINIMAL = paths.MINIMAL.read_text("utf-8")
MEASURED = MEASURED_DATA.read_text("utf-8")
TODAY = date(2026, 11, 23)
OF_MINIMAL = [
    ("option", "bus"), ("option", "bicycle"), ("criterion", "speed"), ("point", "speed/bus-lane"),
    ("scenario", "short-way"), ("source", "survey"),
]  # fmt: skip
EACH = pytest.mark.parametrize(("kind", "old"), OF_MINIMAL)


def renamed(text: str, kind: str, old: str, new: str) -> str:
    draft = Draft(text)
    give_id(draft, kind, old, new)
    return draft.made()


def loaded(text: str, folder: Path = MEASURED_DATA.parent) -> Loaded:
    return load_bytes(text.encode(), "data.yaml", TODAY, Folder(folder))


def sections(before: str, after: str) -> tuple[Section, ...]:
    return difference(present_version(loaded(before)), present_version(loaded(after))).sections


def lines(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    found = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in list(found)[2:] if not line.startswith("@@")]


def but(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


@EACH
def test_the_result_is_right_and_differs_by_the_id_alone(kind: str, old: str) -> None:
    found = sections(MINIMAL, renamed(MINIMAL, kind, old, "another"))
    told = [(c.key.field, c.before, c.after) for one in found for c in one.changes]
    told += [
        (c.key.field, c.before, c.after) for one in found for i in one.inside for c in i.changes
    ]
    assert told == [("renamed", old.rpartition("/")[2], "another")]


def test_only_the_characters_that_name_it_change() -> None:
    assert lines(MINIMAL, renamed(MINIMAL, "option", "bus", "coach")) == [
        "-  - id: bus", "+  - id: coach", "+    formerly: [bus]",
        '-      as_of: {bicycle: "2026", bus: "2026"}',
        '+      as_of: {bicycle: "2026", coach: "2026"}',
        "-      bus:", "+      coach:",
    ]  # fmt: skip


def test_numbers_in_texts_follow_their_source() -> None:
    text = renamed(MEASURED, "source", "one-mile", "mile")
    assert "{mile:bus/bicycle}" in text
    assert "`{one-mile:bus}` stays as typed" in text, "code is only code"
    [section] = sections(MEASURED, text)
    assert [change.key.field for change in section.changes] == ["renamed"]


def test_braces_that_are_no_numbers_stay() -> None:
    text = but(MINIMAL, "It leaves when you do.", "'{survey:bus} stays.'")
    assert "{survey:bus} stays." in renamed(text, "source", "survey", "poll")


def test_what_was_measured_follows_an_option_that_has_another_id() -> None:
    now = loaded(renamed(MEASURED, "option", "bus", "coach")).comparison
    then = loaded(MEASURED).comparison
    for before, after in zip(then.runs, now.runs, strict=True):
        assert after.raw == before.raw
        assert len(after.environments_of("coach")) == len(before.environments_of("bus"))
    series = [one.option for run in now.runs for figure in run.figures for one in figure.series]
    programs = [program.option for run in now.runs for program in run.programs]
    assert "bus" not in {*series, *programs}
    assert "coach" in {*series, *programs}


@pytest.mark.parametrize(
    ("kind", "old", "at"),
    [
        ("criterion", "speed", "criteria > NEW > positions > bus"),
        ("option", "bus", "criteria > speed > positions > NEW"),
        ("point", "speed/bus-lane", "criteria > speed > positions > bus > points > NEW"),
        ("scenario", "short-way", "scenarios > NEW > criteria"),
        ("source", "survey", "sources > NEW"),
        ("source", "survey", "criteria > survey"),
        ("criterion", "speed", "criteria > gone > speed"),
    ],
)
def test_exceptions_of_the_lint_name_it_as_well(kind: str, old: str, at: str) -> None:
    name = old.rpartition("/")[2]
    for quote in ("", "'", '"'):
        typed = f"{quote}{at.replace('NEW', name)}{quote}"
        excused = f"  exceptions:\n    - {{rule: opinion-only, at: {typed}, because: x}}\n"
        text = f"{MINIMAL}lint:\n{excused}"
        changed = Draft(text)
        give_id(changed, kind, old, "another")
        assert f"at: {quote}{at.replace('NEW', 'another')}{quote}," in changed.made()


def test_an_exception_still_excuses_what_it_excused() -> None:
    at = "criteria > speed > positions > bicycle"
    excused = (
        "lint:\n  exceptions:\n    - rule: few-points-for-position\n      at: >-\n        " + at
    )
    text = f"{MINIMAL}\n{excused}\n      because: It is one mile.\n"
    for kind, old in OF_MINIMAL:
        text = renamed(text, kind, old.replace("speed/", "new-speed/"), f"new-{old[-5:]}")
    codes = [one.rule for one in lint(loaded(text), "data.yaml", TODAY)]
    assert "exception-not-needed" not in codes


@pytest.mark.parametrize("path", [OTHER_DATA, FRAMEWORKS], ids=lambda path: path.stem)
def test_records_of_every_kind_can_be_renamed_at_once(path: Path) -> None:
    text = path.read_text("utf-8")
    before = load_bytes(text.encode(), "data.yaml")
    asked = list(some_of(text))
    for kind, old in asked:
        text = renamed(text, kind, old, f"new-{old.rpartition('/')[2]}"[:60])
    after = load_bytes(text.encode(), "data.yaml")
    found = difference(present_version(before), present_version(after)).sections
    told = [one for section in found for one in (section, *section.inside) if one.changes]
    assert {change.key.field for one in told for change in one.changes} == {"renamed"}
    assert len(told) == len(asked)
    assert missing(before.comparison, after, "data.yaml", TODAY) == ()


def some_of(text: str) -> Iterator[tuple[str, str]]:
    """The first records of each kind; points first, whose criterion has its first id then."""
    root = read(text).root
    for criterion in list(root["criteria"])[:2]:
        for name in places.ids(places.points(criterion))[:3]:
            yield "point", f"{criterion['id'].text}/{name}"
    for kind, group in GROUPS.items():
        yield from ((kind, name) for name in places.ids(root[group])[:5])


# --- How it is typed -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("  - id: speed\n", "  - id: pace\n    formerly: [speed]\n"),
        ("  - id: 'speed' # fast\n", "  - id: 'pace' # fast\n    formerly: [speed]\n"),
        ('  - id: "speed"\n', '  - id: "pace"\n    formerly: [speed]\n'),
        (
            "  - id: speed\n    formerly: [ velocity ]\n",
            "  - id: pace\n    formerly: [speed, velocity]\n",
        ),
        (
            "  - id: speed\n    formerly:\n      - velocity\n",
            "  - id: pace\n    formerly:\n      - speed\n      - velocity\n",
        ),
        (
            "  - formerly: [velocity]\n    id: speed\n",
            "  - formerly: [speed, velocity]\n    id: pace\n",
        ),
    ],
)
def test_the_old_id_is_listed_first(typed: str, spelled: str) -> None:
    text = but(MINIMAL, "  - id: speed\n", typed)
    assert spelled in renamed(text, "criterion", "speed", "pace")


def test_a_record_in_braces_can_be_renamed() -> None:
    line = "- {id: bus-lane, stance: strength, text: On its own lane., sources: [survey]}"
    text = re.sub(r"- id: bus-lane\n(?: {12}.*\n)+", f"{line}\n", MINIMAL)
    assert "- {id: lane, formerly: [bus-lane], stance" in renamed(
        text, "point", "speed/bus-lane", "lane"
    )


def test_a_list_of_lines_keeps_them() -> None:
    text = but(
        MINIMAL, "    criteria: [speed]", "    criteria:\n      # how fast\n      - speed # it is"
    )
    assert "      # how fast\n      - pace # it is\n" in renamed(text, "criterion", "speed", "pace")


def test_line_ends_stay() -> None:
    text = renamed(MINIMAL.replace("\n", "\r\n"), "criterion", "speed", "pace")
    assert text == renamed(MINIMAL, "criterion", "speed", "pace").replace("\n", "\r\n")


@pytest.mark.parametrize("name", ["yes", "null", "on", "y"])
def test_a_word_that_yaml_reads_otherwise_is_quoted(name: str) -> None:
    text = renamed(MINIMAL, "option", "bus", name)
    assert f'  - id: "{name}"\n' in text
    assert f'      "{name}":\n' in text
    assert loaded(text).comparison.option(name).formerly == ("bus",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - id: speed\n", '  - id: "\\x73peed"\n'),
        (
            "  - id: speed\n",
            "  - id: speed\n    formerly:\n      - velocity # once\n      - rate\n",
        ),
    ],
)
def test_what_is_spelled_in_an_odd_way_is_left_to_the_editor(old: str, new: str) -> None:
    with pytest.raises(DraftError, match="type these lines yourself"):
        renamed(but(MINIMAL, old, new), "criterion", "speed", "pace")


# --- Which ids it had ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "before", "after"),
    [
        ("a", "b", [], ["a"]),
        ("b", "c", ["a"], ["b", "a"]),
        ("b", "a", ["a"], ["b", "a"]),  # the first one stays last: a feed's entry is made of it
        ("a", "b", ["b", "a"], ["a"]),
        ("c", "b", ["b", "a"], ["c", "a"]),
        ("c", "a", ["b", "a"], ["c", "b", "a"]),
        ("a", "c", ["b", "a"], ["b", "a"]),
    ],
)
def test_former_ids_stand_newest_first(
    was: str, now: str, before: list[str], after: list[str]
) -> None:
    assert formerly(was, now, before) == after


names = st.from_regex(r"[a-z][a-z0-9-]{0,7}", fullmatch=True)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(OF_MINIMAL) - 1), names), max_size=6))
def test_whatever_is_renamed_can_be_renamed_back(asked: list[tuple[int, str]]) -> None:
    text, first, done = MINIMAL, loaded(MINIMAL), list[tuple[int, str, str]]()
    for number, new in asked:
        kind, old = called(text, number)
        try:
            text = renamed(text, kind, old, new)
            loaded(text)
        except (ChangeError, DraftError):
            continue
        done.append((number, kind, old))
    for number, kind, old in reversed(done):
        text = renamed(text, kind, called(text, number)[1], old.rpartition("/")[2])
    found = difference(present_version(first), present_version(loaded(text))).sections
    said = {c.key.field for one in found for c in one.changes}
    said |= {c.key.field for one in found for i in one.inside for c in i.changes}
    assert said <= {"formerly"}


def called(text: str, number: int) -> tuple[str, str]:
    """What a record of the smallest comparison is called now."""
    kind, old = OF_MINIMAL[number]
    root = read(text).root
    if kind == "point":
        [criterion] = root["criteria"]
        return kind, f"{criterion['id'].text}/{places.ids(places.points(criterion))[1]}"
    before = places.ids(read(MINIMAL).root[GROUPS[kind]])
    return kind, places.ids(root[GROUPS[kind]])[before.index(old)]


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "old", "new", "words"),
    [
        ("criterion", "sped", "pace", "there is no criterion 'sped'; did you mean 'speed'?"),
        ("option", "Bus", "coach", "there is no option 'Bus'; did you mean 'bus'?"),
        ("point", "speed/lane", "x", "there is no point 'speed/lane'; did you mean 'bus-lane'?"),
        ("point", "bus-lane", "lane", "'bus-lane' is not of the form CRITERION/POINT"),
        ("point", "sped/bus-lane", "x", "there is no criterion 'sped'; did you mean 'speed'?"),
        ("option", "bus", "bicycle", "another option has the id 'bicycle'; choose another one"),
        ("option", "bus", "bus", "this option has the id 'bus' already"),
        ("point", "speed/bus-lane", "no-waiting",
         "another point has the id 'no-waiting'; choose another one"),
        ("criterion", "speed", "How fast?",
         "'How fast?' is not an id: small letters, digits and '-', starting with a letter; "
         "did you mean 'how-fast'?"),
        ("criterion", "speed", "a" * 61, f"starting with a letter; did you mean '{'a' * 60}'?"),
        ("criterion", "speed", "../x", "did you mean 'x'?"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_is_said(kind: str, old: str, new: str, words: str) -> None:
    with pytest.raises(ChangeError, match=re.escape(words)):
        renamed(MINIMAL, kind, old, new)


def test_an_id_that_another_record_had_is_refused() -> None:
    text = but(MINIMAL, "  - id: bicycle\n", "  - id: bicycle\n    formerly: [bike]\n")
    with pytest.raises(ChangeError, match="'bicycle' was called 'bike', and old links"):
        renamed(text, "option", "bus", "bike")
    with pytest.raises(ChangeError, match="no option 'bike'; it is called 'bicycle' now"):
        renamed(text, "option", "bike", "wheel")


def test_a_point_may_be_named_with_its_criterion() -> None:
    text = renamed(MINIMAL, "point", "speed/bus-lane", "speed/lane")
    assert "- id: lane\n" in text


# --- Ids that follow from other words ------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "old", "new", "lines"),
    [
        ("criterion", "speed", "pace", "  - name: Speed\n    id: pace\n    formerly: [speed]\n"),
        ("option", "bicycle", "bike", "{name: Bicycle, id: bike, formerly: [bicycle], version"),
        ("point", "speed/no-roof", "speed/open", "- id: open\n            formerly: [no-roof]\n"),
        (
            "source",
            "example-com-roofs",
            "roofs",
            "  - id: roofs\n    formerly: [example-com-roofs]\n",
        ),
        (
            "source",
            "example-com-survey",
            "poll",
            "  - id: poll\n    formerly: [example-com-survey]\n",
        ),
    ],
)
def test_an_id_that_follows_from_other_words_is_written_down_as_the_new_one(
    kind: str, old: str, new: str, lines: str
) -> None:
    text = renamed(SMALL, kind, old, new)
    assert lines in text
    told = [
        (change.key.field, change.before, change.after)
        for section in sections(SMALL, text)
        for one in (section, *section.inside)
        for change in one.changes
    ]
    assert told == [("renamed", old.rpartition("/")[2], new.rpartition("/")[2])]
