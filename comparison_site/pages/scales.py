"""From the numbers of a figure to places along its bars, and the numbers worth naming."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from comparison_site.results.figures import Number
from comparison_site.results.records import Figure

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
