"""What a rule is: a code, a level, a reason, and a function that looks at a review."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import Diagnostic, Diagnostics, Level
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
        return ((("criteria", n), one) for n, one in enumerate(self.comparison.criteria))


Check = Callable[[Review], Diagnostics]


@dataclass(frozen=True)
class LintRule:
    """A rule as the documents list it; `reason` is what its function's docstring says."""

    code: Rule
    level: Level
    check: Check

    def remarks(self, review: Review) -> Diagnostics:
        """What the rule remarks on, under its code and at its level."""
        return (replace(one, rule=self.code, level=self.level) for one in self.check(review))

    @property
    def reason(self) -> str:
        """Why the rule is there, in one paragraph."""
        return one_line(self.check.__doc__ or "")


REGISTERED: dict[Rule, LintRule] = {}
"""Every rule whose module was imported."""


def rule(level: Level = Level.WARNING) -> Callable[[Check], Check]:
    """Make a function the rule of its name: it yields what it remarks on in a review."""

    def register(check: Check) -> Check:
        code = Rule[check.__name__.upper()]
        REGISTERED[code] = LintRule(code, level, check)
        return check

    return register


def at_option(path: Path, option: str, message: str, hint: str) -> Diagnostic:
    """A remark on where an option stands on the criterion at a path."""
    return Diagnostic((*path, "positions", option), message, hint, at_key=True)
