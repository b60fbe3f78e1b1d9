"""Settings of the controls one by one: all of them or, drawn at random, the same each time."""

from collections import Counter
from collections.abc import Iterable
from hashlib import shake_128
from itertools import product
from operator import add

from comparison_site.analysis.controls import Controls, Leads, Named, Setting, settings_of, units

SIZE = 4_000
MARGIN = 2
"""By how many percentage points a share may be off, in 19 of 20 samples of this size."""
_SEED = "every setting"
_BYTES = 256

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
