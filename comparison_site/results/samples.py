"""What samples can say: the interval of a median, how two series stand round by round, drift.

Nothing is assumed of the samples but that they are independent, except where the docstring says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, takewhile
from math import exp, lgamma, log
from statistics import NormalDist, median, stdev
from typing import NamedTuple

LEVEL = 0.95
"""What an interval covers at least, where there are samples enough: six."""
NOTICEABLE = 1.2
"""The ratio that a run should be able to show: one that cannot is too noisy to tell."""
POWER = 0.8
"""In what share of runs a difference should show before it counts as one that would."""

_LEAST = 1e-100  # below which a ratio says nothing
_ROUNDS = 6  # samples from which on an interval covers LEVEL
_HALVES = 7  # samples from which on halves can be compared


class Interval(NamedTuple):
    """The ends of an interval, and the chance, from 0 to 1, that the median lies between them."""

    low: float
    high: float
    coverage: float


@dataclass(frozen=True)
class Ratio:
    """How many times the one is of the other, round by round: the median, and its interval.

    `shows` is the smallest ratio above 1 that would have shown; see `_shift`.
    """

    median: float
    interval: Interval
    shows: float

    @property
    def is_clear(self) -> bool:
        """Whether one of the two is ahead, whatever the ratio is in its interval."""
        return self.interval.low > 1 or self.interval.high < 1

    @property
    def is_noisy(self) -> bool:
        """Whether even a difference that matters would not have shown."""
        return not self.is_clear and self.shows > NOTICEABLE


def interval(samples: Sequence[float]) -> Interval:
    """The narrowest interval of the median, between two samples, that covers LEVEL.

    As many samples are left out at either end; all are in it where even that covers less. Conover,
    Practical Nonparametric Statistics, 3rd edition, 1999, chapter 3: the ends are order statistics,
    so that the coverage is a sum of binomial terms. Raises ValueError when there is no sample.
    """
    if not samples:
        raise ValueError("an interval needs at least one sample")
    ordered, out = sorted(samples), _left_out(len(samples))
    return Interval(ordered[out], ordered[-1 - out], _coverage(len(samples), out, out))


def coverage(samples: Sequence[float], low: float, high: float) -> float:
    """The chance, from 0 to 1, that an interval with these ends has the median in it."""
    below, above = sum(one < low for one in samples), sum(one > high for one in samples)
    return max(0.0, _coverage(len(samples), below, above))


def percent(share: float) -> str:
    """A coverage in words, never all: `96.1 %`."""
    return f"{min(100 * share, 99.9):.1f}".removesuffix(".0") + " %"


def paired(one: Sequence[float], other: Sequence[float]) -> Ratio | None:
    """How many times the first is of the second, from samples that were taken in the same round.

    None where they are no pairs, have no ratio, at 0 and below, or are too few for LEVEL.
    """
    if len(one) != len(other) or len(one) < _ROUNDS or min(*one, *other) < _LEAST:
        return None
    logs = [log(left) - log(right) for left, right in zip(one, other, strict=True)]
    low, high, covered = interval(logs)
    shows = exp(_shift(len(logs), _left_out(len(logs))) * stdev(logs))
    return Ratio(exp(median(logs)), Interval(exp(low), exp(high), covered), shows)


def drift(samples: Sequence[float]) -> float:
    """How many times the second half of the samples is of the first one; 1 where nothing drifts.

    It does where every sample of one half is above all of the other's, and their medians are a
    NOTICEABLE ratio apart. Without any drift the first happens in 2 of C(n, n/2) runs: 5.7 % at 7
    samples, 1.6 % at 9 (the extreme of U: Mann and Whitney, Ann. Math. Statist. 18, 1947, 50-60).
    """
    first, second = samples[: len(samples) // 2], samples[len(samples) // 2 :]
    if len(samples) < _HALVES or min(samples) < _LEAST:
        return 1.0
    is_apart = max(first) < min(second) or max(second) < min(first)
    found: float = median(second) / median(first)
    return found if is_apart and abs(log(found)) > log(NOTICEABLE) else 1.0


@lru_cache(500)
def _left_out(count: int) -> int:
    """How many samples an interval leaves out at either end."""
    tails = accumulate(_ways(count))
    return max(0, len(list(takewhile(lambda tail: tail * 40 <= 1 << count, tails))) - 1)


@lru_cache(500)
def _tail(count: int, most: int) -> float:
    """The chance of at most so many heads in so many tosses of a coin."""
    return sum(way for _, way in zip(range(most + 1), _ways(count), strict=False)) / (1 << count)


def _ways(count: int) -> "accumulate[int]":
    """In how many ways so many tosses give no head, one, two and so on."""
    return accumulate(range(count), lambda way, k: way * (count - k) // (k + 1), initial=1)


def _coverage(count: int, below: int, above: int) -> float:
    return 1 - _tail(count, below) - _tail(count, above)


@lru_cache(500)
def _shift(count: int, out: int) -> float:
    """How many standard deviations the median ratio must be from 1 for its interval to miss 1.

    It does where at most `out` ratios are on the other side: the sign test. If the logarithms of
    the ratios are normal, one is on its side with the chance p = Phi(shift), so that the power is
    P(B <= out) for a binomial B with 1 - p. Dixon, Power Functions of the Sign Test, Ann. Math.
    Statist. 24, 1953, 467-473; solved here for POWER.
    """
    low, high = 0.5, 1.0
    for _ in range(40):
        p = (low + high) / 2
        low, high = (p, high) if _power(count, out, p) < POWER else (low, p)
    return NormalDist().inv_cdf(low)


def _power(count: int, out: int, p: float) -> float:
    ways = (lgamma(count + 1) - lgamma(k + 1) - lgamma(count - k + 1) for k in range(out + 1))
    terms = (way + k * log(1 - p) + (count - k) * log(p) for k, way in enumerate(ways))
    return sum(map(exp, terms))
