"""`upgrade` says what a newer version changes, shows what it would do, and does it when told."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from packaging.version import Version

from comparison_site import __version__, load
from comparison_site.commands import upgrade as upgrading
from comparison_site.commands.upgrade import Renamed, news, pinned, repinned, rewritten, upgrade
from tests.support.commands import build_py
from tests.support.paths import MINIMAL
from tests.support.projects import own_template, snapshot

OLD = "0.0.1"
CHANGELOG = (
    "# Changelog\n\n## Unreleased\n\n- C\n\n## 0.3.0 - 2027-01-01\n\n- B\n\n## 0.2.0\n\n- A\n"
)
WORKFLOW = """\
- uses: actions/a@v1
- uses: team/comparison-site@v{}
- uses: an/image-comparison@v7.1
"""


@pytest.fixture
def old_project(tmp_path: Path) -> Path:
    (tmp_path / "comparison.yaml").write_bytes(MINIMAL.read_bytes())
    (tmp_path / "requirements.txt").write_text(f"comparison-site=={OLD}\n", "utf-8")
    workflow = tmp_path / ".github" / "workflows" / "site.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(WORKFLOW.format(OLD), "utf-8")
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "comparison.schema.json").write_text("{}", "utf-8")
    return tmp_path


def test_it_shows_before_it_writes(old_project: Path) -> None:
    before = snapshot(old_project)
    shown = build_py("upgrade", cwd=old_project)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert f"From {OLD} to {__version__}" in shown.stdout
    assert f"+comparison-site=={__version__}" in shown.stdout
    assert snapshot(old_project) == before
    assert build_py("upgrade", "--write", cwd=old_project).returncode == 0
    assert pinned((old_project / "requirements.txt").read_text("utf-8")) == Version(__version__)
    used = (old_project / ".github" / "workflows" / "site.yml").read_text("utf-8")
    assert used == WORKFLOW.format(__version__)
    assert build_py("schema", "--check", cwd=old_project).returncode == 0
    assert "Nothing in the project has to change" in build_py("upgrade", cwd=old_project).stdout


def test_a_field_with_a_new_name_gets_it_and_nothing_else_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that a test needs no version that renamed something, it is told of one."""
    text = MINIMAL.read_text("utf-8").replace("    question: Which one", "    asks: Which one")
    renamed = Renamed("0.2.0", ("criteria", upgrading.ANY, "asks"), "question")
    monkeypatch.setattr(upgrading, "RENAMED", (renamed,))
    assert rewritten(text, Version(OLD)) == MINIMAL.read_text("utf-8")
    assert rewritten(text, Version("0.2.0")) == text


def test_a_project_of_a_newer_version_is_told_what_to_install(old_project: Path) -> None:
    (old_project / "requirements.txt").write_text("comparison-site==99.0\n", "utf-8")
    result = build_py("upgrade", cwd=old_project)
    assert result.returncode == 1
    assert "made for version 99.0" in result.stderr
    assert "pip install" in result.stderr


def test_a_project_that_names_no_version_is_asked_for_it(old_project: Path) -> None:
    (old_project / "requirements.txt").unlink()
    result = build_py("upgrade", cwd=old_project)
    assert result.returncode == 1
    assert "--from" in result.stderr
    assert build_py("upgrade", "--from", OLD, cwd=old_project).returncode == 0
    assert build_py("upgrade", "--from", "old", cwd=old_project).returncode == 2


def test_a_file_that_is_no_text_is_named_in_plain_words(old_project: Path) -> None:
    file = old_project / "requirements.txt"
    file.write_bytes("# é\n".encode("latin-1"))
    result = CliRunner().invoke(upgrade, ["--data", str(old_project / "comparison.yaml")])
    assert (result.exit_code, result.stderr) == (
        1,
        f"{file} cannot be read: it is not UTF-8 text\n",
    )


def test_what_the_program_brings_along_may_go(old_project: Path) -> None:
    own_template(old_project, "pages/share.md")
    assert (
        "may delete them: templates/pages/share.md." in build_py("upgrade", cwd=old_project).stdout
    )


def test_the_news_are_those_of_later_versions() -> None:
    assert news(CHANGELOG, Version("0.2.0")) == "## 0.3.0 - 2027-01-01\n\n- B"
    assert news(CHANGELOG, Version("0.3.0")) == ""


@pytest.mark.parametrize(
    "line",
    [
        "comparison-site=={}",
        "comparison_site == {}  # ours",
        "comparison-site @ git+https://example.org/team/comparison-site@v{}",
        "comparison-site @ https://example.org/comparison_site-{}-py3-none-any.whl",
    ],
)
def test_a_version_is_asked_for_by_number_or_by_address(line: str) -> None:
    asked = f"other==9.9\n{line.format('0.1.0')}\nmore==1.0\n"
    assert pinned(asked) == Version("0.1.0")
    assert repinned(asked, Version("0.2.0")) == f"other==9.9\n{line.format('0.2.0')}\nmore==1.0\n"
    assert pinned("other==9.9\n") is None


def test_a_file_may_say_the_form_that_it_has(tmp_path: Path) -> None:
    file = tmp_path / "comparison.yaml"
    file.write_text(f"schema: 1\n{MINIMAL.read_text('utf-8')}", "utf-8")
    assert load(file) == load(MINIMAL)
