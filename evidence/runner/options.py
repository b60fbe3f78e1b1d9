"""Options and runtimes: what programs are run with."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from evidence.runner.declarations import Table, opened
from evidence.runner.errors import EvidenceError
from evidence.runner.folders import ID, Folders, ids_in


@dataclass(frozen=True)
class Lock:
    """A file of hashed requirements, and the command that must succeed for it to be of use."""

    file: Path
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Environment:
    """What one virtual environment holds and how programs are run in it.

    `packages` are those whose versions are recorded. `locks` are tried in order; with none,
    programs run on the Python that runs this. `variables` are set for every program.
    """

    id: str
    name: str
    locks: tuple[Lock, ...] = ()
    packages: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Option(Environment):
    """One of the things that are compared. `gpu` is the program that looks for a usable GPU."""

    gpu: Path | None = None


class _Fields(TypedDict):
    id: str
    name: str
    locks: tuple[Lock, ...]
    packages: tuple[str, ...]
    variables: dict[str, str]


def load_options(folders: Folders, problems: list[str]) -> dict[str, Option]:
    """Every folder of `options/` that holds an option.toml, by id."""
    root = folders.evidence / "options"
    return {name: _option(root / name, folders, problems) for name in ids_in(root, "option.toml")}


def load_runtimes(folders: Folders, problems: list[str]) -> dict[str, Environment]:
    """Every folder of `runtimes/` that holds a runtime.toml, by id."""
    root = folders.evidence / "runtimes"
    return {name: _runtime(root / name, folders, problems) for name in ids_in(root, "runtime.toml")}


def environments_of(
    options: dict[str, Option], runtimes: dict[str, Environment]
) -> dict[str, Environment]:
    """Both by id; raises EvidenceError when an id is used twice."""
    if twice := sorted(options.keys() & runtimes.keys()):
        raise EvidenceError(f"runtimes/{name}: an option has this id, too" for name in twice)
    return {**options, **runtimes}


def _option(folder: Path, folders: Folders, problems: list[str]) -> Option:
    table = _opened(folder / "option.toml", folders, problems)
    gpu = table.text("gpu", "")
    option = Option(**_fields(folder, table), gpu=folder / gpu if gpu else None)
    if option.gpu and not option.gpu.is_file():
        table.complain(f"'gpu' names {gpu}, which is not in the folder")
    table.finish()
    return option


def _runtime(folder: Path, folders: Folders, problems: list[str]) -> Environment:
    table = _opened(folder / "runtime.toml", folders, problems)
    runtime = Environment(**_fields(folder, table))
    table.finish()
    return runtime


def _opened(path: Path, folders: Folders, problems: list[str]) -> Table:
    table = opened(path, folders.shown(path), problems)
    if not ID.fullmatch(path.parent.name):
        table.complain("the folder's name is the id; expected small letters, digits and hyphens")
    return table


def _fields(folder: Path, table: Table) -> _Fields:
    return {
        "id": folder.name,
        "name": table.text("name"),
        "locks": tuple(_lock(folder, entry) for entry in table.tables("locks")),
        "packages": table.texts("packages"),
        "variables": table.variables("variables"),
    }


def _lock(folder: Path, table: Table) -> Lock:
    lock = Lock(folder / table.text("file"), table.texts("needs"))
    if not lock.file.is_file():
        table.complain(f"'file' names {lock.file.name}, which is not in the folder")
    table.finish()
    return lock
