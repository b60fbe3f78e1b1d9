"""What the folders declare: pairs and benchmarks, as records."""
# ruff: noqa: RUF012  # pydantic copies default lists

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from comparison_site.core.fields import Id
from comparison_site.results import about, records
from evidence.runner.declarations import (
    Declaration,
    InFolder,
    Record,
    Text,
    context_of,
    known,
    made_of,
)  # fmt: skip
from evidence.runner.processes import Limits

PEAK = "peak_mib"  # a figure with this source is measured by the runner

_Count = Annotated[int, Field(ge=1)]
_Limit = Annotated[float, Field(ge=0)]
_OptionId = Annotated[str, known("options")]
_ProgramId = Annotated[str, known("programs")]
_FigureId = Annotated[str, known("figures")]


def _called_like_option(name: object, info: ValidationInfo) -> object:
    return name or context_of(info)["options"].get(info.data.get("option"), "?")


class Program(Record):
    """A file that runs: for which option, in which environment, with what on its command line.

    It is called like its option and runs in its environment, unless it says otherwise.
    """

    id: Id
    option: _OptionId
    name: Annotated[Text, BeforeValidator(_called_like_option)] = ""
    file: InFolder
    environment: Annotated[str, known("environments")] = made_of("{option}")
    arguments: list[str] = []


P = TypeVar("P", bound=Program)


class Task(Declaration):
    """What pairs and benchmarks share: limits of a program, in seconds, MiB and threads."""

    timeout: _Limit = 400.0
    memory_mib: _Limit = 6000.0
    threads: _Count = 1  # enough for programs that are compared, not measured

    @property
    def limits(self) -> Limits:
        """What each program may use."""
        return Limits(self.timeout, self.memory_mib, self.threads)


class Comparison(Record):
    """A key that `programs`, or all, report, and how far the numbers in it may be apart."""

    key: Text
    tolerance: _Limit = 0.0
    programs: list[_ProgramId] = []


class Feature(Record):
    """A row of a table of outcomes: a habit of code that a mode may or may not manage."""

    id: Id
    name: Text


class Mode(records.Mode, Record):
    """A column of a table of outcomes: a way in which an option runs the same code."""

    option: _OptionId


class Phrase(about.Phrase, Record):
    """A part of a pair's programs that does the same in each; how far its numbers may be apart.

    Programs mark it by its id, and report under it what it gives.
    """

    tolerance: _Limit = 0.0

    @property
    def comparison(self) -> Comparison:
        """What must be equal for it to give the same everywhere."""
        return Comparison(key=f"phrases.{self.id}", tolerance=self.tolerance)


def _option_in(program: str, options: Iterable[str]) -> str:
    """The option that a program is called after: `<option>-<variant>`; the longest counts."""
    fitting = [each for each in options if f"{program}-".startswith(f"{each}-")]
    return max(fitting, key=len, default="")


def _in_id(option: object, info: ValidationInfo) -> object:
    program = info.data.get("id", "")
    return option or _option_in(program, context_of(info)["options"]) or program


class _Entry(Program):
    """A program of a pair, called like its option or `<option>-<variant>`.

    It needs an entry only for what is otherwise; a `file` may serve several.
    """

    id: Id = Field(alias="program")
    option: Annotated[_OptionId, BeforeValidator(_in_id)] = ""
    file: InFolder = made_of("{id}.py")


class Pair(about.PairAbout, Task):
    """One task, a program for each option, and what must be equal (task.toml).

    The programs of an option share a folder and run by id; those of a `chain` all share one, and
    run in its order.
    """

    chain: list[str] = []
    programs: list[_Entry] = []
    compare: list[Comparison] = []
    phrases: Annotated[tuple[Phrase, ...], Field(strict=False, max_length=200)] = ()
    modes: list[Mode] = []
    features: list[Feature] = []

    @field_validator("programs")
    @classmethod
    def _with_every_file(cls, entries: list[_Entry], info: ValidationInfo) -> list[_Entry]:
        """The programs with an entry, and those in the folder that need none, as they run."""
        context, named = context_of(info), {entry.id for entry in entries}
        programs = entries + [
            _Entry.model_validate({"program": path.stem}, context=context)
            for path in context["folder"].glob("*.py")
            if path.stem not in named and _option_in(path.stem, context["options"])
        ]
        context["programs"] = sorted(program.id for program in programs)
        order = info.data.get("chain") or context["programs"]
        if sorted(order) != context["programs"]:  # who is not named would not run, unnoticed
            names = ", ".join(context["programs"])
            raise ValueError(f"the chain must name each program of the pair once: {names}")
        return sorted(_some(programs, context), key=lambda program: order.index(program.id))


class Figure(Record):
    """One quantity. `source` is the key under which programs report it."""

    id: Id
    title: Text
    unit: Text
    source: Text = made_of("{id}")


def _all_figures(said: object, info: ValidationInfo) -> object:
    return said or context_of(info).get("figures", [])


class Series(Program):
    """One program in one way of running it; it measures the `figures`, or all if it names none."""

    file: InFolder = made_of("{option}.py", alias="program")
    figures: Annotated[list[_FigureId], BeforeValidator(_all_figures)] = []
    variables: dict[str, str] = {}


class Benchmark(about.BenchmarkAbout, Task):
    """Figures, and the series that measure them (benchmark.toml).

    `before` are programs that run once, those of an option in a folder of theirs; every sample of
    the option starts with what they left there. `warmup_rounds` come first and leave no samples;
    `gpu` says whether a GPU would matter.
    """

    figures: Annotated[list[Figure], Field(min_length=1)]
    before: list[Series] = []
    series: list[Series] = []
    samples: _Count = 9
    warmup_rounds: Annotated[int, Field(ge=0)] = 0
    threads: _Count = 2
    warmup: str = ""
    gpu: bool = False

    @property
    def programs(self) -> list[Series]:
        """What runs before, then the series, as the programs that they are."""
        return self.before + self.series

    @field_validator("figures")
    @classmethod
    def _tell_series(cls, figures: list[Figure], info: ValidationInfo) -> list[Figure]:
        """Let the series know which figures there are."""
        context_of(info)["figures"] = [figure.id for figure in figures]
        return figures

    @field_validator("series")
    @classmethod
    def _one_for_every_program(cls, declared: list[Series], info: ValidationInfo) -> list[Series]:
        """The declared series, and one for each option that has a program but no series."""
        context, having = context_of(info), {series.option for series in declared}
        plain = [
            Series.model_validate({"id": option, "option": option}, context=context)
            for option in context["options"]
            if option not in having and (context["folder"] / f"{option}.py").is_file()
        ]
        return _some(declared + plain, context)


def _some(programs: list[P], context: dict[str, Any]) -> list[P]:
    """The programs of a task; raises ValueError if there are none."""
    if not programs:
        expected = " or ".join(f"{option}.py" for option in sorted(context["options"]))
        raise ValueError(f"there is no program in the folder; expected {expected}")
    return programs
