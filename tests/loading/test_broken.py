"""Every file in tests/broken holds one mistake; its first comments say the report it must get."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from comparison_site import ComparisonError, load
from comparison_site.loading.messages import _EXPLAIN
from comparison_site.loading.yaml_reader import read
from comparison_site.model import Comparison
from comparison_site.rules.checks import RULES, RULES_OF_DAYS
from tests.support.paths import MINIMAL, SCRIPTS

BROKEN = sorted((Path(__file__).parents[1] / "broken").glob("*.yaml"))
TODAY = date(2026, 11, 23)


def reported(file: Path) -> list[str]:
    with pytest.raises(ComparisonError) as caught:
        load(file, TODAY)
    return [problem.headline.removeprefix(f"{file}:") for problem in caught.value.problems]


def said(word: str, file: Path) -> list[str]:
    return re.findall(rf"^# {word}: (.*)$", file.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_file_gets_exactly_the_report_it_expects(file: Path) -> None:
    """One mistake makes one problem."""
    [expected] = said("expect", file)
    assert reported(file) == [expected]


def test_both_yaml_parsers_lead_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of right files and of every mistake in YAML itself; Python's own parser takes its time."""
    right = {file: read(file.read_text("utf-8")) for file in (MINIMAL, SCRIPTS)}
    wrong = [file for file in BROKEN if read(file.read_text("utf-8", "replace")).findings]
    assert len(wrong) > 20
    monkeypatch.setattr("comparison_site.loading.yaml_reader._LOADER", yaml.SafeLoader)
    assert {file: read(file.read_text("utf-8")) for file in right} == right
    assert {file: reported(file) for file in wrong} == {
        file: said("expect", file) for file in wrong
    }


def test_the_files_are_broken_by_their_mistake_alone() -> None:
    assert load(MINIMAL, TODAY).title == "Bicycle vs Bus"


@pytest.mark.parametrize("rule", [*RULES, *RULES_OF_DAYS], ids=lambda rule: rule.__name__)
def test_every_rule_has_a_broken_file(rule: object) -> None:
    name = getattr(rule, "__name__", "")
    assert name in {rule for file in BROKEN for rule in said("rule", file)}


def test_every_explanation_has_a_broken_file() -> None:
    assert {kind for file in BROKEN for kind in _refusals(file)} >= set(_EXPLAIN)


def _refusals(file: Path) -> list[str]:
    try:
        Comparison.model_validate(read(file.read_text("utf-8")).root.value)
    except ValueError as error:
        return [detail["type"] for detail in getattr(error, "errors", list)()]
    return []
