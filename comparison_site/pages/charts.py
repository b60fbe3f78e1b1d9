"""Where the bars of a figure stand, and the numbers on its axis.

Lengths along the bars are in per cent, so that a chart is as wide as its page; heights are in CSS
pixels.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import filterfalse
from textwrap import wrap

from comparison_site.core.vocabulary import RunStatus
from comparison_site.results.figures import Number, number, quantity
from comparison_site.results.records import Figure, Series

_LINE = 16
_BELOW_LINE = 7
_BAR = 14
_BELOW_BAR = 9
_LETTERS = 36
"""How many letters stand beside each other in the narrowest chart, 288 pixels wide."""

_AXIS = 40
_EDGE = 5

_MOST_TICKS = 5
_LOG_FROM = 10
_FEW = 2
"""Below so many decades, numbers between them are named, too."""

_END = 98
"""Where the largest number stands, so that the end of its interval is seen whole."""

_LEAST = 1e-300
_LEAST_BAR = 0.15
"""The part of a decade that the shortest bar on a logarithmic scale has at least."""


@dataclass(frozen=True)
class Scale:
    """From a number to a place between 0 and 100, and the numbers worth naming."""

    place: Callable[[Number], float]
    origin: float
    named: tuple[Number, ...]
    is_logarithmic: bool


def scale_of(figure: Figure) -> Scale:
    """Logarithmic where the largest median is over ten times the smallest, and none is below 0."""
    numbers = [n for s in figure.series for n in (s.low, s.median, s.high) if n is not None]
    medians = [s.median for s in figure.series if s.median is not None]
    if medians and min(numbers) > _LEAST and max(medians) > _LOG_FROM * min(medians):
        return _logarithmic(min(numbers), max(numbers))
    return _linear(min([0, *numbers]), max([0, *numbers]) or 1)


def _linear(least: Number, most: Number) -> Scale:
    step = _step((most - least) / _MOST_TICKS)
    first, last = math.ceil(least / step), math.floor(most / step)
    named = tuple(n * step for n in range(first, last + 1))

    def place(value: Number) -> float:
        return _END * (value - least) / (most - least)

    return Scale(place, place(0), named, False)


def _step(rough: float) -> float:
    """The next round number: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(max(rough, _LEAST)))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)


def _logarithmic(least: Number, most: Number) -> Scale:
    first = math.floor(math.log10(least) - _LEAST_BAR)
    end = math.log10(most)
    last = math.floor(end + 1e-9)
    every = math.ceil((last - first + 1) / (_MOST_TICKS + 1))

    def place(value: Number) -> float:
        return _END * (math.log10(value) - first) / (end - first)

    powers = [_power(n) for n in range(first, last + 1, every)]
    named = [m * power for power in powers for m in ((1, 2, 5) if end - first < _FEW else (1,))]
    return Scale(place, 0, tuple(n for n in named if n <= most), True)


def _power(exponent: int) -> Number:
    return 10**exponent if exponent >= 0 else 10.0**exponent


@dataclass(frozen=True)
class Bar:
    """A series: the lines of its name and its value, its bar from `y` down; lengths are per cent.

    Without a number there is no bar: `start` and `width` are empty. `whisker` is the interval.
    """

    series: Series
    names: tuple[tuple[int, str], ...]
    value: tuple[int, str]
    y: int
    start: str
    width: str
    whisker: tuple[str, str] | None

    @property
    def middle(self) -> int:
        """Where the whisker stands."""
        return self.y + _BAR // 2

    @property
    def bottom(self) -> int:
        """Where the next series begins."""
        return self.y + _BAR + _BELOW_BAR


@dataclass(frozen=True)
class Tick:
    """A number on the axis; `anchor` keeps its text inside of the chart."""

    at: str
    label: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """Everything that a template needs in order to draw."""

    bars: tuple[Bar, ...]
    skipped: tuple[Series, ...]
    ticks: tuple[Tick, ...]
    is_logarithmic: bool
    bar_height: int
    axis_y: int
    height: int


def chart(figure: Figure) -> Chart:
    """The geometry of a figure; logarithmic where the largest is over ten times the smallest."""
    scale = scale_of(figure)
    bars: list[Bar] = []
    for series in filter(_is_drawn, figure.series):
        bars.append(_bar(scale, figure, series, bars[-1].bottom if bars else 0))
    axis = bars[-1].bottom if bars else 0
    return Chart(
        bars=tuple(bars),
        skipped=tuple(filterfalse(_is_drawn, figure.series)),
        ticks=tuple(_ticks(scale)),
        is_logarithmic=scale.is_logarithmic,
        bar_height=_BAR,
        axis_y=axis,
        height=axis + _AXIS,
    )


def _is_drawn(series: Series) -> bool:
    return series.status is not RunStatus.SKIPPED


def _bar(scale: Scale, figure: Figure, series: Series, top: int) -> Bar:
    names, value = _lettering(figure, series, top)
    y = value[0] + _BELOW_LINE
    if series.median is None or series.low is None or series.high is None:
        return Bar(series, names, value, y, "", "", None)
    start, end = sorted((scale.origin, scale.place(series.median)))
    whisker = (_percent(scale.place(series.low)), _percent(scale.place(series.high)))
    return Bar(
        series,
        names,
        value,
        y,
        _percent(start),
        _percent(end - start),
        whisker if series.low < series.high else None,
    )


def _lettering(
    figure: Figure, series: Series, top: int
) -> tuple[tuple[tuple[int, str], ...], tuple[int, str]]:
    """The name in as many lines as it needs; the value at the end of the last, or below a word."""
    told = series.median is None
    value = series.status.words if told else quantity(series.median or 0, figure.unit)
    lines = wrap(series.name, max(_LETTERS - len(value) - 1, _LETTERS // 2)) or [""]
    names = tuple((top + n * _LINE, line) for n, line in enumerate(lines, start=1))
    fits = len(lines[-1]) + len(value) <= _LETTERS
    return names, (names[-1][0] + (0 if fits else _LINE), value)


def _ticks(scale: Scale) -> Iterator[Tick]:
    for value in scale.named:
        place = scale.place(value)
        anchor = "start" if place < _EDGE else "end" if place > 100 - _EDGE else "middle"
        yield Tick(_percent(place), _label(value), anchor)


def _label(value: Number) -> str:
    """Round numbers, without the zeros that would stand for measured digits."""
    text = number(float(f"{value:.6g}"))
    return text.rstrip("0").rstrip(".") if "." in text and " " not in text else text


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
