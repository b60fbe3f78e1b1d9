"""Where the bars of a figure stand. Lengths along the bars are in per cent, so that a chart is as
wide as its page; heights are in CSS pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import filterfalse
from textwrap import wrap

from comparison_site.core.vocabulary import RunStatus
from comparison_site.pages.scales import Scale, scale_of
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
