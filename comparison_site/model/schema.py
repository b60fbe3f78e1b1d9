"""What the schema of any comparison says: the fields at a place, what belongs there, its words.

Messages, labels and the files of editors all ask here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple, get_args

from comparison_site import model
from comparison_site.core.fields import NAMES, Formatted
from comparison_site.core.tree import Node, Path, Step
from comparison_site.model import Record
from comparison_site.model.json_schema import Schema, general_schema

ROOT = "Comparison"


@cache
def schemas() -> dict[str, Schema]:
    """The schema of each record, and of each list of words, by its name; of the whole by ROOT."""
    return {**general_schema()["$defs"], ROOT: general_schema()}


def resolved(part: Schema) -> Schema:
    """What a reference leads to, all that may stand at a place in one; any other part as it is."""
    if "$ref" in part:
        return schemas()[part["$ref"].rpartition("/")[2]]
    return reduce(or_, part.get("anyOf", ()), part)


_SORTS = {
    "date": "a date, YYYY-MM-DD",
    "array": "a list",
    "keyed": "indented lines, one for each option",
    "object": "indented 'name: value' lines",
    "integer": "a whole number",
}


def fields_at(path: Path) -> list[str]:
    """The fields, as files spell them, that a record at a path of the data may have."""
    return list(reduce(_inside, path, schemas()[ROOT]).get("properties", ()))


def required_at(path: Path) -> list[str]:
    """The fields that a published record at a path of the data must have."""
    part, found = reduce(_inside, path, schemas()[ROOT]), list[str]()
    while part:
        found += part.get("required", ())
        part = part.get("else", {})
    return list(dict.fromkeys(found))


def sort_at(path: Path) -> str:
    """What belongs into the field at a path of the data: a text, a list, one of some words."""
    part = reduce(_inside, path, schemas()[ROOT])
    if "enum" in part:
        return f"one of the words {', '.join(part['enum'])}"
    kind = "keyed" if "patternProperties" in part else part.get("format", part.get("type"))
    return _SORTS.get(str(kind), "a text")


def is_free_text(path: Path) -> bool:
    """Whether the field at a path of the data takes any words: no id, address, date or number."""
    part = reduce(_inside, path, schemas()[ROOT])
    is_text = "string" in part.get("type", ())
    return is_text and not {"enum", "format", "pattern"} & part.keys()


def _inside(part: Schema, step: Step) -> Schema:
    """The schema of an item, a field or an entry; empty where nothing is known of it."""
    [entry] = part.get("patternProperties", {"": {}}).values()
    return resolved(part.get("items") or part.get("properties", {}).get(step, entry))


@cache
def naming_fields() -> dict[str, str]:
    """The fields that name records, as values or as keys, each with the list that these are in."""
    parts = [part for record in schemas().values() for part in record.get("properties", {}).items()]
    inner = ((field, part, resolved(part.get("items", {}))) for field, part in parts)
    named = ((field, part.get(NAMES) or items.get(NAMES)) for field, part, items in inner)
    return {field: group for field, group in named if group}


class Reference(NamedTuple):
    """A place that names a record of a top-level list: as its value, or as the key of a value."""

    group: str
    node: Node
    name: str
    is_key: bool


def references(node: Node, part: Schema | None = None) -> Iterator[Reference]:
    """Every place that names a record, by declaration."""
    part = schemas()[ROOT] if part is None else part
    group, has_entries = part.get(NAMES), "patternProperties" in part
    if group and not has_entries and not isinstance(node.value, list):
        yield Reference(group, node, node.text, is_key=False)
    for child in node:
        step = child.path[-1]
        if group and has_entries and isinstance(step, str):
            yield Reference(group, child, step, is_key=True)
        inner = _inside(part, step)
        if NAMES in inner or not child.text:  # most texts name nothing
            yield from references(child, inner)


@dataclass(frozen=True)
class Labels:
    """The fields of a kind of record, by the names that files use."""

    fields: Schema

    def order(self, typed: Iterable[str]) -> list[str]:
        """The names in the order of declaration, then those that no record declares."""
        return list(dict.fromkeys([*self.fields, *typed]))

    def label(self, name: str) -> str:
        """The title that the field declares, or its name in words."""
        declared = self.fields.get(name, {}).get("title")
        return str(declared or name.replace("_", " ").capitalize())

    def words(self, name: str, text: str) -> str:
        """What readers see for a word of a list; any other text as it is."""
        part = resolved(self.fields.get(name, {}))
        words = zip(part.get("enum", ()), part.get("enumDescriptions", ()), strict=True)
        return str(dict(words).get(text, text))

    def is_by_option(self, name: str) -> bool:
        """Whether the field holds one value for each option."""
        return "patternProperties" in self.fields.get(name, {})


def labels_of(part: str) -> Labels:
    """The labels of a kind of record: criterion, verdict, position, point, and so on."""
    return Labels(schemas()[part.capitalize()]["properties"])


@cache
def formatted_fields() -> frozenset[str]:
    """The names of the fields, of any record, whose type says that their text is formatted."""
    return frozenset(
        field.alias or name
        for kind in vars(model).values()
        if isinstance(kind, type) and issubclass(kind, Record)
        for name, field in kind.model_fields.items()
        if _is_formatted(field.annotation, field.metadata)
    )


def _is_formatted(annotation: Any, marks: Iterable[Any]) -> bool:
    """Whether the mark stands at the type, or at one that it is made from."""
    inner = ((part, getattr(part, "__metadata__", ())) for part in get_args(annotation))
    marked = any(isinstance(mark, Formatted) for mark in marks)
    return marked or any(_is_formatted(*part) for part in inner)
