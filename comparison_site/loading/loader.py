"""A path in, a Comparison out, or one ComparisonError with every problem in the file."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from comparison_site.core.characters import name_unseen, screen, visible
from comparison_site.core.diagnostics import ComparisonError, Problem
from comparison_site.core.tree import Flaw, Flaws, Mark, Node, Path, Step, describe
from comparison_site.loading.messages import explain, meant
from comparison_site.loading.yaml_reader import Document, read
from comparison_site.model import Comparison
from comparison_site.results.citing import Cited, cite
from comparison_site.results.files import Files, Folder
from comparison_site.results.filling import fill
from comparison_site.results.runs import Runs
from comparison_site.rules.checks import flaws

MAX_BYTES = 2_000_000
_COMPARED_AT_MOST = 1000  # finding out what a misspelt field was meant to be is slow


@dataclass(frozen=True)
class Loaded:
    """A comparison that is right, the text it came from, and where each part of it stands."""

    comparison: Comparison
    document: Document
    text: str

    def mark(self, *path: Step) -> Mark:
        """The line and column of a part of the data, such as `"criteria", 0, "verdict"`."""
        return self.document.mark(path)


def load(path: FilePath, today: date | None = None) -> Comparison:
    """Read and check a comparison file.

    `today` is the day by which a date is in the future (by default the day of the run). Raises
    ComparisonError with every problem found, each with file, line and column.
    """
    return load_file(path, today).comparison


def load_file(path: FilePath, today: date | None = None) -> Loaded:
    """As `load`, but with the text and its marks."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path that holds a null character
        message = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        raise ComparisonError([Problem(str(path), 0, 0, message)]) from error
    return load_bytes(raw, str(path), today, Folder(path.parent))


def load_bytes(
    raw: bytes, name: str, today: date | None = None, files: Files | None = None
) -> Loaded:
    """As `load_file`, for the bytes of a file that messages shall call `name`.

    `files` is where the results that it cites are looked up. Without it no result is read, and
    the numbers in texts stay placeholders.
    """
    return _Loader(name, today or date.today(), files).load(raw)


class _Loader:
    """Collects the problems of one file."""

    def __init__(self, file: str, today: date, files: Files | None) -> None:
        self.file = file
        self.today = today
        self.files = files
        self.lines: list[str] = []

    def load(self, raw: bytes) -> Loaded:
        text = self._text(raw)
        self.lines = visible(text).split("\n")
        screened = screen(text.split("\n"))
        self._stop_at([self._problem(mark, words) for mark, *words in screened])
        document = read(text)
        found = [self._problem(mark, words) for mark, *words in document.findings]
        if document.root.value is None:
            self._stop_at(found or [Problem(self.file, 1, 1, "the file holds no data")])
        cited = self._cite(document.root)
        comparison, wrong = self._validate(document, cited)
        self._stop_at([*found, *wrong, *cited.problems])
        assert comparison is not None  # noqa: S101 - no problem means that it validated
        return Loaded(comparison.with_runs(cited.runs), document, text)

    def _cite(self, root: Node) -> Cited:
        if self.files is None:
            return Cited(Runs())
        return cite(root, self.files, posixpath.dirname(self.file))

    def _stop_at(self, problems: list[Problem]) -> None:
        if problems:
            raise ComparisonError(problems)

    def _text(self, raw: bytes) -> str:
        if len(raw) > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES / 1e6:.0f} MB"
            raise ComparisonError([Problem(self.file, 0, 0, message)])
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise ComparisonError([self._not_utf8(error)]) from error

    def _not_utf8(self, error: UnicodeDecodeError) -> Problem:
        """The bytes before the bad one are UTF-8, so its column counts characters all the same.

        `error.object` lacks the byte order mark, which is right: no editor counts it.
        """
        before = error.object[: error.start].decode("utf-8").split("\n")
        place = Mark(len(before), len(before[-1]) + 1)
        hint = "save the file with the encoding UTF-8"
        return self._problem(place, ("this byte is not UTF-8 text", hint))

    def _validate(
        self, document: Document, cited: Cited
    ) -> tuple[Comparison | None, list[Problem]]:
        """Types and rules together, but only the problems that say something new."""
        filled = fill(document.root, cited.measured)
        comparison, details = _typed(filled.root)
        unfit = [d for d in details if d["type"] == "extra_forbidden"]
        settled = document.refused | {meant(d, document.root) for d in unfit[:_COMPARED_AT_MOST]}
        told = [d for d in details if _path(d) not in settled and not _counts_anyway(d)]
        found = [
            *flaws(document.root, self.today),
            *_unseen_values(document.root),
            *cited.flaws,
            *filled.flaws,
        ]
        return comparison, [
            *(self._invalid(document, detail) for detail in told),
            *(self._flaw(document, flaw) for flaw in found if flaw.path not in settled),
        ]

    def _invalid(self, document: Document, detail: ErrorDetails) -> Problem:
        at_key = detail["type"] in ("extra_forbidden", "missing") or "[key]" in detail["loc"]
        words = explain(detail)
        return self._flaw(document, Flaw(_path(detail), words[0], words[1], at_key))

    def _flaw(self, document: Document, flaw: Flaw) -> Problem:
        mark = document.mark(flaw.path, flaw.at_key)
        where = describe(flaw.path, document.root.value)
        return self._problem(mark, (flaw.message, flaw.hint), where)

    def _problem(self, mark: Mark, words: Sequence[str], where: str = "") -> Problem:
        """Every word that an editor typed is shown on one line and without invisible letters."""
        excerpt = self.lines[mark.line - 1] if mark.line <= len(self.lines) else ""
        message, where, hint = (_line(visible(text)) for text in (words[0], where, words[1]))
        return Problem(self.file, mark.line, mark.column, message, where, hint, excerpt)


def _typed(root: object) -> tuple[Comparison | None, list[ErrorDetails]]:
    try:
        return Comparison.model_validate(root), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _counts_anyway(detail: ErrorDetails) -> bool:
    """A list whose items are wrong is not too short as well."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _unseen_values(root: Node) -> Flaws:
    for leaf in root.leaves():
        if name := name_unseen(leaf.text):
            message = f"an escape makes the invisible character {name}"
            yield Flaw(leaf.path, message, "delete it")


def _line(text: str) -> str:
    return " ".join(text.split())
