"""Everything that a build reads: the comparison, and what is recorded beside it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comparison_site.analysis.versions import newest
from comparison_site.core.counting import many
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.lint.left import everything_left
from comparison_site.lint.linting import errors
from comparison_site.loading.loader import Loaded, load_file
from comparison_site.model import Comparison
from comparison_site.model.identity import NOUNS
from comparison_site.upstream.answers import read_releases


@dataclass(frozen=True)
class Inputs:
    """A comparison with its text and marks; the newest recorded releases, by the option's id."""

    loaded: Loaded
    newest: dict[str, str]

    @property
    def comparison(self) -> Comparison:
        """The comparison itself."""
        return self.loaded.comparison

    @property
    def left(self) -> int:
        """How much is left to do in a draft before it can be published."""
        is_draft = self.comparison.draft
        return len(everything_left(self.loaded, "", date.today())) if is_draft else 0


def summary(comparison: Comparison) -> str:
    """How much the comparison holds, in a few words; and that it is a draft, if it is one."""
    held = ((len(getattr(comparison, group)), group) for group in NOUNS)
    counts = [many(count, NOUNS[group], group) for count, group in held if count]
    return ", ".join([*counts, "a draft"] if comparison.draft else counts)


def publishable(data: Path) -> Inputs:
    """Read what is to be published, or shown as it would be.

    Raises ComparisonError with everything that `check` calls an error: what is wrong with the file
    or what stands beside it or, where nothing is, the errors of the editorial rules.
    """
    inputs = read_inputs(data)
    if wrong := errors(inputs.loaded, str(data), date.today(), inputs.newest):
        raise ComparisonError(wrong)
    return inputs


def read_inputs(data: Path) -> Inputs:
    """Read a comparison file and what stands beside it; ComparisonError has all their problems."""
    loaded, problems = None, list[Diagnostic]()
    try:
        loaded = load_file(data)
    except ComparisonError as error:
        problems += error.problems
    try:
        releases = read_releases(data)
    except ComparisonError as error:
        problems += error.problems
    if loaded is None or problems:
        raise ComparisonError(problems)
    return Inputs(loaded, newest(loaded.comparison, releases))
