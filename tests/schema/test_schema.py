"""The schema for editors: what it allows, what it refuses, and that the committed one is right."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator

from comparison_site.commands.schema import schema
from comparison_site.model import Comparison
from comparison_site.model.json_schema import general_schema
from comparison_site.schema.file_schema import (
    Known,
    known_records,
    modeline,
    refresh,
    schema_json,
    schema_path,
    specialised,
)
from tests.support.paths import MEASURED_DATA as MEASURED
from tests.support.paths import MINIMAL, OTHER_DATA, REAL_DATA
from tests.support.projects import replace_once

NOBODY: Known = {}


class Yaml12(yaml.SafeLoader):
    """Reads plain words as language servers do: dates and `on` stay text."""


Yaml12.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if pair[0].rpartition(":")[2] in ("int", "float")]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_TRUTH = re.compile("true|false")
Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", _TRUTH, ["t", "f"])


def complaints(text: str, known: Known | None = None) -> list[str]:
    validator = Draft7Validator(specialised(known_records(text) if known is None else known))
    data = yaml.load(text, Loader=Yaml12)  # noqa: S506 - a SafeLoader
    return [error.message for error in validator.iter_errors(data)]


def minimal(old: str = "", new: str = "") -> str:
    text = MINIMAL.read_text("utf-8")
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(schema, [str(word) for word in words])


def test_the_committed_schema_is_up_to_date() -> None:
    result = run("--check", "--data", REAL_DATA)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr


def test_the_comparison_names_its_schema_in_its_first_line() -> None:
    first = REAL_DATA.read_text("utf-8").split("\n", 1)[0]
    assert first == modeline(REAL_DATA)
    assert (REAL_DATA.parent / first.partition("=")[2]).is_file()


@pytest.mark.parametrize("data", [REAL_DATA, OTHER_DATA, MINIMAL, MEASURED])
def test_the_schema_allows_what_the_generator_allows(data: Path) -> None:
    assert complaints(data.read_text("utf-8")) == []
    assert complaints(data.read_text("utf-8"), NOBODY) == []


def test_the_schema_is_a_schema() -> None:
    Draft7Validator.check_schema(specialised(known_records(minimal())))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("    option: bicycle", "    opton: bicycle", "'opton' was unexpected"),
        ("option: bicycle", "option: bycicle", "'bycicle' is not one of ['bicycle', 'bus']"),
        (
            "sources: [survey]",
            "sources: [surwey]",
            "'surwey' is not valid under any of the given schemas",
        ),
        ("criteria: [speed]", "criteria: [sped]", "'sped' is not one of ['speed']"),
        ("      bus:\n", "      tram:\n", "'tram' was unexpected"),
        ("      bus:\n", "      tram:\n", "'bus' is a required property"),
        ("sources: [survey]", "sources: [survey, survey]", "non-unique elements"),
        (
            "      flips_if: A bus lane from door to door.\n",
            "",
            "'flips_if' is a required property",
        ),
        ("      option: bicycle\n", "", "'option' is a required property"),
        ("kind: winner", "kind: tie", "False schema does not allow 'bicycle'"),
        ("kind: winner", "kind: split", "'parts' is a required property"),
        ("    option: bicycle\n    because", "    because", "'option' is a required property"),
        (
            "option: bicycle",
            "option: bicycle\n      order: [bicycle, [bus, buss]]",
            "['bus', 'buss'] is not valid under any of the given schemas",
        ),
        (
            "kind: winner\n      option: bicycle",
            "kind: tie\n      order: [bicycle, bus]",
            "False schema does not allow ['bicycle', 'bus']",
        ),
        ("stance: strength", "stance: strenght", "'strenght' is not one of"),
        ("id: speed", "id: Speed", "does not match"),
        ("url: https:", "url: javascript:", "does not match"),
        ("    url: https://example.org/survey\n", "", "'url' is a required property"),
        ("    url: https://example.org/survey\n", "    result: {file: a.json}\n", "False schema"),
    ],
)
def test_the_schema_refuses(old: str, new: str, complaint: str) -> None:
    assert any(
        complaint in words for words in complaints(minimal(old, new), known_records(minimal()))
    )


def test_a_text_that_quotes_a_run_is_measured_by_the_generator_alone() -> None:
    """Which knows how long it is with its number in place."""
    old, long = "because: In town a bicycle is there first.", "far " * 40
    assert complaints(minimal(old, f"because: {long}{long}")) == [
        f"'{(long * 2).strip()}' is too long"
    ]
    assert complaints(minimal(old, f"because: 'It is {{rides:bus/bicycle}} {long}'")) == []
    value = general_schema()["$defs"]["Value"]["properties"]["value"]
    assert (value["then"], "maxLength" in value) == ({"maxLength": 60}, False)


def test_an_order_may_hold_ids_and_lists_of_ids() -> None:
    ordered = minimal("option: bicycle", "option: bicycle\n      order: [bicycle, [bus]]")
    assert complaints(ordered) == []


def test_a_number_is_text_where_the_generator_reads_text() -> None:
    assert complaints(minimal('version: "2026"', "version: 2026")) == []


def test_every_field_of_every_record_has_a_description() -> None:
    everything = general_schema()
    records = {"": everything, **everything["$defs"]}
    silent = [
        f"{name}.{field}"
        for name, record in records.items()
        for field, about in record.get("properties", {}).items()
        if not about.get("description")
    ]
    assert silent == []


def test_every_word_of_a_list_says_what_readers_see() -> None:
    lists = [part for part in general_schema()["$defs"].values() if "enum" in part]
    assert len(lists) > 5
    for part in lists:
        assert len(part["enumDescriptions"]) == len(part["enum"])


def test_ids_are_suggested_with_their_names() -> None:
    definitions = specialised(known_records(minimal()))["$defs"]
    assert definitions["options-id"]["enumDescriptions"] == ["Bicycle", "Bus"]
    assert definitions["sources-id"]["anyOf"][0]["enumDescriptions"] == [
        "A survey of ways to work (Example Press)"
    ]


DRAFT = minimal("\ncriteria:", "  - {id: tram, name: Tram, draft: true}\n\ncriteria:")


def test_a_draft_needs_an_id_and_a_name_alone_and_what_is_published_needs_more() -> None:
    assert complaints(DRAFT) == []
    assert complaints(DRAFT.replace(", name: Tram", ""))
    assert complaints(DRAFT.replace(", draft: true", ""))  # as_of lacks it
    assert complaints(DRAFT.replace("draft: true", "draft: false"), known_records(DRAFT))


def test_a_draft_may_have_positions_and_versions_but_no_verdict_may_name_it() -> None:
    judged = DRAFT.replace('bus: "2026"}', 'bus: "2026", tram: "1"}')
    assert complaints(judged) == []
    assert (
        len(complaints(judged.replace("option: bicycle\n      label", "option: tram\n      label")))
        == 1
    )


def ids(text: str) -> dict[str, list[str]]:
    return {group: list(names) for group, names in known_records(text).items()}


WHOLE = {
    "options": ["bicycle", "bus"],
    "groups": [],
    "criteria": ["speed"],
    "scenarios": ["short-way"],
    "sources": ["survey"],
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("need: A short way in town", "need"),
        ("need: A short way in town", 'need: "A short'),
        ("name: Bicycle", "name: [Bicycle"),
        ("kind: winner", "kind: win: ner"),
        ("sources: [survey]", "sources: ["),
        ("question: Which one should", "\tquestion: Which one should"),
    ],
)
def test_the_ids_are_read_while_the_file_is_broken(old: str, new: str) -> None:
    assert ids(minimal(old, new)) == WHOLE


@pytest.mark.parametrize("text", ["", "- a list", "options: 3", "options:\n  - id: Not An Id\n"])
def test_where_no_id_can_be_read_the_schema_allows_all(text: str) -> None:
    assert not any(known_records(text).values())
    assert complaints(minimal(), known_records(text)) == []


def test_the_command_writes_beside_the_data_and_names_the_line_to_add(tmp_path: Path) -> None:
    data = tmp_path / "my.yaml"
    data.write_text(minimal(), "utf-8")
    result = run("--data", data)
    assert (result.exit_code, result.stderr) == (0, "")
    assert schema_path(data) == tmp_path / "schema" / "my.schema.json"
    assert schema_path(data).read_text("utf-8") == schema_json(known_records(minimal()))
    assert result.stdout.splitlines() == [
        f"Wrote {schema_path(data)} for 2 options, 1 criterion, 1 scenario, 1 source.",
        f"Editors find it by this line at the top of {data}:",
        "# yaml-language-server: $schema=schema/my.schema.json",
    ]


def test_a_schema_that_is_out_of_date_is_named_with_the_command_that_mends_it(
    tmp_path: Path,
) -> None:
    data = tmp_path / "my.yaml"
    data.write_text(f"{modeline(data)}\n{minimal()}", "utf-8")
    command = f"run: python build.py schema --data {data}\n"
    missing = run("--check", "--data", data)
    assert run("--data", data).exit_code == 0
    assert run("--check", "--data", data).stdout == f"{schema_path(data)} is up to date.\n"
    replace_once(data, "- id: short-way", "- id: shortest-way")
    stale = run("--check", "--data", data)
    assert (missing.exit_code, stale.exit_code) == (1, 1)
    assert missing.stderr == f"{schema_path(data)} is missing; {command}"
    assert stale.stderr == f"{schema_path(data)} is out of date; {command}"


@pytest.mark.parametrize("name", ["nowhere.yaml", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    result = run("--data", tmp_path / name)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{tmp_path / name}: the file cannot be read: ")


def test_a_schema_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    data = tmp_path / "my.yaml"
    data.write_text(minimal(), "utf-8")
    (tmp_path / "schema").write_text("a file", "utf-8")
    result = run("--data", data)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{schema_path(data)} cannot be written: ")


def test_a_preview_brings_a_schema_that_is_there_up_to_date(tmp_path: Path) -> None:
    data = tmp_path / "my.yaml"
    refresh(data, minimal())
    assert not schema_path(data).exists()
    schema_path(data).parent.mkdir()
    schema_path(data).write_text("{}", "utf-8")
    refresh(data, minimal())
    assert schema_path(data).read_text("utf-8") == schema_json(known_records(minimal()))


def test_the_schema_knows_every_field_of_the_records() -> None:
    described: dict[str, Any] = json.loads(schema_json(NOBODY))
    names = [field.alias or name for name, field in Comparison.model_fields.items()]
    assert list(described["properties"]) == names
