"""What an editor's language server makes of the schema and the settings in this repository."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from comparison_site import load
from comparison_site.core.gate_rules import GateRule
from comparison_site.core.vocabulary import Confidence, Evidence, Icon, Stance
from comparison_site.loading.drafts import unfinished
from comparison_site.loading.loader import load_file
from comparison_site.schema.file_schema import known_records, modeline, schema_json, schema_path
from tests.support import paths
from tests.support.language_server import LanguageServer, language_server
from tests.support.paths import ROOT

MINIMAL = paths.MINIMAL.read_text("utf-8")
SERVER = ROOT / "tests/editor/node_modules/yaml-language-server/bin/yaml-language-server"
SNIPPETS: dict[str, dict[str, Any]] = json.loads(
    (ROOT / ".vscode/comparison.code-snippets").read_text("utf-8")
)
CURSOR = "|"
DATA = "comparison.yaml"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """The server that editors run, beside a comparison's schema."""
    folder = tmp_path_factory.mktemp("editor")
    schema = schema_path(folder / DATA)
    schema.parent.mkdir()
    schema.write_text(schema_json(known_records(MINIMAL)), "utf-8")
    with language_server([_node(), str(SERVER), "--stdio"], folder) as running:
        yield running


def _node() -> str:
    node = shutil.which("node")
    if node and SERVER.is_file():
        return node
    sentence = (
        "no language server found: install node 20 or newer, then run tests/install-editor.sh"
    )
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)


def changed(old: str, new: str) -> str:
    assert MINIMAL.count(old) >= 1
    return f"{modeline(Path(DATA))}\n{MINIMAL.replace(old, new, 1)}"


def flagged(server: LanguageServer, old: str, new: str) -> list[tuple[str, str]]:
    """The line that each complaint points at, and what it says."""
    text = changed(old, new)
    lines = text.split("\n")
    return [
        (lines[found["range"]["start"]["line"]].strip(), found["message"])
        for found in server.open(text)
    ]


def completed(server: LanguageServer, old: str, new: str) -> dict[str, Any]:
    """What is suggested at the cursor in `new`, with the words beside each suggestion."""
    before, after = changed(old, new).split(CURSOR)
    server.open(before + after)
    line, column = before.count("\n"), len(before.rpartition("\n")[2])
    return {item["label"]: item.get("documentation") for item in server.completions(line, column)}


def test_a_right_file_has_no_complaints(server: LanguageServer) -> None:
    assert flagged(server, "", "") == []


def test_a_key_is_completed_and_explained(server: LanguageServer) -> None:
    suggested = completed(server, "      label: First in town\n", "      la|\n")
    assert suggested["label"].startswith("The words on the badge")


def test_keys_that_are_options_are_completed(server: LanguageServer) -> None:
    suggested = completed(server, 'as_of: {bicycle: "2026", bus: "2026"}', "as_of:\n        |")
    assert (suggested["bicycle"], suggested["bus"]) == ("Bicycle", "Bus")


def test_an_option_is_completed(server: LanguageServer) -> None:
    assert completed(server, "      option: bicycle\n", "      option: |\n") == {
        "bicycle": "Bicycle",
        "bus": "Bus",
    }


def test_a_source_is_completed(server: LanguageServer) -> None:
    expected = {"survey": "A survey of ways to work (Example Press)"}
    assert expected.items() <= completed(server, "sources: [survey]", "sources: [|]").items()


def test_a_word_of_a_list_is_completed(server: LanguageServer) -> None:
    suggested = completed(server, "stance: strength", "stance: |")
    assert list(suggested) == ["strength", "weakness", "context"]


def test_a_field_is_explained_on_hover(server: LanguageServer) -> None:
    text = changed("", "")
    server.open(text)
    line = text.split("\n").index("      flips_if: A bus lane from door to door.")
    assert "The fact that would change this verdict." in server.hover(line, 8)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "      flips_if:", "      flipsif: a\n      flips_if:",
            "flipsif: a", "Property flipsif is not allowed.",
        ),
        (
            "option: bicycle", "option: bycicle",
            "option: bycicle",
            "no such id under 'options'; if it is new there, run: comparison schema",
        ),
        (
            "sources: [survey]", "sources: [surwey]",
            "sources: [surwey]",
            "no such id under 'sources'; if it is new there, run: comparison schema",
        ),
        (
            "      because: In town a bicycle is there first.\n", "",
            "verdict:", 'Missing property "because".',
        ),
        (
            "      option: bicycle\n", "",
            "verdict:", 'Missing property "option".',
        ),
        (
            "kind: winner", "kind: tie",
            "option: bicycle", "Property option is not allowed.",
        ),
        (
            "id: speed", "id: Speed",
            "- id: Speed", "expected small letters, digits and '-', starting with a letter",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_flagged_on_its_line(
    server: LanguageServer, old: str, new: str, line: str, message: str
) -> None:
    assert flagged(server, old, new) == [(line, message)]


# --- Snippets ------------------------------------------------------------------------------------

EXISTING = {
    "option-id": "bicycle",
    "other-option-id": "bus",
    "criterion-id": "speed",
    "source-id": "survey",
}
_TODAY = {"CURRENT_YEAR": "2026", "CURRENT_MONTH": "11", "CURRENT_DATE": "20"}
_PLACEHOLDER = re.compile(r"\$\{\d+(?::([^{}$]*)|\|([^,|]*)[^|]*\|)\}|\$0")

WHERE = {
    "criterion": ("scenarios:\n", 2),
    "point": ("      bus:\n        summary", 10),
    "scenario": ("sources:\n  - id", 2),
    "contested": ("    positions:\n", 6),
    "history": ("    positions:\n", 6),
    "waivers": ("scenarios:\n", 0),
}


def body(prefix: str) -> str:
    """A snippet as an editor leaves it who fills in ids that exist and nothing else."""
    [snippet] = [snippet for snippet in SNIPPETS.values() if snippet["prefix"] == prefix]
    text = "\n".join(snippet["body"])
    for name, value in _TODAY.items():
        text = text.replace(f"${name}", value)
    return _PLACEHOLDER.sub(lambda found: _filled(found[1] or found[2] or ""), text).rstrip()


def _filled(default: str) -> str:
    return EXISTING.get(default, default)


def with_snippet(prefix: str) -> str:
    before, indent = WHERE[prefix]
    lines = "".join(f"{' ' * indent}{line}\n" for line in body(prefix).split("\n"))
    assert MINIMAL.count(before) == 1
    return MINIMAL.replace(before, lines + before)


@pytest.mark.parametrize("prefix", list(WHERE))
def test_a_snippet_filled_with_ids_that_exist_passes_check(tmp_path: Path, prefix: str) -> None:
    file = tmp_path / DATA
    file.write_text(with_snippet(prefix), "utf-8")
    assert load(file) != load(paths.MINIMAL)


def test_a_source_from_a_snippet_passes_check_once_it_is_cited(tmp_path: Path) -> None:
    typed = re.sub(r"published_on: .*", "published_on: 2026-11-01", body("source"))
    lines = "".join(f"  {line}\n" for line in typed.split("\n"))
    file = tmp_path / DATA
    file.write_text(MINIMAL.replace("[survey]", "[survey, new-source]", 1) + lines, "utf-8")
    assert [source.id for source in load(file).sources] == ["survey", "new-source"]


def test_an_option_from_a_snippet_lacks_what_the_criteria_say_of_it_and_nothing_else(
    tmp_path: Path,
) -> None:
    lines = "".join(f"  {line}\n" for line in body("option").split("\n"))
    file = tmp_path / DATA
    file.write_text(MINIMAL.replace("\ncriteria:", f"{lines}\ncriteria:"), "utf-8")
    assert load(file) == load(paths.MINIMAL)
    [note] = unfinished(load_file(file).whole, DATA)
    lacks = "1 of 1 positions (speed), 1 of 1 versions judged"
    assert note.message == f"a draft that lacks {lacks}"


def test_no_snippet_knows_when_a_page_was_published() -> None:
    days = [line for one in SNIPPETS.values() for line in one["body"] if "published_on" in line]
    assert days
    assert [line for line in days if "CURRENT" in line] == []


def test_every_snippet_is_tried() -> None:
    assert {snippet["prefix"] for snippet in SNIPPETS.values()} == {*WHERE, "option", "source"}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("icon", Icon),
        ("confidence", Confidence),
        ("stance", Stance),
        ("kind", Evidence),
        ("rule", set(GateRule) - {GateRule.WAIVED}),
    ],
)
def test_the_choices_of_snippets_are_the_words_of_the_data(field: str, words: Any) -> None:
    text = "\n".join(line for snippet in SNIPPETS.values() for line in snippet["body"])
    choices = re.findall(rf"{field}: \${{\d+\|(.*?)\|}}", text)
    assert choices
    for choice in choices:
        assert sorted(choice.split(",")) == sorted(words)
