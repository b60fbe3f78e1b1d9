"""Everything that can be run, as the folders declare it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from evidence.runner.benchmarks import Benchmark, load_benchmarks
from evidence.runner.errors import EvidenceError, UsageError, did_you_mean
from evidence.runner.folders import Folders
from evidence.runner.options import (
    Environment,
    Option,
    environments_of,
    load_options,
    load_runtimes,
)
from evidence.runner.pairs import Pair, load_pairs

T = TypeVar("T")


@dataclass(frozen=True)
class Catalogue:
    """Options, environments (options and runtimes), pairs and benchmarks, each by id."""

    options: dict[str, Option]
    environments: dict[str, Environment]
    pairs: dict[str, Pair]
    benchmarks: dict[str, Benchmark]

    def chosen(self, kind: str, only: Iterable[str]) -> "Catalogue":
        """The tasks of a kind ("pairs", "benchmarks", "all") that `only` names; all if none.

        Raises UsageError for a name that is not among them.
        """
        pairs = self.pairs if kind != "benchmarks" else {}
        benchmarks = self.benchmarks if kind != "pairs" else {}
        names = set(only)
        for name in sorted(names - pairs.keys() - benchmarks.keys()):
            raise UsageError(self._unknown(name, kind, [*pairs, *benchmarks]))
        return Catalogue(
            self.options, self.environments, _those(pairs, names), _those(benchmarks, names)
        )

    def _unknown(self, name: str, kind: str, choices: list[str]) -> str:
        if name in self.pairs.keys() | self.benchmarks.keys():
            return f"'{name}' is not one of the {kind}"
        return f"there is no task '{name}'; {did_you_mean(name, choices)}"

    def needed(self) -> list[Environment]:
        """The environments that the programs of these tasks run in, options first."""
        programs = [program for pair in self.pairs.values() for program in pair.programs]
        programs += [row.program for task in self.benchmarks.values() for row in task.series]
        names = {program.environment for program in programs}
        return [entry for name, entry in self.environments.items() if name in names]


def load_catalogue(folders: Folders) -> Catalogue:
    """Read every folder; raises EvidenceError with all problems at once."""
    problems: list[str] = []
    options = load_options(folders, problems)
    environments = environments_of(options, load_runtimes(folders, problems))
    pairs = load_pairs(folders, options, environments, problems)
    benchmarks = load_benchmarks(folders, options, environments, problems)
    problems += [
        f"{name}: a pair and a benchmark have this id" for name in pairs if name in benchmarks
    ]
    if not options:
        problems.append(
            f"{folders.shown(folders.evidence / 'options')}: no option.toml in any folder"
        )
    if problems:
        raise EvidenceError(problems)
    return Catalogue(options, environments, pairs, benchmarks)


def _those(tasks: dict[str, T], names: set[str]) -> dict[str, T]:
    return {name: task for name, task in tasks.items() if not names or name in names}
