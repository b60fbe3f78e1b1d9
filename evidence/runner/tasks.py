"""What the folders declare: pairs and benchmarks, as records."""
# ruff: noqa: RUF012  # pydantic copies default lists

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, ValidationInfo, field_validator

from evidence.runner.declarations import Declaration, InFolder, Record, Text, Variables, known

PEAK = "peak_mib"  # a figure with this source is measured by the runner


class Program(Record):
    """A file that runs: for which option, in which environment, with what on its command line."""

    id: Text
    option: Annotated[Text, known("options")]
    name: Text
    file: InFolder
    environment: Annotated[Text, known("environments")]
    arguments: list[str] = []


class Task(Declaration):
    """What pairs and benchmarks share: words, which only pages read, and limits of a program."""

    title: Text
    task: Text
    shows: Text
    speaks_for: Text
    does_not_show: Text
    timeout: Annotated[float, Field(ge=0)] = 400.0
    memory_mib: Annotated[float, Field(ge=0)] = 6000.0


class Comparison(Record):
    """A key that `programs`, or all, report, and how far the numbers in it may be apart."""

    key: Text
    tolerance: Annotated[float, Field(ge=0)] = 0.0
    programs: Annotated[list[str], known("programs")] = []


class Mode(Record):
    """A column of a table of outcomes: a way in which an option runs the same code."""

    id: Text
    option: Annotated[Text, known("options")]
    name: Text


class Feature(Record):
    """A row of a table of outcomes: a habit of code that a mode may or may not manage."""

    id: Text
    name: Text


class Phrase(Record):
    """A part of a pair's programs that does the same in each; how far its numbers may be apart.

    Programs mark it by its id, and report under it what it gives. The rest only pages read.
    """

    id: Text
    title: Text
    note: Text | None = None
    tolerance: Annotated[float, Field(ge=0)] = 0.0


class ProgramEntry(Record):
    """What a program of a pair has otherwise than its option; a `file` may serve several."""

    program: Annotated[Text, known("programs")]
    name: Text | None = None
    environment: Annotated[Text, known("environments")] | None = None
    file: InFolder | None = None
    arguments: list[str] | None = None


class Pair(Task):
    """One task, a program for each option, and what must be equal (task.toml).

    `finding` is what came of it, in about ten words; only pages read it. The programs of an option
    share a folder and run by id; those of a `chain` all share one, and run in its order.
    """

    equal: Text
    finding: Text | None = None
    entries: list[ProgramEntry] = Field([], alias="programs")
    chain: Annotated[list[str], known("programs")] = []
    compare: list[Comparison] = []
    phrases: list[Phrase] = []
    threads: Annotated[int, Field(ge=1)] = 1  # enough for programs that are compared, not measured
    modes: list[Mode] = []
    features: list[Feature] = []
    _programs: dict[str, Program] = PrivateAttr()

    @field_validator("entries", mode="before")
    @classmethod
    def _look_for_programs(cls, entries: object, info: ValidationInfo) -> object:
        """Let the entries and comparisons know the programs in the folder, by id.

        They are called like their option, or `<option>-<variant>`; the longest option counts.
        One whose entry names a `file` needs none of its own.
        """
        context = info.context or {}
        options, programs = context["options"], context.setdefault("programs", {})
        named = {path.stem: path for path in context["folder"].glob("*.py")}
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and "file" in entry:
                named.setdefault(str(entry.get("program")), context["folder"])
        for id_, path in sorted(named.items()):
            fitting = [each for each in options if id_ == each or id_.startswith(f"{each}-")]
            if option := max(fitting, key=len, default=None):
                programs[id_] = Program.model_construct(
                    id=id_, option=option, name=options[option], file=path, environment=option
                )
        if not programs:
            raise ValueError(_no_program(options))
        return entries

    @field_validator("chain")
    @classmethod
    def _name_each_once(cls, chain: list[str], info: ValidationInfo) -> list[str]:
        """A program that no place is named for would not run, and nobody would be told."""
        missing = [name for name in (info.context or {})["programs"] if name not in chain]
        if chain and (missing or len(chain) > len({*chain})):
            lacks = f"; it lacks {', '.join(missing)}" if missing else ""
            raise ValueError(f"must name each program of the pair once{lacks}")
        return chain

    def model_post_init(self, context: Any) -> None:
        """Take the names and environments of programs from their entries."""
        super().model_post_init(context)
        self._programs = context["programs"]
        for entry in self.entries:
            own = entry.model_dump(exclude={"program"}, exclude_none=True)
            program = self._programs[entry.program]
            self._programs[entry.program] = program.model_copy(update=own)

    @property
    def programs(self) -> list[Program]:
        """The programs in the folder, by id, or as they stand in the chain."""
        return [self._programs[name] for name in self.chain or self._programs]

    @property
    def compared(self) -> list[Comparison]:
        """What must be equal: the keys that are declared, and what each phrase gives."""
        given = (Comparison(key=f"phrases.{p.id}", tolerance=p.tolerance) for p in self.phrases)
        return [*self.compare, *given]


class Figure(Record):
    """One quantity. `source` is the key under which programs report it."""

    id: Text
    title: Text
    unit: Text
    source: Text = Field(default_factory=lambda data: data["id"])


def _called_like_option(data: dict[str, Any]) -> Any:
    return f"{data['option']}.py"


class Series(Program):
    """One program in one way of running it; `figures` are the ids of those it measures, or none."""

    file: InFolder = Field(alias="program", default_factory=_called_like_option)
    environment: Annotated[Text, known("environments")] = Field(
        default_factory=lambda data: data["option"]
    )
    figures: Annotated[list[str], known("figures")] = []
    variables: Variables = {}

    def measures(self, figure: str) -> bool:
        """Whether the figure with that id is among those it measures."""
        return not self.figures or figure in self.figures


class Benchmark(Task):
    """Figures, and the series that measure them (benchmark.toml).

    `before` are programs that run once, those of an option in a folder of theirs; every sample of
    the option starts with what they left there. `warmup_rounds` come first and leave no samples;
    `gpu` says whether a GPU would matter. `disk` is the figure, if any, that says how much room an
    option takes; only pages read it.
    """

    method: Text
    disk: Text | None = None
    better: Literal["lower", "higher"]
    figures: Annotated[list[Figure], Field(min_length=1)]
    before: list[Series] = []
    series: list[Series] = []
    samples: Annotated[int, Field(ge=1)] = 9
    warmup_rounds: Annotated[int, Field(ge=0)] = 0
    threads: Annotated[int, Field(ge=1)] = 2
    warmup: str = ""
    gpu: bool = False

    @property
    def varies(self) -> bool:
        """Whether it takes several samples, because one would not be like the other."""
        return self.samples > 1

    @property
    def programs(self) -> list[Series]:
        """What runs before, then the series, as the programs that they are."""
        return self.before + self.series

    @field_validator("figures")
    @classmethod
    def _tell_series(cls, figures: list[Figure], info: ValidationInfo) -> list[Figure]:
        """Let the series know which figures there are."""
        (info.context or {})["figures"] = [figure.id for figure in figures]
        return figures

    @field_validator("series")
    @classmethod
    def _one_for_every_program(cls, declared: list[Series], info: ValidationInfo) -> list[Series]:
        """The declared series, and one for each option that has a program but no series."""
        context = info.context or {}
        having = {series.option for series in declared}
        plain = [
            Series.model_validate({"id": name, "option": name, "name": label}, context=context)
            for name, label in context["options"].items()
            if name not in having and (context["folder"] / f"{name}.py").is_file()
        ]
        if not declared + plain:
            raise ValueError(_no_program(context["options"]))
        return declared + plain


def _no_program(options: Iterable[str]) -> str:
    """What is wrong with the folder of a task that no option has a program in."""
    expected = " or ".join(f"{option}.py" for option in sorted(options))
    return f"finds no program in the folder; expected {expected}"
