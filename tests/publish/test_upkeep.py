"""What keeps the project healthy without anybody remembering to: pins, locks, who may write."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.commands import run
from tests.support.paths import ROOT
from tests.support.workflows import FOLDER, WORKFLOWS, workflow

ALL = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda path: path.name)
WITHOUT_INSTALLING = {"actions/checkout", "actions/download-artifact", "actions/deploy-pages"}
LOCKS = sorted(ROOT.glob("requirements*.txt"))


@ALL
def test_every_action_is_the_very_commit_that_was_read(file: Path) -> None:
    uses = re.findall(r"^ *(?:- )?uses: (.*)$", file.read_text("utf-8"), re.MULTILINE)
    assert uses != []
    for each in uses:
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each), each


def test_an_action_has_one_version_everywhere() -> None:
    others = (ROOT / "action.yml", ROOT / "templates" / "start" / "site.yml")
    text = "".join(file.read_text("utf-8") for file in (*WORKFLOWS, *others))
    pins = set(re.findall(r"uses: (\S+)@(\S+) # (\S+)", text))
    assert len({action for action, _, _ in pins}) == len(pins)


@ALL
def test_nothing_that_a_stranger_typed_reaches_a_shell(file: Path) -> None:
    for job in workflow(file)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")


@ALL
def test_no_step_finds_the_token_that_checked_the_code_out(file: Path) -> None:
    for job in workflow(file)["jobs"].values():
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@ALL
def test_who_may_write_installs_nothing_and_runs_nothing_of_the_checkout(file: Path) -> None:
    data = workflow(file)
    assert "write" not in data["permissions"].values()
    for job in data["jobs"].values():
        if "write" in job.get("permissions", {}).values():
            used = {step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step}
            assert used <= WITHOUT_INSTALLING
            said = " ".join(step.get("run", "") for step in job["steps"])
            assert re.findall(r"\b(make|pip|npm|npx|uv|build\.py|\.venv|\./\S*)\b", said) == []


@ALL
def test_a_job_ends_by_itself(file: Path) -> None:
    assert all(job["timeout-minutes"] <= 45 for job in workflow(file)["jobs"].values())


def updates() -> dict[str, dict[str, Any]]:
    data = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text("utf-8"))
    return {each["package-ecosystem"]: each for each in data["updates"]}


def test_newer_versions_of_everything_locked_are_proposed() -> None:
    folders = {name: each["directory"] for name, each in updates().items()}
    assert folders == {"pip": "/", "npm": "/tests/editor", "github-actions": "/"}
    assert (ROOT / "tests/editor/package-lock.json").is_file()
    for each in updates().values():
        assert each["schedule"] == {"interval": "weekly"}
        assert each["cooldown"]["default-days"] >= 7


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_one_version_of_each_library_with_its_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+ (; .+ )?\\\n    --hash=sha256:[0-9a-f]{64}", entry), entry


def test_what_the_tests_run_with_is_what_the_site_is_built_with() -> None:
    site, dev = (
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert site - dev == set()


def commands(*settings: str) -> list[str]:
    """What `make lock` would run to write the locks."""
    said = run("make", "--dry-run", "--silent", "--old-file=.venv/.dev", "lock", *settings)
    assert (said.returncode, said.stderr) == (0, "")
    found = [line for line in said.stdout.splitlines() if " -o requirements" in line]
    assert len(found) == len(LOCKS)
    return found


def test_a_lock_moves_nothing_but_what_is_asked() -> None:
    assert all("--upgrade" not in each for each in commands())
    assert all("--upgrade-package click " in each for each in commands("UPGRADE=click"))
    assert all("--upgrade " in each for each in commands("UPGRADE=all"))


def test_every_lock_is_asked_about_each_week_and_what_cannot_be_asked_is_an_error() -> None:
    said = run("make", "--dry-run", "--silent", "--old-file=.venv/audit/.done", "audit").stdout
    asked = [line for line in said.splitlines() if "/pip-audit --strict " in line]
    assert sorted(line.rpartition(" -r ")[2] for line in asked) == [lock.name for lock in LOCKS]
    audit = workflow(FOLDER / "audit.yml")
    assert [each["cron"].split()[-1] for each in audit[True]["schedule"]] == ["1"]
    assert audit["permissions"] == {"contents": "read"}
    assert audit["jobs"]["audit"]["steps"][-1] == {"run": "make --keep-going audit"}


def test_a_library_that_no_lock_holds_cannot_be_moved() -> None:
    said = run("make", "--silent", "--old-file=.venv/.dev", "lock", "UPGRADE=clack")
    assert said.returncode == 2
    assert said.stderr.startswith("No requirements*.txt holds 'clack'; nothing was changed.\n")
