"""What `check` calls an error stops whatever publishes, and nothing else does: rule by rule."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config

from comparison_site.core.diagnostics import Diagnostic, Diagnostics, Level
from comparison_site.lint import linting
from comparison_site.lint.linting import ALL_RULES, LintRule
from comparison_site.lint.review import Review
from comparison_site.loading.loader import load_file
from tests.loading.test_broken import BROKEN, said
from tests.support import paths
from tests.support.commands import build_py
from tests.support.projects import replace_once

COMMANDS = {
    "check": ["check"],
    "check for programs": ["check", "--format", "json"],
    "check on a pull request": ["check", "--format", "github"],
    "build": ["build", "--no-cache"],
    "export": ["export", "plain"],
    "diff": ["diff", "HEAD"],
}
OF_A_RULE = [file for file in BROKEN if said("rule", file)]  # one at least for each
each_command = pytest.mark.parametrize("command", COMMANDS)
each_lint_rule = pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.code)


class ReachedError(Exception):
    """Raised instead of what comes after the data was read."""


@pytest.fixture(autouse=True)
def _data_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands go as far as the data decides."""

    def reached(*_: object, **__: object) -> None:
        raise ReachedError

    for name in (
        "publish.making.replacing", "commands.site.render_pages", "commands.diff.version_at",
    ):  # fmt: skip
        monkeypatch.setattr(f"comparison_site.{name}", reached)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "comparison.yaml"
    file.write_text(paths.MINIMAL.read_text("utf-8"), "utf-8")
    return file


def passes(command: str, data: Path) -> bool:
    """Whether nothing in the data stops a command."""
    try:
        result = build_py(*COMMANDS[command], "--data", data, cwd=data.parent)
    except ReachedError:
        return True
    assert result.returncode in (0, 1)
    return result.returncode == 0


def remarking(rule: LintRule, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on this rule remarks on every file, and no other remarks on anything."""

    def remark(_: Review) -> Diagnostics:
        yield Diagnostic(("title",), "the remark", "mend it")

    def nothing(_: Review) -> Iterator[Diagnostic]:
        yield from ()

    rules = tuple(replace(one, check=remark if one == rule else nothing) for one in ALL_RULES)
    monkeypatch.setattr(linting, "ALL_RULES", rules)


@each_command
@each_lint_rule
def test_an_editorial_rule_stops_every_command_or_none(
    rule: LintRule, command: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remarking(rule, monkeypatch)
    assert passes(command, data) == (rule.level is not Level.ERROR)


@pytest.mark.parametrize("file", OF_A_RULE, ids=lambda file: file.stem)
def test_a_mistake_in_the_data_stops_every_command(file: Path) -> None:
    assert not any(passes(command, file) for command in COMMANDS)


@each_command
def test_nothing_wrong_stops_no_command(data: Path, command: str) -> None:
    assert passes(command, data)


@each_lint_rule
def test_the_preview_counts_as_problems_what_stops_a_build(
    rule: LintRule, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remarking(rule, monkeypatch)
    monkeypatch.setenv("COMPARISON_DATA", str(data))
    config = load_config(str(paths.ROOT / "mkdocs.yml"))
    plugin: Any = config.plugins["comparison"]
    plugin.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    problems, remarks = ([one.rule for one in each] for each in plugin.reading.said)
    is_error = rule.level is Level.ERROR
    assert (problems, remarks) == (([rule.code], []) if is_error else ([], [rule.code]))
    plugin.on_shutdown()


def test_an_error_of_the_rules_is_told_with_the_code_that_an_exception_names(data: Path) -> None:
    replace_once(data, "confidence: medium", "confidence: high")
    replace_once(data, "kind: survey", "kind: opinion")
    result = build_py("build", "--data", data, cwd=data.parent)
    assert result.returncode == 1
    assert "claim less, or cite what they report on [high-confidence-on-opinion]" in result.stderr
    assert result.stderr.endswith("1 problem. Nothing was published.\n")


def test_no_error_comes_with_time_alone() -> None:
    """A finished site that is kept would have to be looked at again each day."""
    loaded = load_file(paths.MINIMAL)
    much_later = date.today() + timedelta(days=10_000)
    assert linting.errors(loaded, "data.yaml", much_later) == ()
