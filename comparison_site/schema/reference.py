"""What the page for editors lists: every record with its fields, as the records define them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from inspect import getdoc
from typing import Any

from comparison_site.core.fields import ID_PATTERN, NAMES
from comparison_site.lint.linting import ALL_RULES
from comparison_site.model.schema import Schema, general_schema
from comparison_site.rules.checks import RULES, no_date_is_in_the_future
from comparison_site.schema.command_facts import CommandFacts

ROOT = "Comparison"
DATA_RULES = (*RULES, no_date_is_in_the_future)


class Shape(StrEnum):
    """What a value is; the words are the template's."""

    TEXT = "text"
    WORD = "word"
    ID = "id"
    NAME = "name"
    DATE = "date"
    ADDRESS = "address"
    NUMBER = "number"
    RECORD = "record"


@dataclass(frozen=True)
class Value:
    """What belongs into a field, or into each item of it.

    `least` and `most` are characters of a text or the range of a number; `words` are a list's
    words with what readers see for each; `names` is the top-level list whose ids are meant, and
    `record` the name of the record that stands there.
    """

    shape: Shape
    least: int | None = None
    most: int | None = None
    words: tuple[tuple[str, str], ...] = ()
    names: str = ""
    record: str = ""


@dataclass(frozen=True)
class FieldFacts:
    """A field of a record. `keyed` names the list whose ids are its keys.

    A list has `items`: the least and the greatest number of them, None where there is no limit.
    """

    name: str
    description: str
    required: bool
    value: Value
    items: tuple[int | None, int | None] | None = None
    keyed: str = ""


@dataclass(frozen=True)
class RecordFacts:
    """A record, the places where it stands (names of fields, from the top), and its fields."""

    name: str
    description: str
    places: tuple[tuple[str, ...], ...]
    fields: tuple[FieldFacts, ...]

    @property
    def heading(self) -> str:
        """The name of the field that it stands in; empty for the whole file."""
        return self.places[0][-1] if self.places[0] else ""  # the whole file stands nowhere


def editing_context(commands: tuple[CommandFacts, ...]) -> dict[str, Any]:
    """What the page for editors is made from."""
    records = record_facts()
    return {
        "commands": commands,
        "records": records,
        "headings": {record.name: record.heading for record in records},
        "data_rules": [_said(rule) for rule in DATA_RULES],
        "lint_rules": ALL_RULES,
    }


def _said(rule: Any) -> str:
    return " ".join((getdoc(rule) or "").split())


def record_facts() -> tuple[RecordFacts, ...]:
    """Every record, the whole file first, each where it is first named."""
    schema = general_schema()
    parts = {**schema["$defs"], ROOT: schema}
    found: dict[str, RecordFacts] = {}
    for name, place in _walk(parts, ROOT, ()):
        known = found.get(name)
        facts = known or _record(parts, name)
        found[name] = replace(facts, places=(*facts.places, place))
    return tuple(found.values())


def _walk(
    parts: Schema, name: str, place: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield name, place
    for facts in _record(parts, name).fields:
        if facts.value.record:
            yield from _walk(parts, facts.value.record, (*place, facts.name))


def _record(parts: Schema, name: str) -> RecordFacts:
    schema = parts[name]
    required = schema.get("required", ())
    fields = (_field(parts, n, part, n in required) for n, part in schema["properties"].items())
    return RecordFacts(name, schema["description"].split("\n")[0], (), tuple(fields))


def _field(parts: Schema, name: str, part: Schema, required: bool) -> FieldFacts:
    items, keyed, inner = None, "", part
    if part.get("type") == "array":
        items, inner = (part.get("minItems"), part.get("maxItems")), part["items"]
    elif "patternProperties" in part:
        keyed = part[NAMES]
        [inner] = part["patternProperties"].values()
    return FieldFacts(name, part["description"], required, _value(parts, inner), items, keyed)


def _value(parts: Schema, part: Schema) -> Value:
    if "$ref" in part:
        return _named(parts, part["$ref"].rpartition("/")[2])
    if part["type"] == "integer":
        return Value(Shape.NUMBER, part.get("minimum"), part.get("maximum"))
    if NAMES in part:
        return Value(Shape.NAME, names=part[NAMES])
    return Value(_text_shape(part), part.get("minLength"), part.get("maxLength"))


def _named(parts: Schema, name: str) -> Value:
    part: dict[str, Any] = parts[name]
    if "enum" not in part:
        return Value(Shape.RECORD, record=name)
    return Value(Shape.WORD, words=tuple(zip(part["enum"], part["enumDescriptions"], strict=True)))


def _text_shape(part: Schema) -> Shape:
    if part.get("format") == "date":
        return Shape.DATE
    if part.get("pattern") == ID_PATTERN:
        return Shape.ID
    return Shape.ADDRESS if part.get("pattern", "").startswith("^http") else Shape.TEXT
