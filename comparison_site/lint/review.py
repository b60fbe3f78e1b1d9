"""What the rules look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.tree import Node, Path
from comparison_site.model import Comparison, Criterion


@dataclass(frozen=True)
class Review:
    """What rules look at: a comparison, its tree as typed, the day, and the newest releases.

    `newest` is by the option's id, for as many as are known. `remarked` is for the rule that looks
    at exceptions: the codes of the others, each with a place that it remarked on, in words.
    """

    comparison: Comparison
    root: Node
    today: date
    newest: Mapping[str, str]
    remarked: frozenset[tuple[str, str]] = frozenset()

    def names(self, options: tuple[str, ...]) -> str:
        """The options' names, for a message."""
        return " and ".join(self.comparison.option(option).name for option in options)

    def criteria(self) -> Iterator[tuple[Path, Criterion]]:
        """Every criterion with its path."""
        return ((("criteria", n), one) for n, one in enumerate(self.comparison.criteria))


def at_option(path: Path, option: str, message: str, hint: str) -> Diagnostic:
    """A remark on where an option stands on the criterion at a path."""
    return Diagnostic((*path, "positions", option), message, hint, at_key=True)
