"""What is written by hand about a pair or a benchmark: what it shows, and what it does not."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from comparison_site.core.characters import visible
from comparison_site.core.vocabulary import Better


def _plain(text: str) -> str:
    return " ".join(visible(text).split())


_Title = Annotated[
    str, AfterValidator(_plain), Field(min_length=1, max_length=80, pattern=r"^[^<>]+$")
]
_Text = Annotated[str, AfterValidator(_plain), Field(min_length=1, max_length=1000)]


class About(BaseModel):
    """The words of a task.toml or a benchmark.toml: formatted words, but for the title."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    title: _Title
    task: _Text
    shows: _Text
    speaks_for: _Text
    does_not_show: _Text


class PairAbout(About):
    """What the programs of a pair do, and what must be equal in the end."""

    equal: _Text


class BenchmarkAbout(About):
    """What is measured and how, and whether a lower number is the better one."""

    method: _Text
    better: Better = Better.LOWER
