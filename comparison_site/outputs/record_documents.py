"""Options, sources and runs in the published JSON; as in `documents`, keys are only added."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator

from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Better, Evidence, Manager, RunStatus
from comparison_site.outputs.documents import ApiDocument, Link, Linked, Named, Text

Plain = Annotated[str, BeforeValidator(plain_text)]


class OriginDocument(ApiDocument):
    """Who made an option first, and in which year."""

    by: str
    year: int


class PackageDocument(ApiDocument):
    """The package in which an option is released."""

    manager: Manager
    name: str


class OptionDocument(Named):
    """One of the things compared; `hue` is the hue of its accent in degrees.

    `newest_version` is the newest release of its package, where that was looked up.
    """

    name: str
    version: str
    newest_version: str | None
    hue: int
    package: PackageDocument | None
    origin: OriginDocument | None
    maintained_by: str | None
    license: str
    homepage: Link
    summary: Text
    keywords: tuple[str, ...]
    choose_when: tuple[Text, ...]
    avoid_when: tuple[Text, ...]
    sources: tuple[str, ...]


class MeasurementDocument(ApiDocument):
    """The id of a run, and of the figure in it; a pair has no figures."""

    run: str
    figure: str | None


class SourceDocument(Named):
    """Where a claim can be checked. A run of our own has a `result`; its `url` is that of the
    run's page, and `accessed_on` the day on which it was measured.
    """

    title: str
    url: Link
    publisher: str
    kind: Evidence
    published_on: date | None
    accessed_on: date | None
    note: Text | None
    result: MeasurementDocument | None


class SeriesDocument(ApiDocument):
    """The median of the samples with its interval, in the figure's unit; `coverage` is the chance,
    from 0 to 1, that the median lies in it, null where that is not known.
    """

    id: str
    option: str
    name: str
    status: RunStatus
    median: float | None
    low: float | None
    high: float | None
    coverage: float | None


class FigureDocument(Linked):
    """Several series in one unit, and which of them is the better one."""

    title: str
    unit: str
    better: Better
    series: tuple[SeriesDocument, ...]


class ProgramDocument(ApiDocument):
    """How the run of a program ended; `code_lines` leaves out comments and blank lines."""

    id: str
    option: str
    name: str
    status: RunStatus
    seconds: float | None
    code_lines: int | None


class EarlierDocument(ApiDocument):
    """A run of the same before: when it was, and its `file`, with the samples and the outputs."""

    measured_on: date
    file: Link


class RunDocument(Linked):
    """A pair of programs or a benchmark as it last ran. `file` has the samples and the outputs;
    `finding` is what came of it, in a line; `agrees` says whether the programs of a pair agree,
    null where that is not known. `earlier` are the runs before, the newest first.
    """

    file: Link
    kind: Literal["pair", "benchmark"]
    title: str
    finding: str
    task: Plain
    shows: Plain
    speaks_for: Plain
    does_not_show: Plain
    measured_on: date
    command: str
    agrees: bool | None
    programs: tuple[ProgramDocument, ...]
    figures: tuple[FigureDocument, ...]
    earlier: tuple[EarlierDocument, ...]
