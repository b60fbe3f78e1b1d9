"""Every setting of the controls counted, without going through them one by one.

Options that no split joins get their points independently of each other, so their scores are spread
independently. The spread of a group of joined options is a product of polynomials.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import prod
from operator import add, mul

from comparison_site.analysis.controls import (
    Controls,
    Leads,
    Named,
    Scores,
    Setting,
    settings_of,
    units,
)
from comparison_site.analysis.weights import LEVELS

_PAIR = 2
_NOBODY = Named()
_PACKED = 250  # fields times criteria squared that take as long as a step
_HIGHEST = LEVELS[-1]

Spread = dict[Scores, int]
"""In how many settings the options of a group have these scores."""


def steps(controls: Controls) -> int:
    """About how many steps counting takes, beyond what is always quick."""
    return sum(group.steps for group in _groups(controls))


def counted(controls: Controls) -> Leads:
    """Who leads over all settings."""
    groups = _groups(controls)
    spreads = [group.spread() for group in groups]
    tops = [_tops(spread) for spread in spreads]
    leads = {option: Counter[int]() for option in controls.options}
    wins: dict[tuple[str, Named], Counter[Setting]] = {}
    for at, (group, spread) in enumerate(zip(groups, spreads, strict=True)):
        rivals = _Rivals([*tops[:at], *tops[at + 1 :]], len(LEVELS) ** controls.named[_NOBODY])
        leads |= {o: rivals.leads(spread, axis) for axis, o in enumerate(group.options)}
        wins |= dict(_wins(group, rivals))
    return Leads(controls, controls.settings, leads, wins)


@dataclass(frozen=True)
class _Group:
    """Options that splits join, and the criteria that name them.

    A pair that is the whole comparison has one axis, its difference; others one for each option.
    """

    options: tuple[str, ...]
    named: Counter[Named]
    scale: int
    pair: bool

    @cached_property
    def sizes(self) -> list[int]:
        """How many values each axis has."""
        if self.pair:
            return [2 * _HIGHEST * self.scale * self.named.total() + 1]
        times = [
            sum(n for named, n in self.named.items() if o in named.options) for o in self.options
        ]
        return [_HIGHEST * self.scale * n + 1 for n in times]

    @property
    def steps(self) -> int:
        """Where there is one axis, few for a hundred criteria; they grow with their cube."""
        if len(self.sizes) == 1:
            criteria = self.named.total()
            return self.sizes[0] * criteria**2 // _PACKED
        fields, settings = prod(self.sizes), Controls(self.options, self.named).settings
        return fields + min(fields, settings) * sum(map(len, map(settings_of, self.named)))

    def given(self, named: Named) -> Iterator[tuple[Setting, Scores]]:
        """What each setting of a criterion that names these options gives to those of the group."""
        for setting in settings_of(named):
            yield setting, units(self.options, named, setting, self.scale)

    def spread(self, but: Named = _NOBODY) -> Spread:
        """How the scores are spread; without one of the criteria that name `but`."""
        every = (self.named - Counter([but])).elements()
        factors = [Counter(self._place(scores) for _, scores in self.given(one)) for one in every]
        counts = _product(factors, prod(self.sizes))
        return {self._scores(at, len(factors)): n for at, n in enumerate(counts) if n}

    def _place(self, scores: Scores) -> int:
        if self.pair:
            return scores[0] - scores[1] + _HIGHEST * self.scale
        return sum(map(mul, scores, accumulate(self.sizes[:-1], mul, initial=1)))

    def _scores(self, place: int, criteria: int) -> Scores:
        if self.pair:
            difference = place - criteria * _HIGHEST * self.scale
            return max(difference, 0), max(-difference, 0)
        found = []
        for size in self.sizes:
            place, score = divmod(place, size)
            found.append(score)
        return tuple(found)


def _product(factors: Sequence[Counter[int]], fields: int) -> list[int]:
    """The coefficients of a product of polynomials, each given as exponents with coefficients.

    They stand side by side in one large number, which Python shifts and adds quickly.
    """
    width = prod(factor.total() for factor in factors).bit_length() // 8 + 1
    packed = 1
    for factor in factors:
        packed = sum((packed * times) << (8 * width * at) for at, times in factor.items())
    data = packed.to_bytes(fields * width, "little")
    return [int.from_bytes(data[at : at + width], "little") for at in range(0, len(data), width)]


def _groups(controls: Controls) -> list[_Group]:
    options, pair = controls.options, len(controls.options) == _PAIR
    groups: list[tuple[str, ...]] = [(option,) for option in options]
    for joined in [options] if pair else [named.options for named in controls.named]:
        met = [group for group in groups if set(group) & set(joined)]
        rest = [group for group in groups if group not in met]
        groups = [*rest, tuple(option for group in met for option in group)] if met else rest
    return [_Group(group, _naming(controls, group), controls.scale, pair) for group in groups]


def _naming(controls: Controls, group: tuple[str, ...]) -> Counter[Named]:
    return Counter({one: n for one, n in controls.named.items() if set(one.options) & set(group)})


def _tops(spread: Spread) -> list[int]:
    """By score, in how many settings none of a group has more."""
    found = Counter[int]()
    for scores, times in spread.items():
        found[max(scores)] += times
    return list(accumulate(found[score] for score in range(max(found) + 1)))


def _nearest(scores: Scores, axis: int) -> int:
    """The highest score beside the one on this axis; -1 where there is no other."""
    return max(*scores[:axis], *scores[axis + 1 :], -1, -1)


@dataclass(frozen=True)
class _Rivals:
    """The other groups, by what `_tops` says of them; `idle` settings give no option anything."""

    tops: Sequence[Sequence[int]]
    idle: int

    def within(self, score: int) -> int:
        """In how many of their settings none of them has more than this."""
        if self.tops and score < 0:
            return 0
        return prod(top[min(score, len(top) - 1)] for top in self.tops) * self.idle

    def leads(self, spread: Spread, axis: int) -> Counter[int]:
        """How often the option on this axis of a group leads, by how much."""
        by_score: dict[int, Counter[int]] = {}
        for scores, times in spread.items():
            by_score.setdefault(scores[axis], Counter())[_nearest(scores, axis)] += times
        within = [self.within(score) for score in range(-1, max(by_score))]
        found = Counter[int]()
        for score, nearest in by_score.items():
            levels = {*nearest, *(range(score) if self.tops else ())}
            so_far = before = 0
            for level in sorted(level for level in levels if level < score):
                so_far += nearest[level]
                now = so_far * within[level + 1]
                found[score - level] += now - before
                before = now
        return +found

    def wins(self, spread: Spread, axis: int, more: Scores) -> int:
        """How often the option on this axis leads, once each of the group has got more."""
        found = 0
        for scores, times in spread.items():
            score, *others = (scores[axis] + more[axis], *map(add, scores, more))
            del others[axis]
            if not others or max(others) < score:
                found += times * self.within(score - 1)
        return found


def _wins(group: _Group, rivals: _Rivals) -> Iterator[tuple[tuple[str, Named], Counter[Setting]]]:
    for named in group.named:
        rest = group.spread(but=named)
        for option in named.options:
            axis = group.options.index(option)
            often = {one: rivals.wins(rest, axis, more) for one, more in group.given(named)}
            yield (option, named), Counter(often)
