"""Where claims can be checked: pages on the web, and runs of our own."""

from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from comparison_site.core import fields
from comparison_site.core.vocabulary import Evidence
from comparison_site.model.identity import Named, Record


class Measurement(Record):
    """A run: its result file, relative to the comparison's, and the figure in it.

    A pair has no figures.
    """

    file: fields.ResultFile
    """The result file, relative to this one. `runs/x.json` stands for those with a day in their
    names as well, such as `runs/x.2026-11-25.json`: the newest counts."""
    figure: fields.Id | None = None
    """The figure in it; a pair of programs has none."""


class _Source(Named):
    """Where a claim can be checked."""

    title: fields.Question = Field(json_schema_extra=fields.IS_DERIVED)
    """The title that the page itself has, or what the run is called; the address unless you say
    it."""
    publisher: fields.Name = ""
    """Who published it."""
    note: fields.Reason | None = None
    """What a reader must know about it: second-hand, or the vendor's own figure."""


class WebPage(_Source):
    """A page on the web, read on a day."""

    url: fields.WebAddress = Field(title="Address")
    """The page's address. A run of our own has a `result` instead."""
    kind: Evidence = Field(default=Evidence.OTHER, title="Kind of evidence")
    """What kind of evidence it is. The Method page ranks them."""
    published_on: fields.IsoDate | None = Field(default=None, title="Published")
    """The day of publication, if the page gives one. Never guess."""
    accessed_on: fields.IsoDate | None = Field(default=None, title="Read")
    """The day on which you last read the page."""
    result: ClassVar[None] = None


class OwnRun(_Source):
    """A run of our own, whose file says when it was measured."""

    result: Measurement
    """The result file of a run, instead of an address."""
    kind: Literal[Evidence.MEASURED] = Field(default=Evidence.MEASURED, title="Kind of evidence")
    """What kind of evidence it is. The Method page ranks them."""
    url: ClassVar[None] = None
    published_on: ClassVar[None] = None
    accessed_on: ClassVar[None] = None


def _tag(source: object) -> str:
    has_result = isinstance(source, OwnRun) or (isinstance(source, dict) and "result" in source)
    return "run" if has_result else "page"


Source = Annotated[
    Annotated[WebPage, Tag("page")] | Annotated[OwnRun, Tag("run")],
    Discriminator(_tag),
    Field(description="Where a claim can be checked: a page, or a run of our own."),
]
