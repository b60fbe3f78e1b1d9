"""Changing YAML text without touching the characters beside the change.

Every step reads its result and compares it with what should have become of the data: a draft
says exactly what was asked for, or the step raises DraftError.
"""

import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from comparison_site.authoring.writing import Fields, Value, entry, flow, item, rewritings
from comparison_site.core.tree import Path, describe
from comparison_site.loading.yaml_reader import FLOW, Document, Span, read


class DraftError(Exception):
    """Raised where a change cannot be made in the text; says where."""


@dataclass(frozen=True)
class Draft:
    """YAML text on its way to another one. Line ends stay as they are."""

    text: str

    @cached_property
    def document(self) -> Document:
        """The text as read."""
        return read(self.text)

    @property
    def newline(self) -> str:
        """How lines end in this text."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def has(self, path: Path) -> bool:
        """Whether something stands at a path."""
        return path in self.document.spans

    def replaced(self, path: Path, text: str) -> "Draft":
        """With another text at a path, written as the old one was where that is possible.

        Space around a text does not count in this data; it is dropped.
        """
        span, text = self._span(path), text.strip()
        typed = self.text[span.start : span.end]
        ways = rewritings(text, typed, span.style, self.newline)
        tries = (self._with(span.start, span.end, way) for way in ways)
        return self._first(path, tries, lambda data: _put(data, path, text))

    def added(self, path: Path, value: Value, after: str) -> "Draft":
        """With a new field, below the field `after` of the same record."""
        parent, key = path[:-1], str(path[-1])
        beside = self._span((*parent, after))
        if self._span(parent).style == FLOW:
            new = self._with(beside.end, beside.end, f", {key}: {flow(value)}")
        else:
            indent = self._column(self.document.key_starts[*parent, after])
            line = " " * indent + entry(key, value, indent, self.newline)
            new = self._with_line_below(beside.end, line)
        return self._first(path, [new], lambda data: _put(data, path, plain(value)))

    def removed(self, path: Path) -> "Draft":
        """Without a field and its lines."""
        span, start = self._span(path), self.document.key_starts[path]
        line_start = self._line_start(start)
        if self._span(path[:-1]).style == FLOW or self.text[line_start:start].strip():
            new = self._without_inner(path)
        else:
            new = self._with(line_start, self._line_end(span.end), "")
        return self._first(path, [new], lambda data: _drop(data, path))

    def prepended(self, path: Path, fields: Fields) -> "Draft":
        """With a new first record in a list."""
        span = self._span(path)
        if span.style == FLOW:
            comma = ", " if self.has((*path, 0)) else ""
            new = self._with(span.start + 1, span.start + 1, flow(fields) + comma)
        else:
            indent = self._column(span.start)
            record = item(fields, indent, self.newline)
            gap = f"{self.newline}{' ' * indent}"
            new = self._with(span.start, span.start, record + gap)
        return self._first(path, [new], lambda data: _at(data, path).insert(0, plain(fields)))

    def _span(self, path: Path) -> Span:
        if path not in self.document.spans:
            raise self._impossible(path)
        return self.document.spans[path]

    def _first(
        self, path: Path, tries: Iterable["Draft"], change: Callable[[Any], None]
    ) -> "Draft":
        """The first try that says what it should."""
        wanted = deepcopy(self.document.root.value)
        change(wanted)
        for new in tries:
            found = new.document
            if found.root.value == wanted and len(found.findings) <= len(self.document.findings):
                return new
        raise self._impossible(path)

    def _impossible(self, path: Path) -> DraftError:
        where = describe(path, self.document.root.value)
        return DraftError(f"{where} is written in a way that cannot be changed safely from here")

    def _with(self, start: int, end: int, new: str) -> "Draft":
        return Draft(self.text[:start] + new + self.text[end:])

    def _with_line_below(self, offset: int, line: str) -> "Draft":
        end = self._line_end(offset)
        if end and self.text[end - 1] == "\n":
            return self._with(end, end, line + self.newline)
        return self._with(end, end, self.newline + line)

    def _without_inner(self, path: Path) -> "Draft":
        """Up to the next field; of the last one, everything after the field before it."""
        keys = [p for p in self.document.key_starts if p[:-1] == path[:-1]]
        place = keys.index(path)
        if place + 1 < len(keys):
            starts = self.document.key_starts
            return self._with(starts[path], starts[keys[place + 1]], "")
        start = self._span(keys[place - 1]).end if place else self.document.key_starts[path]
        return self._with(start, self._span(path).end, "")

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """The offset after the end of a line, or of the text."""
        found = self.text.find("\n", offset)
        return found + 1 if found >= 0 else len(self.text)


def plain(value: Value) -> Any:
    """A value as it is when it is read: texts, dicts and lists."""
    if isinstance(value, str | date):
        return str(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value]


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _put(data: Any, path: Path, value: Any) -> None:
    _at(data, path[:-1])[path[-1]] = value


def _drop(data: Any, path: Path) -> None:
    del _at(data, path[:-1])[path[-1]]


class SavingError(Exception):
    """Raised when a file cannot be replaced; it stands as it was."""


def save(file: FilePath, before: bytes, after: bytes) -> None:
    """Replace a file's bytes, which must still be `before`. Its mode and any link to it stay.

    Raises SavingError.
    """
    target = file.resolve()
    try:
        if target.read_bytes() != before:
            raise SavingError(f"{file} was changed by somebody else in the meantime; try again")
        if not os.access(target, os.W_OK):
            raise SavingError(f"{file} is write-protected")
        _replace(target, after)
    except OSError as error:
        raise SavingError(f"{file} cannot be written: {error.strerror}") from error


def _replace(target: FilePath, content: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    fresh = FilePath(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        fresh.chmod(mode)
        fresh.replace(target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
