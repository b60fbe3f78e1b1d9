import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.runner.processes import Command, Limits
from evidence.runner.processes import run as run_process
from tests.support.evidence import amber, is_running, limit, program, run_words, task_of, wait_for


def test_programs_get_threads_and_a_clean_environment(
    evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET_OF_THE_USER", "seen")
    limit(evidence, "threads = 1")
    told = amber(
        evidence,
        "import os, json\n"
        "names = ['AMBER_THREADS', 'EVIDENCE_THREADS', 'EVIDENCE_DEVICE', 'A_SECRET_OF_THE_USER']\n"
        "print('RESULT', json.dumps({'total': 55, 'seen': [os.environ.get(n) for n in names]}))\n",
    )
    assert told["reported"]["seen"] == ["1", "1", "cpu", None]


@pytest.mark.parametrize(
    ("code", "status", "detail"),
    [
        ("raise KeyError('lost')", "failed", "KeyError: 'lost'"),
        ("raise SystemExit(3)", "failed", "exit code 3"),
        ("print('no more')", "failed", "it printed no RESULT line"),
        ("print('RESULT {')", "failed", "its RESULT line cannot be read"),
        ("print('RESULT {\"total\": NaN}')", "failed", "NaN is not a finite number"),
        ("print('RESULT 3')", "failed", "its RESULT line holds no object"),
        ('print(\'RESULT {"skipped": "no server"}\')', "skipped", "no server"),
        ("raise MemoryError", "out-of-memory", "MemoryError"),
        ("import os; os.kill(os.getpid(), 11)", "failed", "ended by SIGSEGV"),
        ("import os; os.kill(os.getpid(), 9)", "failed", "ended by SIGKILL, which the runner"),
    ],
)
def test_a_program_that_fails_is_reported_with_the_reason(
    evidence: Path, code: str, status: str, detail: str
) -> None:
    told = amber(evidence, code)
    assert told["status"] == status
    assert detail in told["detail"]
    assert told["reported"] == {}


def test_a_program_that_hangs_is_stopped_with_all_its_children(evidence: Path) -> None:
    limit(evidence, "timeout = 0.3")
    told = amber(
        evidence,
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n",
    )
    assert (told["status"], told["detail"]) == ("timeout", "stopped after 0.3 s")
    assert not is_running(int(told["output"]))


def test_a_program_that_takes_too_much_memory_is_stopped(evidence: Path) -> None:
    limit(evidence, "memory_mib = 100")
    told = amber(evidence, "import time; held = bytearray(200 * 1024**2); time.sleep(60)")
    assert told["status"] == "out-of-memory"
    assert told["detail"] == "stopped when it held more than 100 MiB"


def test_stopping_a_run_keeps_what_had_ended_and_ends_the_program(evidence: Path) -> None:
    marker = evidence.parent / "started"
    program(
        evidence,
        "pairs/sum",
        "amber",
        f"import os, pathlib, time\n"
        f"pathlib.Path({str(marker)!r}).write_text(str(os.getpid()))\ntime.sleep(60)\n",
    )
    with subprocess.Popen(run_words(evidence), stderr=subprocess.PIPE, text=True) as process:
        wait_for(lambda: marker.exists() and marker.read_text() != "")
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
    assert process.returncode == 130
    assert "Stopped. Results of tasks that had ended are written." in said
    assert "Traceback" not in said
    assert [task_of(path) for path in (evidence / "results").iterdir()] == ["outcomes"]
    assert not is_running(int(marker.read_text()))


def test_output_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.runner.processes._PRINTED_AT_MOST", 1024**2)
    words = (sys.executable, "-c", "while True: print('x' * 1000)")
    told = run_process(Command(words, tmp_path, {}, {}), Limits(20, 1000))
    assert (told.status, told.detail) == ("failed", "stopped after printing 1 MiB")
