"""The schema of any comparison, as editors need it: descriptions, words, and what each kind asks.

It allows what `load` allows: no field may be null, and every plain word is text, even where YAML
would read a number.
"""

from enum import Enum
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from comparison_site.core import vocabulary
from comparison_site.core.vocabulary import Evidence, Kind
from comparison_site.model import Comparison

Schema = dict[str, Any]


def general_schema() -> Schema:
    """A new JSON Schema of `Comparison`; fields that name records are marked with `names`."""
    schema = Comparison.model_json_schema(schema_generator=_ForEditors)
    for name, record in schema["$defs"].items():
        record.update(_words(getattr(vocabulary, name, None)))
        record.update({"allOf": CONDITIONS} if _is_outcome(record) else {})
    schema["$defs"]["Source"].update(SOURCE_CONDITION)
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


def _is_outcome(record: Schema) -> bool:
    fields: Schema = record.get("properties", {})
    return {"kind", "option", "parts"} <= fields.keys()


def _if(kinds: list[Kind], then: Schema) -> Schema:
    """A scenario without a kind recommends a winner, so an absent kind counts as one."""
    absent = {} if Kind.WINNER in kinds else {"required": ["kind"]}
    return {"if": {"properties": {"kind": {"enum": kinds}}} | absent, "then": then}


# A run brings its own day and has no address; `rules/measured` says the same in words.
SOURCE_CONDITION = {
    "if": {"required": ["result"]},
    "then": {
        "properties": {
            "kind": {"enum": [Evidence.MEASURED]},
            **dict.fromkeys(("url", "published_on", "accessed_on"), False),
        }
    },
    "else": {"required": ["url", "accessed_on"]},
}

# What each kind of outcome asks for; `rules/outcomes` says the same in words.
CONDITIONS = [
    _if([Kind.WINNER], {"required": ["option"], "properties": {"parts": False}}),
    _if(
        [Kind.SPLIT],
        {"required": ["parts"], "properties": {"option": False, "parts": {"minItems": 2}}},
    ),
    _if([Kind.TIE, Kind.UNKNOWN], {"properties": {"option": False, "parts": False}}),
]
