"""Numbers in texts: `{import-time:faster}` becomes what the cited source measured.

A placeholder names a source and one of its series or programs. `{source:one/other}` is how many
times the other one is; `{pair:program.code_lines}` and `{pair:program.reported.loss}` are what a
program's run has: a number, a few plain words, or yes or no. Inside `code` and after a backslash,
braces are only braces. What an option has in a row of facts may be such a placeholder as well.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, did_you_mean
from comparison_site.core.tree import Node, Path
from comparison_site.results.figures import bare, quantity
from comparison_site.results.runs import Measured
from comparison_site.results.values import PlaceholderError, part_of, times_of, value_of

_LONGEST_TEXT = 1000
_WORD = r"[A-Za-z][A-Za-z0-9_-]*"
_PLACEHOLDER = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?<!\\)\{(?P<source>" + _WORD + r"):(?P<one>" + _WORD + r")(?:/(?P<other>" + _WORD + r"))?"
    r"(?P<path>(?:\." + _WORD + r")*)\}",
    re.DOTALL,
)
_ADD_IT = "add it to the 'sources' here"
_CITE_IT = "cite it in one of the points that this is based on"


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
        filling = _Filling(scope, measured, known, former, leaf is scope.value)
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
        leaves = [leaf for name in formatted for leaf in scope.record[name].leaves()]
        for leaf in [*leaves, *filter(None, [scope.value])]:
            if "{" in leaf.text and len(leaf.text) <= _LONGEST_TEXT:
                yield scope, leaf


def _replaced(value: object, texts: dict[Path, str], path: Path) -> object:
    if isinstance(value, dict):
        return {key: _replaced(item, texts, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, texts, (*path, n)) for n, item in enumerate(value)]
    return texts.get(path, value)


class _Scope(NamedTuple):
    """A record with texts, the sources that they may quote, and how one more could be quoted.

    `value` is what an option has, where the record is one of a row of facts.
    """

    record: Node
    cited: frozenset[str]
    hint: str = _CITE_IT
    value: Node | None = None


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
    for fact in criterion["facts"]:
        yield _Scope(fact, _cited(fact, *fact["values"]), _ADD_IT)
        for value in fact["values"]:
            yield _Scope(value, _cited(fact, value), _ADD_IT, places.typed_value(value))


def _cited(*records: Node) -> frozenset[str]:
    return frozenset(name.text for record in records for name in record["sources"])


@dataclass(frozen=True)
class _Filling:
    """What the texts of a scope need: the sources with results, and the ids of all sources.

    `former` holds the present ids of sources by those that they had; `is_bare` says that numbers
    go without their unit and without commas.
    """

    scope: _Scope
    measured: Mapping[str, Measured | None]
    known: Sequence[str]
    former: Mapping[str, str]
    is_bare: bool

    def replacement(self, found: re.Match[str]) -> str:
        """The number that a placeholder stands for; raises PlaceholderError."""
        measured = None if found["code"] else self._source(found["source"])
        if measured is None:
            return found[0]
        names = filter(None, (found["one"], found["other"]))
        parts = [part_of(measured, found["source"], name) for name in names]
        values = [value_of(part, found["path"].split(".")[1:]) for part in parts]
        if found["other"]:
            return times_of(parts[0], parts[1], values[0], values[1])
        if isinstance(values[0], str):
            return values[0]
        if self.is_bare:
            return bare(values[0])
        return quantity(values[0], measured.figure.unit if measured.figure else "")

    def _source(self, name: str) -> Measured | None:
        if name not in self.measured:
            what = "has no result to take a number from" if name in self.known else "is not known"
            hint = f"it is called '{self.former[name]}' now" if name in self.former else ""
            hint = hint or did_you_mean(name, self.measured)
            raise PlaceholderError(f"the source '{name}' {what}", hint)
        if name not in self.scope.cited:
            raise PlaceholderError(f"the source '{name}' is not cited here", self.scope.hint)
        return self.measured[name]
