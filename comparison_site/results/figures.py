"""Numbers as readers see them, and what two of them say about each other."""

from dataclasses import dataclass
from enum import Enum

from comparison_site.core.vocabulary import Better, RunStatus
from comparison_site.results.records import Figure, Series

Number = int | float

_DIGITS = 3
_LARGEST = 1e12
_SMALLEST = 1e-4
_TIMES_TEN = " \N{MULTIPLICATION SIGN} 10"
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_RATIO_DIGITS = ((2, 3), (10, 2))


class Difference(Enum):
    """How one series stands to another: a difference counts where the intervals are apart."""

    BETTER = "better"
    WORSE = "worse"
    NONE = "none"


def number(value: Number) -> str:
    """A whole number in full, any other with three significant digits: `1,234`, `0.0123`.

    Numbers beyond a million million and below a ten-thousandth are written with a power of ten.
    """
    if not value or (isinstance(value, int) and abs(value) < _LARGEST):
        return f"{value:,.0f}"
    if not _SMALLEST <= abs(value) < _LARGEST:
        return _scientific(value)
    return _significant(value, _DIGITS)


def quantity(value: Number, unit: str) -> str:
    """A number with its unit: `7.26 ms`."""
    return f"{number(value)} {unit}".strip()


def ratio(one: Number, other: Number) -> str:
    """How many times the other one is: `1.04`, `3.2`, `12`. Raises ZeroDivisionError."""
    value = one / other
    digits = next((digits for limit, digits in _RATIO_DIGITS if 1 <= abs(value) < limit), 2)
    return _significant(value, digits)


def _significant(value: Number, digits: int) -> str:
    """In digits, without a power of ten; zeros stand for what is not significant."""
    rounded = float(f"{value:.{digits - 1}e}")
    before = len(f"{abs(rounded):.0f}") if abs(rounded) >= 1 else 0
    if before >= digits:
        return f"{rounded:,.0f}"
    exponent = int(f"{rounded:e}".partition("e")[2]) if rounded else 0
    return f"{rounded:,.{max(0, digits - 1 - exponent)}f}"


def _scientific(value: Number) -> str:
    mantissa, _, exponent = f"{value:.{_DIGITS - 1}e}".partition("e")
    return f"{mantissa}{_TIMES_TEN}{str(int(exponent)).translate(_SUPERSCRIPT)}"


def difference(one: Series, other: Series, better: Better) -> Difference | None:
    """How the first stands to the second; None where one of them has no number."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    if one.low <= other.high and other.low <= one.high:
        return Difference.NONE
    first_is_lower = one.high < other.low
    return Difference.BETTER if first_is_lower is (better is Better.LOWER) else Difference.WORSE


@dataclass(frozen=True)
class Row:
    """A series as the table shows it; numbers are texts, empty where there is none.

    `times` is how many times the best one's median this one is, `share` the same in per cent.
    """

    series: Series
    median: str
    interval: tuple[str, str] | None
    times: str
    share: str
    against_best: Difference | None


@dataclass(frozen=True)
class Standings:
    """The rows of a figure as they stand in the file, and who is ahead.

    `best` has the best median, and `is_alone` if no other series is level with it. Of the other
    options' best series, `level` cannot be told apart from it, and `next` is the best that can;
    `lead` says how many times better the best one is than that, and `share` how many per cent of
    the best one's median it has, if it is worth saying.
    """

    rows: tuple[Row, ...]
    best: Series | None
    is_alone: bool
    level: tuple[Series, ...]
    next: Series | None
    lead: str
    share: str


def standings(figure: Figure, better: Better) -> Standings:
    """Compare every series of a figure with the best one, and the best of each option."""
    ranked = _ranked(figure, better)
    best = ranked[0] if ranked else None
    rows = tuple(_row(series, best, figure.unit, better) for series in figure.series)
    is_alone = all(row.against_best is not Difference.NONE for row in rows)
    others = [(other, difference(other, ranked[0], better)) for other in _rivals(ranked)]
    level = tuple(other for other, found in others if found is Difference.NONE)
    behind = next((other for other, found in others if found is Difference.WORSE), None)
    lead, share = _lead(best, behind), _share(behind, best)
    return Standings(rows, best, is_alone, level, behind, lead, share)


def _ranked(figure: Figure, better: Better) -> list[Series]:
    run = [s for s in figure.series if s.status is RunStatus.OK and s.median is not None]
    return sorted(run, key=lambda s: s.median or 0, reverse=better is Better.HIGHER)


def _rivals(ranked: list[Series]) -> list[Series]:
    """The best series of every other option; the other series where there is but one option."""
    first = {series.option: series for series in reversed(ranked)}
    others = [series for series in ranked[1:] if first[series.option] is series]
    return others if len(first) > 1 else ranked[1:]


def _row(series: Series, best: Series | None, unit: str, better: Better) -> Row:
    if series.median is None or series.low is None or series.high is None or best is None:
        return Row(series, "", None, "", "", None)
    interval = (number(series.low), number(series.high))
    return Row(
        series,
        quantity(series.median, unit),
        interval if series.low < series.high else None,
        _times(series, best),
        _share(series, best),
        None if series is best else difference(series, best, better),
    )


def _times(series: Series, best: Series) -> str:
    return _told(series.median or 0, best.median) if best.median else ""


def _lead(best: Series | None, behind: Series | None) -> str:
    """The larger number by the smaller one, whichever way round is better."""
    if best is None or behind is None or not best.median or not behind.median:
        return ""
    return _told(*sorted((best.median, behind.median), reverse=True))


def _share(series: Series | None, best: Series | None) -> str:
    """Nothing where it is all of it as far as it is shown."""
    if series is None or best is None or not best.median:
        return ""
    text = _significant(100 * (series.median or 0) / best.median, 2)
    return "" if text == "100" else f"{text} %"


def _told(one: Number, other: Number) -> str:
    """Nothing where the ratio is 1 as far as it is shown."""
    text = ratio(one, other)
    return "" if float(text.replace(",", "")) == 1 else text
