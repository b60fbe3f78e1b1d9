"""The words of a task.toml or a benchmark.toml: what a run is about."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from comparison_site.core.characters import one_line
from comparison_site.core.fields import Id
from comparison_site.core.vocabulary import Better

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
    better: Better = Better.LOWER


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
