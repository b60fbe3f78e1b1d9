"""Puts numbers into the texts of a comparison's tree, where each may only quote what it cites."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, did_you_mean
from comparison_site.core.tree import Node, Path
from comparison_site.results.placeholders import Lookup, Measured, PlaceholderError, filled

_ADD_IT = "add it to the 'sources' here"
_CITE_IT = "cite it in one of the points that this rests on"


@dataclass(frozen=True)
class Scope:
    """A record with texts, the sources that they may quote, and how one more could be quoted."""

    record: Node
    cited: frozenset[str]
    hint: str = _CITE_IT

    def texts(self, formatted: Iterable[str]) -> Iterator[Node]:
        """The texts of the record itself in the fields that are formatted."""
        return (leaf for name in formatted for leaf in self.record[name].leaves())


@dataclass
class Filled:
    """The tree with its numbers in place, and every placeholder that was wrong."""

    root: object
    flaws: list[Diagnostic] = field(default_factory=list)


def fill(root: Node, measured: dict[str, Measured | None], formatted: Collection[str]) -> Filled:
    """Replace the placeholders of every formatted text; `root` itself stays as it was typed.

    `measured` holds the sources that have a result, by id; None for one that is refused already.
    Where there is none, braces are only braces. `formatted` names the fields that are formatted.
    """
    texts: dict[Path, str] = {}
    filling = Filled(root.value)
    for scope in scopes(root) if measured else ():
        lookup = _lookup(scope, measured, set(places.ids(root["sources"])))
        for leaf in scope.texts(formatted):
            try:
                texts[leaf.path] = filled(leaf.text, lookup)
            except PlaceholderError as error:
                filling.flaws.append(Diagnostic(leaf.path, error.message, error.hint))
    filling.root = _replaced(root.value, texts, ())
    return filling


def _lookup(scope: Scope, measured: dict[str, Measured | None], known: set[str]) -> Lookup:
    def lookup(name: str) -> Measured | None:
        if name not in measured:
            what = "has no result to take a number from" if name in known else "is not known"
            raise PlaceholderError(f"the source '{name}' {what}", did_you_mean(name, measured))
        if name not in scope.cited:
            raise PlaceholderError(f"the source '{name}' is not cited here", scope.hint)
        return measured[name]

    return lookup


def scopes(root: Node) -> Iterator[Scope]:
    """Every record with formatted texts. The past keeps its words: nothing is filled in there."""
    yield Scope(root, _union(places.points_of(root)))
    for option in root["options"]:
        yield Scope(option, _own(option), _ADD_IT)
    cited = {}
    for criterion in root["criteria"]:
        cited[criterion["id"].text] = _union(places.points(criterion))
        yield from _of_criterion(criterion)
    for scenario in root["scenarios"]:
        named = [cited.get(name.text, frozenset()) for name in scenario["criteria"]]
        yield Scope(scenario, frozenset().union(*named))
        yield Scope(scenario["contested"], _own(scenario["contested"]), _ADD_IT)
    for source in root["sources"]:
        yield Scope(source, frozenset([source["id"].text]))


def _of_criterion(criterion: Node) -> Iterator[Scope]:
    for position in criterion["positions"]:
        yield Scope(position, _union(position["points"]))
        for point in position["points"]:
            yield Scope(point, _own(point), _ADD_IT)
    verdict, proposal = criterion["verdict"], criterion["verdict"]["contested"]
    yield Scope(verdict, _union(places.points(criterion)))
    yield Scope(proposal, _own(proposal), _ADD_IT)
    for contradiction in verdict["contradicted_by"]:
        own = frozenset([contradiction["source"].text])
        yield Scope(contradiction, own | _union(places.points(criterion)))


def _own(record: Node) -> frozenset[str]:
    return frozenset(name.text for name in record["sources"])


def _union(records: Iterable[Node]) -> frozenset[str]:
    return frozenset(name.text for record in records for name in record["sources"])


def _replaced(value: object, texts: dict[Path, str], path: Path) -> object:
    if isinstance(value, dict):
        return {key: _replaced(item, texts, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, texts, (*path, n)) for n, item in enumerate(value)]
    return texts.get(path, value)
