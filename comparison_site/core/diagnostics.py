"""What is wrong with the data, said to the editor who will read it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from operator import attrgetter
from unicodedata import combining, east_asian_width

from comparison_site.core.characters import one_line, visible
from comparison_site.core.counting import many
from comparison_site.core.tree import Mark, Path, clip

SHOWN_AT_MOST = 50
_EXCERPT_WIDTH = 100
_LISTED_AT_MOST = 20
_LONGEST_WORD, _COMPARED_AT_MOST = 100, 1000  # comparing words is slow


class Level(StrEnum):
    """How serious a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


DATA = "data"  # the code of what is wrong with the data itself: no rule, and never excused


@dataclass(frozen=True)
class Diagnostic:
    """One finding: at which path of the data (its key or its value), what is wrong, how to fix it.

    Once placed, `line` and `column` count from 1 (0: the whole file), `where` is the path in words
    ("criteria > speed > verdict"), `excerpt` the line as typed, if there is one to show. `first` is
    where what is said twice stands first; `rule` is the code of the rule that found it. `paste` are
    lines that would mend it, as they would stand in the file.
    """

    path: Path = field(compare=False)
    message: str
    hint: str = ""
    at_key: bool = field(default=False, compare=False)
    first: Path = field(default=(), compare=False)
    file: str = ""
    line: int = 0
    column: int = 0
    where: str = ""
    excerpt: str = ""
    rule: str = DATA
    level: Level = Level.ERROR
    paste: str = ""

    @classmethod
    def at(cls, file: str, line: int, column: int, message: str, **words: str) -> "Diagnostic":
        """A finding whose place is known; `words` are its `where`, `hint` and `excerpt`."""
        return cls((), message, file=file, line=line, column=column, **words)  # type: ignore[arg-type]

    def placed(self, file: str, mark: Mark, lines: Sequence[str], where: str = "") -> "Diagnostic":
        """The same at its place, every word that an editor typed on one line and visible."""
        return replace(
            self,
            message=one_line(self.message),
            hint=one_line(self.hint),
            where=one_line(where),
            file=file,
            line=mark.line,
            column=mark.column,
            excerpt=lines[mark.line - 1] if mark.line <= len(lines) else "",
            paste="\n".join(map(visible, self.paste.split("\n"))),
        )

    def __lt__(self, other: "Diagnostic") -> bool:
        """In the order in which they are read: by place."""
        return bool(_READ_BY(self) < _READ_BY(other))

    @property
    def coded(self) -> str:
        """As text, with the code of the rule that found it, by which an exception names it."""
        code = "" if self.rule == DATA else f" [{self.rule}]"
        return str(self).replace(self.headline, f"{self.headline}{code}", 1)

    def __str__(self) -> str:
        paste = f"\n\n{self.paste}" if self.paste else ""
        if not self.excerpt.strip():
            return f"{self.headline}{paste}"
        start = max(0, self.column - _EXCERPT_WIDTH)
        line = self.excerpt[start : start + _EXCERPT_WIDTH + 20].replace("\t", " ")
        # On a terminal some letters are two places wide, and some stand on the one before them.
        before = line[: self.column - 1 - start]
        cells = sum(1 + (east_asian_width(x) in "WF") - bool(combining(x)) for x in before)
        return f"{self.headline}\n{self.line:>8} | {line}\n{'':>8} | {' ' * cells}^{paste}"

    @property
    def headline(self) -> str:
        """`file:line:column: where: message; hint`, on one line."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.file}{place}: {self.words}"

    @property
    def words(self) -> str:
        """`where: message; hint`, without the file and the line."""
        where = f"{self.where}: " if self.where else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"


Diagnostics = Iterator[Diagnostic]
_READ_BY = attrgetter("file", "line", "column", "message", "where", "hint")


class ExpectedError(Exception):
    """Raised where something may well go wrong; its words are for whoever ran the program."""


class ComparisonError(ExpectedError):
    """Data or templates are wrong: holds every problem found in the run, sorted by place."""

    def __init__(self, problems: Iterable[Diagnostic]) -> None:
        self.problems: tuple[Diagnostic, ...] = tuple(sorted(set(problems)))
        super().__init__(str(self))

    def __str__(self) -> str:
        return "\n\n".join([*(one.coded for one in self.problems[:SHOWN_AT_MOST]), self.summary])

    @property
    def summary(self) -> str:
        """The last line of a report: how many problems, and how many of them are shown."""
        count = len(self.problems)
        more = f", the first {SHOWN_AT_MOST} shown" if count > SHOWN_AT_MOST else ""
        return f"{many(count, 'problem')}{more}. Nothing was published."


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint that names the choice nearest to what was typed, or all of them if none is near."""
    known = list(choices)
    if near := nearest(word, known):
        return f"did you mean '{clip(near)}'?"
    return f"known: {', '.join(map(clip, known))}" if 0 < len(known) <= _LISTED_AT_MOST else ""


A_SLIP = 0.8
"""How like a choice a word is whose letters are missing, doubled or swapped; another word that is
meant is seldom as near."""


def nearest(word: str, choices: Iterable[str], likeness: float = 0.6) -> str:
    """The choice that is spelt most like the word; nothing if none is near."""
    few = list(islice(choices, _COMPARED_AT_MOST))
    near = get_close_matches(word[:_LONGEST_WORD].lower(), few, n=1, cutoff=likeness)
    return near[0] if near else ""
