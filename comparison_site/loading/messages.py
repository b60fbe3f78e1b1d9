"""Pydantic's errors in an editor's words."""

import re
from collections.abc import Callable, Iterable
from functools import reduce

from pydantic_core import ErrorDetails

from comparison_site.core.diagnostics import Diagnostic, did_you_mean, nearest
from comparison_site.core.fields import ID_PATTERN, slug
from comparison_site.core.tree import Node, Path, called, clip
from comparison_site.core.vocabulary import Evidence, GateRule, Kind, Rule, State
from comparison_site.loading.members import INSTEAD, OF_A_MEMBER, Words
from comparison_site.model.outcomes import GATHERED
from comparison_site.model.schema import fields_at, sort_at

_MANY = 15
_COMPARED_AT_MOST = 1000  # finding out what a misspelt field was meant to be is slow
_SOURCE_TAG = 2  # sources, its number, then whether it is a page or a run
_POSITION_TAG = 4  # criteria, its number, positions, an option, then whether there is one
_POSITION = "write 'summary: ...' below this key, or 'unknown' or 'not-applicable' after it"
_GLOSSED = {kind.value: kind.glossed for kind in Evidence}
_STATES = dict.fromkeys(("n/a", "na", "none", "no", "-"), State.NOT_APPLICABLE) | dict.fromkeys(
    ("?", "??", "???", "tbd", "todo", "not known", "unclear"), State.UNKNOWN
)
_NO_NUMBER = ("{found} is not a whole number", "write digits only")
_ABSENT_OR_TOO_MUCH = ("missing", "extra_forbidden", "too_short", "string_type", "literal_error")


def explain(
    errors: Iterable[ErrorDetails], root: Node
) -> tuple[list[Diagnostic], set[Path | None]]:
    """What is wrong by the types, and the absent fields that unknown ones were meant to be."""
    details = [_as_typed(one, root) for one in errors]
    reported = {one["loc"] for one in details}
    details = [one for one in details if not _is_echo(one, reported)]
    unknown = [one for one in details if one["type"] == "extra_forbidden" and not _own_words(one)]
    meant = {_meant(one["loc"], root) for one in unknown[:_COMPARED_AT_MOST]}
    return [_diagnostic(one) for one in details], meant


def _as_typed(error: ErrorDetails, root: Node) -> ErrorDetails:
    """The error in the file; its context says of which `member` of a union the field is its own.

    It also says which id the record has that is `called` what was typed in the place of an id.
    """
    loc, member = error["loc"], ""
    if loc[2:3] == ("positions",) and len(loc) > _POSITION_TAG:
        loc, member = _untagged(loc, root), str(loc[_POSITION_TAG])
    end = loc.index(GATHERED) if GATHERED in loc else _SOURCE_TAG
    if GATHERED in loc or loc[:1] == ("sources",):
        tag = end + 1 if GATHERED in loc else end
        field = loc[tag + 1 :]
        loc, member = (*loc[:end], *field), str(loc[tag]) if len(field) == 1 else ""
    at = error | {"loc": loc, "ctx": error.get("ctx", {}) | {"member": member}}
    if error["type"] == "string_pattern_mismatch":
        found = [called(records, error["input"]) for records in root] if _field(at) != "id" else []
        at["ctx"]["called"] = next(filter(None, found), "")
    if error["type"] == "union_tag_not_found":
        at |= {"type": "missing", "loc": (*loc, "kind")}
    elif error["type"] == "union_tag_invalid":
        at["ctx"] |= {"expected": ", ".join(f"'{word}'" for word in Kind)}
        at |= {"type": "enum", "loc": (*loc, "kind"), "input": error["input"]["kind"]}
    return at


def _untagged(loc: Path, root: Node) -> Path:
    """A place in a position without the tag that says whether there is one.

    A state that stands alone has the place of the position.
    """
    place, field = loc[:_POSITION_TAG], loc[_POSITION_TAG + 1 :]
    is_alone = field == ("state",) and reduce(Node.__getitem__, place, root).text
    return place if is_alone else (*place, *field)


def _is_echo(error: ErrorDetails, reported: set[Path]) -> bool:
    """Whether other errors say the same, and better: such as those in the items of a list."""
    instead = INSTEAD.get((error["ctx"]["member"], _field(error)), ())
    counts = error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]
    return counts or any((*error["loc"][:-1], field) in reported for field in instead)


def _meant(path: Path, root: Node) -> Path | None:
    """The path of the absent field that an unknown one was probably meant to be."""
    parent, record = path[:-1], reduce(Node.__getitem__, path[:-1], root)
    near = nearest(str(path[-1]), (name for name in fields_at(parent) if not record[name]))
    return (*parent, near) if near else None


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
    typed, context, shape = error["input"], error["ctx"], _shape(error["input"])
    if typed is None and error["type"] != "missing":
        return "this field has no value", "write one after the colon, or remove the line"
    known = _EXPLAIN.get(error["type"])
    if known is None:
        return error["msg"], ""
    if callable(known):
        return known(error)
    count, noun = context.get("actual_length"), "item"
    if error["loc"] == ("options",):  # drafts are not counted
        noun = "published option"
    facts = {
        "typed": typed,
        "shape": shape,
        "found": shape.removeprefix("the text "),
        "length": len(str(typed)),
        "items": f"{count} {noun}{'' if count == 1 else 's'}",
    }
    return known[0].format(**facts, **context), known[1]


def _field(error: ErrorDetails) -> str:
    return str(error["loc"][-1]) if error["loc"] else "data"


def _missing(error: ErrorDetails) -> Words:
    name, hint = _field(error), f"add '{_field(error)}:' with {sort_at(error['loc'])}"
    if name == "url" and error["input"].get("kind") == "measured":
        hint += ", or 'result:' with the file of a run"
    return f"the field '{name}' is missing", hint


def _unknown_field(error: ErrorDetails) -> Words:
    hint = did_you_mean(_field(error), fields_at(error["loc"][:-1]))
    return f"'{clip(_field(error))}' is not a known field here", hint


def _enum(error: ErrorDetails) -> Words:
    expected = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    typed = error["input"]
    if not isinstance(typed, str):
        return f"expected one of the words {', '.join(expected)}, found {_shape(typed)}", ""
    hint = did_you_mean(_STATES.get(typed.lower(), typed), expected)
    if (
        len(error["loc"]) == _POSITION_TAG
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


def _pattern(error: ErrorDetails) -> Words:
    typed = clip(str(error["input"]))
    if error["ctx"]["pattern"] != ID_PATTERN:
        return f"'{typed}' is not a package name", "letters, digits, '.', '_' and '-'"
    near = error["ctx"]["called"] or slug(typed).lstrip("-0123456789")
    hint = f"did you mean '{clip(near)}'?" if near else ""
    return f"'{typed}' is not an id: small letters, digits and '-', starting with a letter", hint


def _fields_expected(error: ErrorDetails) -> Words:
    hint = "indent them below this key" if error["loc"] else "start with 'title: ...'"
    return f"expected fields ('name: value' lines), found {_shape(error['input'])}", hint


def _shape(value: object) -> str:
    if isinstance(value, dict):
        return "fields ('name: value')"
    return "a list" if isinstance(value, list) else f"the text '{clip(str(value))}'"


_EXPLAIN: dict[str, Words | Callable[[ErrorDetails], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "enum": _enum,
    "literal_error": ("expected the word {expected}, found {shape}",
                      "write it so, or remove the line"),
    "string_too_long": ("this text has {length} characters; at most {max_length} are allowed",
                        "shorten it"),
    "string_too_short": ("this text is empty", "write it, or remove the line"),
    "string_pattern_mismatch": _pattern,
    "int_parsing": _NO_NUMBER,
    "int_parsing_size": _NO_NUMBER,
    "int_type": _NO_NUMBER,
    "greater_than_equal": ("{typed} is too small; the least is {ge}", ""),
    "less_than_equal": ("{typed} is too large; the most is {le}", ""),
    "string_type": ("expected text, found {shape}",
                    "a text that holds ': ' or starts with '[' or '{' needs quotes"),
    "tuple_type": ("expected a list, found {shape}",
                   "start each item with '- ', or put them in [ ]"),
    "dict_type": _fields_expected,
    "model_type": _fields_expected,
    "too_short": ("this list has {items}, but needs {min_length} or more", "add what is missing"),
    "too_long": ("this list has {items}; at most {max_length} are allowed", "remove the weakest"),
    "value_error": lambda error: (str(error["ctx"]["error"]), error["ctx"].get("hint", "")),
}  # fmt: skip
