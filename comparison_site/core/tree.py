"""The data as typed: a tree that remembers its paths, before anything is known to be right."""

from collections.abc import Iterator
from dataclasses import dataclass

_CLIPPED_AT = 60

Step = str | int
Path = tuple[Step, ...]


@dataclass(frozen=True)
class Mark:
    """A place in the file; line and column count from 1."""

    line: int
    column: int


Finding = tuple[Mark, str, str]
"""A place, what is wrong there, and a hint."""


@dataclass(frozen=True)
class Node:
    """A value somewhere in the data. Asking for what is not there gives an empty node."""

    path: Path
    value: object

    def __getitem__(self, step: Step) -> "Node":
        if isinstance(self.value, dict):
            return Node((*self.path, step), self.value.get(step))
        return Node((*self.path, step), None)

    def __iter__(self) -> Iterator["Node"]:
        """The items of a list, or the values of a mapping."""
        if isinstance(self.value, list):
            return (Node((*self.path, i), item) for i, item in enumerate(self.value))
        if isinstance(self.value, dict):
            return (self[key] for key in self.value)
        return iter(())

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
        for child in self:
            yield from child.leaves()


def clip(text: str) -> str:
    """What an editor typed, short enough for a message."""
    return text if len(text) <= _CLIPPED_AT else f"{text[:_CLIPPED_AT]}…"


def describe(path: Path, root: object) -> str:
    """Say a path as editors think of it: `criteria > speed > verdict`, ids instead of numbers."""
    words: list[str] = []
    value: object = root
    for step in path:
        value = _child(value, step)
        words.append(clip(_name(step, value)))
    return " > ".join(words)


def _child(value: object, step: Step) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _name(step: Step, value: object) -> str:
    if isinstance(step, str):
        return step
    named = isinstance(value, dict) and isinstance(value.get("id"), str)
    return str(value["id"]) if named and isinstance(value, dict) else f"item {step + 1}"
