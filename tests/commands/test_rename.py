"""`rename`: a record gets another id and no link breaks, or nothing is written."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site.commands.ids import rename
from comparison_site.commands.options import option
from comparison_site.commands.verdict import verdict
from comparison_site.loading.loader import load
from comparison_site.schema.file_schema import known_records, schema_json, schema_path
from tests.support import paths

MINIMAL = paths.MINIMAL.read_bytes()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.yaml"
    path.write_bytes(MINIMAL)
    return path


def run(file: Path, *words: str) -> Result:
    return CliRunner().invoke(rename, [*words, "--data", str(file)])


def test_it_is_written_and_told_in_words(file: Path) -> None:
    result = run(file, "criterion", "speed", "pace")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Wrote criterion 'pace', which was 'speed', to {file}. Readers will see:\n\n"
        "Criterion: Speed\n  Renamed, and old links lead here: speed -> pace\n\n"
        "Old links still lead there. In new ones, write 'pace' instead of 'speed'.\n"
    )
    assert load(file).criterion("pace").formerly == ("speed",)


def test_a_dry_run_shows_the_lines_and_writes_nothing(file: Path) -> None:
    result = run(file, "point", "speed/bus-lane", "lane", "--dry-run")
    assert result.exit_code == 0
    assert "-          - id: bus-lane\n+          - id: lane\n" in result.stdout
    assert "+            formerly: [bus-lane]\n" in result.stdout
    assert f"Nothing was written to {file}. Readers would see:" in result.stdout
    assert file.read_bytes() == MINIMAL


def test_the_schema_for_editors_follows(file: Path) -> None:
    schema = schema_path(file)
    schema.parent.mkdir()
    schema.write_text("{}", "utf-8")
    run(file, "source", "survey", "poll")
    text = file.read_text("utf-8")
    assert schema.read_text("utf-8") == schema_json(known_records(text))


def test_a_byte_order_mark_stays(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + MINIMAL)
    assert run(file, "option", "bus", "coach").exit_code == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbftitle")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("criterion", "sped", "pace"), "there is no criterion 'sped'; did you mean 'speed'?"),
        (("option", "bus", "bicycle"), "another option has the id 'bicycle'; choose another one"),
        (
            ("criterion", "speed", "index"),
            "With this change, the file would not be right:\n\n",
        ),
        (
            ("scenario", "short-way", "source-survey"),
            "'source-survey' leads to something else on the same page",
        ),
    ],
)
def test_what_would_be_broken_is_refused(file: Path, words: tuple[str, ...], said: str) -> None:
    result = run(file, *words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.endswith(f"Nothing was written: {file} is as it was.\n")
    assert file.read_bytes() == MINIMAL


def test_what_cannot_be_renamed_is_wrong_usage(file: Path) -> None:
    result = run(file, "run", "short-way", "way")
    assert result.exit_code == 2
    assert "'option', 'criterion', 'point', 'fact', 'scenario', 'source'" in result.stderr


def test_a_file_that_is_not_right_is_not_changed(file: Path) -> None:
    file.write_text("title: only this\n", "utf-8")
    result = run(file, "criterion", "speed", "pace")
    assert result.exit_code == 1
    assert f"{file}:1:" in result.stderr


def test_another_command_that_is_given_the_old_id_is_told_the_new_one(file: Path) -> None:
    run(file, "criterion", "speed", "pace")
    result = CliRunner().invoke(verdict, ["speed", "--confirm", "--data", str(file)])
    assert result.exit_code == 2
    assert "there is no criterion 'speed'; it is called 'pace' now" in result.stderr


def test_a_draft_can_be_renamed(file: Path) -> None:
    CliRunner().invoke(option, ["add", "tram", "--name", "Tram", "--data", str(file)])
    result = run(file, "option", "tram", "streetcar")
    assert result.exit_code == 0, result.stderr
    assert "  - id: streetcar\n    formerly: [tram]\n" in file.read_text("utf-8")


def test_a_row_of_facts_is_renamed_by_its_id_alone(file: Path) -> None:
    row = "{id: seats, name: Seats, sources: [survey], values: {bicycle: 1, bus: 60}}"
    rows = f"\n    facts:\n      - {row}\n"
    text = file.read_text("utf-8")
    file.write_text(text.replace("\n\nscenarios:", f"{rows}\nscenarios:"), "utf-8")
    result = run(file, "fact", "seats", "places")
    assert result.exit_code == 0, result.output
    [fact] = load(file).criteria[0].facts
    assert (fact.id, fact.formerly) == ("places", ("seats",))
