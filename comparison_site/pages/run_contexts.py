"""What the templates of the pages about runs are given."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeVar

from comparison_site.analysis import versions
from comparison_site.analysis.findings import bearings, environments, finding
from comparison_site.analysis.moves import furthest, moved, repeated
from comparison_site.analysis.repository import Repository
from comparison_site.model import Comparison, Criterion
from comparison_site.outputs.registry import BuildContext
from comparison_site.pages.contexts import drawn, what_works
from comparison_site.results.about import Bearing
from comparison_site.results.figures import quantity, ratio
from comparison_site.results.records import Conditions, Environment, Figure, Machine, Series
from comparison_site.results.runs import Run
from comparison_site.results.samples import drift, percent

_SIDES = 2
T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Listed:
    """A run in the list of all: what came of it, and where it ran if that is not where most did.

    `environments` are those that differ from what most runs have under the same name.
    """

    run: Run
    finding: str
    bearings: list[tuple[Criterion, Bearing]]
    outdated: tuple[versions.Outdated, ...]
    machine: Machine | None
    day: date | None
    environments: dict[str, Environment]


@dataclass(frozen=True)
class _Shared:
    """Where most runs ran, and when."""

    machine: Machine
    day: date
    environments: dict[str, Environment]


def list_context(comparison: Comparison) -> dict[str, Any]:
    """All runs, and once what most of them share: the machine, the day, every environment."""
    runs, everywhere = comparison.runs, versions.outdated_everywhere(comparison)
    pairs = [item for run in runs for item in run.result.environments.items()]
    shared = _Shared(
        _most(run.result.machine for run in runs),
        _most(run.result.measured_on for run in runs),
        {name: _usual([one for other, one in pairs if other == name]) for name, _ in pairs},
    )
    listed = [_listed(comparison, run, shared, everywhere) for run in runs]
    return {
        "pairs": [one for one in listed if one.run.result.kind == "pair"],
        "benchmarks": [one for one in listed if one.run.result.kind == "benchmark"],
        "against": [
            (one.run, criterion)
            for one in listed
            for criterion, how in one.bearings
            if how is Bearing.AGAINST
        ],
        "outdated_everywhere": everywhere,
        "shared": shared,
        "names": environments(comparison),
        **_repeats(runs),
    }


def _listed(
    comparison: Comparison, run: Run, shared: _Shared, known: tuple[versions.Outdated, ...]
) -> Listed:
    result = run.result
    return Listed(
        run,
        finding(comparison, run),
        bearings(comparison, run),
        versions.outdated(comparison, run, besides=known),
        None if result.machine == shared.machine else result.machine,
        None if result.measured_on == shared.day else result.measured_on,
        {
            name: one
            for name, one in result.environments.items()
            if _differs(one, shared.environments[name])
        },
    )


def _most(values: Iterable[T]) -> T:
    """The most frequent value, of several the first."""
    return Counter(values).most_common(1)[0][0]


def _usual(environments: list[Environment]) -> Environment:
    """Of Python and of every package the most frequent version."""
    packages: dict[str, list[str]] = {}
    for environment in environments:
        for name, version in environment.packages.items():
            packages.setdefault(name, []).append(version)
    usual = {name: _most(versions) for name, versions in packages.items()}
    return Environment(python=_most(one.python for one in environments), packages=usual)


def _differs(one: Environment, usual: Environment) -> bool:
    return one.python != usual.python or not one.packages.items() <= usual.packages.items()


def run_context(known: BuildContext, run: Run) -> dict[str, Any]:
    """A run and its tables; where there are two options, each has a side of its own: 1 and 2."""
    comparison = known.comparison
    columns, rows = what_works(run)
    sides = list(dict.fromkeys(program.option for program in run.programs))
    seconds = {program.id: program.seconds for program in run.programs}
    return {
        "run": run,
        "finding": finding(comparison, run),
        "drawn": [drawn(run, figure) for figure in run.figures],
        "bearings": bearings(comparison, run),
        "columns": columns,
        "rows": rows,
        "outdated": versions.outdated(comparison, run),
        "moved": moved(run),
        **_repeats([run]),
        "drifted": _drifted(run),
        "load": _load(run),
        "sides": {name: n for n, name in enumerate(sides, 1)} if len(sides) == _SIDES else {},
        "took": {name: "" if s is None else quantity(s, "s") for name, s in seconds.items()},
        **_again(known, run),
    }


def _repeats(runs: Iterable[Run]) -> dict[str, Any]:
    """How many rows of these were measured twice in the same place, how many of them agree, and
    the row that is furthest apart, with how many times the earlier median the later one is.
    """
    rows = [row for run in runs for row in repeated(run)]
    apart = furthest(rows) if rows else None
    return {
        "repeats": len(rows),
        "agreeing": sum(row.overlaps for row in rows),
        "furthest": apart and apart.times != 1 and (apart, ratio(apart.times, 1)),
    }


def _drifted(run: Run) -> list[tuple[Figure, list[tuple[Series, str]]]]:
    """The series whose second half of samples is apart from the first one: how many times it is."""
    found = []
    for figure in run.figures:
        every = [(s, drift(s.samples)) for s in figure.series if s.is_measured and s.samples]
        found.append((figure, [(s, ratio(times, 1)) for s, times in every if times != 1]))
    return [(figure, series) for figure, series in found if series]


class Load(NamedTuple):
    """The largest part of the CPU time that went elsewhere during a sample, and the clock."""

    others: str
    host: str
    limit: str
    clock: str
    repeated: int
    is_noisy: bool


def _load(run: Run) -> Load | None:
    """None where nothing was recorded."""
    found = getattr(run.result, "conditions", None)
    if not isinstance(found, Conditions) or not found.readings:
        return None
    shares = (max(one.load for one in found.readings), max(one.steal for one in found.readings))
    clocks = sorted(round(one.mhz) for one in found.readings if one.mhz)
    ends = dict.fromkeys(f"{each:,}" for each in (*clocks[:1], *clocks[-1:]))
    clock = f"{' to '.join(ends)} MHz" if ends else ""
    others, host, limit = (percent(share) for share in (*shares, found.limit))
    return Load(others, host, limit, clock, found.repeated, found.is_noisy)


def _again(known: BuildContext, run: Run) -> dict[str, Any]:
    """What it takes to run it again, as far as anything recorded says so.

    `clone` is the repository's address and `folder` what a clone of it is called; `files` are the
    addresses of programs; `whole` is how long everything took; `disk` holds what each option takes
    when it is installed, and `unknown` the environments of which nobody knows.
    """
    comparison = known.comparison
    repository: Repository | None = known.claims.repository if known.claims else None
    url = repository.url.rstrip("/") if repository else ""
    seconds = run.result.seconds
    if seconds is None and run.programs and all(p.seconds is not None for p in run.programs):
        seconds = sum(program.seconds or 0 for program in run.programs)
    sizes, measured = _sizes(comparison)
    used = {name: sizes[name] for name in run.result.environments if name in sizes}
    return {
        "clone": url,
        "folder": url.rpartition("/")[2].removesuffix(".git"),
        "files": {p.id: repository.file(p.file) for p in run.programs} if repository else {},
        "whole": "" if seconds is None else quantity(round(seconds) or seconds, "s"),
        "disk": used,
        "unknown": [name for name in run.result.environments if name not in sizes] if used else [],
        "measured": measured,
    }


def _sizes(comparison: Comparison) -> tuple[dict[str, str], Run | None]:
    """How much room each option takes on a disk, by its id, and the run that says so."""
    for run in comparison.runs:
        for figure in run.figures:
            if figure.id == getattr(run.about, "disk", ""):
                told = (s for s in figure.series if s.is_measured)
                return {s.option: quantity(s.median or 0, figure.unit) for s in told}, run
    return {}, None
