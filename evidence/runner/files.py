"""Where everything stands, and the files that a run writes."""

import hashlib
import io
import json
import sysconfig
import tokenize
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

_SILENT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
}  # fmt: skip


@dataclass(frozen=True)
class Folders:
    """The places of one evidence folder.

    `evidence` holds what people write, `results` what a run writes for good, `work` what can be
    thrown away: environments, caches, scratch folders, logs. Paths on a page are relative to
    `project`.
    """

    evidence: Path
    results: Path
    work: Path

    @classmethod
    def of(cls, evidence: Path, results: Path | None = None) -> "Folders":
        """The usual places around an evidence folder."""
        folder = evidence.resolve()
        return cls(folder, (results or folder / "results").resolve(), folder.parent / ".evidence")

    @property
    def project(self) -> Path:
        """The folder that paths in results start from."""
        return self.evidence.parent

    def shown(self, path: Path) -> str:
        """The path as it stands in results and messages."""
        inside = path.is_relative_to(self.project)
        return path.relative_to(self.project).as_posix() if inside else path.as_posix()


def write_result(folder: Path, document: dict[str, object]) -> None:
    """Put `<id>.<day>.json` in the folder, or `<id>.<day>-2.json` and so on; no other changes.

    Raises ValueError for numbers that JSON does not know.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{document['id']}.{document['measured_on']}"
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    path = next(one for name in names if not (one := folder / f"{name}.json").exists())
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False)
    fresh = folder / f".{path.name}.new"
    fresh.write_text(f"{text}\n", encoding="utf-8")
    fresh.replace(path)


def site_packages(environment: Path) -> Path:
    """Where the packages of a virtual environment stand."""
    return Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))


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
