"""Taking samples for a benchmark, and what a result file says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from statistics import median

from comparison_site.results.samples import interval
from evidence.runner.machine import LIMIT, Quiet, Reading
from evidence.runner.processes import Limits, Run
from evidence.runner.sessions import Session, cores
from evidence.runner.tasks import PEAK, Benchmark, Series

_NO_NUMBERS: dict[str, object] = {"samples": [], "median": None, "low": None, "high": None}


@dataclass
class Case:
    """A series on a device, with its samples so far by figure, and what stopped it, if anything.

    `given` is the folder whose content each sample starts with.
    """

    series: Series
    device: str
    given: Path | None = None
    samples: dict[str, list[float]] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    status: str = "ok"
    detail: str = ""

    @property
    def id(self) -> str:
        """The series' id, with the device unless it is the CPU."""
        return self.series.id if self.device == "cpu" else f"{self.series.id}-{self.device}"


def cases_of(benchmark: Benchmark, gpus: dict[str, tuple[str, str]]) -> list[Case]:
    """Every series on the CPU, and on a GPU if it matters and its option found one."""
    on_gpu = [row for row in benchmark.series if benchmark.gpu and gpus.get(row.option, ("",))[0]]
    return [Case(row, "cpu") for row in benchmark.series] + [Case(row, "gpu") for row in on_gpu]


def interleaved(cases: Sequence[Case], number: int) -> list[Case]:
    """The order in one round: options take turns, and odd rounds run backwards."""
    options = dict.fromkeys(case.series.option for case in cases)
    columns = [[case for case in cases if case.series.option == option] for option in options]
    order = [case for case in chain.from_iterable(zip_longest(*columns)) if case is not None]
    return order if number % 2 == 0 else order[::-1]


def run_benchmark(benchmark: Benchmark, session: Session, samples: int) -> dict[str, object]:
    """Take the samples, one process each; the content of the result file."""
    cases, quiet = cases_of(benchmark, session.gpus), Quiet(session.is_noisy)
    with session.scratch() as folder:
        _prepare(benchmark, cases, session, folder)
        _take(benchmark, cases, session, quiet, samples)
    threads = min(benchmark.threads, cores())
    skipped = _skipped(benchmark, session) if benchmark.gpu else []
    figures: list[dict[str, object]] = []
    for figure in benchmark.figures:
        rows = [_measured(one, figure.id) for one in cases if one.series.measures(figure.id)]
        told = figure.model_dump(include={"id", "title", "unit"})
        figures.append({**told, "series": rows + skipped})
    return {
        **session.head(benchmark.id, "benchmark", benchmark.programs),
        "settings": {"samples": samples, "warmup": benchmark.warmup, "threads": threads},
        **_conditions(cases, quiet),
        "figures": figures,
    }


def _prepare(benchmark: Benchmark, cases: list[Case], session: Session, folder: Path) -> None:
    """Run what comes before; where it does not end well, no series of its option is tried."""
    limits = Limits(benchmark.timeout, benchmark.memory_mib, benchmark.threads)
    for program in benchmark.before:
        given = folder / program.option
        given.mkdir(exist_ok=True)
        with session.progress.step(f"{benchmark.id} {program.id}") as step:
            run = session.start(program, given, limits, program.variables)
            step.words = run.status
        for case in (each for each in cases if each.series.option == program.option):
            case.given = given
            if run.status != "ok":
                case.status, case.detail = run.status, f"{program.name}: {run.detail}"


def _take(
    benchmark: Benchmark, cases: list[Case], session: Session, quiet: Quiet, samples: int
) -> None:
    """Round after round a sample of every series, so that those of a round are pairs."""
    rounds = benchmark.warmup_rounds + samples
    session.progress.total += rounds * sum(case.device == "gpu" for case in cases)
    for number in range(rounds):
        for case in interleaved(cases, number):
            if number == benchmark.warmup_rounds:
                case.samples.clear()
                case.readings.clear()
            if case.status == "ok":
                _sample(benchmark, case, session, quiet)
                if case.status != "ok":  # it is not tried again
                    session.progress.total += number + 1 - rounds


def _conditions(cases: Sequence[Case], quiet: Quiet) -> dict[str, object]:
    """The load on every sample, if it could be read and mattered."""
    readings = {case.id: [one._asdict() for one in case.readings] for case in cases}
    if not any(readings.values()):
        return {}
    return {"conditions": {"limit": LIMIT, "repeated": quiet.repeated, "samples": readings}}


def _sample(benchmark: Benchmark, case: Case, session: Session, quiet: Quiet) -> None:
    """One process more; what it reports is added to the samples."""
    variables = {**case.series.variables, "EVIDENCE_DEVICE": case.device}
    limits = Limits(benchmark.timeout, benchmark.memory_mib, benchmark.threads)

    def take() -> Run:
        with session.scratch(case.given) as folder:
            return session.start(case.series, folder, limits, variables)

    with session.progress.step(f"{benchmark.id} {case.id}") as step:
        run, reading = quiet.sample(take) if benchmark.varies else (take(), None)
        case.readings += [reading] if reading else []
        case.status, case.detail, reported = run.status, run.detail, run.reported or {}
        for figure in benchmark.figures:
            if case.status != "ok" or not case.series.measures(figure.id):
                continue
            found = run.peak_mib if figure.source == PEAK else reported.get(figure.source)
            if isinstance(found, int | float) and not isinstance(found, bool):
                case.samples.setdefault(figure.id, []).append(significant(float(found)))
            else:
                case.status, case.detail = "failed", f"it reported no number as '{figure.source}'"
        step.words = case.status


def _measured(case: Case, figure: str) -> dict[str, object]:
    name = case.series.name + ("" if case.device == "cpu" else f", {case.device.upper()}")
    told: dict[str, object] = {
        "id": case.id, "option": case.series.option, "name": name,
        "status": case.status, "detail": case.detail,
    }  # fmt: skip
    samples = case.samples.get(figure, [])
    if case.status != "ok" or not samples:
        return told | _NO_NUMBERS
    low, high, _ = interval(samples)
    numbers = {"median": median(samples), "low": low, "high": high}
    return told | {"samples": samples} | {key: significant(each) for key, each in numbers.items()}


def _skipped(benchmark: Benchmark, session: Session) -> list[dict[str, object]]:
    """A series without samples for each option that found no GPU, with the reason."""
    return [
        {
            "id": f"{option}-gpu", "option": option,
            "name": f"{session.catalogue.options[option].name}, GPU",
            "status": "skipped", "detail": session.gpus[option][1], **_NO_NUMBERS,
        }
        for option in dict.fromkeys(series.option for series in benchmark.series)
        if option in session.gpus and not session.gpus[option][0]
    ]  # fmt: skip


def significant(number: float, digits: int = 5) -> float:
    """The number rounded to so many significant digits."""
    return float(f"{number:.{digits}g}")
