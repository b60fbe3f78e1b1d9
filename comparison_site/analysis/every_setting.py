"""What all settings of the controls of a sum have to say: who leads in how many, and in which."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from comparison_site.analysis import lattice
from comparison_site.analysis.controls import (
    Controls,
    Leads,
    Named,
    Setting,
    one_by_one,
    sampled,
)
from comparison_site.analysis.strip import Mark, Share, Strip
from comparison_site.analysis.weights import DEFAULT, LEVELS, counted, weigh
from comparison_site.core.room import first_of
from comparison_site.model import Comparison, Criterion

_QUICK = 250_000  # steps
_FEW = 20_000  # settings
_TOLD = 6  # options whose share is told one by one
_TYPICAL = Fraction(2, 3)
_FACTS = 2
_ENOUGH = 100  # settings of a sample in which an option leads


@dataclass(frozen=True)
class Typical:
    """What two thirds or more of the settings in which an option leads have in common.

    The weight of a criterion is `least` or more, and likewise that of any other which names the
    same options; or of its split the part with this `purpose` is the reader's.
    """

    criteria: tuple[Criterion, ...]
    share: Fraction
    least: int | None = None
    purpose: str = ""


@dataclass(frozen=True)
class Every:
    """All settings of the controls, as a strip, with what is typical of an option's leads."""

    comparison: Comparison
    proposals: bool

    @cached_property
    def leads(self) -> Leads:
        """Who leads in how many settings: counted where that is quick, otherwise in a sample."""
        outcomes = [counted(one.verdict, self.proposals) for one in self.comparison.criteria]
        controls = Controls.of((option.id for option in self.comparison.options), outcomes)
        if lattice.steps(controls) <= _QUICK:
            return lattice.counted(controls)
        return one_by_one(controls) if controls.settings <= _FEW else sampled(controls)

    @cached_property
    def strip(self) -> Strip:
        """The strip."""
        return Strip(self.leads)

    @cached_property
    def leading(self) -> list[Share]:
        """The shares of the options that lead somewhere, the largest first."""
        found = [one for one in self.strip.shares if one.option and one.exact]
        return sorted(found, key=lambda one: -one.exact)

    @property
    def told(self) -> Sequence[Share]:
        """Those of them that are told one by one."""
        return first_of(self.leading, _TOLD)[0]

    @property
    def others(self) -> Share:
        """The rest together."""
        rest = self.leading[len(self.told) :]
        exact = sum((one.exact for one in rest), Fraction())
        return Share(None, exact, sum(one.percent for one in rest))

    @property
    def level(self) -> Share:
        """Of all settings, those in which no option leads."""
        return self.strip.shares[-1]

    @property
    def never(self) -> list[str]:
        """The options that lead nowhere."""
        return [one.option for one in self.strip.shares if one.option and not one.exact]

    def typical(self) -> Iterator[tuple[str, list[Typical]]]:
        """By option, the one or two facts that are most typical of its leads, where there are."""
        for option in (one.option for one in self.told if one.option):
            enough = self.leads.exact or self.leads.by[option].total() >= _ENOUGH
            facts = self._facts(option) if enough else ()
            if found := sorted(facts, key=lambda fact: -fact.share)[:_FACTS]:
                yield option, found

    def _facts(self, option: str) -> Iterator[Typical]:
        """All that is typical. Over all settings, each of these is rare."""
        for (leader, named), wins in self.leads.wins.items():
            if leader == option:
                criteria = tuple(self._naming(named))
                yield from _weight(criteria, wins)
                for criterion in criteria:
                    for part in counted(criterion.verdict, self.proposals).parts:
                        share = _share(wins, [one for one in wins if one[1] == part.option])
                        if share >= _TYPICAL:
                            yield Typical((criterion,), share, purpose=part.purpose)

    def _naming(self, named: Named) -> Iterator[Criterion]:
        for criterion in self.comparison.criteria:
            outcome = counted(criterion.verdict, self.proposals)
            if Named.by(outcome, self.leads.controls.options) == named:
                yield criterion

    @property
    def mark(self) -> Mark:
        """Where the sum stands in which every criterion matters equally."""
        return self.strip.mark(weigh(self.comparison, proposals=self.proposals))


def _share(wins: Counter[Setting], settings: list[Setting]) -> Fraction:
    return Fraction(sum(wins[one] for one in settings), wins.total() or 1)


def _weight(criteria: tuple[Criterion, ...], wins: Counter[Setting]) -> Iterator[Typical]:
    """The highest weight that is typical, if one is."""
    for least in (level for level in reversed(LEVELS) if level > DEFAULT):
        share = _share(wins, [one for one in wins if one[0] >= least])
        if share >= _TYPICAL:
            yield Typical(criteria, share, least)
            return
