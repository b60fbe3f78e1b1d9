"""What the weekly look-up found becomes a pull request, by a job that installs nothing."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import run
from tests.support.repositories import commit, git, repository
from tests.support.workflows import FOLDER, bash, workflow

TAKE, PROPOSE = (
    step for step in workflow(FOLDER / "upstream.yml")["jobs"]["propose"]["steps"] if "run" in step
)
BOT = "41898282+github-actions[bot]@users.noreply.github.com"
SAID: dict[str, str] = {
    "FILE": "upstream/releases.json",
    "NAME": "releases.json",
    "BRANCH": "upstream-releases",
    "TITLE": "Record the newest releases",
    "BODY": "Looked `up`.",
    "MAIL": BOT,
    "DEFAULT_BRANCH": "main",
}
GH = """\
#!/bin/sh
echo "$*" >> "$GH_SAID"
case "$*" in "pr list"*) printf '%s' "$GH_OPEN" ;; esac
"""
OLD = {"pip:bus": {"looked_up_on": "2026-11-20", "version": "1.0"}}
SAME = {"pip:bus": {"looked_up_on": "2026-11-27", "version": "1.0"}}
NEW = {"pip:bus": {"looked_up_on": "2026-11-27", "version": "2.0"}}

pytestmark = pytest.mark.process


@dataclass(frozen=True)
class Job:
    """A checkout with its server, an artifact to propose, and a `gh` that writes down its words."""

    folder: Path

    @property
    def found(self) -> Path:
        return self.folder / "found"

    @property
    def checkout(self) -> Path:
        return self.folder / "checkout"

    def hand_over(self, data: Any) -> None:
        (self.found / "releases.json").write_text(json.dumps(data, indent=1), "utf-8")

    def run(self, opened: str = "") -> tuple[list[int], str]:
        """The exit codes of the two steps, and what they said."""
        path = f"{self.folder}:{os.environ['PATH']}"
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        own = {"RUNNER_TEMP": str(self.folder), "GH_OPEN": opened, "PATH": path, **quiet}
        own["GH_SAID"] = str(self.folder / "said")
        done = []
        for step in (TAKE, PROPOSE):
            done.append(bash(step["run"], self.checkout, **SAID, **own))
            if done[-1].returncode:
                break
        return [each.returncode for each in done], "".join(each.stdout for each in done)

    def asked(self) -> list[str]:
        """What `gh` was asked for."""
        said = self.folder / "said"
        return said.read_text("utf-8").splitlines() if said.exists() else []

    def proposed(self, form: str) -> str:
        """The newest commit of the branch on the server, in one of git's formats."""
        return run(
            "git", "show", f"--format={form}", SAID["BRANCH"], cwd=self.folder / "server"
        ).stdout


@pytest.fixture
def job(tmp_path: Path) -> Job:
    server = repository(tmp_path / "server")
    (server / "upstream").mkdir()
    commit(server / SAID["FILE"], json.dumps(OLD, indent=1))
    git(tmp_path, "clone", "--quiet", server, "checkout")
    (tmp_path / "found").mkdir()
    (tmp_path / "gh").write_text(GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    return Job(tmp_path)


def test_what_is_new_is_proposed_in_one_commit_of_one_file(job: Job) -> None:
    job.hand_over(NEW)
    assert job.run()[0] == [0, 0]
    shown = job.proposed("%an <%ae>: %s")
    assert shown.startswith(f"github-actions[bot] <{BOT}>: Record the newest releases\n")
    assert shown.count("diff --git") == 1
    assert '+  "version": "2.0"' in shown
    assert job.asked()[-1] == (
        "pr create --head upstream-releases --base main "
        "--title Record the newest releases --body Looked `up`."
    )


def test_an_open_proposal_is_brought_up_to_date(job: Job) -> None:
    job.hand_over(NEW)
    job.run()
    git(job.checkout, "switch", "--quiet", "main")
    git(job.checkout, "branch", "--quiet", "-D", SAID["BRANCH"])
    job.hand_over({"pip:bus": {"looked_up_on": "2026-12-04", "version": "3.0"}})
    assert job.run(opened="7")[0] == [0, 0]
    assert '+  "version": "3.0"' in job.proposed("%s")
    assert len([words for words in job.asked() if words.startswith("pr create")]) == 1


def test_a_proposal_that_somebody_works_on_is_left_alone(job: Job) -> None:
    git(job.folder / "server", "switch", "--quiet", "--create", SAID["BRANCH"])
    commit(job.folder / "server" / "comparison.yaml", "reviewed: true\n")
    job.hand_over(NEW)
    codes, said = job.run(opened="7")
    assert codes == [0, 0]
    assert "::warning::Somebody works on pull request 7, so it is left alone." in said
    assert "reviewed" in job.proposed("%s")


def test_a_first_answer_is_new(job: Job) -> None:
    git(job.checkout, "rm", "--quiet", SAID["FILE"])
    git(job.checkout, "commit", "--quiet", "--message", "Not looked up yet")
    job.hand_over(OLD)
    assert job.run()[0] == [0, 0]
    assert '+ "pip:bus"' in job.proposed("%s")
    assert job.asked()[-1].startswith("pr create")


def test_a_new_day_alone_is_worth_nobodys_time(job: Job) -> None:
    job.hand_over(SAME)
    assert job.run() == ([0, 0], "Nothing new.\n")
    assert job.asked() == []


@pytest.mark.parametrize("content", ["[]", "{", "", '"text"', '{"a": "' + "x" * 1_000_000 + '"}'])
def test_what_is_no_small_json_object_is_refused(job: Job, content: str) -> None:
    (job.found / "releases.json").write_text(content, "utf-8")
    codes, said = job.run()
    assert codes == [1]
    assert said.startswith("::error::What was handed over is not a JSON object of at most 1 MB")
    assert job.asked() == []


def test_another_file_or_a_link_is_refused(job: Job) -> None:
    job.hand_over(NEW)
    (job.found / ".bashrc").write_text("", "utf-8")
    assert job.run()[0] == [1]
    (job.found / ".bashrc").unlink()
    (job.found / "releases.json").rename(job.folder / "elsewhere.json")
    (job.found / "releases.json").symlink_to(job.folder / "elsewhere.json")
    assert job.run()[0] == [1]


def test_every_answer_that_is_asked_for_is_proposed() -> None:
    jobs = workflow(FOLDER / "upstream.yml")["jobs"]
    proposed = jobs["propose"]["strategy"]["matrix"]["include"]
    assert [each["command"] for each in proposed] == jobs["look-up"]["strategy"]["matrix"][
        "command"
    ]
    assert set(SAID) <= {*TAKE["env"], *PROPOSE["env"]}
