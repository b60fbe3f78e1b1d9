"""The rules of the house: packages import downwards only, and what is large is parted."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, settings

from tests.support.commands import run
from tests.support.paths import ROOT

PACKAGE = ROOT / "comparison_site"
RUNNER = sorted((ROOT / "evidence" / "runner").glob("*.py"))
# The lowest first: a package knows those before it, and never those after it.
FLOORS = (
    "core", "results", "model", "rules", "loading", "upstream", "analysis", "lint", "schema",
    "outputs", "pages", "publish", "authoring", "preview", "commands", "cli", "plugin",
)  # fmt: skip
MODULES = [path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE] + [
    PACKAGE / "cli.py",
    PACKAGE / "plugin.py",
]
# What Python has on one system and not on another (https://docs.python.org/3/library/).
OF_ONE_SYSTEM = {
    "curses", "fcntl", "grp", "msvcrt", "posix", "pty", "pwd", "readline", "resource", "syslog",
    "termios", "tty", "winreg", "winsound",
}  # fmt: skip
LINES_OF_A_MODULE, LINES_OF_A_FUNCTION = 250, 25


def name(path: Path) -> str:
    return path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else ROOT).as_posix()


def floor(path: Path) -> int:
    return FLOORS.index(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Everything that a module is written of."""
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path: Path) -> Iterator[str]:
    """What a module imports, as `package.name`, wherever in it the import stands."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function from its name to its end, without its docstring."""
    said = function.body[0] if ast.get_docstring(function) is not None else None
    words = (said.end_lineno or 0) - said.lineno + 1 if said else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def test_every_package_has_its_floor() -> None:
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES}
    assert found == set(FLOORS)


def test_a_module_imports_from_its_own_floor_or_below() -> None:
    upwards = [
        (name(path), each)
        for path in MODULES
        for each in imported(path)
        if each.startswith(f"{PACKAGE.name}.") and each.split(".")[1] in FLOORS[floor(path) + 1 :]
    ]
    assert upwards == []


def test_a_module_needs_nothing_that_only_some_systems_have() -> None:
    every = [(name(path), each) for path in (*MODULES, *RUNNER) for each in imported(path)]
    assert [one for one in every if one[1].split(".")[0] in OF_ONE_SYSTEM] == []


@pytest.mark.process
def test_everything_is_imported_where_what_only_some_systems_have_is_missing() -> None:
    """What others import is there by then: they know each system themselves."""
    script = f"""
        import importlib, pkgutil, sys
        import comparison_site, evidence.runner
        def ours():
            for package in (comparison_site, evidence.runner):
                found = pkgutil.walk_packages(package.__path__, package.__name__ + ".")
                yield from (module.name for module in found)
        names = list(ours())
        assert {{"comparison_site.cli", "evidence.runner.commands"}} <= set(names)
        for name in names:
            importlib.import_module(name)
        for name in names:
            del sys.modules[name]
        sys.modules.update(dict.fromkeys({sorted(OF_ONE_SYSTEM)}))
        for name in names:
            importlib.import_module(name)
    """
    result = run(sys.executable, "-c", dedent(script))
    assert (result.returncode, result.stderr) == (0, "")


def test_no_property_breaks_because_a_machine_is_busy() -> None:
    assert settings.default is not None
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check
    own = [
        path.name for path in (ROOT / "tests").rglob("test_*.py") if "deadline=" in path.read_text()
    ]
    assert own == [Path(__file__).name]


def test_modules_and_functions_are_short() -> None:
    long = []
    for path in (*MODULES, *RUNNER):
        if path.read_text(encoding="utf-8").count("\n") > LINES_OF_A_MODULE:
            long.append(name(path))
        long += [
            f"{name(path)}: {each.name}"
            for each in nodes(path)
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
            and code_lines(each) > LINES_OF_A_FUNCTION
        ]
    assert long == []
