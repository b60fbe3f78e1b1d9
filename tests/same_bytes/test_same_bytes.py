"""A build with the cache of all builds before gives the same bytes as one without any cache.

A few edits here; `EDITS=1000 pytest -n 0 tests/same_bytes` makes a thousand, with the seed `SEED`.
"""

import os
from pathlib import Path

import pytest

from tests.same_bytes.agreement import Agreement, Step, edited, shrunk
from tests.same_bytes.project import Project
from tests.same_bytes.series import Series

EDITS, SEED = int(os.environ.get("EDITS", "4")), int(os.environ.get("SEED", "1"))


@pytest.mark.process
def test_after_each_of_many_edits_both_ways_give_the_same_bytes(tmp_path: Path) -> None:
    series, agreement = Series(SEED), Agreement(tmp_path)
    projects, steps = list[Project](), list[Step]()
    is_right = True
    for number in range(EDITS):
        said = series.edit(is_right)
        projects.append(series.project)
        step = agreement.step(series.project)
        steps.append(step)
        is_right = step.is_right
        print(f"{number} {step.short:.1f} {step.long:.1f} {is_right} {said}", flush=True)
        if step.differs:
            few, shown = shrunk(projects)
            first = f"edit {number} with the seed {SEED} ({said}): {agreement.shown(step.differs)}"
            pytest.fail(f"{first}\n\nShrunk to {len(few)} builds:\n{edited(few)}\n{shown}")
    assert sum(step.is_right for step in steps) > EDITS / 2
