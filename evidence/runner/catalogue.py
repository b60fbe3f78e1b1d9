"""Everything that can be run, as the folders declare it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from comparison_site.core.diagnostics import did_you_mean
from evidence.runner.declarations import D, EvidenceError, read
from evidence.runner.files import Folders
from evidence.runner.runtimes import Environment, Option
from evidence.runner.tasks import Benchmark, Pair


class UsageError(Exception):
    """Raised when the command line asks for something that does not exist."""


@dataclass(frozen=True)
class Catalogue:
    """Options, environments (options and runtimes), pairs and benchmarks, each by id."""

    options: dict[str, Option]
    environments: dict[str, Environment]
    pairs: dict[str, Pair]
    benchmarks: dict[str, Benchmark]

    @property
    def tasks(self) -> list[Pair | Benchmark]:
        """The pairs, then the benchmarks."""
        return [*self.pairs.values(), *self.benchmarks.values()]

    def chosen(self, kind: str, only: Iterable[str]) -> "Catalogue":
        """The tasks of a kind ("pairs", "benchmarks", "all") that `only` names; all if none.

        Raises UsageError for a name that is not among them.
        """
        tasks: dict[str, Pair | Benchmark] = {
            **(self.pairs if kind != "benchmarks" else {}),
            **(self.benchmarks if kind != "pairs" else {}),
        }
        for name in sorted(set(only) - tasks.keys()):
            if name in self.pairs or name in self.benchmarks:
                raise UsageError(f"'{name}' is not one of the {kind}")
            raise UsageError(f"there is no task '{name}'; {did_you_mean(name, tasks)}")
        names = set(only) or tasks.keys()
        return replace(
            self,
            pairs={name: pair for name, pair in self.pairs.items() if name in names},
            benchmarks={name: task for name, task in self.benchmarks.items() if name in names},
        )

    def needed(self) -> list[Environment]:
        """The environments that the programs of these tasks run in, options first."""
        names = {each.environment for task in self.tasks for each in task.programs}
        return [entry for name, entry in self.environments.items() if name in names]


def load_catalogue(folders: Folders) -> Catalogue:
    """Read every folder; raises EvidenceError with all problems at once."""
    problems: list[str] = []
    context: dict[str, Any] = {}

    def every(model: type[D], mark: str) -> dict[str, D | None]:
        """Every file that `mark` matches, by the name of its folder; None where it is wrong."""
        files = {path.parent.name: path for path in sorted(folders.evidence.glob(mark))}
        shown = folders.shown
        return {id_: read(model, f, shown(f), problems, context) for id_, f in files.items()}

    options = every(Option, "options/*/option.toml")
    runtimes = every(Environment, "runtimes/*/runtime.toml")
    context["options"] = {key: option.name if option else key for key, option in options.items()}
    context["environments"] = [*options, *runtimes]
    pairs = every(Pair, "pairs/*/task.toml")
    benchmarks = every(Benchmark, "benchmarks/*/benchmark.toml")
    twice = [f"runtimes/{key}: an option has this id, too" for key in runtimes if key in options]
    both = [f"{key}: a pair and a benchmark have this id" for key in pairs if key in benchmarks]
    problems += twice + both
    if not options:
        problems.append(f"{folders.shown(folders.evidence)}/options: no option.toml in any folder")
    if problems:
        raise EvidenceError(problems)
    sound = _sound(options)
    return Catalogue(sound, sound | _sound(runtimes), _sound(pairs), _sound(benchmarks))


def _sound(found: Mapping[str, D | None]) -> dict[str, D]:
    return {name: record for name, record in found.items() if record}
