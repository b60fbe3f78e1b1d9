"""What somebody probably meant who typed what no file can say: a word, a field, an id, a shape."""

from collections.abc import Mapping

from comparison_site.core.diagnostics import A_SLIP, did_you_mean, nearest
from comparison_site.core.fields import slug
from comparison_site.core.tree import Node, Path, called, clip, ids
from comparison_site.core.values import state_meant
from comparison_site.core.vocabulary import Evidence, Kind, Stance, State
from comparison_site.model.schema import fields_at, naming_fields, required_at

_MEANINGS: dict[str, str] = {
    Stance.STRENGTH: "pro pros plus + positive advantage good for",
    Stance.WEAKNESS: "con cons minus negative disadvantage bad against",
    Stance.CONTEXT: "neutral note info",
    Kind.TIE: "draw equal even both",
    Kind.SPLIT: "depends mixed",
    State.NOT_APPLICABLE: "none no",
    State.UNKNOWN: "open",
    Evidence.MEASURED: "benchmark test",
    Evidence.DOCUMENTATION: "docs manual spec",
    Evidence.RELEASE_NOTE: "changelog release",
    Evidence.MAINTAINER: "maintainer issue pr pull-request commit",
    Evidence.ARTICLE: "blog news paper post report",
    "hue": "colour color",
    "summary": "description about",
    "because": "reason why",
    "url": "link address href",
    "homepage": "website url",
    "publisher": "author",
    "text": "claim",
    "points": "pros cons",
    "true": "yes on y 1",
}
"""What words and fields of the data are called elsewhere, each in a row of words."""

_NAMING = ("name", "need", "title", "text")
"""What an id is made from, the first that a record has."""
_NEAR = 0.7  # of a field that is absent


def word_hint(typed: str, expected: list[str]) -> str:
    """Which word of a list was meant, or all of them; nothing if they are many."""
    return did_you_mean(_called_elsewhere(typed, expected) or typed, expected)


def field_meant(path: Path, root: Node) -> str:
    """The absent field that the unknown one at a path was probably meant to be; or nothing."""
    parent, name = path[:-1], str(path[-1])
    record = root.at(parent)
    absent = [field for field in fields_at(parent) if not record[field]]
    if name in set(Kind) and "kind" in absent:
        return "kind"
    return _called_elsewhere(name, absent) or nearest(name, absent, _NEAR)


def below(path: Path, root: Node) -> str:
    """The field of the same record that holds fields, and that the unknown one belongs below."""
    *_, name = path
    record, asked = root.at(path[:-1]), required_at(path[:-1])
    inner = (field for field in fields_at(path[:-1]) if record[field] or field in asked)
    return next((field for field in inner if name in fields_at((*path[:-1], field))), "")


def _called_elsewhere(typed: str, known: list[str]) -> str:
    wanted, state = typed.lower().replace(" ", "-"), state_meant(typed)
    return next((one for one in known if one == state or wanted in _meanings(one)), "")


def _meanings(word: str) -> list[str]:
    return _MEANINGS.get(word, "").split()


def field_hint(path: Path, meant: str) -> str:
    """What to do with an unknown field, which was `meant` to be another one or is none at all."""
    name = str(path[-1])
    fields = fields_at(path[:-1])
    if name in set(Kind) and "kind" in fields:
        return f"write 'kind: {name}' on a line of its own"
    meant = meant or nearest(name, fields, A_SLIP)  # it stands there already
    return f"did you mean '{meant}'?" if meant else did_you_mean("", fields)


def why_an_id(record: Mapping[str, object]) -> str:
    """Why a record has to say its id, which otherwise follows from its name; or nothing."""
    named = ((field, record[field]) for field in _NAMING if field in record)
    field, words = next(named, ("", ""))
    if not words or not isinstance(words, str):
        return ""
    if not slug(words):
        return f"its {field} has no Latin letters to make one from"
    return f"its {field} gives one that another has as well, or would have"


def id_hint(typed: str, path: Path, root: Node) -> str:
    """What to write instead of what is no id: one made of it, or the one that it stands for."""
    made = slug(typed).lstrip("-0123456789")
    groups = (naming_fields().get(str(step)) for step in reversed(path))
    group = next(filter(None, groups), "")
    if path[-1] == "id" or "formerly" in path or not group:
        begin = "begin it with a letter" if slug(typed) else "write it in Latin letters"
        return f"did you mean '{clip(made)}'?" if made else begin
    known = ids(root[group])
    found = called(root[group], typed) or (made if {typed, made} & set(known) else "")
    if group == "sources" and not found and typed.startswith(("http://", "https://")):
        return f"describe the page under '{group}', and write the id that it has there"
    guess = "" if "," in typed else typed  # where there are several, none is meant
    return f"did you mean '{clip(found)}'?" if found else did_you_mean(guess, known)


def text_hint(value: object) -> str:
    """How to make a text of what YAML took for a list or for fields."""
    if isinstance(value, dict):
        [(key, rest), *others] = value.items() or [("", None)]
        if others or not isinstance(rest, str) or '"' in key + rest:
            return "write one text; one that holds ': ' or starts with '{' needs quotes"
        return f'if it is one text, put it in quotes: "{clip(key)}: {clip(rest)}"'
    return "write one text; one that starts with '[' needs quotes"


def list_hint(value: object) -> str:
    """How to make a list of what is none."""
    if not isinstance(value, str):
        return "start each item with '- '"
    items = f"write [{clip(value)}]" if " " not in value else "put them in [ ]"
    return f"start each item with '- ', or {items}"


def fields_hint(path: Path, *, by_option: bool) -> str:
    """How to write the fields that belong at a path."""
    if not path:
        return "start with 'title: ...'"
    if by_option:
        return "write a line for each option below this key: its id, a colon, and what it is"
    names = ", ".join(required_at(path) or fields_at(path))
    place = "in its place" if isinstance(path[-1], int) else "indented below this key"
    return f"write its fields {place}: {names}"
