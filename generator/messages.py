"""Pydantic's errors in an editor's words."""

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from generator.fields import ID_PATTERN, TITLE_PATTERN
from generator.model import Comparison
from generator.tree import Path

Words = tuple[str, str]

_LISTED_AT_MOST = 15


def explain(error: ErrorDetails) -> Words:
    """Say one validation error as (what is wrong and what was expected, how to mend it)."""
    kind = error["type"]
    if error["input"] is None and kind != "missing":
        return "this field has no value", "write one after the colon, or remove the line"
    return _EXPLAIN.get(kind, _other)(error)


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint that names the choice nearest to what was typed, or all of them if none is near."""
    known = list(choices)
    near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known: {', '.join(known)}" if 0 < len(known) <= _LISTED_AT_MOST else ""


def fields_at(path: Path) -> list[str]:
    """The field names, as the YAML spells them, that a record at `path` may have."""
    model = _model_at(path)
    return [f.alias or name for name, f in model.model_fields.items()] if model else []


def _model_at(path: Path) -> type[BaseModel] | None:
    annotation: Any = Comparison
    for step in path:
        annotation = _step_into(annotation, step)
    return _model_in(annotation)


def _step_into(annotation: Any, step: object) -> Any:
    model = _model_in(annotation)
    if model is None:
        return None
    fields = {f.alias or name: f.annotation for name, f in model.model_fields.items()}
    container = get_origin(annotation) in (tuple, dict)
    return model if container else fields.get(str(step))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = get_args(annotation)
    if get_origin(annotation) in (tuple, dict, Union, UnionType):
        return next((found for arg in inner if (found := _model_in(arg))), None)
    return None


def _field(error: ErrorDetails) -> str:
    return str(error["loc"][-1]) if error["loc"] else "data"


def _missing(error: ErrorDetails) -> Words:
    return f"the field '{_field(error)}' is missing", "add it"


def _unknown_field(error: ErrorDetails) -> Words:
    hint = did_you_mean(_field(error), fields_at(tuple(error["loc"][:-1])))
    return f"'{_field(error)}' is not a known field", hint


def _enum(error: ErrorDetails) -> Words:
    expected = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    typed = error["input"]
    if not isinstance(typed, str):
        return f"expected one word of {', '.join(expected)}", ""
    hint = did_you_mean(typed, expected)
    near = hint if hint.startswith("did") else ""
    return f"'{typed}' is not one of {', '.join(expected)}", near


def _too_long(error: ErrorDetails) -> Words:
    limit, length = error["ctx"]["max_length"], len(str(error["input"]))
    return f"this text has {length} characters; at most {limit} are allowed", "shorten it"


def _empty(_: ErrorDetails) -> Words:
    return "this text is empty", "write it, or remove the line"


def _pattern(error: ErrorDetails) -> Words:
    typed = str(error["input"])
    if error["ctx"]["pattern"] == TITLE_PATTERN:
        return "a title cannot hold '<' or '>'", "write it without them"
    if error["ctx"]["pattern"] != ID_PATTERN:
        return f"'{typed}' is not a package name", "letters, digits, '.', '_' and '-'"
    slug = re.sub(r"[^a-z0-9]+", "-", typed.lower()).strip("-0123456789")
    hint = f"did you mean '{slug}'?" if slug else ""
    return f"'{typed}' is not an id: small letters, digits and '-', starting with a letter", hint


def _number(error: ErrorDetails) -> Words:
    return f"'{error['input']}' is not a whole number", "write digits only"


def _at_least(error: ErrorDetails) -> Words:
    return f"{error['input']} is too small; the least is {error['ctx']['ge']}", ""


def _at_most(error: ErrorDetails) -> Words:
    return f"{error['input']} is too large; the most is {error['ctx']['le']}", ""


def _text_expected(error: ErrorDetails) -> Words:
    found = _shape(error["input"])
    return f"expected text, found {found}", "a text that starts with '[' or '{' needs quotes"


def _list_expected(error: ErrorDetails) -> Words:
    return f"expected a list, found {_shape(error['input'])}", "start each item with '- '"


def _fields_expected(error: ErrorDetails) -> Words:
    found = _shape(error["input"])
    return f"expected fields ('name: value' lines), found {found}", "indent them below this key"


def _too_few(error: ErrorDetails) -> Words:
    context = error["ctx"]
    least, found = context["min_length"], context["actual_length"]
    return f"this list has {found}; at least {least} needed", "add what is missing"


def _too_many(error: ErrorDetails) -> Words:
    return f"this list is too long; at most {error['ctx']['max_length']} allowed", ""


def _own_words(error: ErrorDetails) -> Words:
    return str(error["ctx"]["error"]), ""


def _other(error: ErrorDetails) -> Words:
    return error["msg"], ""


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "fields ('name: value')"
    return "a list" if isinstance(value, list) else f"the text '{value}'"


_EXPLAIN: dict[str, Callable[[ErrorDetails], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "enum": _enum,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "int_parsing": _number,
    "int_type": _number,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "string_type": _text_expected,
    "tuple_type": _list_expected,
    "dict_type": _fields_expected,
    "model_type": _fields_expected,
    "too_short": _too_few,
    "too_long": _too_many,
    "value_error": _own_words,
}
