"""`source add` and `reread`: sources come into the data and are read again, or nothing is."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site.commands.sources import reread, source
from comparison_site.loading.loader import load
from comparison_site.schema.file_schema import known_records, schema_json, schema_path
from tests.support import paths
from tests.support.paths import MEASURED_DATA
from tests.support.projects import copy_evidence

MINIMAL = paths.MINIMAL.read_text("utf-8")
LANES = ("https://example.org/lanes", "--title", "Bus lanes, counted", "--publisher", "The City",
         "--kind", "survey", "--on", "2026-11-21")  # fmt: skip
CITED = ("--cite", "speed/bus-lane")
NOTHING = "Nothing was written: "


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.yaml"
    path.write_text(MINIMAL, "utf-8")
    return path


def add(file: Path, *words: str) -> Result:
    return CliRunner().invoke(source, ["add", *words, "--data", str(file)])


def read(file: Path, *words: str) -> Result:
    return CliRunner().invoke(reread, [*words, "--data", str(file)])


def refused(file: Path, result: Result) -> list[str]:
    """What was said against it; the file must be as it was."""
    assert result.exit_code == 1
    assert file.read_text("utf-8") == MINIMAL
    words, _, rest = result.stderr.partition(f"\n\n{NOTHING}")
    assert rest
    return words.split("\n")


def new_lines(file: Path) -> list[str]:
    old = MINIMAL.splitlines()
    return [line for line in file.read_text("utf-8").splitlines() if line not in old]


# --- A new source --------------------------------------------------------------------------------


def test_a_source_is_written_last_and_cited_where_it_is_said(file: Path) -> None:
    result = add(file, *LANES, *CITED, "--cite", "bus")
    assert (result.exit_code, result.stderr) == (0, "")
    assert new_lines(file) == [
        "    sources: [survey, bus-lanes-counted]",
        "            sources: [survey, bus-lanes-counted]",
        "  - id: bus-lanes-counted",
        "    title: Bus lanes, counted",
        "    url: https://example.org/lanes",
        "    publisher: The City",
        "    accessed_on: 2026-11-21",
    ]
    assert load(file).source("bus-lanes-counted").kind == "survey"


def test_it_says_the_id_and_what_readers_will_see(file: Path) -> None:
    said = add(file, *LANES, *CITED).stdout
    assert said.startswith(f"Wrote the source 'bus-lanes-counted' to {file}. Readers will see:\n")
    assert "\n  Point: bus-lane\n    Sources, new: Bus lanes, counted\n" in said


def test_no_day_of_publication_is_guessed_and_a_given_one_is_written(file: Path) -> None:
    add(file, *LANES, *CITED)
    add(file, "https://example.org/b", *LANES[1:], *CITED, "--published", "2026-01-02",
        "--note", "Second-hand: a report", "--id", "second")  # fmt: skip
    first, second = load(file).sources[1:]
    assert first.published_on is None
    assert (str(second.published_on), second.note) == ("2026-01-02", "Second-hand: a report")


def test_a_page_is_read_today_unless_another_day_is_given(file: Path) -> None:
    add(file, *LANES[:-2], *CITED)
    assert load(file).source("bus-lanes-counted").accessed_on == date.today()


def test_a_new_point_may_rest_on_it(file: Path) -> None:
    words = ("--new-point", "speed/bus/racks", "--stance", "weakness", "--text", "It takes  long.")
    assert add(file, *LANES, *words).exit_code == 0
    *_, point = load(file).criterion("speed").positions["bus"].points
    assert (point.id, point.stance, point.text) == ("racks", "weakness", "It takes long.")
    assert point.sources == ("bus-lanes-counted",)


PROPOSAL = """
      contested:
        status: open
        kind: winner
        option: bus
        label: Quick
        icon: bolt
        because: It has a lane.
        confidence: low
        argument: Nobody has measured it.
        sources: [survey]
    positions:"""


def test_advice_may_be_all_that_is_based_on_it(file: Path) -> None:
    assert add(file, *LANES, "--cite", "scenarios/short-way").exit_code == 0
    [scenario] = load(file).scenarios
    assert scenario.sources == ("bus-lanes-counted",)


def test_a_proposal_may_rest_on_it(file: Path) -> None:
    file.write_text(MINIMAL.replace("\n    positions:", PROPOSAL), "utf-8")
    assert add(file, *LANES, "--cite", "speed/contested").exit_code == 0
    proposal = load(file).criterion("speed").verdict.contested
    assert proposal
    assert proposal.sources == ("survey", "bus-lanes-counted")


def test_nothing_is_cited_for_a_proposal_that_is_not_there(file: Path) -> None:
    [said] = refused(file, add(file, *LANES, "--cite", "speed/contested"))
    assert said.startswith("no point, option or scenario is called 'speed/contested'; ")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n# The end.\n"])
def test_the_file_keeps_its_line_ends_its_mark_and_its_last_comment(
    file: Path, mark: str, newline: str, end: str
) -> None:
    text = f"{mark}{MINIMAL.rstrip()}{end}".replace("\n", newline)
    file.write_bytes(text.encode())
    assert add(file, *LANES, *CITED).exit_code == 0
    after = file.read_bytes().decode()
    assert after.startswith(mark + "title:")
    assert after.count("\n") == after.count(newline)
    assert after.endswith(f"accessed_on: 2026-11-21{(end or '').replace(chr(10), newline)}")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bus lanes", "bus-lanes"),
        ("2026 in numbers", "source-2026-in-numbers"),
        ("Verkehr & Größe", "verkehr-grosse"),
        ("公共汽车", "source"),
        ("Survey", "the-city-survey"),
        ("A title with many more words than an id should ever have",
         "a-title-with-many-more-words-than-an-id"),
    ],
)  # fmt: skip
def test_the_id_is_made_from_the_title_and_is_its_own(file: Path, title: str, name: str) -> None:
    address, _, _, *rest = LANES
    assert add(file, address, "--title", title, *rest, *CITED).exit_code == 0
    assert load(file).sources[-1].id == name


def test_a_third_source_with_the_same_title_gets_a_number(file: Path) -> None:
    for number in range(4):
        assert add(file, f"https://example.org/{number}", *LANES[1:], *CITED).exit_code == 0
    assert [one.id for one in load(file).sources[1:]] == [
        "bus-lanes-counted", "the-city-bus-lanes-counted",
        "bus-lanes-counted-2", "bus-lanes-counted-3",
    ]  # fmt: skip


def test_a_source_that_nothing_cites_is_refused_with_the_ways_to_cite_it(file: Path) -> None:
    assert refused(file, add(file, *LANES)) == [
        "nothing would cite 'bus-lanes-counted', so it would be refused; say what it supports: "
        "--cite CRITERION/POINT, --cite OPTION, or --new-point"
    ]


def test_everything_that_does_not_fit_is_said_at_once(file: Path) -> None:
    words = ("--cite", "bus-lane", "--cite", "sped/no-waiting", "--cite", "tram",
             "--new-point", "speed/buss/x", "--stance", "context", "--text", "X")  # fmt: skip
    assert refused(file, add(file, "https://example.org/survey", *LANES[1:], *words)) == [
        "the source 'survey' has this address already; cite that one, or record with 'reread' that "
        "you read it again",
        "no point, option or scenario is called 'bus-lane'; did you mean 'speed/bus-lane'?",
        "no point, option or scenario is called 'sped/no-waiting'; "
        "did you mean 'speed/no-waiting'?",
        "no point, option or scenario is called 'tram'; "
        "write CRITERION/POINT, an option's id or scenarios/SCENARIO",
        "there is no option 'buss'; did you mean 'bus'?",
    ]


def test_what_the_file_would_not_allow_is_not_written(file: Path) -> None:
    words = ("ftp://example.org/x", *LANES[1:], *CITED, "--id", "survey")
    said = refused(file, add(file, *words))
    assert said[0] == "With this change, the file would not be right:"
    problems = [line.partition(": ")[2] for line in said if line.startswith(f"{file}:")]
    assert [words.partition(";")[0] for words in problems] == [
        "criteria > speed > positions > bus > points > bus-lane > sources > item 2: "
        "duplicate 'survey'",
        "sources > survey > id: duplicate 'survey'",
        "sources > survey > url: 'ftp://example.org/x' is not a web address",
    ]


def test_an_unknown_kind_is_answered_with_what_each_is_for(file: Path) -> None:
    result = add(file, *LANES[:5], "--kind", "tutorial", *CITED)
    assert result.exit_code == 2
    assert "'tutorial' is not one of measured (a run that anyone can repeat), doc" in result.stderr


def test_a_new_point_needs_its_stance_and_its_text(file: Path) -> None:
    result = add(file, *LANES, "--new-point", "speed/bus/x", "--stance", "context")
    assert result.exit_code == 2
    assert "a new point needs --new-point, --stance and --text, all three" in result.stderr


def test_a_dry_run_shows_the_lines_and_writes_nothing(file: Path) -> None:
    result = add(file, *LANES, *CITED, "--dry-run")
    assert "\n+  - id: bus-lanes-counted\n" in result.stdout
    assert f"\nNothing was written to {file}. Readers would see:\n" in result.stdout
    assert file.read_text("utf-8") == MINIMAL


def test_editors_complete_the_new_id_at_once(file: Path) -> None:
    schema = schema_path(file)
    schema.parent.mkdir()
    schema.write_text(schema_json(known_records(MINIMAL)), "utf-8")
    add(file, *LANES, *CITED)
    assert schema.read_text("utf-8") == schema_json(known_records(file.read_text("utf-8")))


def test_it_tells_what_the_editorial_rules_remark_on_because_of_it(file: Path) -> None:
    words = ("--new-point", "speed/bus/racks", "--stance", "context", "--text", "Racks exist.")
    result = add(file, *LANES[:5], "--kind", "opinion", *LANES[7:], *words)
    assert "What the checks remark on now:\n\n" in result.stdout
    assert "this point is based on opinion alone" in result.stdout
    assert "no point is a weakness" not in result.stdout  # that was so before


# --- Another reading -----------------------------------------------------------------------------


def test_a_reading_changes_the_day_of_each_source_and_nothing_else(file: Path) -> None:
    add(file, *LANES, *CITED)
    before = file.read_text("utf-8")
    result = read(file, "survey", "bus-lanes-counted", "--on", "2026-11-22")
    assert (result.exit_code, result.stderr) == (0, "")
    assert file.read_text("utf-8") == re.sub(
        "accessed_on: 2026-11-2[01]", "accessed_on: 2026-11-22", before
    )
    assert result.stdout.endswith(
        "\nSource: A survey of ways to work\n  Read: 2026-11-20 -> 2026-11-22\n\n"
        "Source: Bus lanes, counted\n  Read: 2026-11-21 -> 2026-11-22\n"
    )


def test_a_reading_is_of_today_unless_another_day_is_given(file: Path) -> None:
    read(file, "survey")
    assert load(file).source("survey").accessed_on == date.today()


def test_sources_that_are_not_known_or_were_read_later_are_named_together(file: Path) -> None:
    assert refused(file, read(file, "surve", "survey", "--on", "2026-11-01")) == [
        "there is no source 'surve'; did you mean 'survey'?",
        "'survey' was read later, on 2026-11-20",
    ]


def test_a_run_of_our_own_is_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "data.yaml"
    file.write_bytes(MEASURED_DATA.read_bytes())
    copy_evidence(MEASURED_DATA, tmp_path)
    run = next(one for one in load(file).sources if one.result)
    result = read(file, run.id)
    assert result.exit_code == 1
    assert result.stderr.startswith(
        f"'{run.id}' is a run of our own, whose file says when it was measured; "
        "it is not read again, but run again\n"
    )


def test_a_reading_that_is_recorded_already_is_not_written(file: Path) -> None:
    said = read(file, "survey", "--on", "2026-11-20").stdout
    assert said == f"{file} says so already; nothing was written.\n"


def test_pages_that_are_due_are_listed_the_oldest_first_and_nothing_is_written(file: Path) -> None:
    add(file, *LANES, *CITED)
    before, age = file.read_text("utf-8"), (date.today() - date(2026, 11, 20)).days
    assert read(file, "--due", str(age - 1)).stdout == (
        f"2026-11-20  {age:>4} days  survey  https://example.org/survey\n"
        f"2026-11-21  {age - 1:>4} days  bus-lanes-counted  https://example.org/lanes\n"
        f"2 of 2 pages were not read for {age - 1} days or more.\n"
    )
    assert read(file, "--due", str(age + 1)).stdout.startswith("0 of 2 pages")
    assert file.read_text("utf-8") == before


def test_either_sources_are_named_or_a_number_of_days(file: Path) -> None:
    for words in ((), ("survey", "--due", "3")):
        result = read(file, *words)
        assert result.exit_code == 2
        assert "say which sources you have read again, or --due DAYS" in result.stderr


def test_nobody_reads_in_the_future(file: Path) -> None:
    [_, _, problem, *_] = refused(
        file, read(file, "survey", "--on", str(date.today() + timedelta(days=9)))
    )
    assert "is in the future" in problem
