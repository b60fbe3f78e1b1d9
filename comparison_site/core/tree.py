"""The data as typed: a tree that remembers its paths, before anything is known to be right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

_CLIPPED_AT = 60
Step = str | int
Path = tuple[Step, ...]


@dataclass(frozen=True)
class Mark:
    """A place in the file; line and column count from 1."""

    line: int
    column: int


Finding = tuple[Mark, str, str]  # a place, what is wrong there, and a hint


@dataclass(frozen=True)
class Node:
    """A value somewhere in the data. Asking for what is not there gives an empty node."""

    path: Path
    value: object

    def __getitem__(self, step: Step) -> "Node":
        found: object = None
        if isinstance(self.value, dict):
            found = self.value.get(step)
        elif isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            found = self.value[step]
        return Node((*self.path, step), found)

    def at(self, path: Path) -> "Node":
        """What stands at a path below this node."""
        return reduce(Node.__getitem__, path, self)

    def __iter__(self) -> Iterator["Node"]:
        """The items of a list, or the values of a mapping."""
        return (Node((*self.path, step), value) for step, value in _items(self.value))

    def __bool__(self) -> bool:
        return self.value is not None

    @property
    def text(self) -> str:
        """The value if it is text, otherwise nothing."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def key(self) -> str:
        """The last step of the path, as text."""
        return str(self.path[-1]) if self.path else ""

    def leaves(self) -> Iterator["Node"]:
        """Every text at or below this node."""
        if isinstance(self.value, str):
            yield self
        for step, value in _items(self.value):
            path = (*self.path, step)
            if isinstance(value, str):  # most are, and a file has thousands
                yield Node(path, value)
            else:
                yield from Node(path, value).leaves()


def _items(value: object) -> Iterable[tuple[Step, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def clip(text: str) -> str:
    """What an editor typed, short enough for a message."""
    return text if len(text) <= _CLIPPED_AT else f"{text[:_CLIPPED_AT]}…"


def describe(path: Path, root: object) -> str:
    """Say a path as editors think of it: `criteria > speed > verdict`, ids instead of numbers."""
    node, words = Node((), root), []
    for step in path:
        node = node[step]
        if isinstance(step, int):
            name = node["id"].value
            step = name if isinstance(name, str) else f"item {step + 1}"  # noqa: PLW2901
        words.append(clip(step))
    return " > ".join(words)


def ids(records: Iterable[Node]) -> list[str]:
    """The ids of a list of records, in file order."""
    return [record["id"].text for record in records if record["id"].text]


def former_ids(records: Iterable[Node]) -> dict[str, str]:
    """Of every id that a record had before and that none has now, the one that it has now."""
    present = {record["id"].text for record in records}
    named = ((former.text, record) for record in records for former in record["formerly"])
    return {former: record["id"].text for former, record in named if former not in present}


def drafts(root: Node) -> dict[str, Node]:
    """The options that are not published yet, by ids that no published one has."""
    options = [option for option in root["options"] if option["id"].text]
    published = {option["id"].text for option in options if not option["draft"]}
    written = {option["id"].text: option for option in options if option["draft"]}
    return {name: option for name, option in written.items() if name not in published}


def is_draft(root: Node) -> bool:
    """Whether the whole is not finished, and may lack what a published comparison has.

    It says so even where it says it wrongly: that alone is then what is wrong.
    """
    return bool(root["draft"])


def has_every_id(records: Node) -> bool:
    """Whether each record has an id; if not, nobody can say that one named is unknown."""
    return bool(ids(records)) and all(record["id"].text for record in records)


def called(records: Iterable[Node], words: str) -> str:
    """The id of the record with this name, title or address, however it is cased; or nothing."""
    wanted = words.casefold()
    named = (record for record in records if wanted in _names(record))
    return next((record["id"].text for record in named), "")


def _names(record: Node) -> list[str]:
    return [record[field].text.casefold() for field in ("name", "title", "need", "url")]


def verdicts(root: Node) -> Iterator[Node]:
    """Every criterion's verdict."""
    return (criterion["verdict"] for criterion in root["criteria"])


def contestable(root: Node) -> Iterator[Node]:
    """Everything that may carry a proposal: verdicts and scenarios."""
    yield from verdicts(root)
    yield from root["scenarios"]


def outcomes(root: Node) -> Iterator[Node]:
    """Everything that says who comes out ahead: published, proposed and past."""
    for node in contestable(root):
        yield node
        yield from [node["contested"]] if node["contested"] else []
        yield from node["history"]


def kind(outcome: Node) -> str:
    """The outcome's kind; a scenario that says none recommends a winner."""
    is_scenario = outcome.path[0] == "scenarios" and isinstance(outcome.path[-1], int)
    is_scenario &= "history" not in outcome.path
    return outcome["kind"].text or ("winner" if is_scenario else "")


def options_in(outcome: Node) -> set[str]:
    """The options that win the outcome or have a part in it."""
    return {option.text for option in named_in(outcome)}


def named_in(outcome: Node) -> list[Node]:
    """Where the options that win the outcome, or have a part in it, are named."""
    winners = [outcome["option"], *outcome["options"]]
    named = {"winner": winners, "split": [part["option"] for part in outcome["parts"]]}
    return [option for option in named.get(kind(outcome), ()) if option.text]


def is_complete(outcome: Node) -> bool:
    """Whether it says enough to be compared: its kind, and the options that this kind asks for."""
    if kind(outcome) in ("tie", "unknown"):
        return not any(outcome[field] for field in ("option", "options", "parts"))
    return bool(options_in(outcome))


def result(outcome: Node) -> tuple[str, frozenset[tuple[str, str]]]:
    """What two outcomes must share to be the same result: kind, options and what each is for."""
    purposes = {part["option"].text: part["for"].text for part in outcome["parts"]}
    return kind(outcome), frozenset((o, purposes.get(o, "")) for o in options_in(outcome))


def published(outcome: Node) -> Node:
    """What readers see: the proposal once it is adopted."""
    proposal = outcome["contested"]
    return proposal if proposal["status"].text == "adopted" else outcome


def spelt_out(position: Node) -> Node:
    """A position as fields, where its state stands alone, too."""
    return Node(position.path, {"state": position.text}) if position.text else position


def state(position: Node) -> str:
    """Why there is no position, if it says so: as its only word, or in a field."""
    return spelt_out(position)["state"].text


def points(criterion: Node) -> Iterator[Node]:
    """Every point of a criterion, whichever option it is about."""
    return (point for position in criterion["positions"] for point in position["points"])


def points_of(root: Node) -> Iterator[Node]:
    """Every point of every criterion."""
    return (point for criterion in root["criteria"] for point in points(criterion))


def facts(root: Node) -> Iterator[Node]:
    """Every row of facts, of every criterion."""
    return (fact for criterion in root["criteria"] for fact in criterion["facts"])


def typed_value(value: Node) -> Node:
    """Where the value of an option stands in a row of facts: alone, or as a field."""
    return value if value.text else value["value"]


def citing(root: Node) -> Iterator[Node]:
    """Every record with a list of sources."""
    yield from root["options"]
    yield from points_of(root)
    values = (value for fact in facts(root) for value in fact["values"])
    may_cite = (*root["scenarios"], *facts(root), *values)
    yield from (record for record in may_cite if record["sources"])
    yield from (node["contested"] for node in contestable(root) if node["contested"])
