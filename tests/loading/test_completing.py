"""What a file need not say follows from what it says; short forms mean the same as long ones."""

import pytest

from comparison_site import Comparison, ComparisonError
from comparison_site.core.vocabulary import Confidence, Evidence, Icon, Stance, State
from comparison_site.loading.loader import load_bytes
from comparison_site.model import Position
from comparison_site.schema.file_schema import known_records, specialised
from tests.schema.test_schema import complaints, minimal

SMALL = """\
title: Ways to work
reviewed_on: 2026-11-20
options:
  - {name: Bicycle, version: "3"}
  - {name: Vélo électrique}
  - {name: Bus, hue: 90}
criteria:
  - name: Speed
    verdict: {kind: winner, option: bicycle, because: In town it is there first.}
    positions:
      bicycle: |
        Starts at your door.
        + It leaves when you do. [https://example.com/survey]
        - No roof. [example-com-survey, https://example.com/roofs]
      velo-electrique: Faster uphill.
      bus: unknown
sources:
  - https://example.com/survey
"""


def loaded(text: str) -> Comparison:
    return load_bytes(text.encode(), "x.yaml").comparison


def problems(text: str) -> list[str]:
    with pytest.raises(ComparisonError) as caught:
        loaded(text)
    return [each.headline for each in caught.value.problems]


def test_ids_are_made_from_names() -> None:
    comparison = loaded(SMALL)
    assert [option.id for option in comparison.options] == ["bicycle", "velo-electrique", "bus"]
    assert [criterion.id for criterion in comparison.criteria] == ["speed"]
    assert [s.id for s in comparison.sources] == ["example-com-survey", "example-com-roofs"]


def test_an_id_begins_with_a_letter_and_is_no_reserved_word() -> None:
    text = SMALL.replace("name: Bus,", "name: 7-Zip,").replace("name: Speed", "name: Index")
    comparison = loaded(text.replace("bus:", "option-7-zip:"))
    assert (comparison.options[2].id, comparison.criteria[0].id) == (
        "option-7-zip",
        "criterion-index",
    )


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("微笑單車", "its name has no Latin letters to make one from"),
        ("Bicycle!", "its name gives one that another has as well, or would have"),
    ],
)
def test_a_name_that_gives_no_id_of_its_own_asks_for_one_and_says_why(name: str, why: str) -> None:
    found = problems(SMALL.replace("name: Vélo électrique", f"name: {name}"))
    assert any(f"the field 'id' is missing: {why}; add 'id:'" in each for each in found)


def test_hues_keep_away_from_each_other_and_from_those_that_are_said() -> None:
    assert [option.hue for option in loaded(SMALL).options] == [270, 0, 90]
    evenly = loaded(SMALL.replace(", hue: 90", ""))
    assert [option.hue for option in evenly.options] == [0, 120, 240]


def test_a_draft_changes_nobodys_hue() -> None:
    evenly = SMALL.replace(", hue: 90", "")
    draft = evenly.replace("  - {name: Bus}", "  - {name: Tram, draft: true}\n  - {name: Bus}")
    assert [option.hue for option in loaded(draft).options] == [0, 120, 240]


def test_a_badge_follows_from_the_kind_of_the_verdict() -> None:
    verdict = loaded(SMALL).criteria[0].verdict
    assert (verdict.label, verdict.icon) == ("Winner", Icon.CHECK)
    assert verdict.confidence is Confidence.LOW
    tie = SMALL.replace("kind: winner, option: bicycle", "kind: tie")
    assert loaded(tie).criteria[0].verdict.icon is Icon.SCALE


def test_a_verdict_judges_the_versions_of_the_options_on_the_day_of_the_whole() -> None:
    verdict = loaded(SMALL).criteria[0].verdict
    assert verdict.as_of == {"bicycle": "3"}
    assert verdict.reviewed_on.isoformat() == "2026-11-20"


def test_what_would_flip_a_verdict_is_asked_for_from_medium_confidence_on() -> None:
    [found] = problems(SMALL.replace("there first.}", "there first., confidence: medium}"))
    assert "the field 'flips_if' is missing" in found
    assert complaints(SMALL.replace("there first.}", "there first., confidence: medium}"))


def test_lines_of_a_position_are_its_summary_and_its_points() -> None:
    position = loaded(SMALL).criteria[0].positions["bicycle"]
    assert isinstance(position, Position)
    assert position.summary == "Starts at your door."
    points = [(point.id, point.stance, point.sources) for point in position.points]
    assert points == [
        ("it-leaves-when-you-do", Stance.STRENGTH, ("example-com-survey",)),
        ("no-roof", Stance.WEAKNESS, ("example-com-survey", "example-com-roofs")),
    ]


def test_a_word_for_a_state_stays_one_and_so_does_a_slip_for_it() -> None:
    assert loaded(SMALL).criteria[0].positions["bus"].state is State.UNKNOWN
    [found] = problems(SMALL.replace("bus: unknown", "bus: unkown"))
    assert "did you mean 'unknown'?" in found


def test_a_point_without_a_source_is_refused_where_it_stands() -> None:
    [found] = problems(SMALL.replace("do. [https://example.com/survey]", "do."))
    assert found.startswith("x.yaml:11:7: criteria > speed > positions > bicycle > points")


def test_a_source_may_be_its_address_alone() -> None:
    source = loaded(SMALL).source("example-com-survey")
    assert (source.title, source.kind) == ("example.com/survey", Evidence.OTHER)


def test_a_long_address_is_called_by_its_server() -> None:
    text = SMALL.replace("com/survey", f"com?{'a' * 200}").replace("example-com-survey, ", "")
    assert loaded(text).source("example-com").title == "example.com"


@pytest.mark.parametrize("rest", ["", "a" * 200])
def test_an_address_that_is_none_is_refused_however_long_it_is(rest: str) -> None:
    found = problems(SMALL.replace("  - https://example.com/survey", f"  - 'https://[{rest}'"))
    assert any("is not a web address" in each for each in found)
    assert not any("> title" in each for each in found)


def test_rows_of_facts_whose_names_give_one_id_ask_for_another() -> None:
    values = "{name: Price, sources: [example-com-survey], values: {a: 1, b: 2, c: 3}}"
    values = values.replace("a:", "bicycle:").replace("b:", "velo-electrique:")
    facts = f"    facts:\n      - {values.replace('c:', 'bus:')}\n"
    again = SMALL[SMALL.index("  - name: Speed") : SMALL.index("sources:\n")] + facts
    text = SMALL.replace("sources:\n", f"{facts}{again.replace('Speed', 'Reach')}sources:\n")
    found = problems(text)
    assert len(found) == 2
    assert all("the field 'id' is missing" in each for each in found)


def test_editors_agree_that_the_short_file_is_right() -> None:
    assert complaints(SMALL, known_records(SMALL)) == []
    assert specialised(known_records(SMALL))["$defs"]["options-id"]["enum"] == [
        "bicycle", "velo-electrique", "bus",
    ]  # fmt: skip


def test_what_is_written_down_is_what_was_derived() -> None:
    long = minimal()
    short = long.replace("      reviewed_on: 2026-11-20\n", "")
    short = short.replace('      as_of: {bicycle: "2026", bus: "2026"}\n', "")
    short = short.replace("  - id: speed\n    name", "  - name")
    assert short != long
    assert loaded(short) == loaded(long)
