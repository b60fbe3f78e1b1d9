"""A release: one version, one section of the changelog, a commit and a tag; nothing is pushed."""

import runpy
import sys
from datetime import date
from pathlib import Path

import pytest

from comparison_site import __version__
from tests.support.commands import Outcome, run
from tests.support.paths import ROOT
from tests.support.repositories import IDENTITY, commit, git, repository

SCRIPT = ROOT / ".ci" / "release.py"
NEWS = "- A page for cats.\n- `check` is # faster."
CHANGELOG = f"# Changelog\n\n## Unreleased\n\n{NEWS}\n\n## 0.1.0 - 2026-01-02\n\n- The first.\n"
DOOR = "from comparison_site import __version__\n\nprint('build.py', __version__)\n"

pytestmark = pytest.mark.process


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with what a release touches, and a door that says the package's version."""
    folder = repository(tmp_path / "checkout")
    (folder / "comparison_site").mkdir()
    (folder / "comparison_site" / "__init__.py").write_text('"""It."""\n\n__version__ = "0.1.0"\n')
    (folder / ".gitignore").write_text("__pycache__\n")
    (folder / "build.py").write_text(DOOR)
    commit(folder / "CHANGELOG.md", CHANGELOG)
    return folder


def release(folder: Path, *version: str) -> Outcome:
    return run(sys.executable, SCRIPT, *version, cwd=folder, **IDENTITY)


def said_by_git(folder: Path, *words: str) -> str:
    return run("git", *words, cwd=folder).stdout


def test_it_dates_the_section_sets_the_version_commits_and_tags(checkout: Path) -> None:
    made = release(checkout, "0.2.0")
    assert (made.returncode, made.stderr) == (0, "")
    short = said_by_git(checkout, "rev-parse", "--short", "HEAD").strip()
    assert made.stdout == (
        f"Made v0.2.0 at {short}. To publish it:\n  git push --atomic origin main v0.2.0\n"
    )
    dated = f"## Unreleased\n\n## 0.2.0 - {date.today()}\n"
    assert (checkout / "CHANGELOG.md").read_text() == CHANGELOG.replace("## Unreleased\n", dated)
    assert run(sys.executable, "build.py", cwd=checkout).stdout == "build.py 0.2.0\n"
    assert said_by_git(checkout, "status", "--porcelain") == ""
    assert said_by_git(checkout, "log", "-1", "--format=%s") == "Release 0.2.0\n"
    tag = said_by_git(checkout, "for-each-ref", "--format=%(objecttype) %(contents)", "refs/tags")
    assert tag == f"tag 0.2.0\n\n{NEWS}\n\n"
    assert said_by_git(checkout, "rev-parse", "v0.2.0^{commit}", "HEAD").count(short) == 2


def test_the_first_release_may_keep_the_version_that_stands_there(checkout: Path) -> None:
    assert release(checkout, "0.1.0").returncode == 0
    again = release(checkout, "0.1.0")
    assert again.stderr.splitlines() == [
        "No release was made:",
        "- the tag v0.1.0 exists",
        "- CHANGELOG.md says nothing under Unreleased",
    ]


def test_everything_that_speaks_against_it_is_said_at_once(checkout: Path) -> None:
    git(checkout, "switch", "--quiet", "--create", "cats")
    (checkout / "note").write_text("mine")
    refused = release(checkout, "0.0.9")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == [
        "No release was made:",
        "- something is not committed: commit or stash it",
        "- releases are made on main, this is cats",
        "- 0.0.9 is older than 0.1.0",
    ]
    assert (checkout / "CHANGELOG.md").read_text() == CHANGELOG


def test_a_program_that_does_not_say_the_version_is_not_released(checkout: Path) -> None:
    commit(checkout / "build.py", "print('build.py 0.1.0')\n")
    refused = release(checkout, "0.2.0")
    assert refused.returncode == 1
    assert "build.py does not say 0.2.0" in refused.stderr
    assert said_by_git(checkout, "status", "--porcelain") == ""
    assert said_by_git(checkout, "tag") == ""


@pytest.mark.parametrize("version", ["", "0.2", "v0.2.0", "0.2.0rc1", "0.02.0", "0.2.0\n"])
def test_a_version_is_three_numbers(checkout: Path, version: str) -> None:
    refused = release(checkout, version)
    assert refused.returncode == 2
    assert refused.stderr == "Three numbers are needed: make release VERSION=0.2.0\n"


def test_this_project_has_what_a_release_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert runpy.run_path(str(SCRIPT))["version"]() == __version__
    assert (ROOT / "CHANGELOG.md").read_text("utf-8").count("\n## Unreleased\n") == 1
    tasks = run("make", "--dry-run", "--old-file=.venv/.site", "release", "VERSION=1.2.3").stdout
    assert tasks == '.venv/bin/python .ci/release.py "1.2.3"\n'
