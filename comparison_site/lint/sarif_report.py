"""A report as SARIF 2.1.0, which code scanning services read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns count characters.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from comparison_site.lint.linting import ALL_RULES
from comparison_site.lint.remarks import DATA, GATE, Remark, Report
from comparison_site.lint.repository_paths import repository_path, said
from comparison_site.lint.rule import Level, LintRule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BESIDE_THE_LINT = {
    DATA: "The data is not what the generator can publish",
    GATE: "A verdict changed without what a change needs",
}


def sarif_report(report: Report) -> str:
    """A log with one run, which lists every rule and has a result for each remark."""
    rules = [*_other_rules(), *(_rule(rule) for rule in ALL_RULES)]
    driver = {"name": "build.py check", "rules": rules}
    numbers = {str(rule["id"]): number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(remark, numbers[remark.rule]) for remark in report.remarks],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _other_rules() -> Iterator[dict[str, Any]]:
    for code, words in _BESIDE_THE_LINT.items():
        level = {"level": Level.ERROR}
        yield {"id": code, "shortDescription": {"text": words}, "defaultConfiguration": level}


def _rule(rule: LintRule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.code.words},
        "fullDescription": {"text": rule.reason},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(remark: Remark, number: int) -> dict[str, Any]:
    return {
        "ruleId": remark.rule,
        "ruleIndex": number,
        "level": remark.level,
        "message": {"text": said(remark)},
        "locations": [_location(remark)],
    }


def _location(remark: Remark) -> dict[str, Any]:
    problem = remark.problem
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(repository_path(problem.file))}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": problem.column}
    named = {"logicalLocations": [{"fullyQualifiedName": problem.where}]} if problem.where else {}
    return {"physicalLocation": place} | named
