"""What `check` says about a file: mistakes in the data and remarks of the rules, in one shape."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.lint.rule import Level

DATA = "data"
"""The code of what is wrong with the data itself: no rule of the lint, and never excused."""

GATE = "evidence-gate"
"""The code of what a changed verdict lacks; it is never excused either."""


@dataclass(frozen=True)
class Remark:
    """What a rule found. `rule` is its code."""

    rule: str
    level: Level
    problem: Diagnostic


@dataclass(frozen=True)
class Report:
    """Everything found in one run, the worst first and then by place."""

    file: str
    remarks: tuple[Remark, ...]

    def of(self, level: Level) -> tuple[Remark, ...]:
        """The remarks of a level, by place."""
        return tuple(remark for remark in self.remarks if remark.level is level)

    @property
    def counts(self) -> dict[Level, int]:
        """How many remarks there are of each level."""
        found = Counter(remark.level for remark in self.remarks)
        return {level: found[level] for level in Level}

    def passes(self, strict: bool = False) -> bool:
        """Whether nothing was found that must not be: errors, and warnings where it is strict."""
        return not self.counts[Level.ERROR] and not (strict and self.counts[Level.WARNING])


def report(file: str, remarks: Iterable[Remark]) -> Report:
    """Put remarks into the order in which they are read."""
    levels = list(Level)
    ranked = sorted(remarks, key=lambda one: (levels.index(one.level), one.problem, one.rule))
    return Report(file, tuple(ranked))


def mistakes(problems: Iterable[Diagnostic]) -> Iterable[Remark]:
    """Mistakes in the data as remarks."""
    return (Remark(DATA, Level.ERROR, problem) for problem in problems)


def unproven(problems: Iterable[Diagnostic]) -> Iterable[Remark]:
    """What changed verdicts lack, as remarks."""
    return (Remark(GATE, Level.ERROR, problem) for problem in problems)
