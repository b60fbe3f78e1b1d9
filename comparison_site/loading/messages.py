"""Pydantic's errors in an editor's words."""

import re
from collections.abc import Callable

from pydantic_core import ErrorDetails

from comparison_site.core.fields import ID_PATTERN, TITLE_PATTERN
from comparison_site.core.spelling import did_you_mean, nearest
from comparison_site.core.tree import Node, Path, clip
from comparison_site.loading.schema_lookup import fields_at, sort_at

Words = tuple[str, str]

_MANY = 15


def explain(error: ErrorDetails) -> Words:
    """Say one validation error as (what is wrong and what was expected, how to mend it)."""
    kind = error["type"]
    if error["input"] is None and kind != "missing":
        return "this field has no value", "write one after the colon, or remove the line"
    return _EXPLAIN.get(kind, _other)(error)


def meant(error: ErrorDetails, root: Node) -> Path | None:
    """The path of the absent field that an unknown one was probably meant to be.

    Nobody needs to hear that this field is missing as well.
    """
    *parent, typed = error["loc"]
    record = root
    for step in parent:
        record = record[step]
    absent = [name for name in fields_at(tuple(parent)) if not record[name]]
    near = nearest(str(typed), absent)
    return (*parent, near) if near else None


def _field(error: ErrorDetails) -> str:
    return str(error["loc"][-1]) if error["loc"] else "data"


def _missing(error: ErrorDetails) -> Words:
    name, what = _field(error), sort_at(tuple(error["loc"]))
    return f"the field '{name}' is missing", f"add '{name}:' with {what}"


def _unknown_field(error: ErrorDetails) -> Words:
    hint = did_you_mean(_field(error), fields_at(tuple(error["loc"][:-1])))
    return f"'{clip(_field(error))}' is not a known field here", hint


def _enum(error: ErrorDetails) -> Words:
    expected = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    typed = error["input"]
    if not isinstance(typed, str):
        return f"expected one of the words {', '.join(expected)}, found {_shape(typed)}", ""
    hint = did_you_mean(typed, expected)
    near = hint if hint.startswith("did") else ""
    words = "the words known here" if near and len(expected) > _MANY else ", ".join(expected)
    return f"'{clip(typed)}' is not one of {words}", near


def _too_long(error: ErrorDetails) -> Words:
    limit, length = error["ctx"]["max_length"], len(str(error["input"]))
    return f"this text has {length} characters; at most {limit} are allowed", "shorten it"


def _empty(_: ErrorDetails) -> Words:
    return "this text is empty", "write it, or remove the line"


def _pattern(error: ErrorDetails) -> Words:
    typed = clip(str(error["input"]))
    if error["ctx"]["pattern"] == TITLE_PATTERN:
        return "a title cannot hold '<' or '>'", "write it without them"
    if error["ctx"]["pattern"] != ID_PATTERN:
        return f"'{typed}' is not a package name", "letters, digits, '.', '_' and '-'"
    slug = re.sub(r"[^a-z0-9]+", "-", typed.lower()).strip("-0123456789")
    hint = f"did you mean '{clip(slug)}'?" if slug else ""
    return f"'{typed}' is not an id: small letters, digits and '-', starting with a letter", hint


def _number(error: ErrorDetails) -> Words:
    typed = error["input"]
    found = f"'{clip(typed)}'" if isinstance(typed, str) else _shape(typed)
    return f"{found} is not a whole number", "write digits only"


def _at_least(error: ErrorDetails) -> Words:
    return f"{error['input']} is too small; the least is {error['ctx']['ge']}", ""


def _at_most(error: ErrorDetails) -> Words:
    return f"{error['input']} is too large; the most is {error['ctx']['le']}", ""


def _text_expected(error: ErrorDetails) -> Words:
    found = _shape(error["input"])
    hint = "a text that holds ': ' or starts with '[' or '{' needs quotes"
    return f"expected text, found {found}", hint


def _list_expected(error: ErrorDetails) -> Words:
    found = _shape(error["input"])
    return f"expected a list, found {found}", "start each item with '- ', or put them in [ ]"


def _fields_expected(error: ErrorDetails) -> Words:
    found = _shape(error["input"])
    hint = "indent them below this key" if error["loc"] else "start with 'title: ...'"
    return f"expected fields ('name: value' lines), found {found}", hint


def _too_few(error: ErrorDetails) -> Words:
    context = error["ctx"]
    least, found = context["min_length"], context["actual_length"]
    items = "1 item" if found == 1 else f"{found} items"
    return f"this list has {items}, but needs {least} or more", "add what is missing"


def _too_many(error: ErrorDetails) -> Words:
    context = error["ctx"]
    message = f"this list has {context['actual_length']} items; at most {context['max_length']}"
    return f"{message} are allowed", "remove the weakest"


def _own_words(error: ErrorDetails) -> Words:
    return str(error["ctx"]["error"]), ""


def _other(error: ErrorDetails) -> Words:
    return error["msg"], ""


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "fields ('name: value')"
    return "a list" if isinstance(value, list) else f"the text '{clip(str(value))}'"


_EXPLAIN: dict[str, Callable[[ErrorDetails], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "enum": _enum,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "int_parsing": _number,
    "int_parsing_size": _number,
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
