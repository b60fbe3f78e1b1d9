"""What readers will see differently: found in the records, told in words, inert in every form."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt

from comparison_site.authoring.difference import Piece, Section, Status, difference, rewording
from comparison_site.authoring.versions import present_version, read_version
from comparison_site.commands.diff import diff
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.results.files import Folder
from tests.support import paths
from tests.support.paths import MEASURED, OTHER_DATA, REAL_DATA
from tests.support.projects import copy_evidence
from tests.support.repositories import commit, git, repository

TODAY = date(2026, 11, 23)
MINIMAL = paths.MINIMAL.read_text("utf-8")
PROPOSAL = """
      contested:
        status: open
        kind: split
        parts: [{option: bicycle, for: short ways}, {option: bus, for: long ways}]
        label: Depends on the way
        icon: scale
        because: Both take as long.
        confidence: low
        argument: Nobody has measured it.
        sources: [survey]
    positions:"""
SPLIT = "Bicycle for short ways; Bus for long ways"
CONTESTED = MINIMAL.replace("\n    positions:", PROPOSAL)
HOSTILE = "<b>*x*</b> `c` [l](https://example.org/) | ![i](https://example.org/i) @team #1 $x$"


def loaded(text: str) -> Loaded:
    return load_bytes(text.encode(), "data.yaml", TODAY)


def but(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    return text


def sections(before: str, after: str) -> tuple[Section, ...]:
    return difference(present_version(loaded(before)), present_version(loaded(after))).sections


def told(section: Section) -> dict[str, tuple[str | None, str | None]]:
    return {change.key.field: (change.before, change.after) for change in section.changes}


def run(folder: Path, before: str, after: str, *words: str) -> Result:
    file = repository(folder) / "data.yaml"
    commit(file, before)
    file.write_text(after, "utf-8")
    return CliRunner().invoke(diff, [*words, "--data", str(file)])


def body(result: Result) -> str:
    """The report without the line that names the file."""
    assert result.exit_code == 0, result.output
    return result.stdout.partition("\n\n")[2].strip()


def rest(result: Result) -> str:
    """What follows the list of what to look at first."""
    return body(result).partition("\n\n")[2]


@pytest.mark.parametrize("path", [REAL_DATA, OTHER_DATA], ids=lambda path: path.name)
def test_a_comparison_does_not_differ_from_itself(path: Path) -> None:
    text = path.read_text("utf-8")
    assert (
        difference(
            present_version(load_bytes(text.encode(), "a", files=Folder(path.parent))),
            present_version(load_bytes(text.encode(), "b", files=Folder(path.parent))),
        ).sections
        == ()
    )


def test_another_winner_changes_the_verdict_the_tally_and_the_advice() -> None:
    whole, verdict, scenario = sections(
        MINIMAL, but(MINIMAL, ("option: bicycle\n", "option: bus\n"))
    )
    assert told(verdict) == {"outcome": ("Bicycle", "Bus")}
    assert told(scenario) == {"advice": ("Bicycle", "Bus")}
    assert [(c.key.field, c.key.of, c.before, c.after) for c in whole.changes] == [
        ("wins", "Bicycle", "1", "0"),
        ("wins", "Bus", "0", "1"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "field", "values"),
    [
        ("label: First in town", "label: Quick", "label", ("First in town", "Quick")),
        ("icon: bolt", "icon: clock", "icon", ("Bolt", "Clock")),
        ("confidence: medium", "confidence: low", "confidence",
         ("Medium confidence", "Low confidence")),
        ("flips_if: A bus lane from door to door.", "flips_if: Ice.", "flips_if",
         ("A bus lane from door to door.", "Ice.")),
        ("      reviewed_on: 2026-11-20", "      reviewed_on: 2026-11-21", "reviewed_on",
         ("2026-11-20", "2026-11-21")),
        ('as_of: {bicycle: "2026"', 'as_of: {bicycle: "2025"', "as_of",
         ("Bicycle 2026, Bus 2026", "Bicycle 2025, Bus 2026")),
        ("name: Speed", "name: Haste", "name", ("Speed", "Haste")),
        ("summary: Fast between stops.", "summary: Fast.", "summary",
         ("Fast between stops.", "Fast.")),
    ],
)  # fmt: skip
def test_every_fact_of_a_verdict_is_told(
    old: str, new: str, field: str, values: tuple[str, str]
) -> None:
    [section] = sections(MINIMAL, but(MINIMAL, (old, new)))
    assert (section.part, told(section)) == ("criterion", {field: values})


def test_a_proposal_is_opened_changed_adopted_and_closed() -> None:
    whole, criterion = sections(MINIMAL, CONTESTED)
    assert told(whole) == {"contested": ("0", "1")}
    [opened] = criterion.inside
    assert (opened.part, opened.status) == ("proposal", "added")
    assert told(opened)["argument"] == (None, "Nobody has measured it.")

    [criterion] = sections(CONTESTED, but(CONTESTED, ("Nobody has measured", "We measured")))
    assert told(criterion.inside[0]) == {"argument": ("Nobody has measured it.", "We measured it.")}

    adopted = but(CONTESTED, ("status: open", "status: adopted"))
    _, criterion = sections(CONTESTED, adopted)
    assert told(criterion)["outcome"] == ("Bicycle", SPLIT)
    assert told(criterion.inside[0]) == {"status": ("Contested", "Adopted")}

    _, criterion = sections(CONTESTED, MINIMAL)
    assert (criterion.inside[0].status, told(criterion.inside[0])) == (
        "removed",
        {"outcome": (SPLIT, None)},
    )


def test_what_an_adopted_proposal_hides_changes_nothing_for_readers() -> None:
    adopted = but(CONTESTED, ("status: open", "status: adopted"))
    hidden = but(adopted, ("label: First in town", "label: Not published"))
    assert sections(adopted, hidden) == ()


def test_a_new_point_is_told_with_its_text_and_its_source() -> None:
    point = """
          - id: bell
            stance: context
            text: It has a bell.
            sources: [survey]
      bus:"""
    [criterion] = sections(MINIMAL, but(MINIMAL, ("\n      bus:", point)))
    [section] = criterion.inside
    assert (section.part, section.name, section.status) == ("point", "bell", "added")
    assert told(section) == {
        "option": (None, "Bicycle"),
        "stance": (None, "Context"),
        "text": (None, "It has a bell."),
        "sources": (None, "A survey of ways to work"),
    }
    [criterion] = sections(but(MINIMAL, ("\n      bus:", point)), MINIMAL)
    assert told(criterion.inside[0]) == {"text": ("It has a bell.", None)}


def test_a_scenario_is_told_with_its_advice() -> None:
    new = but(
        MINIMAL,
        ("option: bicycle\n    because", "option: bus\n    despite: It is slow.\n    because"),
    )
    [scenario] = sections(MINIMAL, new)
    assert told(scenario) == {"advice": ("Bicycle", "Bus"), "despite": (None, "It is slow.")}
    without = MINIMAL[: MINIMAL.index("scenarios:")] + MINIMAL[MINIMAL.index("sources:\n  - id") :]
    [removed] = sections(MINIMAL, without)
    assert (removed.part, removed.name, removed.status) == (
        "scenario",
        "A short way in town",
        "removed",
    )


def test_what_a_scenario_recommended_before_is_told() -> None:
    history = """    reviewed_on: 2026-11-22
    history:
      - {on: 2026-11-22, kind: winner, option: bus, because: It rained.}
"""
    [scenario] = sections(
        MINIMAL, but(MINIMAL, ("criteria: [speed]\n", f"criteria: [speed]\n{history}"))
    )
    assert told(scenario) == {"reviewed_on": (None, "2026-11-22")}
    [past] = scenario.inside
    assert (past.part, past.name, past.status) == ("past", "2026-11-22", "added")
    assert told(past) == {"outcome": (None, "Bus"), "because": (None, "It rained.")}


def test_a_source_that_was_read_again_is_told() -> None:
    new = but(MINIMAL, ("accessed_on: 2026-11-20", "accessed_on: 2026-11-22"))
    [source] = sections(MINIMAL, new)
    assert (source.part, told(source)) == ("source", {"accessed_on": ("2026-11-20", "2026-11-22")})


def test_a_renamed_option_is_told_once() -> None:
    new = but(MINIMAL, ("name: Bicycle", "name: Bike"))
    assert [(s.part, told(s)) for s in sections(MINIMAL, new)] == [
        ("option", {"name": ("Bicycle", "Bike")})
    ]


def test_a_new_order_is_told_and_nothing_else() -> None:
    start, middle, end = (
        MINIMAL.index("  - id: bicycle"),
        MINIMAL.index("  - id: bus\n"),
        MINIMAL.index("\ncriteria:"),
    )
    swapped = MINIMAL[:start] + MINIMAL[middle:end] + MINIMAL[start:middle] + MINIMAL[end:]
    [order] = sections(MINIMAL, swapped)
    assert (order.part, told(order)) == (
        "order",
        {"order of option": ("Bicycle, Bus", "Bus, Bicycle")},
    )


def test_items_of_a_list_come_go_and_change_places() -> None:
    two = but(MINIMAL, ("[The way is short]", "[The way is short, You like air]"))
    [option] = sections(MINIMAL, two)
    assert told(option) == {"choose_when": (None, "You like air")}
    [option] = sections(
        two, but(two, ("[The way is short, You like air]", "[You like air, The way is short]"))
    )
    assert told(option) == {
        "order of choose_when": ("The way is short, You like air", "You like air, The way is short")
    }


def test_a_rewording_shows_the_words_that_changed() -> None:
    before = "one two three four five six seven eight nine ten eleven twelve"
    assert rewording(before, before.replace("ten", "TEN")) == (
        Piece("… four five six seven eight nine", "… four five six seven eight nine"),
        Piece("ten", "TEN"),
        Piece("eleven twelve", "eleven twelve"),
    )
    assert rewording("one two three", "four five six") == ()


def test_the_report_says_it_in_words(tmp_path: Path) -> None:
    after = but(
        MINIMAL,
        ("option: bicycle\n      label", "option: bus\n      label"),
        (
            "because: In town a bicycle is there first.",
            "because: In town a bus is there first, on its own lane.",
        ),
        ("accessed_on: 2026-11-20", "accessed_on: 2026-11-22"),
        ("option: bicycle\n    because", "option: bus\n    because"),
    )
    assert (
        body(run(tmp_path, MINIMAL, after))
        == """\
Look at these first
  Speed: Another outcome: Bicycle -> Bus
  Speed: Another outcome, and the old reason (What would flip it)
  A short way in town: Other advice, another reason, or fewer sources: Bicycle -> Bus

The comparison
  Verdicts won, Bicycle: 1 -> 0
  Verdicts won, Bus: 0 -> 1

Criterion: Speed
  Verdict: Bicycle -> Bus
  Because: In town a bicycle is there first. -> In town a bus is there first, on its own lane.

Scenario: A short way in town
  Advice: Bicycle -> Bus

Source: A survey of ways to work
  Read: 2026-11-20 -> 2026-11-22

Sum with even weights
  was: Bicycle is ahead by 2 of 2 points. No weighting of these verdicts puts another option ahead.
  now: Bus is ahead by 2 of 2 points. No weighting of these verdicts puts another option ahead."""
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_comments_and_layout_are_no_change_for_readers(tmp_path: Path, form: str) -> None:
    after = "# A new comment\n" + MINIMAL.replace(
        "It leaves when you do.", "It leaves\n              when you do."
    )
    result = run(tmp_path, MINIMAL, after, "--exit-code", "--format", form)
    assert (
        "Nothing changes for readers: only comments, layout or what is not published."
        in result.stdout
    )
    assert result.exit_code == 0


def test_the_same_file_is_the_same(tmp_path: Path) -> None:
    result = run(tmp_path, MINIMAL, MINIMAL, "--exit-code")
    assert body(result) == "Nothing changes for readers: the file is the same."


def test_a_change_gives_another_exit_code_only_when_asked(tmp_path: Path) -> None:
    after = but(MINIMAL, ("label: First in town", "label: Quick"))
    assert run(tmp_path, MINIMAL, after).exit_code == 0
    assert run(tmp_path / "two", MINIMAL, after, "--exit-code").exit_code == 1


def test_hostile_data_is_only_text_in_markdown(tmp_path: Path) -> None:
    after = but(
        MINIMAL,
        ("text: It leaves when you do.", f"text: '{HOSTILE}'"),
        ("label: First in town", "label: '<i>*b*'"),
    )
    result = run(tmp_path, MINIMAL, after, "--format", "markdown")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(result.stdout)
    for tag in ("<a", "<img", "<b>", "<i>", "<code"):
        assert tag not in html
    assert "&lt;b&gt;*x*&lt;/b&gt; `c` [l](https://example.org/) | ![i]" in html
    assert "<strong>&lt;i&gt;*b*</strong>" in html


def test_an_old_version_with_terminal_escapes_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    before = but(
        MINIMAL,
        ("First in town", '"\\e]0;owned\\a\\e[31mFirst"'),
        ("icon: bolt", 'icon: "\\e[31m"'),
    )
    result = run(tmp_path, before, MINIMAL)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "Badge: \N{REPLACEMENT CHARACTER}]0;owned" in result.stdout


def test_an_old_version_that_breaks_a_rule_of_today_is_compared(tmp_path: Path) -> None:
    before = but(
        MINIMAL,
        ("reviewed_on: 2026-11-20\n      as_of", "reviewed_on: 2996-11-20\n      as_of"),
    )
    with pytest.raises(ComparisonError):
        loaded(before)
    assert body(run(tmp_path, before, MINIMAL)) == (
        "Criterion: Speed\n  Reviewed: 2996-11-20 -> 2026-11-20"
    )


def test_where_an_option_stands_is_compared_with_that_nobody_knew(tmp_path: Path) -> None:
    bus = MINIMAL[MINIMAL.index("      bus:\n        summary") : MINIMAL.index("\nscenarios:")]
    before = but(MINIMAL, (bus, "      bus: unknown\n"))
    why = but(before, ("bus: unknown", "bus: {state: not-applicable, because: No bus runs.}"))
    assert body(run(tmp_path, before, why)) == (
        "Criterion: Speed\n  State, Bus: Not known -> Not applicable\n"
        "  Because, Bus, new: No bus runs."
    )


def test_an_older_shape_is_compared_field_by_field(tmp_path: Path) -> None:
    """Also fields that records do not have any more, words that are no longer known, gaps."""
    before = but(
        MINIMAL,
        ("      flips_if: A bus lane from door to door.\n", ""),
        ("      confidence: medium", "      weight: 3\n      confidence: rather"),
        ("label: First in town", "label: Quick"),
    )
    assert (
        rest(run(tmp_path, before, MINIMAL))
        == """\
Criterion: Speed
  Badge: Quick -> First in town
  Confidence: rather -> Medium confidence
  What would flip it, new: A bus lane from door to door.
  Weight, removed: 3"""
    )


def test_a_record_of_an_older_shape_is_told_by_its_name(tmp_path: Path) -> None:
    before = but(MINIMAL, ("scenarios:\n", "scenarios:\n  - {id: gone, need: Rain}\n"))
    assert rest(run(tmp_path, before, MINIMAL)) == "Scenario, removed: Rain"
    assert run(tmp_path / "two", before, MINIMAL, "--exit-code").exit_code == 1


def test_sums_of_an_older_shape_count_what_it_says(tmp_path: Path) -> None:
    before = but(
        MINIMAL,
        ("      flips_if: A bus lane from door to door.\n", ""),
        ("option: bicycle\n      label", "option: bus\n      label"),
    )
    said = body(run(tmp_path, before, MINIMAL))
    assert "Verdicts won, Bus: 1 -> 0" in said
    assert "was: Bus is ahead by 2 of 2 points." in said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("title: [", "the bracket that opens here is not closed as expected"),
        ("- a list\n", "expected fields ('name: value' lines), found a list"),
        ("", "the file holds no data"),
    ],
)
def test_an_old_version_that_holds_no_data_is_named(tmp_path: Path, before: str, said: str) -> None:
    result = run(tmp_path, before, MINIMAL)
    assert result.exit_code == 1
    assert result.stderr.startswith("HEAD:data.yaml:")
    assert said in result.stderr
    assert "That version cannot be compared" in result.stderr


def test_bytes_that_are_no_text_are_named() -> None:
    with pytest.raises(ComparisonError, match="not UTF-8"):
        read_version(b"\xff\xfe", "HEAD:data.yaml")


def test_a_present_version_that_is_broken_is_named_first(tmp_path: Path) -> None:
    result = run(tmp_path, MINIMAL, but(MINIMAL, ("icon: bolt", "icon: unicorn")))
    assert result.exit_code == 1
    assert "'unicorn' is not one of" in result.stderr


def test_a_revision_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = run(tmp_path, MINIMAL, MINIMAL, "mian")
    assert (result.exit_code, result.stdout) == (1, "")
    hint = "name a commit, a branch or a tag, such as HEAD~1 or main"
    assert result.stderr == f"git knows no revision 'mian' here; {hint}\n"


def test_a_revision_that_looks_like_an_option_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path, MINIMAL, MINIMAL, "--output=x").exit_code == 2


def test_an_earlier_revision_than_the_last_can_be_named(tmp_path: Path) -> None:
    run(tmp_path, MINIMAL, MINIMAL)
    commit(tmp_path / "data.yaml", but(MINIMAL, ("label: First in town", "label: Quick")))
    git(tmp_path, "tag", "now")
    result = CliRunner().invoke(diff, ["now~1", "--data", str(tmp_path / "data.yaml")])
    assert rest(result) == "Criterion: Speed\n  Badge: First in town -> Quick"


@pytest.mark.parametrize("path", [REAL_DATA, OTHER_DATA], ids=lambda path: path.name)
def test_every_field_has_words(tmp_path: Path, path: Path) -> None:
    text = path.read_text("utf-8")
    for before, after, form in ((MINIMAL, text, "text"), (text, MINIMAL, "markdown")):
        copy_evidence(path, tmp_path / form)
        result = run(tmp_path / form, before, after, "--format", form)
        assert result.exit_code == 0, result.output
        assert "None" not in result.stdout


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    """A comparison with results of its own, in a repository."""
    folder = repository(tmp_path / "measured")
    shutil.copytree(MEASURED, folder, dirs_exist_ok=True)
    commit(folder / "README", "Committed")
    return folder / "measured.yaml"


def difference_of(file: Path, *words: str) -> str:
    result = CliRunner().invoke(diff, [*words, "--data", str(file)])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.partition("\n\n")[2].strip()


def test_numbers_in_texts_are_compared_as_readers_see_them(measured: Path) -> None:
    assert difference_of(measured) == "Nothing changes for readers: the file is the same."
    text = measured.read_text("utf-8")
    assert text.count("license: none") == 2
    measured.write_text(text.replace("license: none", "license: any", 1), "utf-8")
    assert difference_of(measured) == "Option: Bicycle\n  Licence: none -> any"


def test_a_result_that_was_measured_again_changes_the_texts_that_quote_it(measured: Path) -> None:
    path = measured.parent / "evidence" / "results" / "short-way.json"
    result = json.loads(path.read_text("utf-8"))
    bicycle = next(s for s in result["figures"][0]["series"] if s["id"] == "bicycle")
    before = bicycle["median"]
    bicycle |= {"median": before * 2, "low": before * 2, "high": before * 2}
    path.write_text(json.dumps(result), "utf-8")
    said = difference_of(measured)
    assert "Measurement: short-way\n  Median, " in said
    assert "  Point: no-waiting\n    Text: " in said


def test_an_earlier_version_without_its_result_is_compared_all_the_same(measured: Path) -> None:
    git(measured.parent, "rm", "--quiet", "-r", "evidence/results")
    git(measured.parent, "commit", "--quiet", "--message", "Lose the results")
    git(measured.parent, "checkout", "--quiet", "HEAD~1", "--", "evidence")
    assert "Measurement, new: short-way" in difference_of(measured)


def test_a_newer_release_that_was_recorded_is_told(tmp_path: Path) -> None:
    text = but(MINIMAL, ("hue: 20", "package: {manager: pip, name: bus}\n    hue: 20"))
    file = repository(tmp_path / "repository") / "data.yaml"
    commit(file, text)
    release = {"version": "2027", "first_seen_on": "2026-11-01", "looked_up_on": "2026-11-01"}
    releases = file.parent / "upstream" / "releases.json"
    releases.parent.mkdir()
    releases.write_text(json.dumps({"pip:bus": release}), "utf-8")
    assert difference_of(file) == "Criterion: Speed\n  Newer release, Bus, new: 2027"
    commit(releases, json.dumps({"pip:bus": {**release, "version": "2028"}}))
    releases.write_text("{}", "utf-8")
    assert difference_of(file) == "Criterion: Speed\n  Newer release, Bus, removed: 2028"


RENAMED = (
    ("  - id: speed\n", "  - id: pace\n    formerly: [speed]\n"),
    ("criteria: [speed]", "criteria: [pace]"),
    ("          - id: bus-lane\n", "          - id: lane\n            formerly: [bus-lane]\n"),
    ("  - id: bus\n", "  - id: coach\n    formerly: [bus]\n"),
    ("      bus:", "      coach:"),
    ('bus: "2026"', 'coach: "2026"'),
    ("option: bus", "option: coach"),
    ("  - id: short-way\n", "  - id: near\n    formerly: [short-way]\n"),
    ("  - id: survey\n", "  - id: poll\n    formerly: [survey]\n"),
    ("[survey]", "[poll]"),
    ("formerly: [poll]", "formerly: [survey]"),
)


def test_a_record_that_got_another_id_was_renamed_wherever_it_is_named() -> None:
    found = sections(CONTESTED, but(CONTESTED, *RENAMED))
    (point,) = found[0].inside
    assert [(one.part, one.name) for one in found] == [
        ("criterion", "Speed"), ("scenario", "A short way in town"), ("option", "Bus"),
        ("source", "A survey of ways to work"),
    ]  # fmt: skip
    assert [told(one) for one in (*found, point)] == [
        {"renamed": names}
        for names in (
            ("speed", "pace"), ("short-way", "near"), ("bus", "coach"), ("survey", "poll"),
            ("bus-lane", "lane"),
        )
    ]  # fmt: skip


def test_a_renamed_record_can_have_changed_besides() -> None:
    [section] = sections(MINIMAL, but(MINIMAL, *RENAMED[:2], ("name: Speed", "name: Pace")))
    assert told(section) == {"renamed": ("speed", "pace"), "name": ("Speed", "Pace")}


def test_an_old_address_that_leads_somewhere_again_is_told() -> None:
    [section] = sections(
        MINIMAL, but(MINIMAL, ("id: speed\n", "id: speed\n    formerly: [pace]\n"))
    )
    assert told(section) == {"formerly": (None, "pace")}


def test_without_its_former_id_a_record_is_another_one() -> None:
    after = but(MINIMAL, *RENAMED[:2], ("    formerly: [speed]\n", ""))
    assert [one.status for one in sections(MINIMAL, after)][:1] == [Status.ADDED]


def test_of_two_records_made_one_the_other_is_gone() -> None:
    second = MINIMAL[MINIMAL.index("  - id: speed") : MINIMAL.index("scenarios:")]
    both = but(MINIMAL, ("scenarios:", but(second, ("id: speed", "id: pace")) + "scenarios:"))
    one = but(MINIMAL, ("  - id: speed\n", "  - id: speed\n    formerly: [pace]\n"))
    found = sections(both, one)
    assert ("criterion", Status.REMOVED) in [(each.part, each.status) for each in found]


def test_the_report_says_that_old_links_lead_to_what_was_renamed(tmp_path: Path) -> None:
    result = body(run(tmp_path, MINIMAL, but(MINIMAL, *RENAMED[:2])))
    assert result == "Criterion: Speed\n  Renamed, and old links lead here: speed -> pace"


def test_several_winners_are_told_as_everywhere_else() -> None:
    text = OTHER_DATA.read_text("utf-8")
    winners = ("      option: xz\n", "      options: [xz, zstd, gzip]\n")
    [section] = sections(text, text.replace(*winners, 1))[1:2]
    assert told(section)["outcome"] == ("xz", "xz, Zstandard and gzip")


FACTS = """
    facts:
      - id: seats
        name: Seats
        sources: [survey]
        values: {bicycle: 1, bus: 60}

scenarios:"""


def test_a_fact_that_comes_changes_or_goes_is_told_by_option() -> None:
    with_facts = MINIMAL.replace("\nscenarios:", FACTS.lstrip("\n"), 1)
    [section] = sections(MINIMAL, with_facts)
    [fact] = section.inside
    assert (fact.part, fact.name, fact.status) == ("fact", "Seats", Status.ADDED)
    changed = but(with_facts, ("bus: 60", "bus: {value: 45, note: Standing ones left out.}"))
    [section] = sections(with_facts, changed)
    [fact] = section.inside
    found = [(c.key.field, c.key.of, c.before, c.after) for c in fact.changes]
    assert found == [
        ("value", "Bus", "60", "45"),
        ("note", "Bus", None, "Standing ones left out."),
    ]
