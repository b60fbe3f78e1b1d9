"""Figures with their spread, what they are held against, and the rows that they stand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from statistics import median
from typing import Any

from tests.benchmark.processes import Run

MIB = 2**20


@dataclass(frozen=True)
class Spread:
    """Several values of one kind, at least one."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one, so that no single run moves it."""
        return median(self.values)

    @property
    def words(self) -> str:
        """The median, with the least and the greatest where they differ from it."""
        least, most = _short(min(self.values)), _short(max(self.values))
        middle = _short(self.median)
        return middle if least == most else f"{middle} ({least}-{most})"

    def over(self, other: "Spread") -> "Spread":
        """How many times each is of the other that was taken in the same turn."""
        return Spread(tuple(one / two for one, two in zip(self.values, other.values, strict=True)))


@dataclass(frozen=True)
class Target:
    """The greatest value that a figure may have."""

    figure: str
    most: float

    @property
    def words(self) -> str:
        """What is asked for."""
        return f"{self.figure}: at most {self.most:g}"


@dataclass(frozen=True)
class Row:
    """What was measured of whom; `figures` are by their names, which say the unit."""

    what: str
    who: str
    figures: dict[str, Spread] = field(default_factory=dict)
    loads: tuple[float, ...] = ()
    target: Target | None = None
    note: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether the target was reached; None where there is none."""
        if not self.target:
            return None
        found = self.figures.get(self.target.figure)
        return found is not None and found.median <= self.target.most

    @property
    def runs(self) -> int:
        """How many values the median is one of."""
        return max((len(spread.values) for spread in self.figures.values()), default=0)

    def as_json(self) -> dict[str, Any]:
        """Everything there is to know of it."""
        figures = {
            name: {"median": one.median, "values": one.values} for name, one in self.figures.items()
        }
        made: dict[str, Any] = {"what": self.what, "who": self.who, "figures": figures}
        made |= {"runs": self.runs, "loads": self.loads, "note": self.note}
        if self.target:
            made["target"] = {"figure": self.target.figure, "most": self.target.most}
            made["reached"] = self.reached
        return made


def row_of(
    what: str, who: str, runs: Sequence[Run], host: Sequence[Run] = (), most: float | None = None
) -> Row:
    """The row of some runs; with `host`, its runs in the same turns, of which `most` is a share.

    A run that failed says why, instead of figures.
    """
    loads = tuple(run.load for run in runs)
    target = Target("times the host" if host else "CPU s", most) if most is not None else None
    if fault := next((run.fault for run in runs if run.fault), ""):
        return Row(what, who, {}, loads, target, fault)
    cpu = spread(run.cpu for run in runs)
    figures = {"CPU s": cpu, "wall s": spread(run.wall for run in runs)}
    figures["peak MiB"] = spread(run.peak / MIB for run in runs)
    if host and not any(run.fault for run in host):
        figures["times the host"] = cpu.over(spread(run.cpu for run in host))
    return Row(what, who, figures, loads, target)


def spread(values: Iterable[float]) -> Spread:
    """The values as one figure."""
    return Spread(tuple(values))


def exponent(small: float, large: float, ratio: float) -> float:
    """The power with which a figure grows that is so small at a size, and so large at `ratio` times
    the size: 1 is linear, 2 is quadratic.
    """
    return log(large / small) / log(ratio)


def _short(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
