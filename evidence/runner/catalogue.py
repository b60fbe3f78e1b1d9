"""Everything that can be run, as the folders declare it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import click

from comparison_site.core.diagnostics import (
    ComparisonError,
    Diagnostic,
    ExpectedError,
    did_you_mean,
)
from comparison_site.results.parsing import parse_toml
from evidence.runner.declarations import Declaration
from evidence.runner.environments import Environment, Option
from evidence.runner.files import Folders
from evidence.runner.tasks import Benchmark, Pair, Task

D = TypeVar("D", bound=Declaration)


@dataclass(frozen=True)
class Catalogue:
    """Options, environments (options and runtimes) and tasks (pairs, then benchmarks), by id."""

    options: dict[str, Option]
    environments: dict[str, Environment]
    tasks: dict[str, Pair | Benchmark]

    def chosen(self, kind: str, only: Collection[str]) -> "Catalogue":
        """The tasks of a kind ("pairs", "benchmarks", "all") that `only` names; all if none.

        Raises click's UsageError for a name that is not among them.
        """
        model = {"pairs": Pair, "benchmarks": Benchmark}.get(kind, Task)
        tasks = {id_: task for id_, task in self.tasks.items() if isinstance(task, model)}
        for name in only:
            if name not in self.tasks:
                raise click.UsageError(f"there is no task '{name}'; {did_you_mean(name, tasks)}")
            if name not in tasks:
                raise click.UsageError(f"'{name}' is not one of the {kind}")
        return replace(self, tasks={name: tasks[name] for name in tasks if name in (only or tasks)})

    def needed(self) -> list[Environment]:
        """The environments that the programs of these tasks run in, options first."""
        names = {each.environment for task in self.tasks.values() for each in task.programs}
        return [entry for name, entry in self.environments.items() if name in names]


@dataclass
class _Reader:
    """Reads declarations, each of which may name what stands in the context; keeps problems."""

    folders: Folders
    context: dict[str, Any] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def every(self, model: type[D], files: str, others: Collection[str] = ()) -> dict[str, D]:
        """Each declaration by its id, which no other has; a stand-in for each that is wrong."""
        found: dict[str, Any] = {}
        for path in sorted(self.folders.evidence.glob(files)):
            id_, file = path.parent.name, self.folders.shown(path)
            names: dict[str, Any] = {"id": id_, "name": id_}
            try:
                context = {**self.context, "folder": path.parent}
                found[id_] = parse_toml(model, path.read_bytes(), file, context)
            except ComparisonError as error:
                self.problems += error.problems
                found[id_] = model.model_construct(**names)
            if id_ in others:
                words = f"there is another '{id_}'; give one of the folders another name"
                self.problems.append(Diagnostic.at(file, 0, 0, words))
        return found


def load_catalogue(folders: Folders) -> Catalogue:
    """Read every folder; raises ExpectedError with all problems at once, a line for each."""
    reader = _Reader(folders)
    options = reader.every(Option, "options/*/option.toml")
    runtimes = reader.every(Environment, "runtimes/*/runtime.toml", options)
    reader.context["options"] = {id_: option.name for id_, option in options.items()}
    reader.context["environments"] = [*options, *runtimes]
    pairs = reader.every(Pair, "pairs/*/task.toml")
    benchmarks = reader.every(Benchmark, "benchmarks/*/benchmark.toml", pairs)
    if not options:
        raise ExpectedError(
            f"{folders.shown(folders.evidence)}/options: no option.toml in any folder"
        )
    if reader.problems:
        raise ExpectedError("\n".join(one.headline for one in sorted(reader.problems)))
    return Catalogue(options, options | runtimes, pairs | benchmarks)
