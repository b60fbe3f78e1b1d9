"""What `check` prints: for a person at a terminal, for programs, and for a pull request."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.lint.linting import Report

Styled = Callable[[str, Level], str]

VERSION = "1.0"
_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_IN_TEXT = {ord(letter): f"%{ord(letter):02X}" for letter in "%\r\n"}
_IN_PROPERTY = {ord(letter): f"%{ord(letter):02X}" for letter in "%\r\n:,"}


def text_report(report: Report, styled: Styled = lambda text, _: text) -> str:
    """The remarks under a heading for each level; `styled` may colour headings."""
    return "\n\n".join(_paragraphs(report, styled))


def counted(report: Report) -> str:
    """How many remarks there are: `1 error, 2 warnings`; nothing where there are none."""
    counts = ((count, level) for level, count in report.counts.items() if count)
    return ", ".join(f"{count} {level}{'' if count == 1 else 's'}" for count, level in counts)


def _paragraphs(report: Report, styled: Styled) -> Iterator[str]:
    for level in Level:
        if remarks := report.of(level):
            yield styled(f"{level.capitalize()}s", level)
            for remark in remarks:
                first, *excerpt = str(remark).split("\n")
                yield "\n".join([f"{first} [{remark.rule}]", *excerpt])


def json_report(report: Report, passed: bool) -> str:
    """An object with `version`, `file`, `passed`, `counts` by level, and the `remarks`.

    A remark has `rule`, `level`, `file`, `line` and `column` (from 1; 0 where a whole file is
    meant), `where`, `message` and `hint`; the last three may be empty but for the message. Keys
    are only ever added.
    """
    keys = ("rule", "level", "file", "line", "column", "where", "message", "hint")
    content: dict[str, Any] = {
        "version": VERSION,
        "file": report.file,
        "passed": passed,
        "counts": report.counts,
        "remarks": [{key: getattr(remark, key) for key in keys} for remark in report.remarks],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def github_report(report: Report) -> str:
    """One workflow command for each remark, which becomes an annotation on a pull request.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what must be
    escaped is what the runner unescapes (actions/toolkit, `command.ts`).
    """
    return "\n".join(_command(remark) for remark in report.remarks)


def _command(remark: Diagnostic) -> str:
    place = {"line": str(remark.line), "col": str(remark.column)} if remark.line else {}
    named = {"file": repository_path(remark.file)} | place | {"title": remark.rule}
    properties = ",".join(f"{key}={text.translate(_IN_PROPERTY)}" for key, text in named.items())
    return f"::{_GITHUB[remark.level]} {properties}::{remark.words.translate(_IN_TEXT)}"


def repository_path(file: str) -> str:
    """The file relative to the working folder, if it is in there, with slashes."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()
