"""A report as JSON for programs, version 1: keys are only ever added."""

import json
from typing import Any

from comparison_site.lint.remarks import Remark, Report

VERSION = "1.0"


def json_report(report: Report, passed: bool) -> str:
    """An object with `version`, `file`, `passed`, `counts` by level, and the `remarks`.

    A remark has `rule`, `level`, `file`, `line` and `column` (from 1; 0 where a whole file is
    meant), `where`, `message` and `hint`; the last three may be empty but for the message.
    """
    content = {
        "version": VERSION,
        "file": report.file,
        "passed": passed,
        "counts": report.counts,
        "remarks": [_record(remark) for remark in report.remarks],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _record(remark: Remark) -> dict[str, Any]:
    problem = remark.problem
    return {
        "rule": remark.rule,
        "level": remark.level,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "where": problem.where,
        "message": problem.message,
        "hint": problem.hint,
    }
