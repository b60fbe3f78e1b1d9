"""A run: a result, the words about it, and its programs; and all runs that are known."""

from dataclasses import dataclass, field

from comparison_site.results.about import About, AboutRuns
from comparison_site.results.records import Environment, Figure, Program, Ran, Result


@dataclass(frozen=True)
class Code:
    """A program's text as it stands now, and whether it is still the text that ran."""

    text: str
    is_what_ran: bool


@dataclass(frozen=True)
class Run:
    """What a result file says; `raw` are its bytes, `codes` texts of its programs by their id.

    `file` is what sources call it, whichever day's file it is. `earlier` are the runs of the same
    task before it, the newest first, each with a name in `before`: its day. `turn` counts the runs
    of that day. `names` are what people call its environments.
    """

    file: str
    result: Result
    about: About
    raw: bytes = b""
    codes: dict[str, Code] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    again: AboutRuns = field(default_factory=AboutRuns)
    before: str = ""
    turn: int = 1
    earlier: tuple["Run", ...] = ()

    @property
    def id(self) -> str:
        """The id of the pair or benchmark."""
        return self.result.id

    @property
    def published(self) -> str:
        """Where the file stands on the site."""
        return f"evidence/{self.id}{f'/{self.before}' if self.before else ''}.json"

    @property
    def command(self) -> str:
        """What runs this task again: the declared command, or the one that was typed."""
        return self.again.again.replace("{id}", self.id) or self.result.command

    @property
    def figures(self) -> tuple[Figure, ...]:
        """A benchmark's figures; a pair has none."""
        return self.result.figures if self.result.kind == "benchmark" else ()

    @property
    def programs(self) -> tuple[Program, ...]:
        """A pair's programs; a benchmark shows none."""
        return self.result.programs if self.result.kind == "pair" else ()

    def environments_of(self, option: str) -> list[Environment]:
        """Where an option ran: in the environment called like it, then in any other."""
        ran: list[Ran] = [*self.programs, *(one for each in self.figures for one in each.series)]
        named = [option, *(item.environment for item in ran if item.option == option)]
        known = self.result.environments
        return [known[name] for name in dict.fromkeys(named) if name in known]


@dataclass(frozen=True)
class Measured:
    """What a measured source points at: a run, and the figure in it if it is a benchmark."""

    run: Run
    figure: Figure | None = None


@dataclass(frozen=True)
class Runs:
    """Every run that is known, in the order in which they are shown."""

    runs: tuple[Run, ...] = ()

    def run(self, file: str) -> Run | None:
        """The run whose result stands in this file."""
        return next((run for run in self.runs if run.file == file), None)
