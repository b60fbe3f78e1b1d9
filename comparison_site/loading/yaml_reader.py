"""YAML text to plain data with a mark for every key and value. The only module that knows YAML.

The parser's events are read, not its nodes: repeated keys, aliases, tags and second documents
are seen before anything is expanded, nothing can be bombed, and every plain word stays the text
that was typed (YAML 1.1 would make `NO` false and `1.10` the number 1.1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any

import yaml

from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.tree import Finding, Mark, Node, Path, clip, describe
from comparison_site.loading.syntax_hints import QUOTE_IT, cannot_start, explain_syntax

MAX_DEPTH = 20
_COMMENT = re.compile(r"[^\S\n]+#")
_BREAKS = " \r\n"
_NULLS = ("", "~", "null", "Null", "NULL")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is five times as fast
BLOCK, FLOW, PLAIN = "block", "flow", "plain"


@dataclass(frozen=True)
class Span:
    """The characters of a value, from `start` up to `end`, counted from the text's start.

    `style` says how it is written: `block` or `flow` for lists and fields; for texts `plain`, or
    the character that starts them: a quote, `>` or `|`.
    """

    start: int
    end: int
    style: str


@dataclass
class Document:
    """Plain data, where each part of it stands, and what was wrong with the YAML itself.

    `refused` holds the paths whose value the reader has already complained about, `spans` the
    characters of each value, `key_starts` the offset of each key, `cut` the single words that a
    comment follows; `lines` are those of the text, with nothing invisible in them; `runs_on` says
    that an item of a list begins within another one, which then hides it. Once `root` is completed,
    `typed` is what it was before.
    """

    root: Node
    lines: tuple[str, ...] = ()
    keys: dict[Path, Mark] = field(default_factory=dict)
    values: dict[Path, Mark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: set[Path] = field(default_factory=set)
    spans: dict[Path, Span] = field(default_factory=dict)
    key_starts: dict[Path, int] = field(default_factory=dict)
    cut: list[Path] = field(default_factory=list)
    runs_on: bool = False
    typed: Node = field(default_factory=lambda: Node((), None))

    def mark(self, path: Path, at_key: bool = False) -> Mark:
        """Where a path stands; for one that is not in the file, where its parent stands."""
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        found = first.get(path) or second.get(path)
        if found or not path:
            return found or Mark(1, 1)
        return self.mark(path[:-1], at_key=True)

    def place(self, found: Diagnostic, file: str) -> Diagnostic:
        """The same finding with its place in this document, which messages call `file`."""
        where = describe(found.path, self.root.value)
        if found.first:
            first = self.mark(found.first)
            found = replace(found, message=f"{found.message}; the first is on line {first.line}")
        return found.placed(file, self.mark(found.path, found.at_key), self.lines, where)


class _UnreadableError(Exception):
    """Raised where reading on makes no sense; its arguments are a finding."""


def read(text: str) -> Document:
    """Read YAML text into plain data: dicts, lists, str and None. Never raises for bad YAML."""
    reader = _Reader(text)
    findings = reader.document.findings
    starts = (one for one in reader.events if isinstance(one, yaml.DocumentStartEvent))
    try:
        for number, start in enumerate(starts):
            if number > 0:
                message = "a second document starts here; the file must hold only one"
                raise _UnreadableError(_mark(start), message, "remove this line")
            reader.document.root = Node((), reader.value(next(reader.events), ()))
    except _UnreadableError as stop:
        findings.append(stop.args)
    except yaml.YAMLError as error:
        found = explain_syntax(error, text)
        if all(found[0].line != mark.line for mark, *_ in findings):  # said already, and better
            findings.append(found)
    return reader.document


class _Reader:
    """Walks the events once, building data and marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events = map(self._remembered, yaml.parse(text, Loader=_LOADER))
        self.last: Any = None
        self.end = 0
        self.document = Document(Node((), None), tuple(visible(text).split("\n")))
        self.repeating: set[Path] = set()
        self.anchors: set[str] = set()

    def _remembered(self, event: Any) -> Any:
        self.last = event
        return event

    def _until(self, end: type) -> Iterator[Any]:
        return takewhile(lambda event: not isinstance(event, end), self.events)

    def _report(self, event: Any, message: str, hint: str) -> None:
        self.document.findings.append((_mark(event), message, hint))

    def value(self, event: Any, path: Path) -> object:
        """The value that starts with this event."""
        self.document.values[path] = _mark(event)
        self._check_properties(event, path)
        if isinstance(event, yaml.CollectionStartEvent) and len(path) >= MAX_DEPTH:
            message = f"the data is nested deeper than {MAX_DEPTH} levels"
            raise _UnreadableError(_mark(event), message, "remove some brackets")
        value: object = None
        match event:
            case yaml.ScalarEvent():
                value = self._scalar(event, path)
            case yaml.MappingStartEvent():
                value = self._mapping(path)
            case yaml.SequenceStartEvent():
                items = enumerate(self._until(yaml.SequenceEndEvent))
                value = [self.value(item, (*path, number)) for number, item in items]
        self.document.spans[path] = self._span(event)
        return value

    def _check_properties(self, event: Any, path: Path) -> None:
        """Refuse aliases, anchors and tags: to an editor, texts that start with `*`, `&`, `!`.

        Before a list or fields, and where it names an anchor, such a sign is meant as YAML's own.
        """
        is_alias = isinstance(event, yaml.AliasEvent)
        letter = "*" if is_alias else "&" if event.anchor else ""
        if path in self.document.refused or not (letter or getattr(event, "tag", None)):
            return
        self.document.refused.add(path)
        if isinstance(event, yaml.CollectionStartEvent):
            self.anchors.add(str(event.anchor))
            named = f"an anchor ('&{event.anchor}')" if event.anchor else f"a tag ('{event.tag}')"
            self._report(event, f"{clip(named)} is not allowed", "remove it")
        elif is_alias and event.anchor in self.anchors:
            self._report(event, "an alias is not allowed", "write out what it stands for")
        else:
            self._report(event, cannot_start(letter or "!"), QUOTE_IT)

    def _scalar(self, event: Any, path: Path) -> str | None:
        value = str(event.value).strip()
        if event.style:
            return value
        if _COMMENT.match(self.text, event.end_mark.index):
            if " " not in value:
                self.document.cut.append(path)
            else:
                hint = "put the text in quotes, or move the comment to a line of its own"
                self._report(event, "this text is cut at ' #', where a comment starts", hint)
        return None if value in _NULLS else value

    def _mapping(self, path: Path) -> dict[str, object]:
        data: dict[str, object] = {}
        for event in self._until(yaml.MappingEndEvent):
            key = self._key(event, path)
            if key not in data:
                self.repeating.discard(path)
                self.document.keys[(*path, key)] = _mark(event)
                self.document.key_starts[(*path, key)] = event.start_mark.index
                data[key] = self.value(next(self.events), (*path, key))
                continue
            if path not in self.repeating:  # what follows is most likely the same slip
                self.repeating.add(path)
                first = self.document.keys[(*path, key)]
                message = f"duplicate key '{clip(key)}'; the first is on line {first.line}"
                hint = "remove one of them, or start a new list item with '- '"
                self._report(event, message, hint)
                is_item = bool(path) and isinstance(path[-1], int)
                self.document.runs_on |= is_item and key == next(iter(data))
            self.value(next(self.events), (*path, f"(repeated) {key}"))
        return data

    def _key(self, event: Any, path: Path) -> str:
        if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            hint = "a text that starts with '{' or '[' must stand in quotes"
            raise _UnreadableError(_mark(event), "a key must be a plain word", hint)
        key = str(getattr(event, "value", event.anchor)).strip()
        if key == "<<" and not getattr(event, "style", None):
            self._report(event, "a YAML merge key ('<<') is not allowed", "write the fields out")
            self.document.refused.add((*path, key))
        self._check_properties(event, (*path, key))
        return key

    def _span(self, event: Any) -> Span:
        """The span of the value that started with this event and has just been read."""
        start, end = event.start_mark.index, self.last.end_mark.index
        style = getattr(event, "style", None) or PLAIN
        if isinstance(event, yaml.CollectionStartEvent):
            style = FLOW if event.flow_style else BLOCK
        typed = self.text[start:end].rstrip(_BREAKS)
        if style != BLOCK:  # a block ends where the last value in it ended
            self.end = start + len(typed)
        start += len(typed) - len(typed.lstrip(_BREAKS))  # the parser adds the space before a quote
        return Span(start, self.end, style)


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)
