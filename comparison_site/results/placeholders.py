"""Numbers in texts: `{import-time:faster}` becomes what the cited source measured.

A placeholder names a source and one of its series or programs. `{source:one/other}` is how many
times the other one is; `{pair:program.code_lines}` and `{pair:program.reported.loss}` are numbers
that a program's run has. Inside `code` and after a backslash, braces are only braces.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from comparison_site.core.diagnostics import did_you_mean
from comparison_site.core.vocabulary import Better
from comparison_site.results.figures import Difference, Number, difference, number, quantity, ratio
from comparison_site.results.records import Figure, Pair, Program, Series
from comparison_site.results.runs import Run

_LONGEST_TEXT = 1000
_WORD = r"[A-Za-z][A-Za-z0-9_-]*"
_PLACEHOLDER = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?<!\\)\{(?P<source>" + _WORD + r"):(?P<one>" + _WORD + r")(?:/(?P<other>" + _WORD + r"))?"
    r"(?P<path>(?:\." + _WORD + r")*)\}",
    re.DOTALL,
)
_LARGEST = 1e300
_NUMBERS_OF_A_SERIES = ("median", "low", "high")
_NUMBERS_OF_A_PROGRAM = ("code_lines", "seconds", "exit_code", "reported")


class PlaceholderError(Exception):
    """Raised for a placeholder that gives no number: what is wrong, and a hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True)
class Measured:
    """What a measured source points at: a run, and the figure in it if it is a benchmark."""

    run: Run
    figure: Figure | None = None


Lookup = Callable[[str], Measured | None]
"""Finds a source by its id. None: its result is refused already. Raises PlaceholderError."""


def filled(text: str, lookup: Lookup) -> str:
    """The text with a number for each placeholder; raises PlaceholderError at the first wrong one.

    A source whose result could not be read leaves its placeholders as they are.
    """
    if "{" not in text or len(text) > _LONGEST_TEXT:
        return text
    return _PLACEHOLDER.sub(lambda found: _replacement(found, lookup), text)


def _replacement(found: re.Match[str], lookup: Lookup) -> str:
    if found["code"]:
        return found[0]
    measured = lookup(found["source"])
    if measured is None:
        return found[0]
    path = tuple(found["path"].split(".")[1:])
    one = _part(measured, found["source"], found["one"])
    if not found["other"]:
        return _said(one, path, measured)
    other = _part(measured, found["source"], found["other"])
    return _compared((one, other), path)


_Part = Series | Program


def _part(measured: Measured, source: str, name: str) -> _Part:
    result = measured.run.result
    known: Mapping[str, _Part]
    if measured.figure:
        known, noun = {series.id: series for series in measured.figure.series}, "series"
    else:
        programs = result.programs if isinstance(result, Pair) else ()
        known, noun = {program.id: program for program in programs}, "program"
    if name not in known:
        message = f"the source '{source}' has no {noun} '{name}'"
        raise PlaceholderError(message, did_you_mean(name, known))
    return known[name]


def _said(part: _Part, path: tuple[str, ...], measured: Measured) -> str:
    value = _value(part, path)
    return quantity(value, measured.figure.unit) if measured.figure else number(value)


def _compared(parts: tuple[_Part, _Part], path: tuple[str, ...]) -> str:
    one, other = (_value(part, path) for part in parts)
    _refuse_overlap(parts)
    if not other:
        raise PlaceholderError(f"'{parts[1].id}' is 0, so nothing is a number of times as much")
    return ratio(one, other)


def _refuse_overlap(parts: tuple[_Part, _Part]) -> None:
    """Which one is better does not matter here: apart is apart."""
    first, second = parts
    if not isinstance(first, Series) or not isinstance(second, Series):
        return
    if difference(first, second, Better.LOWER) is Difference.NONE:
        message = f"the intervals of '{first.id}' and '{second.id}' overlap"
        raise PlaceholderError(message, "say that there is no clear difference, without a ratio")


def _value(part: _Part, path: tuple[str, ...]) -> Number:
    value = _at(part, path)
    if value is None:
        raise PlaceholderError(f"'{part.id}' has no such number: {_why(part)}", "say so in words")
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        raise PlaceholderError(f"'{'.'.join([part.id, *path])}' is not a number")
    return value


def _why(part: _Part) -> str:
    return f"its status is '{part.status}'"


def _at(part: _Part, path: tuple[str, ...]) -> Any:
    fields = _NUMBERS_OF_A_SERIES if isinstance(part, Series) else _NUMBERS_OF_A_PROGRAM
    first = path[0] if path else fields[0] if isinstance(part, Series) else ""
    if first not in fields:
        message = f"'{part.id}' has no '{first}'" if first else f"which number of '{part.id}'?"
        raise PlaceholderError(message, did_you_mean(first, fields))
    value = getattr(part, first)
    for step in path[1:]:
        value = _step(part, value, step)
    return value


def _step(part: _Part, value: Any, step: str) -> Any:
    known = value if isinstance(value, dict) else {}
    if step not in known:
        raise PlaceholderError(f"'{part.id}' reports no '{step}'", did_you_mean(step, known))
    return known[step]
