"""Everything that a build reads: the comparison, and what is recorded beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from comparison_site.analysis.versions import newest
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.loading.loader import Loaded, load_file
from comparison_site.model import Comparison
from comparison_site.upstream.answers import read_releases

_Read = TypeVar("_Read")


@dataclass(frozen=True)
class Inputs:
    """A comparison with its text and marks; the newest recorded releases, by the option's id."""

    loaded: Loaded
    newest: dict[str, str]

    @property
    def comparison(self) -> Comparison:
        """The comparison itself."""
        return self.loaded.comparison


def read_inputs(data: Path) -> Inputs:
    """Read a comparison file and what stands beside it.

    Raises ComparisonError with every problem of every file.
    """
    problems: list[Diagnostic] = []
    loaded = _attempt(lambda: load_file(data), problems)
    releases = _attempt(lambda: read_releases(data), problems)
    if loaded is None or releases is None:
        raise ComparisonError(problems)
    return Inputs(loaded, newest(loaded.comparison, releases))


def _attempt(read: Callable[[], _Read], problems: list[Diagnostic]) -> _Read | None:
    try:
        return read()
    except ComparisonError as error:
        problems.extend(error.problems)
        return None
