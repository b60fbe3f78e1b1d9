"""A build with the cache of all builds before gives the same bytes as one without any cache, and a
preview that has seen every edit shows what one shows that begins now.

A few edits here; `EDITS=1000 pytest -n 0 tests/same_bytes` makes a thousand, with the seed `SEED`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.same_bytes.agreement import Agreement, Step, edited, shrunk
from tests.same_bytes.project import Project
from tests.same_bytes.series import Series

EDITS, SEED = int(os.environ.get("EDITS", "2")), int(os.environ.get("SEED", "1"))


@pytest.mark.process
def test_after_each_of_many_edits_both_ways_give_the_same_bytes(tmp_path: Path) -> None:
    with Agreement(tmp_path) as agreement:
        steps = list(made(Series(SEED), agreement))
    assert sum(step.is_right for step in steps) > EDITS / 2


def made(series: Series, agreement: Agreement) -> Iterator[Step]:
    """The steps of a series; fails with the few edits that lead to the first difference."""
    projects, is_right = list[Project](), True
    for number in range(EDITS):
        said = series.edit(is_right)
        projects.append(series.project)
        step = agreement.step(series.project)
        print(f"{number} {step.short:.1f} {step.long:.1f} {step.is_right} {said}", flush=True)
        if step.differs:
            first = f"edit {number} with the seed {SEED} ({said}): {agreement.shown(step.differs)}"
            few, shown = shrunk(projects)
            pytest.fail(f"{first}\n\nShrunk to {len(few)} builds:\n{edited(few)}\n{shown}")
        is_right = step.is_right
        yield step
