"""The action that others' workflows use, its steps run as scripts, and the hooks for pre-commit."""

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.publish.test_workflow import WEAKNESS
from tests.support.commands import build_py
from tests.support.paths import MINIMAL, ROOT
from tests.support.projects import replace_once
from tests.support.repositories import commit, git
from tests.support.repositories import repository as new_repository
from tests.support.workflows import bash

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A project of data alone, with a merge that changes nothing so far."""
    (tmp_path / "work").mkdir()
    data = tmp_path / "work" / "comparison.yaml"
    data.write_bytes(MINIMAL.read_bytes())
    project = new_repository(tmp_path / "work")
    replace_once(data, "            text: It leaves when you do.\n", WEAKNESS)
    text = data.read_text("utf-8").replace(
        "//example.org/", "//bicycle.berlin/"
    )  # or it is a draft
    commit(data, f"{text}\nlint: {{review_after_days: 3650}}\n")
    (tmp_path / "temp").mkdir()
    (tmp_path / "temp" / "comparison").symlink_to(sys.prefix)  # what the first steps install
    return project


def ran(project: Path, event: str) -> tuple[dict[str, int], str, str]:
    """The exit code of each script by its step's name, what they said, and the summary page."""
    temp = project.parent / "temp"
    known = {
        "${{ runner.temp }}": str(temp),
        "${{ github.workspace }}/${{ inputs.folder }}": str(project),
        "${{ inputs.folder }}": str(project),
        "${{ github.event_name == 'pull_request' && 'HEAD^1' || '' }}":
            "HEAD^1" if event == "pull_request" else "",
        "${{ github.server_url }}/${{ github.repository }}": "https://github.com/team/mine",
        "${{ steps.pages.outputs.base_url }}": "https://example.org/mine" * (event == "push"),
    }  # fmt: skip

    def filled(text: str) -> str:
        for word, value in known.items():
            text = text.replace(word, value)
        assert "${{" not in text
        return text

    codes, said = {}, ""
    for step in STEPS:
        if "run" not in step or "Install" in step["name"]:
            continue
        if "event_name" in step.get("if", "") and event not in step["if"]:
            continue
        settings = {name: filled(value) for name, value in step["env"].items()}
        settings |= {"RUNNER_TEMP": str(temp), "GITHUB_STEP_SUMMARY": str(temp / "page")}
        done = bash(step["run"], Path(filled(step["working-directory"])), **settings)
        codes[step["name"].partition(",")[0]] = done.returncode
        said += done.stdout + done.stderr
    page = temp / "page"
    return codes, said, page.read_text("utf-8") if page.exists() else ""


def merged(project: Path) -> None:
    git(project, "checkout", "--quiet", "-B", "sent")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "Sent")
    git(project, "checkout", "--quiet", "-B", "merge", "main")
    git(project, "merge", "--quiet", "--no-ff", "--message", "Merge", "sent")


@pytest.mark.process
def test_a_pull_request_is_checked_told_and_built(pull_request: Path) -> None:
    replace_once(pull_request / "comparison.yaml", "Fast between stops.", "Fast on its lane.")
    merged(pull_request)
    codes, said, page = ran(pull_request, "pull_request")
    assert (set(codes.values()), len(codes)) == ({0}, 3), said
    assert "Fast on its lane." in page
    assert (pull_request.parent / "temp" / "site" / "index.html").is_file()


@pytest.mark.process
def test_a_verdict_without_evidence_stops_it_and_nothing_of_a_stranger_judges(
    pull_request: Path,
) -> None:
    text = (pull_request / "comparison.yaml").read_text("utf-8")
    changed = text.replace("option: bicycle\n", "option: bus\n")
    (pull_request / "comparison.yaml").write_text(changed, "utf-8")
    own = pull_request / "templates" / "editing"
    own.mkdir(parents=True)
    for file in (ROOT / "templates" / "editing").iterdir():
        (own / file.name).write_text("All is well.", "utf-8")
    (pull_request / "pip.py").write_text("raise SystemExit('ran')", "utf-8")
    merged(pull_request)
    codes, said, page = ran(pull_request, "pull_request")
    assert codes["Say what readers will see differently"] == 0
    assert codes["Check the data"] == 1
    assert "Bus" in page
    assert "All is well." not in page + said


@pytest.mark.process
def test_a_push_builds_for_the_address_that_the_site_will_have(pull_request: Path) -> None:
    codes, said, page = ran(pull_request, "push")
    assert (list(codes.values()), page) == ([0, 0], ""), said
    site = pull_request.parent / "temp" / "site"
    page = (site / "criteria" / "speed" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/mine/criteria/speed/">' in page
    assert "https://github.com/team/mine/blob/" in page


def test_nothing_that_somebody_typed_is_a_part_of_a_script() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == ("shell" in step)


def test_it_installs_what_is_locked() -> None:
    [script] = [step["run"] for step in STEPS if "Install" in step.get("name", "")]
    assert '--require-hashes -r "$ACTION/requirements.txt"' in script
    assert "--no-build-isolation --no-deps" in script


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_for_the_data_alone(hook: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "comparison.yaml").write_bytes(MINIMAL.read_bytes())
    program, *words = shlex.split(hook["entry"])
    assert (program, hook["language"], hook["pass_filenames"]) == ("comparison", "python", False)
    assert re.search(hook["files"], "comparison.yaml")
    assert re.search(hook["files"], "tea/comparison.yaml")
    assert not re.search(hook["files"], "docs/method.md")
    assert not re.search(hook["files"], "my-comparison.yaml")
    assert build_py(*words, cwd=tmp_path).returncode == 0
    assert build_py(*words, "--data", "comparison.yaml", cwd=tmp_path).returncode == 0
    (tmp_path / "comparison.yaml").write_text("title: only this\n", "utf-8")
    assert build_py("check", cwd=tmp_path).returncode == 1
