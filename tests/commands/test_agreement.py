"""What `check` calls an error stops whatever publishes, and nothing else does: rule by rule."""

from collections.abc import Iterator, Sequence
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
OF_A_RULE = {rule: file for file in BROKEN for rule in said("rule", file)}  # one for each
ERRORS = [rule for rule in ALL_RULES if rule.level is Level.ERROR]
REMARKS = [rule for rule in ALL_RULES if rule.level is not Level.ERROR]
each_command = pytest.mark.parametrize("command", COMMANDS)


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


def remarking(some: Sequence[LintRule], monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on these rules remark on every file, and no others remark on anything."""

    def remark(_: Review) -> Diagnostics:
        yield Diagnostic(("title",), "the remark", "mend it")

    def nothing(_: Review) -> Iterator[Diagnostic]:
        yield from ()

    rules = tuple(replace(one, check=remark if one in some else nothing) for one in ALL_RULES)
    monkeypatch.setattr(linting, "ALL_RULES", rules)


@each_command
@pytest.mark.parametrize("rule", ERRORS, ids=lambda rule: rule.code)
def test_an_editorial_rule_that_finds_errors_stops_every_command(
    rule: LintRule, command: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remarking([rule], monkeypatch)
    assert not passes(command, data)


@each_command
def test_the_other_editorial_rules_stop_no_command(
    command: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remarking(REMARKS, monkeypatch)
    assert passes(command, data)


@pytest.mark.parametrize("rule", OF_A_RULE)
def test_a_mistake_in_the_data_stops_every_command(rule: str) -> None:
    assert not any(passes(command, OF_A_RULE[rule]) for command in COMMANDS)


@each_command
def test_nothing_wrong_stops_no_command(data: Path, command: str) -> None:
    assert passes(command, data)


@pytest.mark.parametrize("rules", [ERRORS, REMARKS], ids=["errors", "others"])
def test_the_preview_counts_as_problems_what_stops_a_build(
    rules: list[LintRule], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remarking(rules, monkeypatch)
    monkeypatch.setenv("COMPARISON_DATA", str(data))
    config = load_config(str(paths.ROOT / "mkdocs.yml"))
    plugin: Any = config.plugins["comparison"]
    plugin.on_startup(command="serve", dirty=False)
    config.plugins.on_config(config)
    problems, remarks = ({one.rule for one in each} for each in plugin.reading.said)
    codes = {rule.code for rule in rules}
    assert (problems, remarks) == ((codes, set()) if rules == ERRORS else (set(), codes))
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
