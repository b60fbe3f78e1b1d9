"""The schema of any comparison, as editors need it: descriptions, words, and what each kind asks.

It allows what `load` allows: no field may be null, and every plain word is text, even where YAML
would read a number.
"""

from enum import Enum
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from comparison_site import model
from comparison_site.core import vocabulary
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Comparison
from comparison_site.model.outcomes import GATHERED, KINDS, RESULT_FIELDS

Schema = dict[str, Any]


def general_schema() -> Schema:
    """A new JSON Schema of `Comparison`; fields that name records are marked with `names`."""
    schema = Comparison.model_json_schema(schema_generator=_ForEditors)
    parts: Schema = schema["$defs"]
    parts["Kind"] = {"enum": [kind.value for kind in Kind], "type": "string"}
    for name, record in parts.items():
        record.update(_words(getattr(vocabulary, name, None)))
        if GATHERED in record.get("properties", {}):
            _spread(name, record, [parts[kind.__name__] for kind in KINDS])
    words = schema["properties"]["sources"]["items"]["description"]
    parts["Source"] = _one_of(parts["WebPage"], parts["OwnRun"]) | {"description": words}
    schema["properties"]["sources"]["items"] = {"$ref": "#/$defs/Source"}
    for name in [*(kind.__name__ for kind in KINDS), "WebPage", "OwnRun"]:
        del parts[name]
    return schema


class _ForEditors(GenerateJsonSchema):
    """Pydantic's schema, without what only programs need."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's method
        """No title repeats a field's name."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """No field may be null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """No default is named: an absent field is the same."""
        return self.generate_inner(schema["schema"])

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A number is text, too, unless the text has a form of its own."""
        text = super().str_schema(schema)
        return text if "pattern" in text else text | {"type": ["string", "number"]}


def _words(kind: Any) -> Schema:
    """What readers see for each word of a list."""
    is_list = isinstance(kind, type) and issubclass(kind, Enum)
    return {"enumDescriptions": [member.words for member in kind]} if is_list else {}


def _spread(name: str, record: Schema, kinds: list[Schema]) -> None:
    """Put the keys of an outcome among those of its record, and say what each kind asks for."""
    gathered = record["properties"].pop(GATHERED)
    asked = {name: part for kind in kinds for name, part in kind["properties"].items()}
    asked["kind"] = {"$ref": "#/$defs/Kind", "description": gathered["description"]}
    record["properties"] = {name: asked[name] for name in RESULT_FIELDS} | record["properties"]
    required = [name for name in record["required"] if name != GATHERED]
    must_say = getattr(model, name).default_kind is None
    record["required"] = ["kind", *required] if must_say else required
    record["allOf"] = [_condition(kind) for kind in kinds]


def _condition(kind: Schema) -> Schema:
    """A scenario without a kind recommends a winner, so an absent kind counts as one."""
    word = kind["properties"]["kind"]["const"]
    absent = {} if word == Kind.WINNER else {"required": ["kind"]}
    then = _asks(kind, [name for name in RESULT_FIELDS if name not in kind["properties"]])
    return {"if": {"properties": {"kind": {"enum": [word]}}} | absent, "then": then}


def _one_of(page: Schema, run: Schema) -> Schema:
    """A source: a run where it has a result, otherwise a page."""
    both = page["properties"] | run["properties"]
    only_page = [name for name in page["properties"] if name not in run["properties"]]
    then = _asks(run, only_page)
    then["properties"]["kind"] = {"enum": [run["properties"]["kind"]["const"]]}
    common = [name for name in page["required"] if name in run["required"]]
    return {
        **page,
        "title": "Source",
        "properties": both | {"kind": page["properties"]["kind"]},
        "required": common,
        "if": {"required": ["result"]},
        "then": then,
        "else": _asks(page, []),
    }


def _asks(record: Schema, forbidden: list[str]) -> Schema:
    """What a member of a union requires, and what it does not know."""
    required = {"required": record["required"]} if record.get("required") else {}
    return required | {"properties": dict.fromkeys(forbidden, False)}
