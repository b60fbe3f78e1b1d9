"""The made-up evidence folder, and the command line on it."""

import shutil
from pathlib import Path

import pytest

from evidence.runner import machine
from tests.support.evidence import FAKE, Runner, run_in


@pytest.fixture(autouse=True)
def _no_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test depends on what else the machine does."""
    monkeypatch.setattr(machine, "counters", lambda: None)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """A copy of the fake options and tasks."""
    return shutil.copytree(FAKE, tmp_path / "evidence")


@pytest.fixture
def runner(evidence: Path) -> Runner:
    """The command line on that copy."""
    return lambda *words: run_in(evidence, *words)
