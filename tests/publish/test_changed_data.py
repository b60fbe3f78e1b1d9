"""Whatever an editor makes of a published comparison is published without touching a program."""

import re
from collections.abc import Callable
from copy import deepcopy
from itertools import count
from pathlib import Path

import pytest
import yaml

from comparison_site import load
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Criterion, Scenario
from tests.support.commands import build_py
from tests.support.html import read_page
from tests.support.paths import OTHER_DATA
from tests.support.projects import new_project

NEW = ("--because", "Somebody has tried it again.", "--label", "Tried again",
       "--flips-if", "Somebody tries it once more.")  # fmt: skip


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A project of four options, with verdicts of every kind, contested ones among them."""
    return new_project(tmp_path / "project", OTHER_DATA)


def data(project: Path) -> Path:
    return project / "comparison.yaml"


def decide(project: Path, criterion: Criterion, *decision: str) -> None:
    """Change a verdict by command, and say why advice stands wherever the command asks for it."""
    web = next(id_ for id_ in cited_by(criterion) if load(data(project)).source(id_).url)
    words = ["verdict", criterion.id, *decision, *NEW, "--source", web]
    for entry in criterion.verdict.contradicted_by:
        words += ["--no-longer-against", entry.source]
    result = build_py(*words, cwd=project)
    while asked := re.search(r"--despite (?P<id>[a-z0-9-]+)='", result.stderr):
        words += ["--despite", f"{asked['id']}=Other things matter more there."]
        result = build_py(*words, cwd=project)
    assert (result.returncode, result.stderr) == (0, "")


def advise(project: Path, scenario: Scenario, *decision: str) -> None:
    """Change the advice of a scenario by command, as above."""
    words = ["scenario", scenario.id, *decision]
    result = build_py(*words, cwd=project)
    if "--despite" in result.stderr:
        result = build_py(*words, "--despite", "Other things matter more.", cwd=project)
    assert (result.returncode, result.stderr) == (0, "")


def cited_by(criterion: Criterion) -> list[str]:
    points = [point for position in criterion.positions.values() for point in position.points]
    return [source for point in points for source in point.sources]


def flip_every_verdict_and_scenario(project: Path) -> None:
    comparison = load(data(project))
    for criterion in comparison.criteria:
        now = criterion.verdict.published.option_ids
        other = next(option.id for option in comparison.options if (option.id,) != now)
        decide(project, criterion, "--option", other)
    for scenario in load(data(project)).scenarios:
        now = scenario.published.option_ids
        other = next(option.id for option in comparison.options if (option.id,) != now)
        advise(project, scenario, "--option", other, "--because", "Somebody has tried it again.")


def make_every_verdict_unknown(project: Path) -> None:
    known = [c for c in load(data(project)).criteria if c.verdict.kind is not Kind.UNKNOWN]
    for criterion in known:
        decide(project, criterion, "--kind", "unknown")


def adopt_every_proposal(project: Path) -> None:
    comparison = load(data(project))
    for criterion in comparison.criteria:
        if criterion.verdict.open_proposal:
            decide(project, criterion, "--adopt", "--why", "Nobody has answered it.")
    for scenario in comparison.scenarios:
        if scenario.open_proposal:
            advise(project, scenario, "--adopt", "--why", "Nobody has answered it.")
    assert not any(one.open_proposal for one in load(data(project)).scenarios)


def rename_everything(project: Path) -> None:
    """Names and labels, which tests of the site must not look for."""
    text = data(project).read_text("utf-8")
    number = count(1)
    changed = re.sub(
        r"(?m)^( +-? ?(?:label|name|need): ).*$", lambda line: f"{line[1]}New {next(number)}", text
    )
    data(project).write_text(changed, "utf-8")


def add_an_option(project: Path) -> None:
    """One that has everything that the first one has, under names of its own."""
    content = yaml.load(data(project).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts
    first = deepcopy(content["options"][0])
    content["options"].append({**first, "id": "newcomer", "name": "Newcomer", "hue": 200})
    for criterion in content["criteria"]:
        position = deepcopy(criterion["positions"][first["id"]])
        for point in position.get("points", ()):
            point["id"] += "-too"
        criterion["positions"]["newcomer"] = position
        as_of = criterion["verdict"]["as_of"]
        as_of["newcomer"] = as_of[first["id"]]
    data(project).write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        flip_every_verdict_and_scenario,
        make_every_verdict_unknown,
        adopt_every_proposal,
        rename_everything,
        add_an_option,
    ],
)
def test_what_is_published_can_change(published: Path, change: Callable[[Path], None]) -> None:
    """It builds strictly, no link is dead, and the overview says every verdict."""
    change(published)
    comparison = load(data(published))
    checked = build_py("check", cwd=published)
    assert checked.returncode == 0, checked.stderr
    built = build_py(cwd=published)
    assert (built.returncode, built.stderr) == (0, "")
    rows = read_page(published / "site", "").all(".scoreboard tbody .badge__label")
    assert [row.text for row in rows] == [c.verdict.published.label for c in comparison.criteria]
