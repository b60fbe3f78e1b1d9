"""Rules about rows of facts: one value for each option, all of one type, each with its source."""

import re

from comparison_site.core import tree as places
from comparison_site.core.characters import folded
from comparison_site.core.diagnostics import A_SLIP, Diagnostic, Diagnostics, nearest
from comparison_site.core.tree import Node, clip
from comparison_site.core.values import (
    ANSWERS,
    DASHES,
    FactType,
    Wanted,
    fits,
    is_no_day,
    state_meant,
    state_of,
    strays,
)  # fmt: skip
from comparison_site.core.vocabulary import State
from comparison_site.rules.references import repeated, without_option

_SAID_OTHERWISE = {"true": "yes", "false": "no", "✓": "yes", "✔": "yes", "✗": "no", "✘": "no"}
_NO_QUESTION = ", or 'not-applicable' if the question does not arise"
_ANY_WORDS = "put it into 'note'; or write 'type: text' in the row if any words may stand here"
_IF_NO_DATE = "check day and month; if it is no date, write 'type: text' in the row"
_GROUPED = re.compile(r"-?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?")
_MEASURED = re.compile(r"(-?\d+(?:\.\d+)?)\s*(\D+)")
_WITH_HIGH_AND_LOW = (FactType.NUMBER, FactType.PRICE, FactType.DATE, FactType.VERSION)


def fact_names_are_unique(root: Node) -> Diagnostics:
    """Readers tell the rows of facts of a criterion apart by their names."""
    for criterion in root["criteria"]:
        yield from repeated((fact["name"] for fact in criterion["facts"]), like=folded)


def every_option_has_a_value(root: Node) -> Diagnostics:
    """A row of facts says what each option has, or that this is unknown or not applicable."""
    advice = "add it, or write 'unknown' or 'not-applicable'"
    groups = ((fact["values"], set[str]()) for fact in places.facts(root))
    yield from without_option(root, "value", groups, advice)


def values_of_a_row_are_of_one_type(root: Node) -> Diagnostics:
    """The values in a row of facts can be compared: all are numbers, or dates, or yes and no."""
    for fact in places.facts(root):
        leaves = [leaf for leaf in map(places.typed_value, fact["values"]) if leaf.text]
        texts = [leaf.text for leaf in leaves if not _filler(leaf.text)]
        kind, strange = strays(texts, fact["type"].text)
        for leaf in leaves:
            if state := _filler(leaf.text):
                message = f"'{clip(leaf.text)}' says that there is no value"
                otherwise = "" if leaf.text.strip(DASHES) else _NO_QUESTION
                yield Diagnostic(leaf.path, message, f"write '{state}'{otherwise}")
            elif leaf.text in strange:
                yield Diagnostic(leaf.path, *_stray(leaf.text, kind))


_NO = {
    FactType.YES_NO: "neither yes, partly nor no",
    FactType.DATE: "not a date",
    FactType.NUMBER: "not a number",
    FactType.PRICE: "not a price with its currency",
    FactType.VERSION: "not a version",
    FactType.TEXT: "not just a text",
}
_MANY = {
    FactType.YES_NO: "yes and no",
    FactType.DATE: "dates",
    FactType.NUMBER: "numbers",
    FactType.PRICE: "prices",
    FactType.VERSION: "versions",
    FactType.TEXT: "texts",
}


def _stray(text: str, kind: FactType) -> tuple[str, str]:
    """What is wrong with a value that does not fit into its row, and how to mend it."""
    if is_no_day(text) and kind in (FactType.DATE, FactType.TEXT):
        return f"'{text}' is not in the calendar", _IF_NO_DATE
    state = nearest(text, list(State), A_SLIP)
    hint = f"did you mean '{state}'?" if state else _meant(text, kind)
    return f"'{clip(text)}' is {_NO[kind]}, and the row has {_MANY[kind]}", hint or _ANY_WORDS


def _filler(text: str) -> str:
    """Which state is meant by a word that stands for no value; or nothing."""
    return "" if state_of(text) else state_meant(text) or ""


def _meant(text: str, kind: FactType) -> str:
    """How to write as a value of this type what is written otherwise; or nothing."""
    lower = text.lower()
    answer = _SAID_OTHERWISE.get(lower, lower)
    if state_of(lower) or (kind is FactType.YES_NO and answer in ANSWERS):
        return f"write '{answer}'"
    if kind is FactType.DATE:
        return "write it as YYYY-MM-DD"
    if kind is FactType.PRICE and fits(text, FactType.NUMBER):
        return f"write its currency, too: '€{text}' or '{text} EUR'"
    return _number_meant(text) if kind is FactType.NUMBER else ""


def _number_meant(text: str) -> str:
    if _GROUPED.fullmatch(text):
        digits = re.sub(r"[,' ]", "", text)
        return f"write '{digits}'"
    found = _MEASURED.fullmatch(text)
    return f"write '{found[1]}', and 'unit: {clip(found[2].strip())}' in the row" if found else ""


def values_are_sourced(root: Node) -> Diagnostics:
    """A value in a row of facts can be checked, by a source of the row or by one of its own."""
    for fact in places.facts(root):
        if fact["sources"]:
            continue
        for value in fact["values"]:
            typed = places.typed_value(value).text
            if typed and not state_of(typed) and not _filler(typed) and not value["sources"]:
                message = f"nothing says where '{clip(typed)}' can be checked"
                hint = "add 'sources: [...]' to the row, or write '{value: ..., sources: [...]}'"
                yield Diagnostic(value.path, message, hint)


def better_and_unit_fit_the_values(root: Node) -> Diagnostics:
    """Only numbers and prices have a unit; more or less can be better of what is counted, yes or no
    of what is yes or no.
    """
    for fact in places.facts(root):
        texts = [places.typed_value(value).text for value in fact["values"]]
        if not any(text and not state_of(text) for text in texts):
            continue
        kind, _ = strays(texts, fact["type"].text)
        better, unit = fact["better"], fact["unit"]
        if unit.text and kind not in (FactType.NUMBER, FactType.PRICE):
            message = f"a row of {_MANY[kind]} has no unit"
            yield Diagnostic(unit.path, message, "remove 'unit'", at_key=True)
        if better.text in set(Wanted) and better.text not in _wanted(kind):
            listed = " or ".join(f"'{word}'" for word in _wanted(kind))
            message = f"'{better.text}' is no better one of {_MANY[kind]}"
            hint = f"write {listed}, or remove the line" if listed else "remove the line"
            yield Diagnostic(better.path, message, hint)


def _wanted(kind: FactType) -> tuple[Wanted, ...]:
    """What may be the better one in a row of this type."""
    if kind is FactType.YES_NO:
        return Wanted.YES, Wanted.NO
    return (Wanted.HIGH, Wanted.LOW) if kind in _WITH_HIGH_AND_LOW else ()
