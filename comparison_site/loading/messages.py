"""Pydantic's errors in an editor's words."""

import re
from collections.abc import Callable, Iterable

from pydantic_core import ErrorDetails

from comparison_site.core.counting import many
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.fields import ID_PATTERN
from comparison_site.core.gate_rules import GateRule
from comparison_site.core.tree import Node, Path, clip
from comparison_site.core.vocabulary import Evidence, Rule
from comparison_site.loading.meant import (
    below,
    field_hint,
    field_meant,
    fields_hint,
    list_hint,
    text_hint,
    why_an_id,
    word_hint,
)
from comparison_site.loading.unions import INSTEAD, OF_A_MEMBER, POSITION_TAG, Words, as_typed
from comparison_site.model.schema import fields_at, required_at, sort_at

_MANY = 15
_COMPARED_AT_MOST = 1000  # finding out what a misspelt field was meant to be is slow
_POSITION = "write 'summary: ...' below this key, or 'unknown' or 'not-applicable' after it"
_GLOSSED = {kind.value: kind.glossed for kind in Evidence}
_OR_REMOVE = "or remove the line"
_TOO_MANY_OPTIONS = "leave some out, or make two comparisons of it"
_HUE = "a hue is an angle in whole degrees: 0 is red, 120 green, 240 blue"
_ABSENT_OR_TOO_MUCH = ("missing", "extra_forbidden", "too_short", "string_type", "literal_error")


def explain(
    errors: Iterable[ErrorDetails], root: Node, typed: Node | None = None
) -> tuple[list[Diagnostic], set[Path | None]]:
    """What is wrong by the types, and the absent fields that unknown ones were meant to be."""
    details = [as_typed(one, root) for one in errors]
    reported = {one["loc"] for one in details}
    details = [one for one in details if not _is_echo(one, reported)]
    meant: set[Path | None] = set()
    for one in [one for one in details if _is_unknown(one)][:_COMPARED_AT_MOST]:
        if place := below(one["loc"], typed or root):
            one["ctx"]["below"] = place
        elif name := field_meant(one["loc"], typed or root):
            one["ctx"]["meant"] = name
            meant.add((*one["loc"][:-1], name))
    return [_diagnostic(one) for one in details], meant


def _is_echo(error: ErrorDetails, reported: set[Path]) -> bool:
    """Whether other errors say the same, and better: such as those in the items of a list."""
    instead = INSTEAD.get((error["ctx"]["member"], _field(error)), ())
    counts = error["type"] == "too_short" and (
        len(error["input"]) >= error["ctx"]["min_length"]
        or any(len(path) > 1 and path[-1] == "draft" for path in reported)
    )
    return counts or any((*error["loc"][:-1], field) in reported for field in instead)


def _is_unknown(error: ErrorDetails) -> bool:
    """Whether it is about a field that no kind of record has at its place."""
    is_too_much, path = error["type"] == "extra_forbidden", error["loc"]
    return is_too_much and path[-1] not in fields_at(path[:-1])


def _diagnostic(error: ErrorDetails) -> Diagnostic:
    path = tuple(step for step in error["loc"] if step != "[key]")
    own, kind = _own_words(error), error["type"]
    at_key = kind in ("extra_forbidden", "missing") or (own and kind != "literal_error")
    return Diagnostic(path, *(own or _words(error)), bool(at_key) or path != error["loc"])


def _own_words(error: ErrorDetails) -> Words | None:
    """What a kind asks for has words of its own, where it is missing or too much."""
    has_no_value = error["input"] is None and error["type"] == "extra_forbidden"
    if has_no_value or error["type"] not in _ABSENT_OR_TOO_MUCH:
        return None
    return OF_A_MEMBER.get((error["ctx"]["member"], _field(error)))


def _words(error: ErrorDetails) -> Words:
    typed, context = error["input"], error["ctx"]
    if typed is None and error["loc"][2:3] == ("facts",) and error["loc"][-2] == "values":
        return "this option has no value", "write one, or 'unknown' or 'not-applicable'"
    if typed is None and error["type"] != "missing" and not _is_unknown(error):
        return "this field has no value", _or_remove("write one after the colon", error)
    known = _EXPLAIN.get(error["type"])
    if known is None:
        return error["msg"], ""
    if callable(known):
        return known(error)
    count, noun = context.get("actual_length", 0), "item"
    if error["loc"] == ("options",):  # drafts are not counted
        noun = "published option"
    facts = {
        "typed": typed,
        "length": len(str(typed)),
        "items": many(count, noun),
    }
    return known[0].format(**facts, **context), known[1]


def _field(error: ErrorDetails) -> str:
    return str(error["loc"][-1]) if error["loc"] else "data"


def _or_remove(advice: str, error: ErrorDetails) -> str:
    """The advice; where the field may be left out, that too."""
    is_item = isinstance(error["loc"][-1], int)
    must = not is_item and _field(error) in required_at(error["loc"][:-1])
    return advice if must else f"{advice}, {_OR_REMOVE}"


def _missing(error: ErrorDetails) -> Words:
    name, hint = _field(error), f"add '{_field(error)}:' with {sort_at(error['loc'])}"
    if name == "url" and error["input"].get("kind") == "measured":
        hint += ", or 'result:' with the file of a run"
    why = why_an_id(error["input"]) if name == "id" else ""
    return f"the field '{name}' is missing{': ' if why else ''}{why}", hint


def _unknown_field(error: ErrorDetails) -> Words:
    place = error["ctx"].get("below")
    hint = field_hint(error["loc"], error["ctx"].get("meant", ""))
    words = f"'{clip(_field(error))}' is not a known field here"
    return words, f"write it below '{place}'" if place else hint


def _enum(error: ErrorDetails) -> Words:
    expected = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    typed = error["input"]
    if not isinstance(typed, str):
        return f"expected one of the words {', '.join(expected)}, found {_shape(typed)}", ""
    hint = word_hint(typed, expected)
    if (
        len(error["loc"]) == POSITION_TAG
        and error["loc"][2] == "positions"
        and not hint.startswith("did")
    ):
        return f"expected a position, found {_shape(typed)}", _POSITION
    near = hint if hint.startswith("did") else ""
    for rules, place in ((Rule, "lint > exceptions"), (GateRule, "waivers")):
        if typed in list(rules) and error["loc"][-1] == "rule":
            near = f"this rule has its place under {place}"
    listed = expected if near else [_GLOSSED.get(word, word) for word in expected]
    words = "the words known here" if near and len(expected) > _MANY else ", ".join(listed)
    return f"'{clip(typed)}' is not one of {words}", near


def _literal(error: ErrorDetails) -> Words:
    word, typed = error["ctx"]["expected"].strip("'"), error["input"]
    hint = word_hint(typed, [word]) if isinstance(typed, str) else ""
    near = hint if hint.startswith("did") else "write it so, or remove the line"
    return f"expected the word '{word}', found {_shape(typed)}", near


def _pattern(error: ErrorDetails) -> Words:
    typed = clip(str(error["input"]))
    if error["ctx"]["pattern"] != ID_PATTERN:
        return f"'{typed}' is not a package name", "letters, digits, '.', '_' and '-'"
    words = f"'{typed}' is not an id: small letters, digits and '-', starting with a letter"
    return words, error["ctx"]["hint"]


def _number(error: ErrorDetails) -> Words:
    typed = _shape(error["input"]).removeprefix("the text ")
    return f"{typed} is not a whole number", _HUE if _field(error) == "hue" else "write digits only"


def _value(error: ErrorDetails) -> Words:
    words, hint = str(error["ctx"]["error"]), error["ctx"].get("hint", "")
    is_no_date = "not a date" in words and "published_on" in error["loc"]
    return words, "where the page gives no day, remove the line" if is_no_date else hint


def _too_many(error: ErrorDetails) -> Words:
    most, count = error["ctx"]["max_length"], error["ctx"]["actual_length"]
    are_options = error["loc"] == ("options",)  # drafts are not counted
    words = f"this list has {count} {'published options' if are_options else 'items'}"
    hint = _TOO_MANY_OPTIONS if are_options else "keep those that matter most"
    return f"{words}; at most {most} are allowed", hint


def _fields_expected(error: ErrorDetails) -> Words:
    hint = fields_hint(error["loc"], by_option=error["type"] == "dict_type")
    return f"expected fields ('name: value' lines), found {_shape(error['input'])}", hint


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "fields ('name: value')"
    return "a list" if isinstance(value, list) else f"the text '{clip(str(value))}'"


_EXPLAIN: dict[str, Words | Callable[[ErrorDetails], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "enum": _enum,
    "literal_error": _literal,
    "string_too_long": ("this text has {length} characters; at most {max_length} are allowed",
                        "shorten it"),
    "string_too_short": lambda error: ("this text is empty", _or_remove("write it", error)),
    "string_pattern_mismatch": _pattern,
    "int_parsing": _number,
    "int_parsing_size": _number,
    "int_type": _number,
    "greater_than_equal": ("{typed} is too small; the least is {ge}", ""),
    "less_than_equal": ("{typed} is too large; the most is {le}", ""),
    "string_type": lambda error: (f"expected text, found {_shape(error['input'])}",
                                  text_hint(error["input"])),
    "tuple_type": lambda error: (f"expected a list, found {_shape(error['input'])}",
                                 list_hint(error["input"])),
    "dict_type": _fields_expected,
    "model_type": _fields_expected,
    "too_short": ("this list has {items}, but needs {min_length} or more", "add what is missing"),
    "too_long": _too_many,
    "value_error": _value,
}  # fmt: skip
