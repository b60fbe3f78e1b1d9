"""Small JSON files of dated answers, beside the data and under version control.

One record per key, keys sorted and one value per line, so that a change is a small diff.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.errors import ComparisonError, Problem
from generator.loading.reading import Document, read
from generator.loading.screening import screen, visible
from generator.model import Record
from generator.tree import Mark

FOLDER = "upstream"
MAX_BYTES = 2_000_000
_HINT = "restore the file from git, or delete it and run the command again"

Kept = TypeVar("Kept", bound=Record)


def beside(data: Path, name: str) -> Path:
    """Where the answers about a comparison stand: in a folder beside its file."""
    return data.parent / FOLDER / name


def read_records(path: Path, kind: type[Kept]) -> dict[str, Kept]:
    """The records in a file, by key; none if there is no such file.

    Raises ComparisonError with the line of every mistake. JSON is read as the YAML that it is,
    for its marks.
    """
    document, found = _document(path)
    if document is None or found:
        return _nothing_but(found)
    try:
        return TypeAdapter(dict[str, kind]).validate_python(  # type: ignore[valid-type]
            document.root.value
        )
    except ValidationError as error:
        details = error.errors(include_url=False)
        return _nothing_but([_problem(path, document, detail) for detail in details])


def write_records(path: Path, records: Mapping[str, Record]) -> None:
    """Write the records over those in the file, all at once. Raises OSError."""
    plain = {key: records[key].model_dump(mode="json", exclude_none=True) for key in records}
    text = json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _nothing_but(problems: list[Problem]) -> dict[str, Kept]:
    if problems:
        raise ComparisonError(problems)
    return {}


def _document(path: Path) -> tuple[Document | None, list[Problem]]:
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "it is not UTF-8 text"
        return None, [Problem(str(path), 0, 0, f"the file cannot be read: {words}", hint=_HINT)]
    if len(raw) > MAX_BYTES:
        return None, [Problem(str(path), 0, 0, "the file is larger than 2 MB", hint=_HINT)]
    screened = list(screen(text.split("\n")))
    document = read(text) if not screened else None
    findings = document.findings if document else screened
    return document, [_at(path, mark, message) for mark, message, *_ in findings]


def _problem(path: Path, document: Document, detail: ErrorDetails) -> Problem:
    at_key = detail["type"] in ("extra_forbidden", "missing") or "[key]" in detail["loc"]
    steps = tuple(step for step in detail["loc"] if step != "[key]")
    own = detail.get("ctx", {}).get("error")
    message = str(own) if own else f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
    return _at(path, document.mark(steps, at_key), message, " > ".join(map(str, steps)))


def _at(path: Path, mark: Mark, message: str, where: str = "") -> Problem:
    words, place = (" ".join(visible(text).split()) for text in (message, where))
    return Problem(str(path), mark.line, mark.column, words, place, _HINT)
