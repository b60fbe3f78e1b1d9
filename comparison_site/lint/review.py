"""What the rules look at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.inline_text import plain_text
from comparison_site.core.tree import Node, Path
from comparison_site.model import Comparison, Criterion

PLACEHOLDER = "Replace this"
"""How a text begins that somebody has yet to write."""
STAND_INS = ("One option", "Another option", "First criterion", "One option vs Another option")
"""What is called by no name yet, in a new comparison that was given none."""


@dataclass(frozen=True)
class Review:
    """What rules look at: a comparison, its tree as typed, the day, and the newest releases.

    `newest` is by the option's id, for as many as are known. `remarked` is for the rule that looks
    at exceptions: the codes of the others, each with a place that it remarked on, in words. `cut`
    names the free texts of one word that a comment follows.
    """

    comparison: Comparison
    root: Node
    today: date
    newest: Mapping[str, str]
    remarked: frozenset[tuple[str, str]] = frozenset()
    cut: tuple[Path, ...] = ()

    def names(self, options: tuple[str, ...]) -> str:
        """The options' names, for a message."""
        return " and ".join(self.comparison.option(option).name for option in options)

    def named_in(self, text: str) -> set[str]:
        """The options whose names stand in a formatted text, as words, however they are cased.

        Where one name holds another, the longer one is meant.
        """
        ids = {option.name.casefold(): option.id for option in self.comparison.options}
        longest_first = sorted(map(re.escape, ids), key=len, reverse=True)
        found = re.findall(
            rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", plain_text(text).casefold()
        )
        return {ids[name] for name in found}

    def criteria(self) -> Iterator[tuple[Path, Criterion]]:
        """Every criterion with its path."""
        return ((("criteria", n), one) for n, one in enumerate(self.comparison.criteria))


def at_option(path: Path, option: str, message: str, hint: str) -> Diagnostic:
    """A remark on where an option stands on the criterion at a path."""
    return Diagnostic((*path, "positions", option), message, hint, at_key=True)
