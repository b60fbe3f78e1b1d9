"""All settings of the controls of a sum: each weight of each criterion, each part of a split.

One by one they are gone through here: all of them or, drawn at random, the same each time.

Points are whole numbers of units here, of which `scale` make one point, as in the page's script.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from hashlib import shake_128
from itertools import product
from math import lcm, prod
from operator import add
from typing import NamedTuple

from comparison_site.analysis.weights import LEVELS
from comparison_site.model import Outcome

SIZE = 4_000
MARGIN = 2
"""By how many percentage points a share may be off, in 19 of 20 samples of this size."""
_SEED = "every setting"
_BYTES = 256


class Named(NamedTuple):
    """What a sum sees of an outcome: the options that it names, in the order of the comparison.

    They share the weight of the criterion, or each of them gets the `whole` of it.
    """

    options: tuple[str, ...] = ()
    whole: bool = False

    @classmethod
    def by(cls, outcome: Outcome, options: Iterable[str]) -> "Named":
        """What an outcome names of these options."""
        named = tuple(option for option in options if option in outcome.option_ids)
        return cls(named, whole=len(outcome.winners) > 1)

    @property
    def shares(self) -> int:
        """How many share the weight, unless one part alone applies."""
        return 1 if self.whole else len(self.options) or 1


Setting = tuple[int, str | None]
"""What a reader can set for a criterion: its weight, and the option whose part of a split applies;
None where it is shared or there is nothing to choose."""
Scores = tuple[int, ...]


@dataclass(frozen=True)
class Controls:
    """The options, and how many criteria name which of them."""

    options: tuple[str, ...]
    named: Counter[Named]

    @classmethod
    def of(cls, options: Iterable[str], outcomes: Iterable[Outcome]) -> "Controls":
        """The controls for these outcomes."""
        names = tuple(options)
        return cls(names, Counter(Named.by(one, names) for one in outcomes))

    @cached_property
    def scale(self) -> int:
        """The units in a point, so that every share of a split is a whole number."""
        return lcm(*(named.shares for named in self.named))

    @property
    def settings(self) -> int:
        """How many settings there are."""
        return prod(len(settings_of(named)) ** times for named, times in self.named.items())


@dataclass(frozen=True)
class Leads:
    """Who leads in how many of the settings that were counted: all of them, or a sample.

    `by` has, for each option, how often it leads by how many units; `wins`, for an option and the
    options that a criterion names, how often it leads at each setting of such a criterion.
    """

    controls: Controls
    counted: int
    by: Mapping[str, Counter[int]]
    wins: Mapping[tuple[str, Named], Counter[Setting]]

    @property
    def exact(self) -> bool:
        """Whether every setting was counted."""
        return self.counted == self.controls.settings

    def share(self, option: str) -> Fraction:
        """Of all settings, those in which the option leads."""
        return Fraction(self.by[option].total(), self.counted)

    @property
    def level(self) -> Fraction:
        """Of all settings, those in which no option leads."""
        return 1 - sum(map(self.share, self.by), Fraction())


def settings_of(named: Named) -> list[Setting]:
    """The settings of a criterion whose outcome names these options, all of them alike."""
    parts = (None, *(named.options if named.shares > 1 else ()))
    return [(level, part) for level in LEVELS for part in parts]


def units(options: Iterable[str], named: Named, setting: Setting, scale: int) -> Scores:
    """What each of the options gets from a criterion that names `named`, at this setting."""
    level, part = setting
    takers, shares = ((part,), 1) if part else (named.options, named.shares)
    return tuple(level * scale // shares if o in takers else 0 for o in options)


Drawn = tuple[Named, bytes]
"""What a criterion names, and which of its settings was drawn each time."""


def sampled(controls: Controls) -> Leads:
    """Who leads in a sample, which is the same on every machine."""
    every = (named for named in controls.named.elements() if named.options)
    drawn = [(named, _draw(at, len(settings_of(named)))) for at, named in enumerate(every)]
    return _leads(controls, drawn, SIZE)


def one_by_one(controls: Controls) -> Leads:
    """Who leads over all settings, where they are few."""
    every = list(controls.named.elements())
    settings = product(*(range(len(settings_of(named))) for named in every))
    drawn = list(zip(every, map(bytes, zip(*settings, strict=True)), strict=True))
    return _leads(controls, drawn, controls.settings)


def _leads(controls: Controls, drawn: list[Drawn], count: int) -> Leads:
    leaders, leads = _leaders(controls.options, _scores(controls, drawn, count))
    return Leads(controls, count, leads, _wins(drawn, leaders))


def _draw(number: int, choices: int) -> bytes:
    """A choice for each setting of the sample, all equally likely, for one criterion."""
    data = shake_128(f"{_SEED} {number}".encode()).digest(2 * SIZE)
    table = bytes(value % choices for value in range(_BYTES))
    unfair = bytes(range(_BYTES - _BYTES % choices, _BYTES))
    return data.translate(table, delete=unfair)[:SIZE]


def _scores(controls: Controls, drawn: Iterable[Drawn], count: int) -> dict[str, list[int]]:
    """By option, its score each time."""
    scores = {option: [0] * count for option in controls.options}
    for named, picks in drawn:
        given = [
            units(named.options, named, setting, controls.scale) for setting in settings_of(named)
        ]
        for option, values in zip(named.options, zip(*given, strict=True), strict=True):
            scores[option] = list(map(add, scores[option], map(values.__getitem__, picks)))
    return scores


def _leaders(
    options: tuple[str, ...], scores: dict[str, list[int]]
) -> tuple[list[str | None], dict[str, Counter[int]]]:
    """Who leads each time, and how often each option leads by how much."""
    leaders: list[str | None] = []
    leads = {option: Counter[int]() for option in options}
    for each in zip(*scores.values(), strict=True):
        second, first = sorted(each)[-2:]
        leaders.append(options[each.index(first)] if first > second else None)
        if leader := leaders[-1]:
            leads[leader][first - second] += 1
    return leaders, leads


def _wins(
    drawn: Iterable[Drawn], leaders: Iterable[str | None]
) -> dict[tuple[str, Named], Counter[Setting]]:
    found: dict[tuple[str, Named], Counter[Setting]] = {}
    for named, picks in drawn:
        settings = settings_of(named)
        for (leader, pick), times in Counter(zip(leaders, picks, strict=True)).items():
            if leader in named.options:
                found.setdefault((leader, named), Counter())[settings[pick]] += times
    return found
