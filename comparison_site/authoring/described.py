"""A record of a version as facts, and what was measured as one."""

import dataclasses
from dataclasses import dataclass

from comparison_site.results.figures import quantity
from comparison_site.results.runs import Run

Value = str | tuple[str, ...]
"""A text, or a list of texts."""


@dataclass(frozen=True)
class Key:
    """Which fact: the field, and whose it is where a record has one for each option.

    `label` is what reports call it; empty for what is counted or measured.
    """

    field: str
    of: str = ""
    label: str = dataclasses.field(default="", compare=False)


Facts = dict[Key, Value]


@dataclass(frozen=True)
class Described:
    """A record in facts. `part` is what it is, `key` what it is found by in the other version.

    There it may have the key that it has now, or one that it had `formerly`.
    """

    part: str
    key: str
    name: str
    facts: Facts
    inside: tuple["Described", ...] = ()
    formerly: tuple[str, ...] = ()


def run_described(run: Run) -> Described:
    """What was measured, in numbers: every bar of every chart, or what became of each program."""
    facts: Facts = {Key("measured_on"): str(run.result.measured_on)}
    for figure in run.figures:
        for series in figure.series:
            key, median = Key("measured", f"{figure.title}, {series.name}"), series.median
            facts[key] = series.status.words if median is None else quantity(median, figure.unit)
    facts |= {Key("program", program.name): program.status.words for program in run.programs}
    return Described("run", run.file, run.id, facts)
