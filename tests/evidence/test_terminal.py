import io
import os
import subprocess
import sys

import pytest

from evidence.runner.terminal import Progress
from tests.support.evidence import Runner
from tests.support.paths import ROOT


def test_the_table_at_the_end_names_medians_and_intervals(
    runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    assert runner("all") == 0
    out = capsys.readouterr().out
    assert "sum       agree  total: largest difference 0.0004, allowed 0.001" in out
    assert "Amber, fast   10       10 to 10 (50 %)" in out


@pytest.mark.process
@pytest.mark.parametrize(
    "words", [("evidence/run.py", "list"), ("evidence/run.py", "--help"), ("build.py", "--version")]
)
def test_whoever_reads_what_is_printed_may_stop_before_its_end(words: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, stdout=nobody, stderr=subprocess.PIPE, check=False
        )
    assert done.stderr == b""


def test_each_step_says_what_runs_before_it_says_how_that_ended() -> None:
    stream = io.StringIO()
    progress = Progress(3, stream, task=1)
    with progress.step("first"):
        assert stream.getvalue() == "[1/3] first ... "
    progress.task = 2
    with progress.step("second"):
        progress.ended = "failed"
    with pytest.raises(KeyboardInterrupt), progress.step("third"):
        raise KeyboardInterrupt
    assert stream.getvalue().splitlines() == [
        "[1/3] first ... ok, 0.0 s",
        "[2/3] second ... failed, 0.0 s",
        "[2/3] third ... stopped, 0.0 s",
    ]
