"""Pairs: one task, a program for each option, and what must be equal."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence.runner.declarations import Table, opened
from evidence.runner.errors import did_you_mean
from evidence.runner.folders import ID, Folders, ids_in
from evidence.runner.options import Environment, Option

_SECONDS = 400.0
_MEMORY_MIB = 6000.0


@dataclass(frozen=True)
class Limits:
    """What a program may use: seconds on the clock, MiB of memory with all its children."""

    seconds: float
    memory_mib: float


@dataclass(frozen=True)
class Program:
    """A file that runs: for which option, in which environment, with what on its command line."""

    id: str
    option: str
    name: str
    file: Path
    environment: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """A key of what the programs report, and how far the numbers in it may be apart."""

    key: str
    tolerance: float
    programs: tuple[str, ...]


@dataclass(frozen=True)
class Mode:
    """A column of a table of outcomes: a way in which an option runs the same code."""

    id: str
    option: str
    name: str


@dataclass(frozen=True)
class Feature:
    """A row of a table of outcomes: a habit of code that a mode may or may not manage."""

    id: str
    name: str


@dataclass(frozen=True)
class Pair:
    """One task as its folder declares it."""

    id: str
    programs: tuple[Program, ...]
    comparisons: tuple[Comparison, ...]
    limits: Limits
    threads: int
    modes: tuple[Mode, ...]
    features: tuple[Feature, ...]


def load_pairs(
    folders: Folders,
    options: dict[str, Option],
    environments: dict[str, Environment],
    problems: list[str],
) -> dict[str, Pair]:
    """Every folder of `pairs/` that holds a task.toml, by id."""
    root = folders.evidence / "pairs"
    found = {}
    for name in ids_in(root, "task.toml"):
        table = opened(
            root / name / "task.toml", folders.shown(root / name / "task.toml"), problems
        )
        found[name] = _pair(root / name, table, options, environments)
        table.finish()
    return found


def _pair(
    folder: Path, table: Table, options: dict[str, Option], environments: dict[str, Environment]
) -> Pair:
    if not ID.fullmatch(folder.name):
        table.complain("the folder's name is the id; expected small letters, digits and hyphens")
    read_wording(table, "equal")
    programs = _programs(folder, table, options, environments)
    return Pair(
        folder.name,
        programs,
        tuple(_comparison(entry, programs) for entry in table.tables("compare")),
        read_limits(table),
        table.count("threads", 1),  # enough for programs that are compared, not measured
        tuple(_mode(entry, options) for entry in table.tables("modes")),
        tuple(_feature(entry) for entry in table.tables("features")),
    )


def read_wording(table: Table, *more: str) -> None:
    """Check that what the page says of a task is there; the page reads it by itself."""
    for key in ("title", "task", "shows", "speaks_for", "does_not_show", *more):
        table.text(key)


def read_limits(table: Table) -> Limits:
    """The limits that a task declares, or the usual ones."""
    seconds = table.number("timeout", _SECONDS)
    return Limits(seconds, table.number("memory_mib", _MEMORY_MIB))


def option_of(name: str, options: Iterable[str]) -> str | None:
    """The option that a program called `name` is for: `<option>` or `<option>-<variant>`."""
    fitting = [option for option in options if name == option or name.startswith(f"{option}-")]
    return max(fitting, key=len, default=None)


def _programs(
    folder: Path, table: Table, options: dict[str, Option], environments: dict[str, Environment]
) -> tuple[Program, ...]:
    found = {
        path.stem: Program(path.stem, option, options[option].name, path, option)
        for path in sorted(folder.glob("*.py"), key=lambda path: path.stem)
        if (option := option_of(path.stem, options))
    }
    for entry in table.tables("programs"):
        _refine(entry, found, environments)
    if not found:
        table.complain(f"no program in the folder; expected {' or '.join(sorted(options))}.py")
    return tuple(found.values())


def _refine(entry: Table, found: dict[str, Program], environments: dict[str, Environment]) -> None:
    """Take the name and the environment of a program from its entry."""
    name = known(entry, "program", found)
    if program := found.get(name):
        environment = entry.text("environment", program.environment)
        if environment not in environments:
            hint = did_you_mean(environment, environments)
            entry.complain(f"'environment' is '{environment}', which is unknown; {hint}")
        label = entry.text("name", program.name)
        found[name] = Program(name, program.option, label, program.file, environment)
    entry.finish()


def known(table: Table, key: str, choices: Iterable[str]) -> str:
    """A text that must be one of the ids."""
    value, ids = table.text(key), list(choices)
    if value and value not in ids:
        table.complain(f"'{key}' is '{value}', which is unknown; {did_you_mean(value, ids)}")
    return value


def _comparison(table: Table, programs: tuple[Program, ...]) -> Comparison:
    ids = [program.id for program in programs]
    chosen = table.texts("programs") or tuple(ids)
    for name in set(chosen) - set(ids):
        table.complain(f"'programs' names '{name}', which is unknown; {did_you_mean(name, ids)}")
    comparison = Comparison(table.text("key"), table.number("tolerance", 0.0), chosen)
    table.finish()
    return comparison


def _mode(table: Table, options: dict[str, Option]) -> Mode:
    mode = Mode(table.text("id"), known(table, "option", options), table.text("name"))
    table.finish()
    return mode


def _feature(table: Table) -> Feature:
    feature = Feature(table.text("id"), table.text("name"))
    table.finish()
    return feature
