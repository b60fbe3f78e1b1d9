import io

import pytest

from evidence.runner.terminal import Progress
from tests.support.evidence import Runner


def test_the_table_at_the_end_names_medians_and_intervals(
    runner: Runner, capsys: pytest.CaptureFixture[str]
) -> None:
    assert runner("all") == 0
    out = capsys.readouterr().out
    assert "sum       agree  total: largest difference 0.0004, allowed 0.001" in out
    assert "Amber, fast   10       10 to 10 (50 %)" in out


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
