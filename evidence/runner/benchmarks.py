"""Benchmarks: figures, and the series that measure them."""

from dataclasses import dataclass
from pathlib import Path

from evidence.runner.declarations import Table, opened
from evidence.runner.folders import ID, Folders, ids_in
from evidence.runner.options import Environment, Option
from evidence.runner.pairs import Limits, Program, known, read_limits, read_wording

PEAK = "peak_mib"  # a figure with this source is measured by the runner


@dataclass(frozen=True)
class Figure:
    """One quantity. `source` is the key under which programs report it."""

    id: str
    title: str
    unit: str
    source: str


@dataclass(frozen=True)
class Series:
    """One program in one way of running it; `figures` are the ids of those it measures."""

    program: Program
    figures: tuple[str, ...]
    variables: dict[str, str]


@dataclass(frozen=True)
class Benchmark:
    """One benchmark as its folder declares it.

    `warmup_rounds` come first and leave no samples; `gpu` says whether a GPU would matter.
    """

    id: str
    figures: tuple[Figure, ...]
    series: tuple[Series, ...]
    samples: int
    warmup_rounds: int
    threads: int
    warmup: str
    limits: Limits
    gpu: bool


def load_benchmarks(
    folders: Folders,
    options: dict[str, Option],
    environments: dict[str, Environment],
    problems: list[str],
) -> dict[str, Benchmark]:
    """Every folder of `benchmarks/` that holds a benchmark.toml, by id."""
    root = folders.evidence / "benchmarks"
    found = {}
    for name in ids_in(root, "benchmark.toml"):
        path = root / name / "benchmark.toml"
        table = opened(path, folders.shown(path), problems)
        found[name] = _benchmark(path.parent, table, options, environments)
        table.finish()
    return found


def _benchmark(
    folder: Path, table: Table, options: dict[str, Option], environments: dict[str, Environment]
) -> Benchmark:
    if not ID.fullmatch(folder.name):
        table.complain("the folder's name is the id; expected small letters, digits and hyphens")
    read_wording(table, "method")
    table.choice("better", ("lower", "higher"))
    figures = tuple(_figure(entry) for entry in table.tables("figures"))
    if not figures:
        table.complain("'figures' is missing; expected at least one")
    return Benchmark(
        folder.name,
        figures,
        _all_series(folder, table, figures, options, environments),
        table.count("samples", 7),
        int(table.number("warmup_rounds", 0)),
        table.count("threads", 2),
        table.text("warmup", ""),
        read_limits(table),
        table.flag("gpu"),
    )


def _figure(table: Table) -> Figure:
    name = table.text("id")
    figure = Figure(name, table.text("title"), table.text("unit"), table.text("source", name))
    table.finish()
    return figure


def _all_series(
    folder: Path,
    table: Table,
    figures: tuple[Figure, ...],
    options: dict[str, Option],
    environments: dict[str, Environment],
) -> tuple[Series, ...]:
    """The declared series, and one for each option that has a program but no series."""
    ids = tuple(figure.id for figure in figures)
    declared = [
        _series(folder, entry, ids, options, environments) for entry in table.tables("series")
    ]
    having = {series.program.option for series in declared}
    plain = [
        Series(Program(name, name, option.name, folder / f"{name}.py", name), ids, {})
        for name, option in options.items()
        if name not in having and (folder / f"{name}.py").is_file()
    ]
    if not declared + plain:
        table.complain(f"no program in the folder; expected {' or '.join(sorted(options))}.py")
    return (*declared, *plain)


def _series(
    folder: Path,
    table: Table,
    figures: tuple[str, ...],
    options: dict[str, Option],
    environments: dict[str, Environment],
) -> Series:
    option = known(table, "option", options)
    file = folder / table.text("program", f"{option}.py")
    if option in options and not file.is_file():
        table.complain(f"there is no {file.name} in the folder")
    environment = table.text("environment", option)
    if option in options and environment not in environments:
        table.complain(f"'environment' is '{environment}', which is unknown")
    arguments = table.texts("arguments")
    name = table.text("id")
    program = Program(name, option, table.text("name"), file, environment, arguments)
    measured = table.texts("figures") or figures
    for figure in set(measured) - set(figures):
        table.complain(f"'figures' names '{figure}', which is unknown")
    series = Series(program, measured, table.variables("variables"))
    table.finish()
    return series
