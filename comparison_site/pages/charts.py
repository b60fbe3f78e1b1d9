"""Where the bars of a figure stand, and the numbers on its axis.

Lengths along the bars are in per cent, so that a chart is as wide as its page; heights are in CSS
pixels.
"""

import math
from dataclasses import dataclass
from functools import partial
from textwrap import wrap

from comparison_site.core.vocabulary import RunStatus
from comparison_site.results.figures import Number, number, quantity
from comparison_site.results.records import Figure, Series

_LINE, _BELOW_LINE = 16, 7
_BAR, _BELOW_BAR = 14, 9
_AXIS = 40
_LETTERS = 36  # that stand beside each other in the narrowest chart, 288 pixels wide
_EDGE = 5
_END = 98  # where the largest number stands, so that the end of its interval is seen whole
_MOST_TICKS = 5
_LOG_FROM = 10
_FEW = 2  # decades, below which numbers between them are named, too
_LEAST = 1e-300
_LEAST_BAR = 0.15  # part of a decade that the shortest bar on a logarithmic scale has at least


@dataclass(frozen=True)
class Bar:
    """A series: the lines of its name and its value, its bar from `y` down; lengths are per cent.

    Without a number there is no bar: `start` and `width` are empty. `whisker` is the interval.
    """

    series: Series
    names: tuple[tuple[int, str], ...]
    value: tuple[int, str]
    y: int
    start: str = ""
    width: str = ""
    whisker: tuple[str, str] | None = None

    @property
    def middle(self) -> int:
        """Where the whisker stands."""
        return self.y + _BAR // 2


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
    axis_y: int
    bar_height: int = _BAR

    @property
    def height(self) -> int:
        """The height of all, with the axis."""
        return self.axis_y + _AXIS


def chart(figure: Figure) -> Chart:
    """The geometry of a figure; logarithmic where the largest is over ten times the smallest."""
    scale, bars, skipped, top = _scale(figure), list[Bar](), list[Series](), 0
    for series in figure.series:
        if series.status is RunStatus.SKIPPED:
            skipped.append(series)
            continue
        bars.append(_bar(scale, figure, series, top))
        top = bars[-1].y + _BAR + _BELOW_BAR
    ticks = tuple(_tick(scale.place(value), value) for value in scale.named)
    return Chart(tuple(bars), tuple(skipped), ticks, scale.is_logarithmic, top)


@dataclass(frozen=True)
class _Scale:
    """Puts numbers between 0 and 100; a logarithmic one is made of the logarithms of its ends."""

    least: float
    most: float
    named: tuple[Number, ...]
    is_logarithmic: bool

    def place(self, value: Number) -> float:
        at = math.log10(value) if self.is_logarithmic else value
        return _END * (at - self.least) / (self.most - self.least)


def _scale(figure: Figure) -> _Scale:
    """Logarithmic where the largest median is over ten times the smallest, and none is below 0.

    Named are multiples of the next round number: 1, 2 or 5 times a power of ten.
    """
    numbers = [n for s in figure.series for n in (s.low, s.median, s.high) if n is not None]
    medians = [s.median for s in figure.series if s.median is not None]
    if medians and min(numbers) > _LEAST and max(medians) > _LOG_FROM * min(medians):
        first, end = math.floor(math.log10(min(numbers)) - _LEAST_BAR), math.log10(max(numbers))
        last = math.floor(end + 1e-9)
        every = math.ceil((last - first + 1) / (_MOST_TICKS + 1))
        between = (1, 2, 5) if end - first < _FEW else (1,)
        powers = (m * 10**power for power in range(first, last + 1, every) for m in between)
        return _Scale(first, end, tuple(n for n in powers if n <= max(numbers)), True)
    least, most = min([0, *numbers]), max([0, *numbers]) or 1
    rough = (most - least) / _MOST_TICKS
    power = 10.0 ** math.floor(math.log10(max(rough, _LEAST)))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    places = range(math.ceil(least / step), math.floor(most / step) + 1)
    return _Scale(least, most, tuple(n * step for n in places), False)


def _bar(scale: _Scale, figure: Figure, series: Series, top: int) -> Bar:
    """The name in as many lines as it needs; the value at the end of the last, or below a word."""
    median, low, high = series.median, series.low, series.high
    value = series.status.words if median is None else quantity(median, figure.unit)
    lines = wrap(series.name, max(_LETTERS - len(value) - 1, _LETTERS // 2)) or [""]
    names = tuple((top + n * _LINE, line) for n, line in enumerate(lines, start=1))
    fits = len(lines[-1]) + len(value) <= _LETTERS
    bottom = names[-1][0] + (0 if fits else _LINE)
    bar = partial(Bar, series, names, (bottom, value), bottom + _BELOW_LINE)
    if median is None or low is None or high is None:
        return bar()
    start, end = sorted((0 if scale.is_logarithmic else scale.place(0), scale.place(median)))
    whisker = (_percent(scale.place(low)), _percent(scale.place(high)))
    return bar(_percent(start), _percent(end - start), whisker if low < high else None)


def _tick(place: float, value: Number) -> Tick:
    """A round number, without the zeros that would stand for measured digits."""
    label = number(float(f"{value:.6g}"))
    if "." in label and " " not in label:
        label = label.rstrip("0").rstrip(".")
    anchor = "start" if place < _EDGE else "end" if place > 100 - _EDGE else "middle"
    return Tick(_percent(place), label, anchor)


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
