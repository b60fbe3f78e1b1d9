"""The schema of any comparison: what can be typed into each record, and the words that say it.

It allows what `load` allows: no field may be null, and every plain word is text, even where YAML
would read a number. Messages, labels and the files of editors all read it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from typing import Any, NamedTuple, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from comparison_site import model
from comparison_site.core import vocabulary
from comparison_site.core.fields import NAMES, Formatted
from comparison_site.core.tree import Node, Path, Step
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Comparison, Record
from comparison_site.model.options import DraftOption
from comparison_site.model.outcomes import GATHERED, KINDS, RESULT_FIELDS

Schema = dict[str, Any]
ROOT = "Comparison"


@cache
def general_schema() -> Schema:
    """The JSON Schema of `Comparison`; fields that name records are marked with `names`."""
    schema = Comparison.model_json_schema(schema_generator=_ForEditors)
    parts: Schema = schema["$defs"]
    parts["Kind"] = {"enum": [kind.value for kind in Kind], "type": "string"}
    for name, record in parts.items():
        if words := getattr(vocabulary, name, None):
            record["enumDescriptions"] = [word.words for word in words]
        if GATHERED in record.get("properties", {}):
            _spread(name, record, [parts[kind.__name__] for kind in KINDS])
    sources = schema["properties"]["sources"]
    parts["Source"] = _one_of(parts["WebPage"], parts["OwnRun"], sources["items"]["description"])
    sources["items"] = {"$ref": "#/$defs/Source"}
    for name in [*(kind.__name__ for kind in KINDS), "WebPage", "OwnRun"]:
        del parts[name]
    parts["Option"] = _draftable(parts["Option"])
    return schema


class _ForEditors(GenerateJsonSchema):
    """Pydantic's schema without what only programs need: no null, no default, no needless title."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's method
        return False

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    default_schema = nullable_schema

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        text = super().str_schema(schema)  # a number is text, too, unless a form is asked for
        return text if "pattern" in text else text | {"type": ["string", "number"]}


def _spread(name: str, record: Schema, kinds: list[Schema]) -> None:
    """Put the keys of an outcome among those of its record, and say what each kind asks for."""
    gathered = record["properties"].pop(GATHERED)
    asked = {name: part for kind in kinds for name, part in kind["properties"].items()}
    asked["kind"] = {"$ref": "#/$defs/Kind", "description": gathered["description"]}
    record["properties"] = {name: asked[name] for name in RESULT_FIELDS} | record["properties"]
    required = [name for name in record["required"] if name != GATHERED]
    must_say = getattr(model, name).default_kind is None
    record["required"] = ["kind", *required] if must_say else required
    record["allOf"] = []
    for kind in kinds:
        word = kind["properties"]["kind"]["const"]
        # A scenario without a kind recommends a winner, so an absent kind counts as one.
        absent = {} if word == Kind.WINNER else {"required": ["kind"]}
        condition = {"properties": {"kind": {"enum": [word]}}} | absent
        record["allOf"].append({"if": condition, "then": _asks(kind, RESULT_FIELDS)})


def _one_of(page: Schema, run: Schema, words: str) -> Schema:
    """A source: a run where it has a result, otherwise a page."""
    then = _asks(run, page["properties"])
    then["properties"]["kind"] = {"enum": [run["properties"]["kind"]["const"]]}
    return {
        **page,
        "title": "Source",
        "description": words,
        "properties": page["properties"] | run["properties"] | {"kind": page["properties"]["kind"]},
        "required": [name for name in page["required"] if name in run["required"]],
        "if": {"required": ["result"]},
        "then": then,
        "else": _asks(page, ()),
    }


def _draftable(option: Schema) -> Schema:
    """An option, or a draft of one, which has to say less."""
    draft = DraftOption.model_json_schema(schema_generator=_ForEditors)
    mark = {"type": "boolean", "enum": [True], "enumDescriptions": ["Not published yet"]}
    mark["description"] = draft["properties"]["draft"]["description"]
    return {
        **option,
        "properties": option["properties"] | {"draft": mark},
        "required": [name for name in option["required"] if name in draft["required"]],
        "if": {"required": ["draft"]},
        "else": {"required": option["required"]},
    }


def _asks(record: Schema, fields: Iterable[str]) -> Schema:
    """What a member of a union requires, and which of the union's fields it does not know."""
    required = {"required": record["required"]} if record.get("required") else {}
    forbidden = [name for name in fields if name not in record["properties"]]
    return required | {"properties": dict.fromkeys(forbidden, False)}


@cache
def schemas() -> dict[str, Schema]:
    """The schema of each record, and of each list of words, by its name; of the whole by ROOT."""
    return {**general_schema()["$defs"], ROOT: general_schema()}


def resolved(part: Schema) -> Schema:
    """What a reference leads to; any other part of a schema as it is."""
    return schemas()[part["$ref"].rpartition("/")[2]] if "$ref" in part else part


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
    named = ((field, part.get(NAMES) or part.get("items", {}).get(NAMES)) for field, part in parts)
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
    if group and not has_entries:
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
