"""The recipes on the page for editors: their commands are commands, their lines are YAML."""

import shlex
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from comparison_site.cli import cli
from comparison_site.loading.loader import load
from tests.support.articles import article, contents
from tests.support.html import Element, parse
from tests.support.paths import MINIMAL

WRONG_USAGE = 2


@pytest.fixture(scope="module")
def recipes() -> list[Element]:
    page = contents(load(MINIMAL))["editing.md"]
    return parse(article(page.split("---\n", 2)[2])).all(".recipe")


def commands(recipe: Element) -> list[list[str]]:
    typed = recipe.one("code.language-sh").content.replace("\\\n", " ")
    return [shlex.split(line) for line in typed.splitlines()]


def test_what_editors_do_most_comes_first(recipes: list[Element]) -> None:
    titles = [recipe.one("h3").text for recipe in recipes]
    assert titles[:6] == [
        "Flip a verdict", "Adopt a proposal", "Add a point", "Add an option",
        "Review somebody's change", "Silence a remark",
    ]  # fmt: skip
    for recipe in recipes:
        assert "Readers will see:" in recipe.text


def test_each_command_is_one_that_the_program_knows(recipes: list[Element], tmp_path: Path) -> None:
    for recipe in recipes:
        for python, door, *words in commands(recipe):
            assert (python, door) == ("python", "build.py")
            file = tmp_path / "comparison.yaml"
            file.write_bytes(MINIMAL.read_bytes())
            result = CliRunner().invoke(cli, [*words, "--data", str(file)])
            assert result.exit_code != WRONG_USAGE, result.output
            assert not isinstance(result.exception, Exception), words


def test_a_verdict_is_flipped_by_the_first_recipe(recipes: list[Element], tmp_path: Path) -> None:
    file = tmp_path / "comparison.yaml"
    file.write_bytes(MINIMAL.read_bytes())
    [[_, _, *words]] = commands(recipes[0])
    despite = ["--despite", "short-way=It is fun."]
    result = CliRunner().invoke(cli, [*words, *despite, "--data", str(file)])
    assert result.exit_code == 0, result.output
    assert load(file).criteria[0].verdict.published.option == "bus"


def test_the_lines_are_yaml(recipes: list[Element]) -> None:
    lines = [code.content for recipe in recipes for code in recipe.all("code.language-yaml")]
    assert len(lines) > len(recipes) // 2
    assert all(yaml.safe_load(text) for text in lines)
