"""Words about runs: those of a task.toml or a benchmark.toml, and lists of words for readers."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from comparison_site.core.characters import one_line
from comparison_site.core.fields import Id
from comparison_site.core.vocabulary import Better, Words

_Words = Annotated[str, AfterValidator(one_line)]
_Title = Annotated[_Words, Field(min_length=1, max_length=80, pattern=r"^[^<>]+$")]
_Text = Annotated[_Words, Field(min_length=1, max_length=1000)]


class About(BaseModel, extra="ignore", frozen=True):
    """The words of a task.toml or a benchmark.toml: formatted words, but for the title."""

    title: _Title
    task: _Text
    shows: _Text
    speaks_for: _Text
    does_not_show: _Text


class Phrase(BaseModel, extra="ignore", frozen=True):
    """A part of programs that does the same in each: what that is, and what a reader must know."""

    id: Id
    title: _Title
    note: Annotated[_Words, Field(max_length=400)] = ""


class PairAbout(About):
    """What the programs of a pair do, and what must be equal in the end.

    `finding` is what came of it, in about ten plain words; figures say that themselves. `phrases`
    are the parts of the programs that the phrasebook shows.
    """

    equal: _Text
    finding: Annotated[_Words, Field(max_length=160)] = ""
    phrases: Annotated[tuple[Phrase, ...], Field(max_length=200)] = ()


class BenchmarkAbout(About):
    """What is measured and how, and whether a lower number is the better one.

    `disk` is the figure, if any, that says how much room each option takes when it is installed.
    """

    method: _Text
    disk: str = ""
    better: Annotated[Better, Field(strict=False)] = Better.LOWER


def better(about: About) -> Better:
    """Which numbers of a run are the better ones: the lower, unless its words say otherwise."""
    return about.better if isinstance(about, BenchmarkAbout) else Better.LOWER


class AboutRuns(BaseModel, extra="ignore", frozen=True):
    """The words of an evidence.toml: how a reader runs one task again.

    `again` is the command, in which `{id}` stands for the task; `needs` says what has to be there
    before, as formatted words.
    """

    again: Annotated[_Words, Field(max_length=200)] = ""
    needs: Annotated[_Words, Field(max_length=1000)] = ""


class Runtime(BaseModel, extra="ignore", frozen=True):
    """Of a runtime.toml or an option.toml, what people call the environment."""

    name: _Title


class Agreement(Words):
    """What programs that do the same gave, side by side."""

    BOTH = "both", "Same output in both"
    ALL = "all", "Same output in all"
    EXPECTED = "expected", "Each ran as expected"
    REST = "rest", "Some were skipped, the rest ran as expected"
    DIFFERENT = "different", "The outputs differ"
    UNKNOWN = "unknown", "The outputs were not compared"


class Measure(Words):
    """What a figure's unit measures; its words are what the best is."""

    TIME = "time", "fastest"
    SIZE = "size", "smallest"
    LESS = "less", "lowest"
    MORE = "more", "highest"


class Bearing(Words):
    """How a run stands to a verdict whose criterion cites it."""

    AGAINST = "against", "Speaks against it"
    FOR = "for", "Agrees with it"
    OTHER = "other", "Cited for another option"
    BOTH = "both", "Cited on both sides"
    NEITHER = "neither", "Cited"


_UNITS = {
    Measure.TIME: {"ns", "µs", "μs", "us", "ms", "s", "min", "h"},
    Measure.SIZE: {"B", "kB", "MB", "GB", "KiB", "MiB", "GiB", "TiB"},
}


def measure(unit: str, better: Better) -> Measure:
    """What numbers in this unit measure, for which there are words."""
    if better is Better.HIGHER:
        return Measure.MORE
    return next((kind for kind, units in _UNITS.items() if unit in units), Measure.LESS)
