"""Numbers that were measured several times."""

import random
from collections.abc import Sequence
from statistics import median

RESAMPLES = 10_000
_SEED = 20_240_229  # any fixed number: the same samples give the same interval


def interval(samples: Sequence[float], level: float = 0.95) -> tuple[float, float]:
    """The bootstrap interval of the median, in the samples' unit; percentile method.

    Draws with replacement 10,000 times (Efron & Tibshirani, An Introduction to the Bootstrap,
    1993, chapter 13). Raises ValueError when there is no sample.
    """
    if not samples:
        raise ValueError("an interval needs at least one sample")
    draw = random.Random(_SEED)  # noqa: S311  # statistics, no secret
    ordered = sorted(samples)
    medians = sorted(median(draw.choices(ordered, k=len(ordered))) for _ in range(RESAMPLES))
    tail = (1 - level) / 2
    return _quantile(medians, tail), _quantile(medians, 1 - tail)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between neighbours, linearly (Hyndman & Fan, type 7)."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def significant(number: float, digits: int = 5) -> float:
    """The number rounded to so many significant digits."""
    return float(f"{number:.{digits}g}")
