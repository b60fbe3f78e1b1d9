"""Numbers as readers see them, and what two of them say about each other."""

from decimal import Decimal
from enum import Enum

from comparison_site.core.vocabulary import Better
from comparison_site.results.records import Series
from comparison_site.results.samples import paired

Number = int | float

_DIGITS = 3
_LARGEST = 1e12
_SMALLEST = 1e-4
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOUBLE = 2  # from which on a ratio says no hundredths


class Difference(Enum):
    """How one series stands to another.

    There is no clear difference where one that matters would have shown, and the run is too noisy
    to tell where it would not.
    """

    BETTER = "better"
    WORSE = "worse"
    NONE = "none"
    NOISY = "noisy"


TIED = (Difference.NONE, Difference.NOISY)
"""What tells nobody apart."""


def number(value: Number) -> str:
    """A whole number in full, others with three digits or a power of ten: `1,234`, `0.0123`."""
    if not value or (isinstance(value, int) and abs(value) < _LARGEST):
        return f"{value:,.0f}"
    if _SMALLEST <= abs(value) < _LARGEST:
        return significant(value, _DIGITS)
    mantissa, _, exponent = f"{value:.{_DIGITS - 1}e}".partition("e")
    return f"{mantissa} \N{MULTIPLICATION SIGN} 10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def quantity(value: Number, unit: str) -> str:
    """A number with its unit: `7.26 ms`."""
    return f"{number(value)} {unit}".strip()


def bare(value: Number) -> str:
    """A number as a row of facts holds it: digits alone, three where it has more behind a dot."""
    if not value or isinstance(value, int):
        return str(int(value))
    rounded = significant(value, _DIGITS).replace(",", "")
    return min(f"{Decimal(str(value)):f}", rounded, key=len)


def ratio(one: Number, other: Number) -> str:
    """How many times the other one is: `1.04`, `3.2`, `12`. Raises ZeroDivisionError."""
    value = one / other
    return significant(value, 3 if 1 <= abs(value) < _DOUBLE else 2)


def significant(value: Number, digits: int) -> str:
    """In digits, without a power of ten; zeros stand for what is not significant."""
    rounded = Decimal(f"{value:.{digits - 1}e}")
    is_whole = len(f"{abs(rounded):.0f}") >= digits
    return f"{rounded:,.0f}" if is_whole else f"{rounded:,f}"


def difference(one: Series, other: Series, better: Better) -> Difference | None:
    """How the first stands to the second; None where one of them has no number.

    Samples of the same round are compared with each other, if there are enough: a difference counts
    where the interval of their ratios leaves out 1. Otherwise the intervals of the two medians have
    to be apart.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    if rounds := paired(one.samples, other.samples):
        if not rounds.is_clear:
            return Difference.NOISY if rounds.is_noisy else Difference.NONE
        first_is_lower = rounds.median < 1
    elif intervals_overlap(one, other):
        return Difference.NONE
    else:
        first_is_lower = one.high < other.low
    return Difference.BETTER if first_is_lower is (better is Better.LOWER) else Difference.WORSE


def intervals_overlap(one: Series, other: Series) -> bool:
    """Whether the intervals of two medians have anything in common, or one of them is missing."""
    ends = (one.low, one.high, other.low, other.high)
    low, high, other_low, other_high = (0 if end is None else end for end in ends)
    return None in ends or (low <= other_high and other_low <= high)


def times(one: Series, other: Series) -> Number | None:
    """How many times as much the first is: the median over the rounds, or of the two medians where
    there are no pairs. None where there is no such ratio: without a number, at 0 and below.
    """
    if rounds := paired(one.samples, other.samples):
        return rounds.median
    medians = (one.median or 0, other.median or 0)
    return medians[0] / medians[1] if min(medians) > 0 else None
