"""The pull-request workflow: it tells what changes for readers, and trusts no stranger."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from tests.support.commands import clean_environment
from tests.support.paths import ROOT
from tests.support.projects import new_project, replace_once
from tests.support.repositories import commit
from tests.support.repositories import repository as new_repository

WORKFLOW = ROOT / ".github" / "workflows" / "site.yml"
WEAKNESS = """\
            text: It leaves when you do.
            sources: [survey]
          - id: rain
            stance: weakness
            text: It has no roof.
"""
HOSTILE = "<img src=x> ![i](https://example.org/i) ``` [l](https://example.org)"


def workflow() -> dict[Any, Any]:
    data: dict[Any, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return data


def scripts(job: str) -> list[str]:
    return [step["run"] for step in workflow()["jobs"][job]["steps"] if "run" in step]


pytestmark = pytest.mark.process


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A checkout as the workflow makes it, without a change so far."""
    folder = new_repository(new_project(tmp_path / "checkout"))
    data = folder / "comparison.yaml"
    replace_once(data, "            text: It leaves when you do.\n", WEAKNESS)
    data.write_text(data.read_text("utf-8") + "\nlint: {review_after_days: 3650}\n", "utf-8")
    commit(folder / ".gitignore", ".venv\n__pycache__\n*.md.tmp\n")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def step(folder: Path, script: str) -> tuple[int, str]:
    """Run a step as GitHub does: exit code, and what it added to the summary."""
    summary = folder.parent / "summary"
    result = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=clean_environment(GITHUB_STEP_SUMMARY=str(summary)),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return result.returncode, summary.read_text("utf-8") if summary.exists() else ""


def change(folder: Path, old: str, new: str) -> None:
    replace_once(folder / "comparison.yaml", old, new)
    commit(folder / "comparison.yaml", (folder / "comparison.yaml").read_text("utf-8"))


def test_the_summary_says_what_changes_and_the_gate_asks_for_evidence(pull_request: Path) -> None:
    _, difference, gate = scripts("readers")
    change(pull_request, "label: First in town", "label: '<img src=x> ![i](x)'")
    code, summary = step(pull_request, difference)
    assert code == 0
    assert r"- Badge: First in town → **&lt;img src=x\> \!\[i\]" in summary
    assert "<img" not in MarkdownIt("gfm-like", {"linkify": False}).render(summary)
    assert step(pull_request, gate)[0] == 0

    text = (pull_request / "comparison.yaml").read_text("utf-8")
    commit(
        pull_request / "comparison.yaml",
        text.replace("option: bicycle\n", "option: bus\n", 1),
    )
    assert step(pull_request, gate)[0] == 1


def test_data_that_is_broken_is_shown_as_typed_and_never_as_markdown(pull_request: Path) -> None:
    _, difference, gate = scripts("readers")
    change(pull_request, "label: First in town", f"label: '{HOSTILE}'")
    code, summary = step(pull_request, difference)
    assert code == 0
    html = MarkdownIt("gfm-like", {"linkify": False}).render(summary)
    assert html.count("<p>") == html.count("<pre>") == 1
    assert f"this text has {len(HOSTILE)} characters; at most 40 are allowed" in html
    assert "&lt;img src=x&gt; ![i](https://example.org/i) ```" in html
    assert step(pull_request, gate)[0] == 1


def test_nothing_that_a_stranger_typed_reaches_a_shell() -> None:
    data = workflow()
    events = data[True]  # so YAML 1.1 reads the word `on`
    assert set(events) == {"pull_request", "push"}
    assert data["permissions"] == {"contents": "read"}
    for job in data["jobs"].values():
        for each in job.get("steps", ()):
            assert "${{" not in each.get("run", "")
            if each.get("uses", "").startswith("actions/checkout@"):
                assert each["with"]["persist-credentials"] is False


def test_the_job_for_pull_requests_cannot_write_and_holds_no_secret() -> None:
    job = workflow()["jobs"]["readers"]
    assert job["if"] == "github.event_name == 'pull_request'"
    assert "permissions" not in job
    assert "secrets." not in WORKFLOW.read_text("utf-8")
