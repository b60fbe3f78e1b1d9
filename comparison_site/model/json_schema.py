"""The JSON Schema of any comparison, made from the records: what can be typed into each.

It allows what `load` allows: no field may be null, and every plain word is text, even where YAML
would read a number.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from comparison_site import model
from comparison_site.core import gate_rules, values, vocabulary
from comparison_site.core.fields import DERIVED
from comparison_site.core.vocabulary import Confidence, Kind
from comparison_site.model import Comparison
from comparison_site.model.options import DraftOption
from comparison_site.model.outcomes import GATHERED, KINDS, RESULT_FIELDS

Schema = dict[str, Any]
_WORDS: Schema = vars(vocabulary) | vars(values) | vars(gate_rules)
"""Every list of words, by its name."""


@cache
def general_schema() -> Schema:
    """The JSON Schema of `Comparison`; fields that name records are marked with `names`."""
    schema = Comparison.model_json_schema(schema_generator=_ForEditors)
    parts: Schema = schema["$defs"]
    for record in (schema, *parts.values()):
        _ask_less(record)
    parts["Kind"] = {"enum": [kind.value for kind in Kind], "type": "string"}
    for name, record in parts.items():
        if words := _WORDS.get(name):
            record["enumDescriptions"] = [word.words for word in words]
        if GATHERED in record.get("properties", {}):
            _spread(name, record, [parts[kind.__name__] for kind in KINDS])
    _ask_why(parts["Verdict"])
    sources = schema["properties"]["sources"]
    parts["Source"] = _one_of(parts["WebPage"], parts["OwnRun"], sources["items"]["description"])
    sources["items"] = {"$ref": "#/$defs/Source"}
    [places] = parts["Criterion"]["properties"]["positions"]["patternProperties"]
    parts["Criterion"]["properties"]["positions"]["patternProperties"] = {
        places: {"$ref": "#/$defs/Position"}
    }
    parts["Position"] = _or_none(parts["Position"], parts["NoPosition"])
    for name in [*(kind.__name__ for kind in KINDS), "WebPage", "OwnRun", "NoPosition"]:
        del parts[name]
    parts["Value"] |= {"type": ["object", "string", "number"], "minLength": 1}
    _let_be_drafts(schema)
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


def _ask_why(verdict: Schema) -> None:
    """Ask for the reason of whoever is ahead, and of a sure verdict for what would flip it."""
    verdict["allOf"] += [
        _if_so("confidence", (Confidence.HIGH, Confidence.MEDIUM), "flips_if"),
        _if_so("kind", [kind for kind in Kind if kind is not Kind.UNKNOWN], "because"),
    ]


def _without_order() -> Schema:
    """Nobody comes next where nobody wins."""
    kinds = [kind.value for kind in Kind if kind is not Kind.WINNER]
    none = {"properties": {"kind": {"enum": kinds}}, "required": ["kind"]}
    return {"if": none, "then": {"properties": {"order": False}}}


def _if_so(field: str, words: Iterable[str], asked: str) -> Schema:
    """What is asked for where a field says one of some words."""
    said = {"properties": {field: {"enum": [str(word) for word in words]}}, "required": [field]}
    return {"if": said, "then": {"required": [asked]}}


def _ask_less(record: Schema) -> None:
    """Take out of what a record must have what a file need not say, and the marks for that."""
    fields = record.get("properties", {}).items()
    derived = {name for name, part in fields if part.pop(DERIVED, False)}
    if "required" in record:
        record["required"] = [name for name in record["required"] if name not in derived]


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
        condition: Schema = {"properties": {"kind": {"enum": [word]}}} | absent
        if word == Kind.WINNER:
            if "options" in kind["properties"]:
                condition["required"] = ["options"]
            else:
                condition["properties"]["options"] = False
        record["allOf"].append({"if": condition, "then": _asks(kind, RESULT_FIELDS)})
    if "order" in record["properties"]:
        record["allOf"].append(_without_order())


def _one_of(page: Schema, run: Schema, words: str) -> Schema:
    """A source: a run where it has a result, otherwise a page."""
    then = _asks(run, page["properties"])
    then["properties"]["kind"] = {"enum": [run["properties"]["kind"]["const"]]}
    return {
        **page,
        "title": "Source",
        "type": ["object", "string"],
        "pattern": "^https?://",  # an address alone
        "description": words,
        "properties": page["properties"] | run["properties"] | {"kind": page["properties"]["kind"]},
        "required": [name for name in page["required"] if name in run["required"]],
        "if": {"required": ["result"]},
        "then": then,
        "else": _asks(page, ()),
    }


def _or_none(position: Schema, none: Schema) -> Schema:
    """A position, or why there is none: the word alone, or fields."""
    word = none["properties"]["state"]["$ref"]
    own, other = position["properties"], none["properties"]
    return {
        **position,
        "type": ["object", "string"],
        "properties": own | other,
        "required": [],
        "if": {"type": "string"},
        "then": {"anyOf": [{"$ref": word}, {"type": "string", "minLength": 1}]},
        "else": {
            "if": {"required": ["state"]},
            "then": _asks(none, own),
            "else": _asks(position, other),
        },
    }


def _let_be_drafts(schema: Schema) -> None:
    """Let the whole, and each option, be a draft; a point's sources are asked for even then."""
    parts, fields = schema["$defs"], schema["properties"]
    parts["Option"] = _draftable(parts["Option"])
    parts["Point"]["required"].append("sources")
    fields["draft"] = _mark(fields["draft"], "Not finished")


def _draftable(option: Schema) -> Schema:
    """An option, or a draft of one, which has to say less."""
    draft = DraftOption.model_json_schema(schema_generator=_ForEditors)
    _ask_less(draft)
    mark = _mark(draft["properties"]["draft"], "Not published yet")
    return {
        **option,
        "properties": option["properties"] | {"draft": mark},
        "required": [name for name in option["required"] if name in draft["required"]],
        "if": {"required": ["draft"]},
        "else": {"required": option["required"]},
    }


def _mark(said: Schema, words: str) -> Schema:
    """A field that is true or absent."""
    mark = {"type": "boolean", "enum": [True], "enumDescriptions": [words]}
    return mark | {"description": said["description"]}


def _asks(record: Schema, fields: Iterable[str]) -> Schema:
    """What a member of a union requires, and which of the union's fields it does not know."""
    required = {"required": record["required"]} if record.get("required") else {}
    forbidden = [name for name in fields if name not in record["properties"]]
    return required | {"properties": dict.fromkeys(forbidden, False)}
