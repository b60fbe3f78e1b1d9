"""Small JSON files of dated answers, beside the data and under version control.

Keys are sorted and there is one value per line, so that a change is a small diff.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_jsonable_python

from comparison_site.core.characters import screen
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.tree import Mark
from comparison_site.loading.yaml_reader import Document, read
from comparison_site.model import Record

FOLDER = "upstream"
MAX_BYTES = 2_000_000
_HINT = "restore the file from git, or delete it and run the command again"

Kept = TypeVar("Kept")


def beside(data: Path, name: str) -> Path:
    """Where the answers about a comparison stand: in a folder beside its file."""
    return data.parent / FOLDER / name


def read_answers(path: Path, kind: type[Kept]) -> Kept | None:
    """What a file holds, as a `kind`; None if there is no such file.

    Raises ComparisonError with the line of every mistake. JSON is read as the YAML that it is,
    for its marks.
    """
    document, found = _document(path)
    if document and not found:
        try:
            return TypeAdapter(kind).validate_python(document.root.value)
        except ValidationError as error:
            found = [_problem(path, document, d) for d in error.errors(include_url=False)]
    if found:
        raise ComparisonError(found)
    return None


def write_answers(path: Path, answers: Record | Mapping[str, Record]) -> None:
    """Write the answers over those in the file, all at once. Raises OSError."""
    plain = to_jsonable_python(answers, exclude_none=True)
    text = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _document(path: Path) -> tuple[Document | None, list[Diagnostic]]:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "it is not UTF-8 text"
        return None, [
            Diagnostic.at(str(path), 0, 0, f"the file cannot be read: {words}", hint=_HINT)
        ]
    if len(raw) > MAX_BYTES:
        return None, [Diagnostic.at(str(path), 0, 0, "the file is larger than 2 MB", hint=_HINT)]
    screened = list(screen(text.split("\n")))
    document = read(text) if not screened else None
    findings = document.findings if document else screened
    return document, [_at(path, mark, message) for mark, message, *_ in findings]


def _problem(path: Path, document: Document, detail: ErrorDetails) -> Diagnostic:
    at_key = detail["type"] in ("extra_forbidden", "missing") or "[key]" in detail["loc"]
    steps = tuple(step for step in detail["loc"] if step != "[key]")
    own = detail.get("ctx", {}).get("error")
    message = str(own) if own else f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
    return _at(path, document.mark(steps, at_key), message, " > ".join(map(str, steps)))


def _at(path: Path, mark: Mark, message: str, where: str = "") -> Diagnostic:
    return Diagnostic((), message, _HINT).placed(str(path), mark, (), where)
