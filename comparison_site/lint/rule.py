"""What a rule is: a code, a level, a reason, and a function that looks at a review."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import Diagnostics, Level
from comparison_site.core.tree import Node, Path
from comparison_site.core.vocabulary import Rule
from comparison_site.model import Comparison, Criterion

Place = tuple[str, str]
"""The code of a rule, and where it remarked on something: ids with ' > ' between them."""


@dataclass(frozen=True)
class Review:
    """What rules look at: a comparison, its tree as typed, the day, and the newest releases.

    `newest` gives the newest release of an option by its id, for as many as are known. `remarked`
    holds what the other rules remarked on, for the rule that looks at exceptions.
    """

    comparison: Comparison
    root: Node
    today: date
    newest: Mapping[str, str] = field(default_factory=dict)
    remarked: frozenset[Place] = frozenset()

    def names(self, options: tuple[str, ...]) -> str:
        """The options' names, for a message."""
        return " and ".join(self.comparison.option(option).name for option in options)

    def criteria(self) -> Iterator[tuple[Path, Criterion]]:
        """Every criterion with its path."""
        for number, criterion in enumerate(self.comparison.criteria):
            yield ("criteria", number), criterion


Check = Callable[[Review], Diagnostics]


@dataclass(frozen=True)
class LintRule:
    """A rule as the documents list it; `reason` is what its function's docstring says."""

    code: Rule
    level: Level
    check: Check

    @property
    def reason(self) -> str:
        """Why the rule is there, in one paragraph."""
        return one_line(inspect.getdoc(self.check) or "")


REGISTERED: dict[Rule, LintRule] = {}
"""Every rule whose module was imported."""


def rule(code: Rule, level: Level = Level.WARNING) -> Callable[[Check], Check]:
    """Make a function the rule of this code: it yields what it remarks on in a review."""

    def register(check: Check) -> Check:
        REGISTERED[code] = LintRule(code, level, check)
        return check

    return register
