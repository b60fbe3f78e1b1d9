"""Taking samples for a benchmark, and what a result file says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from statistics import median

from comparison_site.results.records import Reading
from comparison_site.results.samples import interval
from evidence.runner.machine import LIMIT, Quiet, cores
from evidence.runner.processes import Run
from evidence.runner.sessions import Session
from evidence.runner.tasks import PEAK, Benchmark, Figure, Series

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

    def add(self, figure: Figure, run: Run) -> None:
        """Take what a run reported for a figure as one sample more."""
        reported = run.reported or {}
        found = run.peak_mib if figure.source == PEAK else reported.get(figure.source)
        if isinstance(found, int | float) and not isinstance(found, bool):
            self.samples.setdefault(figure.id, []).append(significant(found))
        else:
            self.status, self.detail = "failed", f"it reported no number as '{figure.source}'"


def cases_of(benchmark: Benchmark, session: Session) -> list[Case]:
    """Every series on the CPU and, if it matters, on a GPU where its option finds one.

    An option that finds none has one case instead, which says why it is skipped.
    """
    cases = [Case(series, "cpu") for series in benchmark.series]
    probed = [one for one in benchmark.series if benchmark.gpu and one.option in session.gpus]
    cases += [Case(one, "gpu") for one in probed if session.gpus[one.option][0]]
    for option in dict.fromkeys(one.option for one in probed if not session.gpus[one.option][0]):
        name, every = session.catalogue.options[option].name, [one.id for one in benchmark.figures]
        none = Series.model_construct(id=option, option=option, name=name, figures=every)
        cases.append(Case(none, "gpu", status="skipped", detail=session.gpus[option][1]))
    return cases


def interleaved(cases: Sequence[Case], number: int) -> list[Case]:
    """The order in one round: options take turns, and odd rounds run backwards."""
    options = dict.fromkeys(case.series.option for case in cases)
    columns = [[case for case in cases if case.series.option == option] for option in options]
    order = [case for case in chain.from_iterable(zip_longest(*columns)) if case is not None]
    return order if number % 2 == 0 else order[::-1]


def run_benchmark(benchmark: Benchmark, session: Session) -> dict[str, object]:
    """Take the samples, one process each; the content of the result file."""
    cases, quiet = cases_of(benchmark, session), Quiet(session.asked.noisy)
    samples = session.asked.samples or benchmark.samples
    with session.scratch() as folder:
        _prepare(benchmark, cases, session, folder)
        _take(benchmark, cases, session, quiet, samples)
    threads = min(benchmark.threads, cores())
    return {
        **session.head(benchmark.id, "benchmark", benchmark.programs),
        "settings": {"samples": samples, "warmup": benchmark.warmup, "threads": threads},
        **_conditions(cases, quiet),
        "figures": [
            {
                **figure.model_dump(include={"id", "title", "unit"}),
                "series": [_measured(c, figure.id) for c in cases if figure.id in c.series.figures],
            }
            for figure in benchmark.figures
        ],
    }


def _prepare(benchmark: Benchmark, cases: list[Case], session: Session, folder: Path) -> None:
    """Run what comes before; where it does not end well, no series of its option is tried."""
    for program in benchmark.before:
        given = folder / program.option
        given.mkdir(exist_ok=True)
        with session.progress.step(f"{benchmark.id} {program.id}"):
            run = session.start(program, given, benchmark.limits, program.variables)
        for case in (each for each in cases if each.series.option == program.option):
            case.given = given
            if run.status != "ok":
                case.status, case.detail = run.status, f"{program.name}: {run.detail}"


def _take(
    benchmark: Benchmark, cases: list[Case], session: Session, quiet: Quiet, samples: int
) -> None:
    """Round after round a sample of every series, so that those of a round are pairs."""
    rounds = benchmark.warmup_rounds + samples
    for number in range(rounds):
        for case in interleaved(cases, number):
            if number == benchmark.warmup_rounds:
                case.samples.clear()
                case.readings.clear()
            if case.status == "ok":  # what has failed is not tried again
                label = f"{benchmark.id} {case.id}, round {number + 1} of {rounds}"
                with session.progress.step(label):
                    _sample(benchmark, case, session, quiet)
                    session.progress.ended = case.status


def _sample(benchmark: Benchmark, case: Case, session: Session, quiet: Quiet) -> None:
    """One process more; what it reports is added to the samples."""
    variables = {**case.series.variables, "EVIDENCE_DEVICE": case.device}

    def take() -> Run:
        with session.scratch(case.given) as folder:
            return session.start(case.series, folder, benchmark.limits, variables)

    run, reading = quiet.sample(take) if benchmark.samples > 1 else (take(), None)
    case.readings += [reading] if reading else []
    case.status, case.detail = run.status, run.detail
    for figure in benchmark.figures:
        if case.status == "ok" and figure.id in case.series.figures:
            case.add(figure, run)


def _conditions(cases: Sequence[Case], quiet: Quiet) -> dict[str, object]:
    """The load on every sample, if it could be read and mattered."""
    told = {case.id: [one.model_dump() for one in case.readings] for case in cases if case.readings}
    known = {"limit": LIMIT, "repeated": quiet.repeated, "samples": told}
    return {"conditions": known} if told else {}


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


def significant(number: float, digits: int = 5) -> float:
    """The number rounded to so many significant digits."""
    return float(f"{number:.{digits}g}")
