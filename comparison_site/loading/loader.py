"""A path in, a Comparison out, or one ComparisonError with every problem in the file."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from comparison_site.core.characters import name_unseen, screen, visible
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, Diagnostics
from comparison_site.core.tree import Finding, Mark, Node, Path, Step
from comparison_site.loading.messages import as_typed, explain, meant
from comparison_site.loading.yaml_reader import Document, read
from comparison_site.model import Comparison
from comparison_site.model.schema import formatted_fields
from comparison_site.results.files import Files, Folder
from comparison_site.results.filling import Filled, fill
from comparison_site.results.gathering import Cited, cite
from comparison_site.results.runs import Runs
from comparison_site.rules.checks import flaws

MAX_BYTES = 2_000_000
_COMPARED_AT_MOST = 1000  # finding out what a misspelt field was meant to be is slow


@dataclass(frozen=True)
class Loaded:
    """A comparison that is right, the text it came from, and where each part of it stands.

    `filled` is its tree with the numbers of results in place, as readers see them.
    """

    comparison: Comparison
    document: Document
    text: str
    filled: Node

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
        raise ComparisonError([Diagnostic.at(str(path), 0, 0, message)]) from error
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

    def load(self, raw: bytes) -> Loaded:
        text = self._text(raw)
        lines = visible(text).split("\n")
        self._stop_at([self._placed(finding, lines) for finding in screen(text.split("\n"))])
        document = read(text)
        found = [self._placed(finding, lines) for finding in document.findings]
        if document.root.value is None:
            self._stop_at(found or [Diagnostic.at(self.file, 1, 1, "the file holds no data")])
        cited = self._cite(document.root)
        filled = fill(document.root, cited.measured, formatted_fields())
        comparison, wrong = self._validate(document, cited, filled)
        self._stop_at([*found, *wrong, *cited.problems])
        assert comparison is not None  # noqa: S101 - no problem means that it validated
        root = Node((), filled.root)
        return Loaded(comparison.with_runs(cited.runs), document, text, root)

    def _cite(self, root: Node) -> Cited:
        if self.files is None:
            return Cited(Runs())
        return cite(root, self.files, posixpath.dirname(self.file))

    def _stop_at(self, problems: list[Diagnostic]) -> None:
        if problems:
            raise ComparisonError(problems)

    def _text(self, raw: bytes) -> str:
        if len(raw) > MAX_BYTES:
            message = f"the file is larger than {MAX_BYTES / 1e6:.0f} MB"
            raise ComparisonError([Diagnostic.at(self.file, 0, 0, message)])
        try:
            return raw.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise ComparisonError([self._not_utf8(error)]) from error

    def _not_utf8(self, error: UnicodeDecodeError) -> Diagnostic:
        """The bytes before the bad one are UTF-8, so its column counts characters all the same.

        `error.object` lacks the byte order mark, which is right: no editor counts it.
        """
        before = error.object[: error.start].decode("utf-8").split("\n")
        place = Mark(len(before), len(before[-1]) + 1)
        hint = "save the file with the encoding UTF-8"
        return self._placed((place, "this byte is not UTF-8 text", hint), ())

    def _validate(
        self, document: Document, cited: Cited, filled: Filled
    ) -> tuple[Comparison | None, list[Diagnostic]]:
        """Types and rules together, but only the problems that say something new."""
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
            document.place(one, self.file)
            for one in (*map(_invalid, told), *(one for one in found if one.path not in settled))
        ]

    def _placed(self, finding: Finding, lines: Sequence[str]) -> Diagnostic:
        mark, message, hint = finding
        return Diagnostic((), message, hint).placed(self.file, mark, lines)


def _invalid(detail: ErrorDetails) -> Diagnostic:
    told = detail.get("ctx", {}).get("at_key", "[key]" in detail["loc"])
    at_key = detail["type"] in ("extra_forbidden", "missing") or told
    message, hint = explain(detail)
    return Diagnostic(_path(detail), message, hint, at_key)


def _typed(root: object) -> tuple[Comparison | None, list[ErrorDetails]]:
    try:
        return Comparison.model_validate(root), []
    except ValidationError as error:
        return None, as_typed(error.errors(include_url=False))


def _path(detail: ErrorDetails) -> Path:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _counts_anyway(detail: ErrorDetails) -> bool:
    """A list whose items are wrong is not too short as well."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _unseen_values(root: Node) -> Diagnostics:
    for leaf in root.leaves():
        if name := name_unseen(leaf.text):
            message = f"an escape makes the invisible character {name}"
            yield Diagnostic(leaf.path, message, "delete it")
