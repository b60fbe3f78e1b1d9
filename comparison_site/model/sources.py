"""Where claims can be checked."""

from comparison_site.core.fields import Id, IsoDate, Name, Question, Reason, ResultFile, WebAddress
from comparison_site.core.vocabulary import Evidence
from comparison_site.model.record import Record


class Measurement(Record):
    """A run: its result file, relative to the comparison's, and the figure in it.

    A pair has no figures.
    """

    file: ResultFile
    """The result file, relative to this one."""
    figure: Id | None = None
    """The figure in it; a pair of programs has none."""


class Source(Record):
    """Where a claim can be checked: a page (`url`, `accessed_on`), or a run of our own."""

    id: Id
    """The name by which points cite it. It never changes."""
    title: Question
    """The title that the page itself has, or what the run is called."""
    url: WebAddress | None = None
    """The page's address. A run of our own has a `result` instead."""
    result: Measurement | None = None
    """The result file of a run, instead of an address."""
    publisher: Name
    """Who published it."""
    kind: Evidence
    """What kind of evidence it is. The Method page ranks them."""
    published_on: IsoDate | None = None
    """The day of publication, if the page gives one. Never guess."""
    accessed_on: IsoDate | None = None
    """The day on which you last read the page."""
    note: Reason | None = None
    """What a reader must know about it: second-hand, or the vendor's own figure."""
