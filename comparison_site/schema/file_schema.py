"""The JSON Schema (draft-07) that an editor's language server completes and checks a file with.

It comes from the records, specialised to one file: whatever names an option, a criterion or a
source can only name one that the file describes.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from comparison_site.core.fields import NAMES
from comparison_site.schema.base_schema import Schema, general_schema
from comparison_site.schema.id_index import Known, known_records

_DIALECT = "http://json-schema.org/draft-07/schema#"
_COMMAND = "python build.py schema"
_WRITTEN = f"Written by '{_COMMAND}'; changes in here are lost."


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
    """Bring the schema of a data file with this text up to date, if it has one that can be written.

    So an editor knows a new id as soon as the preview shows it.
    """
    path, wanted = schema_path(data), schema_json(known_records(text))
    with suppress(OSError, UnicodeDecodeError):
        if path.is_file() and path.read_text(encoding="utf-8") != wanted:
            path.write_text(wanted, encoding="utf-8")


def specialised(known: Known) -> Schema:
    """The schema of a file that holds these records. A list without any allows every id."""
    lists = {group: names for group, names in known.items() if names}
    schema: Schema = _referring(general_schema(), lists)
    schema["$defs"] |= {_definition(group): _ids(group, names) for group, names in lists.items()}
    return {"$schema": _DIALECT, "$comment": _WRITTEN} | schema


def _definition(group: str) -> str:
    return f"{group}-id"


def _ids(group: str, names: Mapping[str, str]) -> Schema:
    """`errorMessage` is the language server's own; it keeps a long list out of its complaint."""
    return {
        "enum": list(names),
        "enumDescriptions": list(names.values()),
        "errorMessage": f"no such id under '{group}'; if it is new there, run: {_COMMAND}",
    }


def _referring(part: Any, lists: Known) -> Any:
    """With a reference to the ids of a list wherever one of them is named."""
    if isinstance(part, list):
        return [_referring(item, lists) for item in part]
    if not isinstance(part, dict):
        return part
    inner = {key: _referring(value, lists) for key, value in part.items() if key != NAMES}
    group = str(part.get(NAMES))
    return _naming(inner, group, lists[group]) if group in lists else inner


def _naming(part: Schema, group: str, names: Mapping[str, str]) -> Schema:
    """The schema of one id, or of an object with an entry for each id, all of them required."""
    kept = {"description": part["description"]} if "description" in part else {}
    if part["type"] != "object":
        return kept | {"$ref": f"#/$defs/{_definition(group)}"}
    [value] = part["patternProperties"].values()
    return kept | {
        "type": "object",
        "properties": {name: value | {"description": words} for name, words in names.items()},
        "required": list(names),
        "additionalProperties": False,
    }
