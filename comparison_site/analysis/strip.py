"""The leads over all settings as a strip: a stretch for each option, as wide as its share.

Within its stretch an option's leads are in order, the largest at the outer end; so any sum has its
place. Places and widths are thousandths of the strip, which the page's script counts with, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from math import floor
from typing import Any

from comparison_site.analysis.controls import Leads
from comparison_site.analysis.weights import Sum

_WHOLE = 1000
_PHONE, _LETTER, _ROOM = 320, 7, 12  # pixels
_PAIR = 2


@dataclass(frozen=True)
class Share:
    """Part of all settings: of those in which an option leads, or in which none does (None).

    The percentages of all shares add up to 100.
    """

    option: str | None
    exact: Fraction
    percent: int


@dataclass(frozen=True)
class Stretch:
    """Where on the strip a share lies. `outer` is the end at which the largest leads are."""

    share: Share
    start: int
    end: int
    outer: str

    @property
    def width(self) -> int:
        """How wide it is."""
        return self.end - self.start

    def fits(self, words: str) -> bool:
        """Whether these have room on it, on a phone."""
        return self.width * _PHONE / _WHOLE >= len(words) * _LETTER + _ROOM


@dataclass(frozen=True)
class Mark:
    """A sum's place on the strip, and in how many of all settings its leader leads by more."""

    at: int
    beyond: int


@dataclass(frozen=True)
class Strip:
    """Two options stand at the two ends, with level sums between; of more, those come last."""

    leads: Leads

    @cached_property
    def shares(self) -> list[Share]:
        """A share for each option, then the level sums; the percentages add up to 100."""
        shares: dict[str | None, Fraction] = {o: self.leads.share(o) for o in self.leads.by}
        shares[None] = self.leads.level
        found = {name: floor(100 * share) for name, share in shares.items()}
        short = 100 - sum(found.values())
        up = sorted(shares, key=lambda name: found[name] - 100 * shares[name])[:short]
        return [Share(name, one, found[name] + (name in up)) for name, one in shares.items()]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """From left to right."""
        shares = list(self.shares)
        pair = len(shares) == _PAIR + 1
        if pair:
            shares.insert(1, shares.pop())
        ends = [_thousandths(to) for to in accumulate(share.exact for share in shares)]
        return [
            Stretch(share, start, end, "end" if pair and share is shares[-1] else "start")
            for share, (start, end) in zip(shares, pairwise([0, *ends]), strict=True)
        ]

    def at_least(self, option: str) -> list[tuple[int, int]]:
        """In how many of all settings the option leads by so many units or more.

        Ascending leads; one that adds nothing to the next larger is left out.
        """
        steps = list(self._steps(option))
        return [step for step, larger in pairwise([*steps, (0, 0)]) if step[1] != larger[1]]

    def _steps(self, option: str) -> Iterator[tuple[int, int]]:
        by = self.leads.by[option]
        left = by.total()
        for lead in sorted(by):
            yield lead, max(1, _thousandths(Fraction(left, self.leads.counted)))
            left -= by[lead]

    def mark(self, total: Sum) -> Mark:
        """Where a sum stands: as the page's script finds it."""
        stretch = next(one for one in self.stretches if one.share.option == total.leader)
        if total.leader is None:
            return Mark((stretch.start + stretch.end) // 2, 0)
        steps, lead = self.at_least(total.leader), total.lead * self.leads.controls.scale
        here = next((times for at, times in steps if at >= lead), 0)
        beyond = next((times for at, times in steps if at > lead), 0)
        away = min((here + beyond) // 2, stretch.width)
        at = stretch.start + away if stretch.outer == "start" else stretch.end - away
        return Mark(at, beyond)

    def facts(self) -> dict[str, Any]:
        """The same for the script, by the option's id; level sums are under ''."""
        return {
            one.share.option or "": {
                "start": one.start,
                "end": one.end,
                "outer": one.outer,
                "atLeast": self.at_least(one.share.option) if one.share.option else [],
            }
            for one in self.stretches
        }


def _thousandths(share: Fraction) -> int:
    return floor(share * _WHOLE + Fraction(1, 2))
