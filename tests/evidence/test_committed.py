import json
import re
from pathlib import Path
from statistics import median

import pytest
from jsonschema import Draft202012Validator

from comparison_site.results.samples import LEVEL, coverage, interval
from evidence.runner import files
from evidence.runner.benchmarks import significant
from evidence.runner.catalogue import load_catalogue
from evidence.runner.files import Folders
from evidence.runner.tasks import Benchmark, Pair
from tests.support.evidence import COMMITTED, NEWEST, SCHEMA, task_of
from tests.support.paths import ROOT


def tasks() -> list[Pair | Benchmark]:
    return list(load_catalogue(Folders.of(ROOT / "evidence")).tasks.values())


def test_every_folder_of_evidence_is_sound_and_every_result_has_one() -> None:
    """A benchmark may wait for a quiet machine; until it has run, no page shows it."""
    ran = {task_of(path) for path in COMMITTED}
    declared = tasks()
    assert {task.id for task in declared if isinstance(task, Pair)} <= ran
    assert ran <= {task.id for task in declared}


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_a_committed_result_is_valid(path: Path) -> None:
    Draft202012Validator(SCHEMA).validate(json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", NEWEST, ids=lambda path: path.stem)
def test_a_committed_program_is_the_file_that_ran_last(path: Path) -> None:
    for row in json.loads(path.read_text("utf-8")).get("programs", []):
        assert files.sha256(ROOT / row["file"]) == row["sha256"], row["file"]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.stem)
def test_committed_medians_and_intervals_come_from_the_samples(path: Path) -> None:
    """Of seven, the runner once took the second and the sixth for the ends."""
    document = json.loads(path.read_text("utf-8"))
    for figure in document.get("figures", []):
        for row in figure["series"]:
            if row["status"] == "ok":
                samples = row["samples"]
                assert row["median"] == significant(median(samples))
                assert {row["low"], row["high"]} <= set(samples)
                if len(samples) != 7:
                    assert (row["low"], row["high"]) == interval(samples)[:2]
                assert len(samples) == 1 or coverage(samples, row["low"], row["high"]) >= 0.875
                assert len(samples) == document["settings"]["samples"]


def test_as_many_samples_are_taken_as_an_interval_needs_unless_they_never_vary() -> None:
    for task in tasks():
        if isinstance(task, Benchmark) and task.samples > 1:
            assert interval(range(task.samples)).coverage >= LEVEL, task.id
            assert task.samples >= 9, task.id


def test_a_committed_result_names_no_path_of_the_machine_that_made_it() -> None:
    for path in COMMITTED:
        text = path.read_text("utf-8")
        assert not re.search(r"(?<![\w.(~])/(home|root|tmp|Users)/", text), path


def test_no_requirements_name_a_registry() -> None:
    for path in (ROOT / "evidence").rglob("requirements*"):
        assert "://" not in path.read_text("utf-8"), path
