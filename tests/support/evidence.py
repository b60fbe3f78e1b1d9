"""Made-up options and tasks for the runner of evidence, and what becomes of their programs."""

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evidence.runner.commands import run
from tests.support.paths import ROOT

FAKE = ROOT / "tests" / "data" / "evidence"


SCHEMA = json.loads((ROOT / "tests" / "data" / "result.schema.json").read_text("utf-8"))


COMMITTED = sorted((ROOT / "evidence" / "results").glob("*.json"))


Runner = Callable[..., int]


def task_of(path: Path) -> str:
    """The task of a result file."""
    return path.name.partition(".")[0]


NEWEST = list({task_of(path): path for path in sorted(COMMITTED, key=lambda it: it.stem)}.values())


def run_in(evidence: Path, *words: str) -> int:
    """The exit code of the command line on an evidence folder."""
    with pytest.raises(SystemExit) as ended:
        run([*words, "--evidence", str(evidence)])
    return int(ended.value.code or 0)


def result(evidence: Path, name: str) -> dict[str, Any]:
    """What the newest run of a task says."""
    files = (evidence / "results").glob(f"{name}.*json")
    path = max(files, key=lambda one: one.stat().st_mtime_ns)
    document: dict[str, Any] = json.loads(path.read_text())
    return document


def program(evidence: Path, task: str, name: str, code: str) -> Path:
    path = evidence / task / f"{name}.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code)
    return path


def reporting(**values: object) -> str:
    return f"print('RESULT', '''{json.dumps(values)}''')\n"


def limit(evidence: Path, line: str) -> None:
    """Put a line in front of the task of the sum."""
    task = evidence / "pairs" / "sum" / "task.toml"
    task.write_text(f"{line}\n{task.read_text()}")


def amber(evidence: Path, code: str) -> dict[str, Any]:
    """What becomes of a program that takes the place of amber's sum."""
    program(evidence, "pairs/sum", "amber", code)
    run_in(evidence, "pairs", "--only", "sum")
    told: dict[str, Any] = result(evidence, "sum")["programs"][0]
    return told


def is_running(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


def run_words(evidence: Path) -> list[str]:
    return [sys.executable, str(ROOT / "evidence" / "run.py"), "pairs", "--evidence", str(evidence)]
