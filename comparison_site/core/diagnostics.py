"""What is wrong with the data, said to the editor who will read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import combining, east_asian_width

SHOWN_AT_MOST = 50
_EXCERPT_WIDTH = 100


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where it is (line and column count from 1), what is wrong, how to mend it.

    `where` is the path inside the data ("criteria > speed > verdict"), `hint` may be empty,
    `excerpt` is the offending line as typed (empty when there is none to show).
    """

    file: str
    line: int
    column: int
    message: str
    where: str = ""
    hint: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        return "\n".join([self.headline, *self._excerpt_lines()])

    @property
    def headline(self) -> str:
        """`file:line:column: where: message; hint`, on one line."""
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else f"{self.file}: "
        where = f"{self.where}: " if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}{where}{self.message}{hint}"

    def _excerpt_lines(self) -> list[str]:
        if not self.excerpt.strip():
            return []
        start = max(0, self.column - _EXCERPT_WIDTH)
        line = self.excerpt[start : start + _EXCERPT_WIDTH + 20].replace("\t", " ")
        before = _cells(line[: self.column - 1 - start])
        return [f"{self.line:>8} | {line}", f"{'':>8} | {' ' * before}^"]


def _cells(text: str) -> int:
    """How many places a text takes up on a terminal, where some letters are two wide."""
    wide = sum(east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(bool(combining(letter)) for letter in text)


class ComparisonError(Exception):
    """Raised by `load` and `render_pages` when data or templates are wrong.

    Holds every problem found in the run, sorted by place.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(str(self))

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:SHOWN_AT_MOST]]
        return "\n\n".join([*shown, self.summary])

    @property
    def summary(self) -> str:
        """The last line of a report: how many problems, and how many of them are shown."""
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        more = f", the first {SHOWN_AT_MOST} shown" if count > SHOWN_AT_MOST else ""
        return f"{count} {noun}{more}. Nothing was published."
