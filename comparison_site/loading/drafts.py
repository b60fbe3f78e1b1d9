"""Options that are not published yet: left out of what readers see, and what they still lack."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.core.fields import Label
from comparison_site.core.tree import Node, Path, Step
from comparison_site.core.vocabulary import Stance
from comparison_site.loading.yaml_reader import Document
from comparison_site.model import AnyPosition, Option, Source, Value
from comparison_site.model.options import DraftOption
from comparison_site.model.schema import labels_of, references

DRAFT = "draft"
"""The code of what says that a draft is one, and what it lacks."""


class Cut:
    """What readers do not see of a tree, and how the places of the rest change when it goes.

    A draft goes with all that is said about it, and with the sources that nothing else cites.
    """

    def __init__(self, root: Node) -> None:
        self.gone = {option.path for option in root["options"] if option["draft"]}
        if self.gone:
            drafts = places.drafts(root)
            entries = (entry for c in root["criteria"] for entry in _by_option(c))
            self.gone |= {entry.path for entry in entries if entry.key in drafts}
            self.gone |= set(self._cited_by_drafts(root))
        self._items: dict[Path, list[int]] = defaultdict(list)
        for *place, last in self.gone:
            if isinstance(last, int):
                insort(self._items[tuple(place)], last)

    def _cited_by_drafts(self, root: Node) -> Iterator[Path]:
        cited: dict[str, list[bool]] = defaultdict(list)
        for group, node, name, _ in references(root):
            if group == "sources":
                cited[name].append(self.leaves_out(node.path))
        for source in root["sources"]:
            if (found := cited.get(source["id"].text)) and all(found):
                yield source.path

    def leaves_out(self, path: Path) -> bool:
        """Whether readers do not see what stands at a path."""
        return any(path[:length] in self.gone for length in range(1, len(path) + 1))

    def left(self, value: object, path: Path = ()) -> object:
        """What is left of a value that stands at a path."""
        if isinstance(value, dict):
            kept = {key: item for key, item in value.items() if (*path, key) not in self.gone}
            return {key: self.left(item, (*path, key)) for key, item in kept.items()}
        if isinstance(value, list):
            items = [(*path, n) for n in range(len(value)) if (*path, n) not in self.gone]
            return [self.left(value[int(item[-1])], item) for item in items]
        return value

    def after(self, path: Path) -> Path:
        """Where something that is left stands afterwards."""
        steps = (self._earlier(path[:n], step) for n, step in enumerate(path))
        return tuple(steps)

    def _earlier(self, path: Path, step: Step) -> Step:
        return (
            step - bisect_left(self._items.get(path, []), step) if isinstance(step, int) else step
        )

    def before(self, path: Path) -> Path:
        """Where something stood whose place is now this one."""
        found: Path = ()
        for step in path:
            if isinstance(step, int):
                for item in self._items.get(found, []):
                    step += int(item <= step)  # noqa: PLW2901
            found = (*found, step)
        return found

    def document(self, whole: Document) -> Document:
        """The document without it. Marks stay, so that a line is what it is in the file."""
        if not self.gone:
            return whole
        return replace(
            whole,
            root=Node((), self.left(whole.root.value)),
            keys=self._kept(whole.keys),
            values=self._kept(whole.values),
            spans=self._kept(whole.spans),
            key_starts=self._kept(whole.key_starts),
            refused={self.after(path) for path in whole.refused if not self.leaves_out(path)},
        )

    def _kept(self, marks: Mapping[Path, Any]) -> dict[Path, Any]:
        return {self.after(p): mark for p, mark in marks.items() if not self.leaves_out(p)}


def _by_option(criterion: Node) -> Iterator[Node]:
    """What a criterion says for each option."""
    yield from criterion["positions"]
    yield from criterion["verdict"]["as_of"]
    yield from (value for fact in criterion["facts"] for value in fact["values"])


def draft_errors(root: Node, cut: Cut) -> Iterator[ErrorDetails]:
    """What is wrong by the types in what readers do not see. A draft may lack fields."""
    for source in (source for source in root["sources"] if source.path in cut.gone):
        yield from _errors(Source, source.value, source.path)
    for option in (option for option in root["options"] if option["draft"]):
        fields = option.value if isinstance(option.value, dict) else {}
        own = {name: fields[name] for name in DraftOption.model_fields if name in fields}
        yield from _errors(DraftOption, own, option.path)
        rest = {name: value for name, value in fields.items() if name not in own}
        yield from _there(_errors(Option, rest, option.path), option.path)
    drafts = places.drafts(root)
    for criterion in root["criteria"]:
        for name in drafts:
            position, judged = criterion["positions"][name], criterion["verdict"]["as_of"][name]
            if position:
                errors = _errors(AnyPosition, position.value, position.path)
                yield from _there(errors, (*position.path, "position"))
            if judged:
                yield from _errors(Label, judged.value, judged.path)
            for value in (fact["values"][name] for fact in criterion["facts"]):
                yield from _errors(Value, value.value, value.path) if value else ()


def _errors(kind: Any, value: object, path: Path) -> list[ErrorDetails]:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return [one | {"loc": (*path, *one["loc"])} for one in error.errors(include_url=False)]
    return []


def _there(errors: list[ErrorDetails], record: Path) -> Iterator[ErrorDetails]:
    """The errors without those that only say that a field of the record is missing."""
    return (e for e in errors if e["type"] != "missing" or e["loc"][:-1] != record)


def unfinished(whole: Document, file: str) -> tuple[Diagnostic, ...]:
    """A note for each draft, at its place in the file: what it lacks before it can be published."""
    found = []
    for name, option in places.drafts(whole.root).items():
        lacks = ", ".join(_lacks(option, whole.root))
        message = f"a draft that lacks {lacks or 'nothing'}"
        hint = "readers do not see it" if lacks else f"to publish it: option publish {name}"
        note = Diagnostic(option.path, message, hint, rule=DRAFT, level=Level.NOTE)
        found.append(whole.place(note, file))
    return tuple(found)


def _lacks(option: Node, root: Node) -> Iterator[str]:
    """In words, what a draft needs before it can be published."""
    name, criteria = option["id"].text, list(root["criteria"])
    positions = {c["id"].text: c["positions"][name] for c in criteria}
    absent = [criterion for criterion, position in positions.items() if not _is_whole(position)]
    if absent:
        yield f"{len(absent)} of {len(criteria)} positions ({', '.join(absent)})"
    judged = [criterion for criterion in criteria if criterion["verdict"]["as_of"][name]]
    if option["version"] and len(judged) < len(criteria):
        yield f"{len(criteria) - len(judged)} of {len(criteria)} versions judged"
    rows = list(places.facts(root))
    if empty := [row for row in rows if not row["values"][name]]:
        yield f"{len(empty)} of {len(rows)} values of facts"
    labels = labels_of("option")
    errors = _errors(Option, option.value, ())
    names = [str(one["loc"][0]) for one in errors if one["type"] == "missing"]
    yield from (labels.label(field).lower() for field in names)


def _is_whole(position: Node) -> bool:
    """Whether a position says where the option stands, with a strength, or why it does not."""
    stances = {point["stance"].text for point in position["points"]}
    is_placed = bool(position["summary"]) and Stance.STRENGTH in stances
    return is_placed or bool(places.state(position))
