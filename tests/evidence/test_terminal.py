import io
import os
import subprocess
import sys

import pytest

from evidence.runner.terminal import Progress
from tests.support.evidence import (
    Runner,
)
from tests.support.paths import ROOT


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


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


def test_a_terminal_shows_a_bar_that_goes_away() -> None:
    stream = Terminal()
    bar = Progress(3, stream)
    with bar.step("first"):
        assert "[........................] 0/3 first" in stream.getvalue()
    assert "[########................] 1/3 first" in stream.getvalue()
    assert "\n" not in stream.getvalue()
    bar.close()
    assert stream.getvalue().endswith(f"\r{'':<78}\r")


def test_elsewhere_each_step_is_a_plain_line() -> None:
    stream = io.StringIO()
    lines = Progress(3, stream)
    with lines.step("first"):
        pass
    lines.total -= 1
    with lines.step("second") as step:
        step.words = "failed"
    lines.close()
    assert stream.getvalue() == "[1/3] first: ok, 0.0 s\n[2/2] second: failed, 0.0 s\n"
