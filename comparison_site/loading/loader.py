"""A path in, a Comparison out, or one ComparisonError with every problem in the file."""

import posixpath
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path as FilePath

from pydantic import ValidationError

from comparison_site.core.characters import name_unseen, screen, visible
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, Diagnostics
from comparison_site.core.resources import COMMAND
from comparison_site.core.tree import Finding, Node
from comparison_site.loading.completing import completed_document
from comparison_site.loading.drafts import Cut, draft_errors
from comparison_site.loading.gaps import opened
from comparison_site.loading.messages import explain
from comparison_site.loading.yaml_reader import Document, read
from comparison_site.model import Comparison
from comparison_site.model.comparison import SCHEMA
from comparison_site.model.schema import formatted_fields
from comparison_site.results.files import Files, Folder
from comparison_site.results.gathering import Cited, cite
from comparison_site.results.placeholders import Filled, fill
from comparison_site.results.runs import Runs
from comparison_site.rules.checks import flaws, published_flaws

MAX_BYTES = 2_000_000
_START = f"to start one of your own: {COMMAND} new DIR"
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Loaded:
    """A right comparison, its places and its text; `filled` is its tree as readers see it.

    Options that are drafts stand in `text` and in `whole`, and nowhere else. `gaps` are what the
    whole lacks, if it is a draft itself.
    """

    comparison: Comparison
    document: Document
    text: str
    filled: Node
    whole: Document
    gaps: tuple[Diagnostic, ...] = ()


def load(path: FilePath, today: date | None = None) -> Comparison:
    """Read and check a comparison file.

    A date after `today` is in the future. Raises ComparisonError with every problem, each placed.
    """
    return load_file(path, today).comparison


def load_file(path: FilePath, today: date | None = None) -> Loaded:
    """As `load`, but with the text and its marks."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):  # a pipe would be waited for
            raise ValueError("this is no regular file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path that holds a null character
        message = f"the file cannot be read: {getattr(error, 'strerror', None) or error}"
        hint = _START if isinstance(error, FileNotFoundError) else ""
        raise ComparisonError([Diagnostic.at(str(path), 0, 0, message, hint=hint)]) from error
    return load_bytes(raw, str(path), today, Folder(path.parent))


def load_bytes(
    raw: bytes, name: str, today: date | None = None, files: Files | None = None
) -> Loaded:
    """As `load_file`, for the bytes of a file that messages shall call `name`.

    `files` is where the results that it cites are looked up. Without it no result is read, and
    the numbers in texts stay placeholders.
    """
    text = decoded(raw, name, MAX_BYTES)
    lines = visible(text).split("\n")
    _stop_at(_placed(screen(text.split("\n")), name, lines))
    document = read(text)
    _stop_at([document.place(one, name) for one in _newer(document.root)])
    found = _placed(document.findings, name, lines)
    if document.runs_on:
        _stop_at(found)
    if not document.root:
        _stop_at(found or [Diagnostic.at(name, 1, 1, "the file holds no data")])
    document, missing = opened(completed_document(document))
    cited, cut = _cited(document, files, name), Cut(document.root)
    filled = fill(document.root, cited.measured, formatted_fields())
    comparison, wrong = _validated(document, cut, cited, filled, today or date.today())
    _stop_at([*found, *(document.place(one, name) for one in wrong), *cited.problems])
    assert comparison is not None  # noqa: S101 - no problem means that it validated
    said, shown = cut.document(document), Node((), cut.left(filled.root))
    runs = _cited(said, files, name).runs if cut.gone else cited.runs
    gaps = tuple(document.place(one, name) for one in missing)
    return Loaded(comparison.with_runs(runs), said, text, shown, document, gaps)


def _newer(root: Node) -> Diagnostics:
    """A file for a later program: what that one knows would be a mistake in each line to this."""
    said = root["schema"].text
    if _NUMBER.fullmatch(said) and int(said) > SCHEMA:
        message = f"the file has form {said}, and this program knows no newer one than {SCHEMA}"
        yield Diagnostic(("schema",), message, "install a newer comparison-site to read it")


def _cited(document: Document, files: Files | None, name: str) -> Cited:
    return cite(document.root, files, posixpath.dirname(name)) if files else Cited(Runs())


def decoded(raw: bytes, name: str, most: int) -> str:
    """The text of a file that messages shall call `name`; ComparisonError if it is no UTF-8, or
    longer than so many bytes."""
    if len(raw) > most:
        message = f"the file is larger than {most / 1e6:.0f} MB"
        raise ComparisonError([Diagnostic.at(name, 0, 0, message)])
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        # What stands before the bad byte is UTF-8, so that its column counts characters.
        # `error.object` lacks the byte order mark, which no editor counts either.
        before = error.object[: error.start].decode("utf-8").split("\n")
        message, hint = "this byte is not UTF-8 text", "save the file with the encoding UTF-8"
        found = Diagnostic.at(name, len(before), len(before[-1]) + 1, message, hint=hint)
        raise ComparisonError([found]) from error


def _validated(
    document: Document, cut: Cut, cited: Cited, filled: Filled, today: date
) -> tuple[Comparison | None, list[Diagnostic]]:
    """Types and rules together, but only the problems that say something new."""
    comparison, errors = None, list(draft_errors(Node((), filled.root), cut))
    try:
        comparison = Comparison.model_validate(cut.left(filled.root))
    except ValidationError as error:
        errors += [e | {"loc": cut.before(e["loc"])} for e in error.errors(include_url=False)]
    wrong, meant = explain(errors, document.root, document.typed)
    root, readers = Node((), filled.root), Node((), cut.left(filled.root))
    found = [*flaws(root, today), *cited.flaws]
    found += [replace(one, path=cut.before(one.path)) for one in published_flaws(readers)]
    unfilled = {one.path for one in filled.flaws}  # which say it already
    wrong += [*(one for one in found if one.path not in unfilled), *filled.flaws]
    for leaf in document.root.leaves():
        if unseen := name_unseen(leaf.text):
            message = f"an escape makes the invisible character {unseen}"
            wrong.append(Diagnostic(leaf.path, message, "delete it"))
    return comparison, [one for one in wrong if one.path not in document.refused | meant]


def _placed(findings: Iterable[Finding], file: str, lines: Sequence[str]) -> list[Diagnostic]:
    return [Diagnostic((), words, hint).placed(file, mark, lines) for mark, words, hint in findings]


def _stop_at(problems: list[Diagnostic]) -> None:
    if problems:
        raise ComparisonError(problems)
