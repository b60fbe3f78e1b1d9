"""Where the dots of a figure stand, and the numbers on its axis.

Places are in per cent of the axis, so that a chart is as wide as there is room. The axis is linear,
from zero, unless one number is more than `LOG_FROM` times another. Up to a third of the series may
lie beyond a linear axis: those that are at least `FAR` times as much as any other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from comparison_site.results.figures import Number, number
from comparison_site.results.records import Figure, Series

LOG_FROM = 50
FAR = 4
_LEAST = 1e-300
_END, _END_BEFORE_A_BREAK = 98, 84
_EDGE = 6
_STEPS = 5
_DECADE = 10
_FEW = 2  # decades, below which numbers between them are named, too
_MANY = 6  # decades, from which on nothing between them is drawn


@dataclass(frozen=True)
class Dot:
    """A median with its interval, if it has one; `low` and `high` are its ends.

    One that lies beyond the axis has no place on it: all are empty.
    """

    at: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Tick:
    """A number on the axis; `anchor` keeps its text inside of the chart."""

    at: str
    label: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """Everything that a template needs in order to draw.

    `dots` are by the series' id. `lines` stand between the named numbers of a logarithmic axis;
    `beyond` lie past the end of a linear one, the least first.
    """

    dots: dict[str, Dot]
    ticks: tuple[Tick, ...]
    lines: tuple[str, ...]
    is_logarithmic: bool
    beyond: tuple[Series, ...]

    @property
    def has_intervals(self) -> bool:
        """Whether there is a line to explain."""
        return any(dot.low for dot in self.dots.values())


def chart(figure: Figure) -> Chart:
    """The geometry of a figure."""
    measured = sorted((s for s in figure.series if s.is_measured), key=_median)
    beyond = _beyond(measured)
    scale = _logarithmic(measured[: len(measured) - len(beyond)], measured)
    if scale:
        beyond = []
    else:
        scale = _linear(measured[: len(measured) - len(beyond)], bool(beyond))
    dots = {s.id: Dot() if s in beyond else _dot(scale, s) for s in measured}
    ticks = tuple(_tick(scale.place(value), value) for value in scale.named)
    lines = tuple(_percent(scale.place(value)) for value in scale.between)
    return Chart(dots, ticks, lines, scale.is_logarithmic, tuple(beyond))


@dataclass(frozen=True)
class _Scale:
    """Puts numbers between 0 and `end`; a logarithmic one is made of the logarithms of its ends."""

    least: float
    most: float
    named: tuple[Number, ...]
    between: tuple[Number, ...] = ()
    is_logarithmic: bool = False
    end: int = _END

    def place(self, value: Number) -> float:
        at = math.log10(value) if self.is_logarithmic else value
        return (100 - _END) + (self.end - 100 + _END) * (at - self.least) / (self.most - self.least)


def _median(series: Series) -> Number:
    return series.median or 0


def _ends(measured: Sequence[Series]) -> tuple[Number, Number]:
    """The least and the largest number of all, intervals included."""
    numbers = [n for s in measured for n in (s.low, s.median, s.high) if n is not None]
    return min(numbers, default=0), max(numbers, default=0)


def _beyond(measured: Sequence[Series]) -> list[Series]:
    """The fewest of the largest that are far from all others, with their whole intervals."""
    for count in range(1, len(measured) // 3 + 1):
        near, far = measured[:-count], measured[-count:]
        most = max(_ends(near)[1], FAR * _median(near[-1]))
        if _median(near[-1]) > 0 and most <= _median(far[0]) and _ends(near)[1] < _ends(far)[0]:
            return list(far)
    return []


def _logarithmic(near: Sequence[Series], measured: Sequence[Series]) -> _Scale | None:
    """For all that was measured, where even what is near each other is far apart."""
    least, most = _ends(measured)
    if not near or least <= _LEAST or _median(near[-1]) <= LOG_FROM * _median(near[0]):
        return None
    first, last = math.log10(least), math.log10(most)
    decades = range(math.floor(first), math.floor(last) + 1)
    powers = [10.0**power for power in decades]
    steps = (1, 2, 5) if last - first < _FEW else (1,)
    every = math.ceil(len(powers) / (_STEPS + 1))
    inside = [power * step for power in powers[::every] for step in steps]
    named = tuple(n for n in inside if least <= n <= most) or (least, most)
    lines = [power * step for power in powers for step in range(1, _DECADE)]
    between = tuple(n for n in lines if least <= n <= most and n not in named)
    return _Scale(first, last, named, between if last - first < _MANY else (), True)


def _linear(near: Sequence[Series], is_cut: bool) -> _Scale:
    """From zero to the largest, or from below zero; named are multiples of a round number."""
    low, high = _ends(near)
    least, most = min(0, low), max(0, high) if low < 0 else high or 1
    rough = (most - least) / _STEPS
    power = 10.0 ** math.floor(math.log10(max(rough, _LEAST)))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    places = range(math.ceil(least / step), math.floor(most / step) + 1)
    end = _END_BEFORE_A_BREAK if is_cut else _END
    return _Scale(least, most, tuple(n * step for n in places), end=end)


def _dot(scale: _Scale, series: Series) -> Dot:
    low, high = series.low, series.high
    at = _percent(scale.place(_median(series)))
    if low is None or high is None or low == high:
        return Dot(at)
    return Dot(at, _percent(scale.place(low)), _percent(scale.place(high)))


def _tick(place: float, value: Number) -> Tick:
    """A round number, without the zeros that would stand for measured digits."""
    label = number(float(f"{value:.6g}"))
    if "." in label and " " not in label:
        label = label.rstrip("0").rstrip(".")
    anchor = "start" if place < _EDGE and len(label) > 1 else "middle"
    anchor = "end" if place > 100 - _EDGE else anchor
    return Tick(_percent(place), label, anchor)


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
