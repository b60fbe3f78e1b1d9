"""What a placeholder stands for: a value that a run reported, or how many times another it is."""

import re
from collections.abc import Sequence
from typing import Any

from comparison_site.core.diagnostics import did_you_mean
from comparison_site.core.vocabulary import Better
from comparison_site.results.figures import (
    TIED,
    Number,
    difference,
    intervals_overlap,
    ratio,
    times,
)
from comparison_site.results.records import Ran, Series
from comparison_site.results.runs import Measured

_LARGEST = 1e300
_PLAIN = re.compile(r"[\w.,+() -]{1,60}")
"""What a program may report as words: nothing in it is markup."""
_NUMBERS_OF_A_SERIES = ("median", "low", "high")
_NUMBERS_OF_A_PROGRAM = ("code_lines", "seconds", "exit_code", "reported")


class PlaceholderError(Exception):
    """Raised for a placeholder that gives no number: what is wrong, and a hint if there is one."""


def part_of(measured: Measured, source: str, name: str) -> Ran:
    """The series or the program with this id; raises PlaceholderError."""
    figure = measured.figure
    parts: Sequence[Ran] = figure.series if figure else measured.run.programs
    known = {part.id: part for part in parts}
    if name not in known:
        message = f"the source '{source}' has no {'series' if figure else 'program'} '{name}'"
        raise PlaceholderError(message, did_you_mean(name, known))
    return known[name]


def times_of(one: Ran, other: Ran, value: Number | str, of: Number | str) -> str:
    """How many times the other one it is; of two medians, round by round if there are rounds."""
    over_rounds = None
    if isinstance(one, Series) and isinstance(other, Series):
        is_tied = difference(one, other, Better.LOWER) in TIED  # whichever is better
        if is_tied and intervals_overlap(one, other):
            message = f"the intervals of '{one.id}' and '{other.id}' overlap"
            hint = "say that there is no clear difference, without a ratio"
            raise PlaceholderError(message, hint)
        if (value, of) == (one.median, other.median):
            over_rounds = times(one, other)
    if isinstance(value, str) or isinstance(of, str):
        raise PlaceholderError(f"'{value}' and '{of}' are not both numbers")
    if not of:
        raise PlaceholderError(f"'{other.id}' is 0, so nothing is a number of times as much")
    return ratio(over_rounds, 1) if over_rounds else ratio(value, of)


def value_of(part: Ran, path: list[str]) -> Number | str:
    """The value at a path of a program, or a number of a series; raises PlaceholderError."""
    is_series = isinstance(part, Series)
    fields = _NUMBERS_OF_A_SERIES if is_series else _NUMBERS_OF_A_PROGRAM
    first, *steps = path or ([fields[0]] if is_series else [""])
    if first not in fields:
        message = f"'{part.id}' has no '{first}'" if first else f"which number of '{part.id}'?"
        raise PlaceholderError(message, did_you_mean(first, fields))
    value: Any = getattr(part, first)
    for step in steps:
        known = value if isinstance(value, dict) else {}
        if step not in known:
            raise PlaceholderError(f"'{part.id}' reports no '{step}'", did_you_mean(step, known))
        value = known[step]
    if value is None:
        message = f"'{part.id}' has no such number: its status is '{part.status}'"
        raise PlaceholderError(message, "say so in words")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    if not isinstance(value, int | float) or not abs(value) < _LARGEST:
        name = ".".join([part.id, *path])
        raise PlaceholderError(f"'{name}' is not a number, and not a few plain words")
    return value
