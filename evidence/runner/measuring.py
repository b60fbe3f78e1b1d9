"""Taking samples for a benchmark, and what a result file says of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from statistics import median

from evidence.runner.benchmarks import PEAK, Benchmark, Figure, Series
from evidence.runner.machine import cores
from evidence.runner.processes import Run
from evidence.runner.samples import interval, significant
from evidence.runner.sessions import Session


@dataclass
class Case:
    """A series on a device, with its samples so far by figure, and what stopped it, if anything."""

    series: Series
    device: str
    samples: dict[str, list[float]] = field(default_factory=dict)
    status: str = "ok"
    detail: str = ""

    @property
    def id(self) -> str:
        """The series' id, with the device unless it is the processor."""
        return self.series.program.id + ("" if self.device == "cpu" else f"-{self.device}")

    @property
    def name(self) -> str:
        """The series' name for people."""
        on = "" if self.device == "cpu" else f", {self.device.upper()}"
        return f"{self.series.program.name}{on}"


def cases_of(benchmark: Benchmark, gpus: dict[str, tuple[str, str]]) -> list[Case]:
    """Every series on the processor, and on a GPU if it matters and its option found one."""
    cases = [Case(series, "cpu") for series in benchmark.series]
    if benchmark.gpu:
        having = [row for row in benchmark.series if gpus.get(row.program.option, ("", ""))[0]]
        cases += [Case(series, "gpu") for series in having]
    return cases


def interleaved(cases: Sequence[Case], number: int) -> list[Case]:
    """The order in one round: options take turns, and odd rounds run backwards."""
    options = dict.fromkeys(case.series.program.option for case in cases)
    columns = [[c for c in cases if c.series.program.option == option] for option in options]
    turns = chain.from_iterable(zip_longest(*columns))
    order = [case for case in turns if case is not None]
    return order if number % 2 == 0 else order[::-1]


def steps(benchmark: Benchmark, cases: Iterable[Case], samples: int) -> list[str]:
    """The keys of the steps that a benchmark takes."""
    rounds = benchmark.warmup_rounds + samples
    return [_key(benchmark, case) for case in cases for _ in range(rounds)]


def run_benchmark(benchmark: Benchmark, session: Session, samples: int) -> dict[str, object]:
    """Take the samples, one process each; the content of the result file."""
    cases = cases_of(benchmark, session.gpus)
    rounds = benchmark.warmup_rounds + samples
    for number in range(rounds):
        if number == benchmark.warmup_rounds:
            _forget(cases)
        for case in interleaved(cases, number):
            if case.status == "ok":
                _sample(benchmark, case, session, rounds - number)
    return {
        **session.head(benchmark.id, "benchmark", [row.program for row in benchmark.series]),
        "settings": {
            "samples": samples,
            "warmup": benchmark.warmup,
            "threads": min(benchmark.threads, cores()),
        },
        "figures": [_figure(benchmark, figure, cases, session) for figure in benchmark.figures],
    }


def _forget(cases: Iterable[Case]) -> None:
    """Drop what the rounds of warm-up left."""
    for case in cases:
        case.samples.clear()


def _key(benchmark: Benchmark, case: Case) -> str:
    return f"{benchmark.id} {case.id}"


def _sample(benchmark: Benchmark, case: Case, session: Session, left: int) -> None:
    """One process more; a case that fails is not tried again."""
    key = _key(benchmark, case)
    session.progress.begin(key)
    variables = {**case.series.variables, "EVIDENCE_DEVICE": case.device}
    with session.scratch() as folder:
        run = session.start(
            case.series.program, folder, benchmark.threads, benchmark.limits, variables
        )
    _take(benchmark, case, run)
    session.progress.end(key, key, case.status)
    if case.status != "ok":
        session.progress.drop([key] * (left - 1))


def _take(benchmark: Benchmark, case: Case, run: Run) -> None:
    """Add what a run reports to the samples."""
    case.status, case.detail = run.status, run.detail
    for figure in benchmark.figures:
        if case.status == "ok" and figure.id in case.series.figures:
            value = (
                run.peak_mib if figure.source == PEAK else (run.reported or {}).get(figure.source)
            )
            if isinstance(value, int | float) and not isinstance(value, bool):
                case.samples.setdefault(figure.id, []).append(significant(float(value)))
            else:
                case.status, case.detail = "failed", f"it reported no number as '{figure.source}'"


def _figure(
    benchmark: Benchmark, figure: Figure, cases: list[Case], session: Session
) -> dict[str, object]:
    measured = [_series(case, figure.id) for case in cases if figure.id in case.series.figures]
    skipped = _skipped(benchmark, session) if benchmark.gpu else []
    return {
        "id": figure.id, "title": figure.title, "unit": figure.unit, "series": measured + skipped,
    }  # fmt: skip


def _series(case: Case, figure: str) -> dict[str, object]:
    samples = case.samples.get(figure, []) if case.status == "ok" else []
    told = {
        "id": case.id, "option": case.series.program.option, "name": case.name,
        "status": case.status, "detail": case.detail, "samples": samples,
    }  # fmt: skip
    if not samples:
        return {**told, "median": None, "low": None, "high": None}
    low, high = interval(samples)
    numbers = {"median": median(samples), "low": low, "high": high}
    return told | {name: significant(number) for name, number in numbers.items()}


def _skipped(benchmark: Benchmark, session: Session) -> list[dict[str, object]]:
    """A series without samples for each option that found no GPU, with the reason."""
    options = dict.fromkeys(series.program.option for series in benchmark.series)
    return [
        {
            "id": f"{option}-gpu", "option": option,
            "name": f"{session.catalogue.options[option].name}, GPU",
            "status": "skipped", "detail": session.gpus[option][1], "samples": [],
            "median": None, "low": None, "high": None,
        }
        for option in options
        if option in session.gpus and not session.gpus[option][0]
    ]  # fmt: skip
