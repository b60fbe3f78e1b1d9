"""What the page for editors lists: records with their fields, as they are defined; commands."""

import re
from functools import reduce
from inspect import cleandoc, getdoc
from typing import Any, Literal, NamedTuple

import click
from pydantic import TypeAdapter

from comparison_site.core.cache import Cache, Kind
from comparison_site.core.fields import ID_PATTERN, NAMES
from comparison_site.core.gate_rules import GateRule
from comparison_site.lint.linting import ALL_RULES
from comparison_site.model.json_schema import Schema
from comparison_site.model.schema import ROOT, resolved, schemas
from comparison_site.rules.checks import RULES, RULES_OF_DAYS

DATA_RULES = (*RULES, *RULES_OF_DAYS)
_EXAMPLE = re.compile(r"\bExamples?: *", re.IGNORECASE)
_BROKEN_LINE = re.compile(r"\s*\\\s*\n\s*")
_NOWHERE = click.Context(click.Command(""))

Shape = Literal["text", "word", "id", "name", "date", "address", "number", "record"]
"""What a value is; the words are the template's."""


class Value(NamedTuple):
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


class FieldFacts(NamedTuple):
    """A field of a record. `keyed` names the list whose ids are its keys.

    A list has `items`: the least and the greatest number of them, None where there is no limit.
    """

    name: str
    description: str
    required: bool
    value: Value
    items: tuple[int | None, int | None] | None = None
    keyed: str = ""


class RecordFacts(NamedTuple):
    """A record, the places where it stands (names of fields, from the top), and its fields."""

    name: str
    description: str
    places: tuple[tuple[str, ...], ...]
    fields: tuple[FieldFacts, ...]

    @property
    def heading(self) -> str:
        """The name of the field that it stands in; empty for the whole file."""
        return self.places[0][-1] if self.places[0] else ""  # the whole file stands nowhere


class OptionFacts(NamedTuple):
    """An option as it is typed, and what it does; `default` and `choices` may be empty."""

    typed: str
    help: str
    default: str = ""
    choices: tuple[str, ...] = ()


class CommandFacts(NamedTuple):
    """A command: what it does, in paragraphs, its examples and its options."""

    name: str
    paragraphs: tuple[str, ...]
    examples: tuple[str, ...]
    options: tuple[OptionFacts, ...]


def editing_context(commands: tuple[CommandFacts, ...]) -> dict[str, Any]:
    """What the page for editors is made from."""
    records = record_facts()
    return {
        "commands": commands,
        "records": records,
        "headings": {record.name: record.heading for record in records},
        "data_rules": [" ".join((getdoc(rule) or "").split()) for rule in DATA_RULES],
        "lint_rules": ALL_RULES,
        "gate_rules": tuple(GateRule),
    }


def record_facts() -> tuple[RecordFacts, ...]:
    """Every record, the whole file first, each where it is first named."""
    found: dict[str, RecordFacts] = {}

    def walk(name: str, place: tuple[str, ...]) -> None:
        schema, required = schemas()[name], _required(schemas()[name])
        parts = schema["properties"].items()
        fields = tuple(_field(each, part, each in required) for each, part in parts)
        places = (*(found[name].places if name in found else ()), place)
        found[name] = RecordFacts(name, schema["description"].split("\n")[0], places, fields)
        for facts in fields:
            if facts.value.record:
                walk(facts.value.record, (*place, facts.name))

    walk(ROOT, ())
    return tuple(found.values())


def _required(schema: Schema) -> list[str]:
    """The fields that a record must have: of an option when it is published, of a position when
    there is one.
    """
    mark = {"draft": ("else",), "state": ("else", "else")}
    fields = schema["properties"] if "else" in schema else ()
    steps = next((way for name, way in mark.items() if name in fields), ())
    whole: Schema = reduce(dict.__getitem__, steps, schema)
    return list(whole.get("required", ()))


def _field(name: str, part: Schema, required: bool) -> FieldFacts:
    items, keyed, inner = None, "", part
    if part.get("type") == "array":
        items, inner = (part.get("minItems"), part.get("maxItems")), part["items"]
    elif "patternProperties" in part:
        keyed = part[NAMES]
        [inner] = part["patternProperties"].values()
    return FieldFacts(name, part["description"], required, _value(inner), items, keyed)


def _value(part: Schema) -> Value:
    inner = resolved(part)
    if "properties" in inner:
        return Value("record", record=part["$ref"].rpartition("/")[2])
    if "enum" in inner:
        typed = (str(word).lower() if word is True else word for word in inner["enum"])
        words = zip(typed, inner["enumDescriptions"], strict=True)
        return Value("word", words=tuple(words))
    if inner["type"] == "integer":
        return Value("number", inner.get("minimum"), inner.get("maximum"))
    if NAMES in inner:
        return Value("name", names=inner[NAMES])
    shapes: dict[str, Shape] = {"date": "date", ID_PATTERN: "id", "^https?://": "address"}
    shape = shapes.get(str(inner.get("format") or inner.get("pattern")), "text")
    longest = inner.get("then", inner)
    return Value(shape, inner.get("minLength"), longest.get("maxLength"))


def known_commands(group: click.Group, cache: Cache) -> tuple[CommandFacts, ...]:
    """As `command_facts`, for the program's own group; commands that are known are not loaded."""
    found = cache.kept_json(Kind.COMMANDS, (), lambda: command_facts(group))
    return TypeAdapter(tuple[CommandFacts, ...]).validate_python(found)


def command_facts(group: click.Group) -> tuple[CommandFacts, ...]:
    """Every command of a group, by its own help, in the order in which they were added.

    Of a group within it, the commands, with the group's name in front.
    """
    found: list[CommandFacts] = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name) or click.Command(name)
        inner = command_facts(command) if isinstance(command, click.Group) else ()
        found += [one._replace(name=f"{name} {one.name}") for one in inner]
        found += [_command(name, command)] if not inner else []
    return tuple(found)


def _command(name: str, command: click.Command) -> CommandFacts:
    """Paragraphs whose lines click keeps (they begin with a backspace) are examples."""
    blocks = cleandoc(command.help or "").split("\n\n")
    texts = (" ".join(block.split()) for block in blocks if not block.startswith("\b"))
    kept = "\n".join(block.strip("\b") for block in blocks if block.startswith("\b"))
    lines = _BROKEN_LINE.sub(" ", _EXAMPLE.sub("", kept)).split("\n")
    examples = (line.strip() for line in lines if line.strip())
    options = (_option(one) for one in command.params if isinstance(one, click.Option))
    return CommandFacts(name, tuple(texts), tuple(examples), tuple(options))


def _option(option: click.Option) -> OptionFacts:
    """A default that is a path may come from the environment, so it is left out."""
    name, words = option.opts[0], option.help or ""
    if option.is_flag:
        return OptionFacts(name, words)
    choices = tuple(map(str, option.type.choices)) if isinstance(option.type, click.Choice) else ()
    typed = name if choices else f"{name} {option.make_metavar(_NOWHERE)}"
    known = type(option.default) in (str, int) and not isinstance(option.type, click.Path)
    return OptionFacts(typed, words, str(option.default) if known else "", choices)
