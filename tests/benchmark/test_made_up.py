"""Made-up comparisons are valid, without remarks, as large as asked for, and the same again."""

from datetime import date

import pytest

from comparison_site.lint.linting import lint
from comparison_site.loading.loader import Loaded, load_bytes
from tests.benchmark.made_up import Shape, as_yaml, made_up

TODAY = date(2026, 11, 28)
SHAPES = [
    Shape(),
    Shape(criteria=12),
    Shape(criteria=3, options=20),
    Shape(criteria=9, options=5, points=7, scenarios=6, sources=40, history=3),
    Shape(scenarios=0, sources=1, history=0),
]


def loaded(shape: Shape) -> Loaded:
    return load_bytes(as_yaml(made_up(shape)).encode(), "made-up.yaml", TODAY)


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_made_up_comparison_is_valid_and_without_remarks(shape: Shape, seed: int) -> None:
    shape = Shape(**{**vars(shape), "seed": seed})
    assert lint(loaded(shape), "made-up.yaml", TODAY) == ()


@pytest.mark.parametrize("shape", SHAPES)
def test_it_holds_as_much_as_was_asked_for(shape: Shape) -> None:
    comparison = loaded(shape).comparison
    assert len(comparison.criteria) == shape.criteria
    assert len(comparison.options) == shape.options
    assert len(comparison.scenarios) == shape.scenario_count
    assert len(comparison.sources) == shape.source_count
    positions = [one for criterion in comparison.criteria for one in criterion.positions.values()]
    assert {len(position.points) for position in positions} == {shape.points}


def test_a_seed_gives_the_same_again_and_another_one_something_else() -> None:
    one, other = Shape(criteria=5, seed=7), Shape(criteria=5, seed=8)
    assert as_yaml(made_up(one)) == as_yaml(made_up(one))
    assert as_yaml(made_up(one)) != as_yaml(made_up(other))


def test_every_kind_of_verdict_comes_with_proposals_and_history() -> None:
    verdicts = [criterion.verdict for criterion in loaded(Shape(criteria=7)).comparison.criteria]
    assert {verdict.kind for verdict in verdicts} == {"winner", "split", "tie", "unknown"}
    assert any(verdict.open_proposal for verdict in verdicts)
    assert any(verdict.history for verdict in verdicts)
