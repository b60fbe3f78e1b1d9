"""The series of a figure, the best first, and how each stands to the best."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from comparison_site.core.vocabulary import Better, RunStatus
from comparison_site.results.figures import (
    Difference,
    Number,
    difference,
    number,
    quantity,
    ratio,
    significant,
    times,
)
from comparison_site.results.records import Figure, Series
from comparison_site.results.samples import NOTICEABLE, Ratio, paired, percent


class Row(NamedTuple):
    """A series as the table shows it: `times` as much as the best one, `share` per cent of it.

    `times` is empty where there is no such ratio. Where it is one over rounds, `between` are the
    ends of its interval, unless they are the same, and `covers` is what that covers; a difference
    of `shows` per cent would have shown.
    """

    series: Series
    median: str = ""
    interval: tuple[str, str] | None = None
    times: str = ""
    share: str = ""
    against_best: Difference | None = None
    between: tuple[str, str] | None = None
    covers: float = 0
    shows: float = 0


@dataclass(frozen=True)
class Standings:
    """The rows of a figure, the best first and those without a number last, and who is ahead.

    `best` has the best median. `rivals` are the rows of the other options' best series; `next` is
    the best that is behind: `lead` times worse, with `share` per cent of the best median. `lead` is
    1 where that is all that three digits show, and empty where there is no ratio; `between` are the
    ends of its interval.
    """

    rows: tuple[Row, ...]
    best: Series | None
    rivals: tuple[Row, ...]
    next: Series | None
    lead: str
    between: tuple[str, str] | None
    share: str

    @property
    def is_level(self) -> bool:
        """Whether a row has no clear difference from the best."""
        return any(row.against_best is Difference.NONE for row in self.rows)

    @property
    def is_noisy(self) -> bool:
        """Whether it is too noisy to tell a row from the best."""
        return any(row.against_best is Difference.NOISY for row in self.rows)

    @property
    def is_alone(self) -> bool:
        """Whether the best can be told from all others."""
        return not self.is_level and not self.is_noisy

    @property
    def level(self) -> tuple[Series, ...]:
        """The rivals that have no clear difference from the best."""
        return tuple(row.series for row in self.rivals if row.against_best is Difference.NONE)

    @property
    def noisy(self) -> tuple[Series, ...]:
        """The rivals of which it is too noisy to tell."""
        return tuple(row.series for row in self.rivals if row.against_best is Difference.NOISY)

    @property
    def tied(self) -> tuple[Series, ...]:
        """The rivals that cannot be told from the best."""
        return self.level + self.noisy

    @property
    def medians_cover(self) -> str:
        """What the intervals of the medians cover."""
        return _least(row.series.coverage or 0 for row in self.rows)

    @property
    def ratios_cover(self) -> str:
        """What the intervals of the ratios cover."""
        return _least(row.covers for row in self.rows)

    @property
    def matters(self) -> str:
        """The difference that has to show, or it is too noisy to tell."""
        return f"{100 * (NOTICEABLE - 1):.0f} %"

    def would_show(self, series: Sequence[Series]) -> str:
        """Which difference from the best would have shown in each of these; nothing if unknown."""
        shown = [row.shows for row in self.rows if row.series in series]
        return f"{significant(max(shown), 2)} %" if shown and min(shown) > 0 else ""


@lru_cache(1000)  # many pages show the same
def standings(figure: Figure, better: Better) -> Standings:
    """Compare every series of a figure with the best one, and the best of each option."""
    ran = [series for series in figure.series if series.is_measured]
    ranked = sorted(ran, key=_median, reverse=better is Better.HIGHER)
    best = ranked[0] if ranked else None
    others = [series for series in figure.series if not series.is_measured]
    others.sort(key=lambda series: series.status is RunStatus.SKIPPED)
    rows = tuple(_row(series, best, figure.unit, better) for series in (*ranked, *others))
    first = {series.option: series for series in reversed(ranked)}  # the best of each option
    behind_best = rows[1 : len(ranked)]
    rivals = [r for r in behind_best if len(first) == 1 or first[r.series.option] is r.series]
    behind = next((row for row in rivals if row.against_best is Difference.WORSE), None)
    if best is None or behind is None:
        return Standings(rows, best, tuple(rivals), None, "", None, "")
    lead, between = behind.times, behind.between
    if better is Better.HIGHER:
        lead, between = _times(best, behind.series), None
    share = _share(behind.series, best)
    return Standings(rows, best, tuple(rivals), behind.series, lead, between, share)


def _least(shares: Iterable[float]) -> str:
    """What all of them cover."""
    known = [share for share in shares if share > 0]
    return percent(min(known)) if known else ""


def _median(series: Series) -> Number:
    return series.median or 0


def _row(series: Series, best: Series | None, unit: str, better: Better) -> Row:
    median, low, high = series.median, series.low, series.high
    if not series.is_measured or median is None or low is None or high is None or best is None:
        return Row(series)
    rounds = None if series is best else paired(series.samples, best.samples)
    against = None if series is best else difference(series, best, better)
    return Row(
        series,
        quantity(median, unit),
        (number(low), number(high)) if low < high else None,
        _times(series, best),
        _share(series, best),
        Difference.NONE if against is Difference.BETTER else against,
        *_over_rounds(rounds),
    )


def _over_rounds(rounds: Ratio | None) -> tuple[tuple[str, str] | None, float, float]:
    if rounds is None:
        return None, 0, 0
    low, high, covers = rounds.interval
    ends = ratio(low, 1), ratio(high, 1)
    return ends if ends[0] != ends[1] else None, covers, 100 * (rounds.shows - 1)


def _times(one: Series, other: Series) -> str:
    """`1` where they are the same as far as it is shown; nothing where there is no ratio."""
    found = times(one, other)
    if not found:
        return ""
    text = ratio(found, 1)
    return "1" if float(text.replace(",", "")) == 1 else text


def _share(series: Series, best: Series) -> str:
    """Nothing where it is all of it as far as it is shown."""
    text = significant(100 * _median(series) / best.median, 2) if best.median else "100"
    return "" if text == "100" else f"{text} %"
