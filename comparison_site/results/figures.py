"""Numbers as readers see them, and what two of them say about each other."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from comparison_site.core.vocabulary import Better, RunStatus
from comparison_site.results.records import Figure, Series

Number = int | float

_DIGITS = 3
_LARGEST = 1e12
_SMALLEST = 1e-4
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOUBLE = 2  # from which on a ratio says no hundredths


class Difference(Enum):
    """How one series stands to another: a difference counts where the intervals are apart."""

    BETTER = "better"
    WORSE = "worse"
    NONE = "none"


def number(value: Number) -> str:
    """A whole number in full, others with three digits or a power of ten: `1,234`, `0.0123`."""
    if not value or (isinstance(value, int) and abs(value) < _LARGEST):
        return f"{value:,.0f}"
    if _SMALLEST <= abs(value) < _LARGEST:
        return _significant(value, _DIGITS)
    mantissa, _, exponent = f"{value:.{_DIGITS - 1}e}".partition("e")
    return f"{mantissa} \N{MULTIPLICATION SIGN} 10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def quantity(value: Number, unit: str) -> str:
    """A number with its unit: `7.26 ms`."""
    return f"{number(value)} {unit}".strip()


def ratio(one: Number, other: Number) -> str:
    """How many times the other one is: `1.04`, `3.2`, `12`. Raises ZeroDivisionError."""
    value = one / other
    return _significant(value, 3 if 1 <= abs(value) < _DOUBLE else 2)


def _significant(value: Number, digits: int) -> str:
    """In digits, without a power of ten; zeros stand for what is not significant."""
    rounded = Decimal(f"{value:.{digits - 1}e}")
    is_whole = len(f"{abs(rounded):.0f}") >= digits
    return f"{rounded:,.0f}" if is_whole else f"{rounded:,f}"


def difference(one: Series, other: Series, better: Better) -> Difference | None:
    """How the first stands to the second; None where one of them has no number."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    if one.low <= other.high and other.low <= one.high:
        return Difference.NONE
    first_is_lower = one.high < other.low
    return Difference.BETTER if first_is_lower is (better is Better.LOWER) else Difference.WORSE


class Row(NamedTuple):
    """A series as the table shows it: `times` as much as the best one, `share` per cent of it.

    `times` is empty where there is no such ratio: without a number, at 0 and below.
    """

    series: Series
    median: str = ""
    interval: tuple[str, str] | None = None
    times: str = ""
    share: str = ""
    against_best: Difference | None = None


@dataclass(frozen=True)
class Standings:
    """The rows of a figure, the best first and those without a number last, and who is ahead.

    `best` has the best median, and `is_alone` if no other series is level with it. Of the other
    options' best series, `level` cannot be told apart from it, and `next` is the best that can:
    `lead` times worse, with `share` per cent of the best median. `lead` is 1 where that is all that
    three digits show, and empty where there is no ratio.
    """

    rows: tuple[Row, ...]
    best: Series | None
    is_alone: bool
    level: tuple[Series, ...]
    next: Series | None
    lead: str
    share: str


@lru_cache(1000)  # many pages show the same
def standings(figure: Figure, better: Better) -> Standings:
    """Compare every series of a figure with the best one, and the best of each option."""
    ran = [series for series in figure.series if series.is_measured]
    ranked = sorted(ran, key=_median, reverse=better is Better.HIGHER)
    best = ranked[0] if ranked else None
    others = [series for series in figure.series if not series.is_measured]
    others.sort(key=lambda series: series.status is RunStatus.SKIPPED)
    rows = tuple(_row(series, best, figure.unit, better) for series in (*ranked, *others))
    is_alone = all(row.against_best is not Difference.NONE for row in rows)
    first = {series.option: series for series in reversed(ranked)}  # the best of each option
    rivals = [s for s in ranked[1:] if len(first) == 1 or first[s.option] is s]
    apart = [(rival, difference(rival, ranked[0], better)) for rival in rivals]
    level = tuple(rival for rival, found in apart if found is Difference.NONE)
    behind = next((rival for rival, found in apart if found is Difference.WORSE), None)
    if best is None or behind is None:
        return Standings(rows, best, is_alone, level, behind, "", "")
    low, high = sorted((_median(best), _median(behind)))
    lead = _times(high, low)
    return Standings(rows, best, is_alone, level, behind, lead, _share(behind, best))


def _median(series: Series) -> Number:
    return series.median or 0


def _row(series: Series, best: Series | None, unit: str, better: Better) -> Row:
    median, low, high = series.median, series.low, series.high
    if not series.is_measured or median is None or low is None or high is None or best is None:
        return Row(series)
    return Row(
        series,
        quantity(median, unit),
        (number(low), number(high)) if low < high else None,
        _times(median, _median(best)),
        _share(series, best),
        None if series is best else difference(series, best, better),
    )


def _times(one: Number, other: Number) -> str:
    """`1` where they are the same as far as it is shown; nothing where there is no ratio."""
    if min(one, other) <= 0:
        return ""
    text = ratio(one, other)
    return "1" if float(text.replace(",", "")) == 1 else text


def _share(series: Series, best: Series) -> str:
    """Nothing where it is all of it as far as it is shown."""
    text = _significant(100 * _median(series) / best.median, 2) if best.median else "100"
    return "" if text == "100" else f"{text} %"
