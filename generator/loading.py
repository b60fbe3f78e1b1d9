"""A path in, a Comparison out, or one ComparisonError with every problem in the file."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path as FilePath

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.checks import flaws
from generator.errors import ComparisonError, Problem
from generator.messages import explain
from generator.model import Comparison
from generator.reading import Document, read
from generator.tree import Flaw, Flaws, Mark, Node, Path, describe

MAX_BYTES = 2_000_000
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)


def load(path: FilePath, today: date | None = None) -> Comparison:
    """Read and check a comparison file.

    `today` is the day that no date may lie beyond (by default the day of the run). Raises
    ComparisonError with every problem found, each with file, line and column.
    """
    return _Loader(path, today or date.today()).load()


class _Loader:
    """Collects the problems of one file."""

    def __init__(self, path: FilePath, today: date) -> None:
        self.file = str(path)
        self.path = path
        self.today = today
        self.lines: list[str] = []

    def load(self) -> Comparison:
        text = self._text()
        self.lines = text.split("\n")
        self._stop_at(self._unreadable(text))
        document = read(text)
        found = [self._problem(document, mark, (), words) for mark, *words in document.findings]
        if document.root.value is None:
            self._stop_at(found or [Problem(self.file, 1, 1, "the file holds no data")])
        comparison, wrong = self._validate(document)
        self._stop_at([*found, *wrong, *self._flaws(document)])
        assert comparison is not None  # noqa: S101 - no problem means that it validated
        return comparison

    def _stop_at(self, problems: list[Problem]) -> None:
        if problems:
            raise ComparisonError(problems)

    def _text(self) -> str:
        raw = self._bytes()
        if len(raw) > MAX_BYTES:
            size = f"{len(raw) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB are allowed"
            raise ComparisonError([Problem(self.file, 0, 0, f"the file has {size}")])
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
            message = "this byte is not UTF-8 text"
            hint = "save the file with the encoding UTF-8"
            raise ComparisonError([Problem(self.file, line, column, message, hint=hint)]) from error

    def _bytes(self) -> bytes:
        try:
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            raise ComparisonError([Problem(self.file, 0, 0, message)]) from error

    def _unreadable(self, text: str) -> list[Problem]:
        return [*self._unseen(text), *self._conflicts(text)]

    def _unseen(self, text: str) -> Iterator[Problem]:
        for found in _UNSEEN.finditer(text):
            message = f"the invisible character U+{ord(found[0]):04X} is not allowed"
            yield self._at(text, found.start(), message, "delete it")

    def _conflicts(self, text: str) -> Iterator[Problem]:
        for found in _CONFLICT.finditer(text):
            message = f"'{found[1]}' is a conflict marker that a merge left behind"
            yield self._at(text, found.start(), message, "keep one side and delete the markers")

    def _at(self, text: str, offset: int, message: str, hint: str) -> Problem:
        line = text.count("\n", 0, offset) + 1
        column = offset - text.rfind("\n", 0, offset)
        excerpt = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", self.lines[line - 1])
        return Problem(self.file, line, column, message, hint=hint, excerpt=excerpt)

    def _validate(self, document: Document) -> tuple[Comparison | None, list[Problem]]:
        try:
            return Comparison.model_validate(document.root.value), []
        except ValidationError as error:
            return None, [self._invalid(document, detail) for detail in _telling(error, document)]

    def _invalid(self, document: Document, detail: ErrorDetails) -> Problem:
        path: Path = tuple(step for step in detail["loc"] if step != "[key]")
        at_key = detail["type"] in ("extra_forbidden", "missing") or "[key]" in detail["loc"]
        return self._problem(document, document.mark(path, at_key), path, explain(detail))

    def _flaws(self, document: Document) -> list[Problem]:
        found = [*flaws(document.root, self.today), *self._unseen_values(document.root)]
        return [self._flaw(document, flaw) for flaw in found]

    def _flaw(self, document: Document, flaw: Flaw) -> Problem:
        mark = document.mark(flaw.path, flaw.at_key)
        return self._problem(document, mark, flaw.path, (flaw.message, flaw.hint))

    def _unseen_values(self, root: Node) -> Flaws:
        for leaf in root.leaves():
            if found := _UNSEEN.search(leaf.text):
                message = f"an escape makes the invisible character U+{ord(found[0]):04X}"
                yield Flaw(leaf.path, message, "delete it")

    def _problem(self, document: Document, mark: Mark, path: Path, words: Sequence[str]) -> Problem:
        where = describe(path, document.root.value)
        excerpt = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
        return Problem(self.file, mark.line, mark.column, words[0], where, words[1], excerpt)


def _telling(error: ValidationError, document: Document) -> Iterator[ErrorDetails]:
    """The validation errors that say something new.

    A list whose items are wrong is not too short as well, and what the YAML reader has refused
    already is not reported a second time as a missing value.
    """
    refused = {mark for mark, *_ in document.findings}
    for detail in error.errors():
        short = (
            detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]
        )
        if not short and document.mark(tuple(detail["loc"])) not in refused:
            yield detail
