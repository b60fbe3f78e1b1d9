"""The JSON Schema (draft-07) that an editor's language server completes and checks a file with.

It comes from the records, specialised to one file: whatever names an option, a criterion or a
source can only name one that the file describes.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from comparison_site.core.fields import ID_PATTERN, NAMES
from comparison_site.core.tree import Node, drafts
from comparison_site.loading.completing import completed
from comparison_site.loading.yaml_reader import read
from comparison_site.model.identity import NOUNS
from comparison_site.model.json_schema import Schema, general_schema

DRAFTS = "drafts"

Known = Mapping[str, Mapping[str, str]]
"""For each top-level list, the ids in it with a name for each, in file order; and for DRAFTS."""

_DIALECT = "http://json-schema.org/draft-07/schema#"
_ADDRESS: Schema = {"pattern": "^https?://"}
_COMMAND = "comparison schema"  # the same in every project, so that no copy is out of date
_WRITTEN = f"Written by '{_COMMAND}'; changes in here are lost."
_SECTION = re.compile(r"^(?=[A-Za-z_]+:)", re.MULTILINE)
_ITEM = re.compile(r"^( *)- +(?:\{ *)?id: *[\"']?([a-z][a-z0-9-]*)", re.MULTILINE)


def known_records(text: str) -> Known:
    """The records of a comparison as typed; a broken section gives the ids that can be read."""
    if root := completed(read(text).root):
        known = {group: _named(root[group]) for group in NOUNS}
        written = {name: known["options"].get(name, name) for name in drafts(root)}
        return known | ({DRAFTS: written} if written else {})
    sections = {part.partition(":")[0]: part for part in _SECTION.split(text)}
    return {group: _of_section(group, sections.get(group, "")) for group in NOUNS}


def _of_section(group: str, text: str) -> dict[str, str]:
    """Where not even the section can be read, its least indented items count."""
    if root := read(text).root:
        return _named(root[group])
    items = [(len(indent), name) for indent, name in _ITEM.findall(text)]
    least = min((indent for indent, _ in items), default=0)
    return {name: name for indent, name in items if indent == least}


def _named(records: Node) -> dict[str, str]:
    """The ids, and what a list of suggestions says beside each."""
    found: dict[str, str] = {}
    for record in records:
        name, publisher = record["id"].text, record["publisher"]
        if re.fullmatch(ID_PATTERN, name):
            title = record["name"].text or record["title"].text or record["need"].text or name
            found[name] = f"{title} ({publisher.text})" if publisher else title
    return found


def schema_path(data: Path) -> Path:
    """Where the schema of a data file stands: in the folder `schema` beside it."""
    return data.parent / "schema" / f"{data.stem}.schema.json"


def modeline(data: Path) -> str:
    """The comment at the top of a data file by which language servers find its schema."""
    return f"# yaml-language-server: $schema={schema_path(Path(data.name)).as_posix()}"


def schema_json(known: Known) -> str:
    """The text of the schema of a file that holds these records."""
    return json.dumps(specialised(known), ensure_ascii=False, indent=1) + "\n"


def refresh(data: Path, text: str) -> None:
    """Bring the schema of a data file with this text up to date, if it has one; never raises."""
    path, wanted = schema_path(data), schema_json(known_records(text))
    with suppress(OSError, UnicodeDecodeError):
        if path.is_file() and path.read_text(encoding="utf-8") != wanted:
            path.write_text(wanted, encoding="utf-8")


def specialised(known: Known) -> Schema:
    """The schema of a file that holds these records. A list without any allows every id."""
    everything = {group: names for group, names in known.items() if names and group != DRAFTS}
    written = known.get(DRAFTS, {})
    lists = {
        group: {name: said for name, said in names.items() if name not in written} or names
        for group, names in everything.items()
    }
    schema: Schema = _referring(general_schema(), everything, lists)
    for group, names in lists.items():
        ids: Schema = {
            "enum": list(names),
            "enumDescriptions": list(names.values()),
            # The language server's own word: it keeps a long list out of its complaint.
            "errorMessage": f"no such id under '{group}'; if it is new there, run: {_COMMAND}",
        }
        is_cited = group == "sources"
        message = {"errorMessage": ids["errorMessage"]}
        schema["$defs"][f"{group}-id"] = {"anyOf": [ids, _ADDRESS]} | message if is_cited else ids
    return {"$schema": _DIALECT, "$comment": _WRITTEN} | schema


def _referring(part: Any, lists: Known, published: Known) -> Any:
    """With a reference to the ids of a list wherever one is named.

    As keys of records, those that are published are required.
    """
    if isinstance(part, list):
        return [_referring(item, lists, published) for item in part]
    if not isinstance(part, dict):
        return part
    inner = {
        key: _referring(value, lists, published) for key, value in part.items() if key != NAMES
    }
    group = str(part.get(NAMES))
    if group not in lists:
        return inner
    kept = {"description": part["description"]} if "description" in part else {}
    if part["type"] != "object":
        return kept | {"$ref": f"#/$defs/{group}-id"}
    [value] = inner["patternProperties"].values()
    return kept | {
        "type": "object",
        "properties": {name: value | {"description": said} for name, said in lists[group].items()},
        "required": list(published[group]) if "$ref" in value else [],
        "additionalProperties": False,
    }
