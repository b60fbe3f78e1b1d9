"""Numbers in texts: `{import-time:faster}` becomes what the cited source measured.

A placeholder names a source and one of its series or programs. `{source:one/other}` is how many
times the other one is; `{pair:program.code_lines}` and `{pair:program.reported.loss}` are numbers
that a program's run has. Inside `code` and after a backslash, braces are only braces.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, did_you_mean
from comparison_site.core.tree import Node, Path
from comparison_site.core.vocabulary import Better
from comparison_site.results.figures import (
    TIED,
    Number,
    difference,
    intervals_overlap,
    quantity,
    ratio,
    times,
)
from comparison_site.results.records import Ran, Series
from comparison_site.results.runs import Measured

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
_ADD_IT = "add it to the 'sources' here"
_CITE_IT = "cite it in one of the points that this is based on"


class PlaceholderError(Exception):
    """Raised for a placeholder that gives no number: what is wrong, and a hint if there is one."""


class Filled(NamedTuple):
    """The tree with its numbers in place, and every placeholder that was wrong."""

    root: object
    flaws: list[Diagnostic]


def fill(root: Node, measured: Mapping[str, Measured | None], formatted: Collection[str]) -> Filled:
    """Replace the placeholders of every formatted text; `root` itself stays as it was typed.

    `measured` holds the sources that have a result, by id; None for one that is refused already,
    whose placeholders stay. Where there is none, braces are only braces. `formatted` names the
    fields that are formatted.
    """
    texts: dict[Path, str] = {}
    flaws: list[Diagnostic] = []
    known, former = places.ids(root["sources"]), places.former_ids(root["sources"])
    for scope, leaf in _texts(root, formatted) if measured else ():
        filling = _Filling(scope, measured, known, former)
        try:
            texts[leaf.path] = _PLACEHOLDER.sub(filling.replacement, leaf.text)
        except PlaceholderError as error:
            flaws.append(Diagnostic(leaf.path, *error.args))
    return Filled(_replaced(root.value, texts, ()), flaws)


def quotes_a_run(text: str) -> bool:
    """Whether a placeholder stands in a text, right or wrong."""
    return any(found["source"] for found in _PLACEHOLDER.finditer(text))


def texts_with_numbers_of(root: Node, source: str, formatted: Collection[str]) -> list[Node]:
    """The texts in which a placeholder names a source."""
    return [
        leaf
        for _, leaf in _texts(root, formatted)
        if any(found["source"] == source for found in _PLACEHOLDER.finditer(leaf.text))
    ]


def with_numbers_of(text: str, source: str, now: str) -> str:
    """A text whose placeholders name a source by the id that it has now."""

    def renamed(found: re.Match[str]) -> str:
        return f"{{{now}{found[0][len(source) + 1 :]}" if found["source"] == source else found[0]

    return _PLACEHOLDER.sub(renamed, text)


def _texts(root: Node, formatted: Collection[str]) -> Iterator[tuple["_Scope", Node]]:
    """Every text that may hold placeholders, with what they may quote there."""
    for scope in _scopes(root):
        for leaf in (leaf for name in formatted for leaf in scope.record[name].leaves()):
            if "{" in leaf.text and len(leaf.text) <= _LONGEST_TEXT:
                yield scope, leaf


def _replaced(value: object, texts: dict[Path, str], path: Path) -> object:
    if isinstance(value, dict):
        return {key: _replaced(item, texts, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, texts, (*path, n)) for n, item in enumerate(value)]
    return texts.get(path, value)


class _Scope(NamedTuple):
    """A record with texts, the sources that they may quote, and how one more could be quoted."""

    record: Node
    cited: frozenset[str]
    hint: str = _CITE_IT


def _scopes(root: Node) -> Iterator[_Scope]:
    """Every record with formatted texts. The past keeps its words: nothing is filled in there."""
    yield _Scope(root, _cited(*places.points_of(root)))
    for option in root["options"]:
        yield _Scope(option, _cited(option), _ADD_IT)
    points = {}
    for criterion in root["criteria"]:
        points[criterion["id"].text] = list(places.points(criterion))
        yield from _of_criterion(criterion)
    for scenario in root["scenarios"]:
        named = [point for name in scenario["criteria"] for point in points.get(name.text, ())]
        yield _Scope(scenario, _cited(scenario, *named))
        yield _Scope(scenario["contested"], _cited(scenario["contested"]), _ADD_IT)
    for source in root["sources"]:
        yield _Scope(source, frozenset([source["id"].text]))


def _of_criterion(criterion: Node) -> Iterator[_Scope]:
    for position in criterion["positions"]:
        yield _Scope(position, _cited(*position["points"]))
        for point in position["points"]:
            yield _Scope(point, _cited(point), _ADD_IT)
    verdict, proposal = criterion["verdict"], criterion["verdict"]["contested"]
    cited = _cited(*places.points(criterion))
    yield _Scope(verdict, cited)
    yield _Scope(proposal, _cited(proposal), _ADD_IT)
    for contradiction in verdict["contradicted_by"]:
        yield _Scope(contradiction, cited | {contradiction["source"].text})


def _cited(*records: Node) -> frozenset[str]:
    return frozenset(name.text for record in records for name in record["sources"])


@dataclass(frozen=True)
class _Filling:
    """What the texts of a scope need: the sources with results, and the ids of all sources.

    `former` holds the present ids of sources by those that they had.
    """

    scope: _Scope
    measured: Mapping[str, Measured | None]
    known: Sequence[str]
    former: Mapping[str, str]

    def replacement(self, found: re.Match[str]) -> str:
        """The number that a placeholder stands for; raises PlaceholderError."""
        measured = None if found["code"] else self._source(found["source"])
        if measured is None:
            return found[0]
        names = filter(None, (found["one"], found["other"]))
        parts = [_part(measured, found["source"], name) for name in names]
        values = [_value(part, found["path"].split(".")[1:]) for part in parts]
        if not found["other"]:
            return quantity(values[0], measured.figure.unit if measured.figure else "")
        one, other = parts
        over_rounds = None
        if isinstance(one, Series) and isinstance(other, Series):
            is_tied = difference(one, other, Better.LOWER) in TIED  # whichever is better
            if is_tied and intervals_overlap(one, other):
                message = f"the intervals of '{one.id}' and '{other.id}' overlap"
                hint = "say that there is no clear difference, without a ratio"
                raise PlaceholderError(message, hint)
            over_rounds = None if found["path"] else times(one, other)
        if not values[1]:
            raise PlaceholderError(f"'{other.id}' is 0, so nothing is a number of times as much")
        return ratio(over_rounds or values[0], values[1] if not over_rounds else 1)

    def _source(self, name: str) -> Measured | None:
        if name not in self.measured:
            what = "has no result to take a number from" if name in self.known else "is not known"
            hint = f"it is called '{self.former[name]}' now" if name in self.former else ""
            hint = hint or did_you_mean(name, self.measured)
            raise PlaceholderError(f"the source '{name}' {what}", hint)
        if name not in self.scope.cited:
            raise PlaceholderError(f"the source '{name}' is not cited here", self.scope.hint)
        return self.measured[name]


def _part(measured: Measured, source: str, name: str) -> Ran:
    figure = measured.figure
    parts: Sequence[Ran] = figure.series if figure else measured.run.programs
    known = {part.id: part for part in parts}
    if name not in known:
        message = f"the source '{source}' has no {'series' if figure else 'program'} '{name}'"
        raise PlaceholderError(message, did_you_mean(name, known))
    return known[name]


def _value(part: Ran, path: list[str]) -> Number:
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
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        raise PlaceholderError(f"'{'.'.join([part.id, *path])}' is not a number")
    return value
