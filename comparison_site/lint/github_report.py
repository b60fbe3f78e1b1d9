"""A report as GitHub's workflow commands, which become annotations on a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what must be
escaped is what the runner unescapes (actions/toolkit, `command.ts`).
"""

from collections.abc import Iterator

from comparison_site.lint.remarks import Remark, Report
from comparison_site.lint.repository_paths import repository_path, said
from comparison_site.lint.rule import Level

_NAMES = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
_IN_TEXT = {ord(letter): f"%{ord(letter):02X}" for letter in "%\r\n"}
_IN_PROPERTY = {ord(letter): f"%{ord(letter):02X}" for letter in "%\r\n:,"}


def github_report(report: Report) -> str:
    """One command for each remark."""
    return "\n".join(_command(remark) for remark in report.remarks)


def _command(remark: Remark) -> str:
    properties = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in _of(remark))
    return f"::{_NAMES[remark.level]} {properties}::{said(remark).translate(_IN_TEXT)}"


def _of(remark: Remark) -> Iterator[tuple[str, str]]:
    problem = remark.problem
    yield "file", repository_path(problem.file)
    if problem.line:
        yield "line", str(problem.line)
        yield "col", str(problem.column)
    yield "title", remark.rule
