"""The pull-request workflow: it tells what changes for readers, and trusts no stranger."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.support.paths import ROOT
from tests.support.projects import new_project, replace_once
from tests.support.repositories import commit, git
from tests.support.repositories import repository as new_repository
from tests.support.workflows import FOLDER, bash, workflow

SITE = FOLDER / "site.yml"
WEAKNESS = """\
            text: It leaves when you do.
            sources: [survey]
          - id: rain
            stance: weakness
            text: It has no roof.
"""
HOSTILE = "<img src=x> ![i](https://example.org/i) ``` [l](https://example.org)"
# Python and make read these in the folder that they are started in, or in one that leads there.
TRAPS = (
    "build.py", "sitecustomize.py", "usercustomize.py", "yaml.py", "click/__init__.py",
    "comparison_site/__init__.py",
)  # fmt: skip
SETTINGS = ("pyproject.toml", "mkdocs.yml", "Makefile", "GNUmakefile", "setup.cfg", "pyvenv.cfg")

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class PullRequest:
    """A project, a pull request to it in the working tree, and where the job runs."""

    project: Path
    workspace: Path

    @property
    def data(self) -> Path:
        return self.project / "comparison.yaml"

    def change(self, old: str, new: str) -> None:
        replace_once(self.data, old, new)

    def judged(self) -> tuple[list[int], str]:
        """Merge it and run the job: the exit code of each judging step, and the summary page."""
        git(self.project, "checkout", "--quiet", "-B", "sent")
        git(self.project, "add", "--all", "--force")
        git(self.project, "commit", "--quiet", "--allow-empty", "--message", "Sent by a stranger")
        git(self.project, "checkout", "--quiet", "-B", "merge", "main")
        git(self.project, "merge", "--quiet", "--no-ff", "--message", "Merge", "sent")
        steps = workflow(SITE)["jobs"]["readers"]["steps"]
        codes = [self._step(step) for step in steps]
        summary = self.workspace / "summary"
        return codes[-2:], summary.read_text("utf-8") if summary.exists() else ""

    def _step(self, step: dict[str, Any]) -> int:
        """Do a step as GitHub does. The libraries of the branch are those of this environment."""
        if step.get("uses", "").startswith("actions/checkout@"):
            self._check_out(step["with"], step["env"])
        elif step.get("run") == "make -C base .venv/.site":
            (self.workspace / "base" / ".venv").symlink_to(sys.prefix)
        elif "run" in step:
            folder, summary = step.get("working-directory", "."), self.workspace / "summary"
            settings = {"GITHUB_STEP_SUMMARY": str(summary)}
            return bash(step["run"], self.workspace / folder, **settings).returncode
        return 0

    def _check_out(self, how: dict[str, Any], settings: dict[str, str]) -> None:
        words = ["git", "clone", "--quiet", f"--depth={how['fetch-depth']}", "--branch=merge"]
        source, target = self.project.as_uri(), self.workspace / how["path"]
        subprocess.run([*words, source, target], env={**os.environ, **settings}, check=True)


@pytest.fixture
def pull_request(tmp_path: Path) -> PullRequest:
    """A pull request that changes nothing so far."""
    project = new_repository(new_project(tmp_path / "project"))
    data = project / "comparison.yaml"
    replace_once(data, "            text: It leaves when you do.\n", WEAKNESS)
    text = data.read_text("utf-8").replace(
        "//example.org/", "//bicycle.berlin/"
    )  # or it is a draft
    commit(data, f"{text}\nlint: {{review_after_days: 3650}}\n")
    (tmp_path / "workspace").mkdir()
    return PullRequest(project, tmp_path / "workspace")


def rendered(markdown: str) -> str:
    html: str = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    return html


def test_the_summary_says_what_changes_for_readers(pull_request: PullRequest) -> None:
    pull_request.change("summary: Fast between stops.", "summary: '<img src=x> ![i](x)'")
    codes, summary = pull_request.judged()
    assert codes == [0, 0]
    assert r"- Position, Bus: Fast between stops. → **&lt;img src=x\> \!\[i\]" in summary
    assert "<img" not in rendered(summary)


def test_a_changed_verdict_without_evidence_is_refused(pull_request: PullRequest) -> None:
    text = pull_request.data.read_text("utf-8")
    pull_request.data.write_text(text.replace("option: bicycle\n", "option: bus\n"), "utf-8")
    codes, summary = pull_request.judged()
    assert codes == [0, 1]
    assert "Bus" in summary  # it can be published, so the gate alone refuses


def test_data_that_is_broken_is_shown_as_typed_and_never_as_markdown(
    pull_request: PullRequest,
) -> None:
    pull_request.change("label: First in town", f"label: '{HOSTILE}'")
    codes, summary = pull_request.judged()
    assert codes == [0, 1]
    html = rendered(summary)
    assert html.count("<p>") == html.count("<pre>") == 1
    assert f"this text has {len(HOSTILE)} characters; at most 40 are allowed" in html
    assert "&lt;img src=x&gt; ![i](https://example.org/i) ```" in html


def test_nothing_in_a_pull_request_runs_and_no_link_leads_out_of_it(
    pull_request: PullRequest, tmp_path: Path
) -> None:
    project, ran = pull_request.project, tmp_path / "ran"
    branch = (project / "build.py").read_bytes()
    for name in TRAPS:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(f"open({str(ran)!r}, 'w'); raise SystemExit(0)\n", "utf-8")
    for name in SETTINGS:
        (project / name).write_text(f"$(shell touch {ran})\nhome = {project}\n", "utf-8")
    (project / ".gitattributes").write_text("* filter=mine diff=mine merge=mine\n", "utf-8")
    (project / "summary.md").symlink_to(ran)
    secret = tmp_path / "secret"
    secret.write_text("title: Do not tell\n", "utf-8")
    pull_request.data.unlink()
    pull_request.data.symlink_to(secret)
    codes, summary = pull_request.judged()
    assert codes == [0, 1]
    assert not ran.exists()
    assert (pull_request.workspace / "base" / "build.py").read_bytes() == branch
    assert "Do not tell" not in summary
    assert str(secret) in summary  # what the link says, read as data


def test_the_code_that_judges_is_that_of_the_branch() -> None:
    steps = workflow(SITE)["jobs"]["readers"]["steps"]
    assert [step["run"] for step in steps if "run" in step][:2] == [
        "git -C pr worktree add --detach ../base HEAD^1",
        "make -C base .venv/.site",
    ]
    for step in steps[-2:]:
        assert step["working-directory"] == "pr"
        assert "../base/.venv/bin/python -I ../base/build.py " in step["run"]


def test_jobs_for_pull_requests_hold_no_secret_and_cannot_write() -> None:
    data = workflow(SITE)
    assert set(data[True]) == {"pull_request", "push"}
    assert data["permissions"] == {"contents": "read"}
    assert "secrets." not in SITE.read_text("utf-8")
    for name, job in data["jobs"].items():
        if job.get("if") == "github.event_name == 'pull_request'" or name == "test":
            assert "permissions" not in job
    for name in ("readers", "preview"):
        assert data["jobs"][name]["if"] == "github.event_name == 'pull_request'"
    assert data["jobs"]["build"]["if"] == "github.event_name == 'push'"


def test_every_python_that_is_supported_is_tried() -> None:
    tried = workflow(SITE)["jobs"]["test"]["strategy"]["matrix"]["include"]
    assert [each["python"] for each in tried] == ["3.11", "3.12", "3.13", "3.14"]
    assert [each["task"] for each in tried] == ["ci-all", *["ci-fast"] * 3]
    oldest = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'requires-python = ">={tried[0]["python"]}"' in oldest
