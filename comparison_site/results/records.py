"""The records of a result file, format 1.

The runner writes one file for each pair or benchmark. Keys that this format does not know are
ignored, so that a newer runner may add some.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, JsonValue, model_validator

from comparison_site.core.characters import one_line, visible, without_escapes
from comparison_site.core.fields import Id, IsoDate, Unit
from comparison_site.core.vocabulary import Effect, RunStatus
from comparison_site.results.about import Agreement
from comparison_site.results.samples import coverage


def _shown(text: object) -> object:
    """What programs print may hold colours and worse; line ends stay."""
    return visible(without_escapes(text)) if isinstance(text, str) else text


_Lines = Annotated[str, BeforeValidator(_shown)]
_Line = Annotated[_Lines, AfterValidator(one_line), Field(max_length=500)]
_Name = Annotated[_Lines, AfterValidator(one_line), Field(min_length=1, max_length=80)]
_Number = Annotated[int | float, Field(allow_inf_nan=False, ge=-1e15, le=1e15)]
_Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
_Count = Annotated[int, Field(ge=0, le=10**9)]
_Status = Annotated[int, Field(ge=-(10**9), le=10**9)]
_TWO = 2
_Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Record(BaseModel, extra="ignore", frozen=True, strict=True, defer_build=True):
    """Base of the records: frozen, and nothing is turned into something else."""


class Machine(Record):
    """What a result was measured on; `memory_gib` is in GiB."""

    processor: _Line
    cores: Annotated[int, Field(ge=1, le=10**6)]
    memory_gib: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None
    system: _Line
    gpu: _Line | None


class Environment(Record):
    """The versions that one option ran on."""

    python: _Name
    packages: dict[_Name, _Name]


class Ran(Record):
    """What ran: for which option, in which environment, and what came of it."""

    id: Id
    option: Id
    name: _Name
    environment: Id | None = None
    status: RunStatus
    detail: _Line


class Series(Ran):
    """One row of a chart: the samples, their median and its interval, in the figure's unit."""

    samples: Annotated[tuple[_Number, ...], Field(max_length=10_000)]
    median: _Number | None
    low: _Number | None
    high: _Number | None

    @property
    def coverage(self) -> float | None:
        """The chance, from 0 to 1, that the median lies in the interval; None where it is none."""
        if self.low is None or self.high is None or self.low == self.high:
            return None
        return coverage(self.samples, self.low, self.high) or None

    @property
    def is_measured(self) -> bool:
        """Whether its numbers count; what failed may have reported some before."""
        return self.status is RunStatus.OK and self.median is not None

    @model_validator(mode="after")
    def _ok_has_numbers(self) -> "Series":
        if self.status is RunStatus.OK:
            if self.median is None or self.low is None or self.high is None:
                raise ValueError("a series that is ok has a median, a low and a high")
            if not self.low <= self.median <= self.high:
                raise ValueError("the median must lie between low and high")
        return self


class Figure(Record):
    """Several series in one unit, drawn as one chart."""

    id: Id
    title: _Name
    unit: Unit
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=40)]


class Program(Ran):
    """One program of a pair; `reported` is what it says of itself."""

    file: Annotated[str, Field(max_length=300)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    exit_code: _Status | None
    seconds: _Seconds | None
    code_lines: _Count | None
    output: Annotated[_Lines, Field(max_length=100_000)]
    reported: dict[str, JsonValue]


class Happening(Record):
    """What became of one feature in one program or mode."""

    outcome: Effect
    detail: _Line


class Feature(Record):
    """A row of the table of what works: the ids of programs or modes, and what became of it."""

    feature: _Line
    results: dict[Id, Happening]


class Mode(Record):
    """A column of that table which is no program: one way in which an option can be run."""

    id: Id
    option: Id
    name: _Name


class Given(Record):
    """Whether a phrase gives the same in every program; None where nobody could compare."""

    id: Id
    agrees: bool | None
    comparison: _Line


class _Result(Record):
    """What every result file says; `seconds` is how long all of it took, where that is known."""

    format: Literal[1]
    id: Id
    measured_on: IsoDate
    command: _Line
    machine: Machine
    environments: dict[Id, Environment]
    seconds: _Seconds | None = None


class Reading(Record):
    """Shares of the CPU time, from 0 to 1: what others took `before` a sample and during it, as
    `load`, and what the host took during it; and the clock in MHz after it, if it could be read.
    """

    before: _Share
    load: _Share
    steal: _Share
    mhz: Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)] | None


class Conditions(Record):
    """What else the machine did: readings by the series' id, and how many samples it spoilt."""

    limit: _Share
    repeated: _Count
    samples: dict[Id, Annotated[tuple[Reading, ...], Field(max_length=10_000)]]

    @property
    def readings(self) -> list[Reading]:
        """Those of all samples."""
        return [one for series in self.samples.values() for one in series]

    @property
    def is_noisy(self) -> bool:
        """Whether others disturbed a sample more than is allowed."""
        return any(one.load + one.steal > self.limit for one in self.readings)


class Benchmark(_Result):
    """A result with figures; `conditions` are known of those that a newer runner wrote."""

    kind: Literal["benchmark"]
    settings: dict[str, JsonValue]
    conditions: Conditions | None = None
    figures: Annotated[tuple[Figure, ...], Field(min_length=1, max_length=100)]


class Pair(_Result):
    """A result with programs that do the same; `agrees` is None where nobody could compare."""

    kind: Literal["pair"]
    agrees: bool | None
    comparison: _Line
    programs: Annotated[tuple[Program, ...], Field(min_length=1, max_length=20)]
    outcomes: Annotated[tuple[Feature, ...], Field(max_length=100)] = ()
    modes: Annotated[tuple[Mode, ...], Field(max_length=20)] = ()
    phrases: Annotated[tuple[Given, ...], Field(max_length=200)] = ()

    @property
    def agreement(self) -> Agreement:
        """What the programs gave, side by side; where features are tried, how they ran."""
        if self.agrees is None:
            return Agreement.UNKNOWN
        if not self.agrees:
            return Agreement.DIFFERENT
        if any(one.status is RunStatus.SKIPPED for one in self.programs):
            return Agreement.REST
        both = Agreement.BOTH if len(self.programs) == _TWO else Agreement.ALL
        return Agreement.EXPECTED if self.outcomes else both


Result = Benchmark | Pair
