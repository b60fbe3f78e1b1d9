"""`option add` and `publish`: an option grows as a draft, and readers see it when it is whole."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from comparison_site.commands.options import option
from comparison_site.commands.sources import source
from comparison_site.loading.loader import load
from tests.support import paths

MINIMAL = paths.MINIMAL.read_text("utf-8")
KNOWN = ("--version", "2026", "--by", "John Stephenson", "--year", "1832", "--license", "none",
         "--homepage", "https://example.org/tram", "--summary", "A bus  on rails.",
         "--choose-when", "There are: rails", "--avoid-when", "There are none",
         "--source", "survey", "--package", "npm=tram", "--maintained-by", "The city")  # fmt: skip
SEEN_BY_NOBODY = "Nothing changes for readers"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data.yaml"
    path.write_text(MINIMAL, "utf-8")
    return path


def run(file: Path, *words: str) -> Result:
    return CliRunner().invoke(option, [*words, "--data", str(file)])


def add(file: Path, *words: str) -> Result:
    return run(file, "add", "tram", "--name", "Tram", *words)


def option_lines(file: Path) -> list[str]:
    text = file.read_text("utf-8")
    assert text.endswith(MINIMAL[MINIMAL.index("\ncriteria:") :])
    return text[MINIMAL.index("\ncriteria:") : text.index("\ncriteria:")].splitlines()


def test_a_name_is_enough_for_a_draft(file: Path) -> None:
    result = add(file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert option_lines(file) == [
        "  - id: tram", "    name: Tram", "    draft: true", "    hue: 260",
    ]  # fmt: skip
    assert load(file) == load(paths.MINIMAL)
    assert result.stdout.startswith(f"Wrote the draft of 'tram' to {file}. Readers will see:\n\n")
    assert SEEN_BY_NOBODY in result.stdout
    assert result.stdout.endswith(
        "\n\n" + f"{file}:29:5: options > tram: a draft that lacks 1 of 1 positions (speed); "
        "readers do not see it\n"
    )


def test_whatever_is_known_is_written_in_the_style_of_the_file(file: Path) -> None:
    assert add(file, *KNOWN, "--hue", "0").exit_code == 0
    assert option_lines(file) == [
        "  - id: tram", "    name: Tram", "    draft: true", '    version: "2026"', "    hue: 0",
        "    package:", "      manager: npm", "      name: tram",
        "    origin:", "      by: John Stephenson", "      year: 1832",
        "    maintained_by: The city", "    license: none",
        "    homepage: https://example.org/tram", "    summary: A bus on rails.",
        "    choose_when:", '      - "There are: rails"',
        "    avoid_when:", "      - There are none", "    sources: [survey]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hues", "hue"),
    [((140, 20), "260"), ((0, 180), "90"), ((350, 10), "180"), ((10, 10), "190"), ((1, 90), "225")],
)
def test_the_accent_is_as_far_from_the_others_as_can_be(
    file: Path, hues: tuple[int, int], hue: str
) -> None:
    first, second = hues
    text = MINIMAL.replace("hue: 140", f"hue: {first}").replace("hue: 20", f"hue: {second}")
    file.write_text(text, "utf-8")
    assert add(file).exit_code == 0
    assert f"    draft: true\n    hue: {hue}\n" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--by", "Somebody"), "an origin has both, --by and --year"),
        (("--package", "tram"), "'tram' is not of the form pip=NAME or npm=NAME"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    file: Path, words: tuple[str, ...], message: str
) -> None:
    result = add(file, *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert file.read_text("utf-8") == MINIMAL


def test_what_is_wrong_is_said_at_once_and_nothing_is_written(file: Path) -> None:
    result = run(file, "add", "bus", "--name", "Bicycle", "--homepage", "x", "--source", "surve")
    assert result.exit_code == 1
    found = [line.partition(": ")[2] for line in result.stderr.split("\n") if f"{file}:" in line]
    assert [words.partition(";")[0] for words in found[:4]] == [
        "options > bus > id: duplicate 'bus'",
        "options > bus > name: duplicate 'Bicycle'",
        "options > bus > homepage: 'x' is not a web address",
        "options > bus > sources > item 1: there is no source 'surve'",
    ]
    assert file.read_text("utf-8") == MINIMAL


# --- Until readers see it ------------------------------------------------------------------------


def grown(file: Path) -> None:
    """Everything that the tram needs, in four changes."""
    assert add(file, *KNOWN).exit_code == 0
    point = ("--new-point", "speed/tram/rails", "--stance", "strength", "--text", "Own rails.")
    words = ("add", "https://example.org/rails", "--title", "Rails", "--publisher", "The City",
             "--kind", "article", *point, "--data", str(file))  # fmt: skip
    result = CliRunner().invoke(source, words)
    assert (result.exit_code, SEEN_BY_NOBODY in result.stdout) == (0, True)
    text = file.read_text("utf-8")
    text = text.replace("      tram:\n", "      tram:\n        summary: It glides.\n")
    file.write_text(text.replace('bus: "2026"}', 'bus: "2026", tram: "2026"}'), "utf-8")


def test_a_draft_that_is_whole_is_published_by_removing_one_line(file: Path) -> None:
    grown(file)
    before = file.read_text("utf-8")
    result = run(file, "publish", "tram")
    assert (result.exit_code, result.stderr) == (0, "")
    assert file.read_text("utf-8") == before.replace("    draft: true\n", "")
    assert "\nOption, new: Tram\n" in result.stdout
    assert "\nSource, new: Rails\n" in result.stdout
    assert [one.id for one in load(file).options] == ["bicycle", "bus", "tram"]


def test_a_draft_that_is_not_whole_is_not_published_and_everything_that_lacks_is_said(
    file: Path,
) -> None:
    add(file)
    before = file.read_text("utf-8")
    result = run(file, "publish", "tram")
    assert result.exit_code == 1
    assert "speed > positions: no position here for the option 'tram'; add it" in result.stderr
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("bus", "'bus' is no draft: it is published already"),
        ("trm", "there is no draft 'trm'; did you mean 'tram'?"),
    ],
)
def test_only_a_draft_is_published(file: Path, name: str, message: str) -> None:
    add(file)
    assert run(file, "publish", name).stderr.startswith(f"{message}\n\nNothing was written: ")


def test_without_any_draft_none_is_published(file: Path) -> None:
    said = run(file, "publish", "tram").stderr
    assert said.startswith("there is no draft 'tram'; no option is one\n")
