"""The files that a run writes; each appears whole or not at all."""

import hashlib
import io
import json
import os
import tokenize
from pathlib import Path

FORMAT = 1
_SILENT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
}  # fmt: skip


def write(folder: Path, document: dict[str, object]) -> Path:
    """Put `<id>.json` in the folder; the file of an earlier run stays until this one is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{document['id']}.json"
    fresh = folder / f".{path.name}.{os.getpid()}"
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(f"{text}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return path


def sha256(path: Path) -> str:
    """The checksum by which a page knows that the file it shows is the file that ran."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def code_lines(path: Path) -> int:
    """Lines that hold code: no blank lines, comments or docstrings."""
    lines: set[int] = set()
    fresh = True  # at the start of a statement, where a text alone is a docstring
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type in _SILENT:
            fresh = fresh or token.type == tokenize.NEWLINE
        elif not (fresh and token.type == tokenize.STRING):
            lines.update(range(token.start[0], token.end[0] + 1))
            fresh = False
    return len(lines)
