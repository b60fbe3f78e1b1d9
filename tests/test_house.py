"""The rules of the house: packages import downwards only, and what is large is parted."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

PACKAGE = ROOT / "comparison_site"
# The lowest first: a package knows those before it, and never those after it.
FLOORS = (
    "core", "results", "model", "rules", "loading", "upstream", "analysis", "lint", "schema",
    "outputs", "pages", "publish", "authoring", "commands", "cli", "plugin",
)  # fmt: skip
MODULES = [path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE] + [
    PACKAGE / "cli.py",
    PACKAGE / "plugin.py",
]
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 250, 25


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def floor(path: Path) -> int:
    return FLOORS.index(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))


def imported(path: Path) -> Iterator[str]:
    """The packages of ours that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            first, *rest = node.module.split(".")
            names = rest[:1] or [alias.name for alias in node.names]
            yield from (each for each in names if first == PACKAGE.name and each in FLOORS)


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its name to its end, without its docstring."""
    said = function.body[0] if ast.get_docstring(function) is not None else None
    words = (said.end_lineno or 0) - said.lineno + 1 if said else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def test_every_package_has_its_floor() -> None:
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert found == set(FLOORS)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_imports_from_its_own_floor_or_below(path: Path) -> None:
    above = [package for package in imported(path) if FLOORS.index(package) > floor(path)]
    assert above == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_and_its_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES_OF_A_MODULE
    functions = [
        node for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]  # fmt: skip
    assert [each.name for each in functions if code_lines(each) > LINES_OF_A_FUNCTION] == []
