"""YAML text to plain data with a mark for every key and value. The only module that knows YAML.

The parser's events are read, not its nodes: repeated keys, aliases, tags and second documents
are seen before anything is expanded, nothing can be bombed, and every plain word stays the text
that was typed (YAML 1.1 would make `NO` false and `1.10` the number 1.1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.syntax import PUT_IN_QUOTES, explain_syntax
from generator.tree import Finding, Mark, Node, Path

MAX_DEPTH = 20
_NULLS = ("", "~", "null", "Null", "NULL")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is five times as fast


@dataclass
class Document:
    """Plain data, where each part of it stands, and what was wrong with the YAML itself."""

    root: Node
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def mark(self, path: Path, at_key: bool = False) -> Mark:
        """Where a path stands; for one that is not in the file, where its parent stands."""
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        found = first.get(path) or second.get(path)
        if found or not path:
            return found or Mark(1, 1)
        return self.mark(path[:-1], at_key=True)


def read(text: str) -> Document:
    """Read YAML text into plain data: dicts, lists, str and None. Never raises for bad YAML."""
    reader = _Reader(text)
    try:
        reader.read()
    except yaml.YAMLError as error:
        reader.document.findings.append(explain_syntax(error, text))
    return reader.document


class _Reader:
    """Walks the events once, building data and marks."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self.document = Document(Node((), None))

    def read(self) -> None:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._document_start(event)

    def _document_start(self, event: Any) -> None:
        if self.document.root.value is not None:
            self._report(event, "a second document starts here; the file must hold only one")
            return
        value = self._node(next(self.events), (), depth=1)
        self.document.root = Node((), value)

    def _report(self, event: Any, message: str, hint: str = "") -> None:
        self.document.findings.append((_mark(event), message, hint))

    def _node(self, event: Any, path: Path, depth: int) -> object:
        self.document.values[path] = _mark(event)
        if isinstance(event, yaml.AliasEvent):
            self._report(
                event, f"'*{event.anchor}' is a YAML alias, which is not allowed", PUT_IN_QUOTES
            )
            return None
        self._check_properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > MAX_DEPTH:
            self._report(event, f"the data is nested deeper than {MAX_DEPTH} levels")
            self._skip()
            return None
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        return self._sequence(path, depth)

    def _check_properties(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, f"'&{event.anchor}' is a YAML anchor")
        if event.tag:
            self._refuse(event, "'!' starts a YAML tag")

    def _refuse(self, event: Any, what: str) -> None:
        self._report(event, f"{what}, which is not allowed", PUT_IN_QUOTES)

    def _scalar(self, event: Any) -> str | None:
        value = str(event.value)
        if event.style:
            return value
        if " " in value and self._comment_follows(event):
            self._report(event, "this text is cut at ' #', where a comment starts", _CUT)
        return None if value in _NULLS else value

    def _comment_follows(self, event: Any) -> bool:
        end = event.end_mark
        return bool(re.match(r"\s+#", self.lines[end.line][end.column :]))

    def _mapping(self, path: Path, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            self._entry(event, data, path, depth)
        return data

    def _entry(self, event: Any, data: dict[str, object], path: Path, depth: int) -> None:
        key = self._key(event, path, depth)
        first = self.document.keys.get((*path, key))
        if key in data and first:
            self._report(event, f"the key '{key}' stands twice here; first on line {first.line}")
            self._node(next(self.events), (*path, "(repeated)", key), depth + 1)
            return
        self.document.keys[(*path, key)] = _mark(event)
        data[key] = self._node(next(self.events), (*path, key), depth + 1)

    def _key(self, event: Any, path: Path, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._report(event, "a key must be a plain word", _QUOTE_BRACES)
            self._node(event, (*path, "(key)"), depth + 1)
            return "(key)"
        if event.value == "<<" and event.style is None:
            self._report(event, "a YAML merge key ('<<') is not allowed", "write the fields out")
        self._check_properties(event)
        return str(event.value)

    def _sequence(self, path: Path, depth: int) -> list[object]:
        items: list[object] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, (*path, len(items)), depth + 1))
        return items

    def _skip(self) -> None:
        level = 1
        while level:
            event = next(self.events)
            level += isinstance(event, yaml.CollectionStartEvent)
            level -= isinstance(event, yaml.CollectionEndEvent)


_QUOTE_BRACES = "a text that starts with '{' or '[' must stand in quotes"
_CUT = "put the text in quotes, or move the comment to a line of its own"


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
