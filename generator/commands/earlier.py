"""An earlier version of the data for a command, or its failure in plain words."""

from dataclasses import dataclass
from pathlib import Path

from generator.commands.common import Failure
from generator.editing.earlier import Earlier, load_earlier
from generator.editing.revisions import RevisionError, snapshot
from generator.errors import SHOWN_AT_MOST, ComparisonError
from generator.loading.loader import Loaded


@dataclass(frozen=True)
class Version:
    """An earlier version: its bytes, the name that messages give it, and what it says."""

    raw: bytes
    name: str
    earlier: Earlier


def version_at(data: Path, revision: str, present: Loaded) -> Version:
    """The data as it was at a revision. Raises RevisionError, or Failure if it holds no data."""
    found = snapshot(data, revision)
    try:
        earlier = load_earlier(found.raw, found.name, present, found.files)
        return Version(found.raw, found.name, earlier)
    except ComparisonError as error:
        problems = "\n\n".join(str(problem) for problem in error.problems[:SHOWN_AT_MOST])
        message = "That version cannot be compared; name a later or an earlier one."
        raise Failure(f"{problems}\n\n{message}") from error


def version_or_failure(data: Path, revision: str, present: Loaded) -> Version:
    """As `version_at`, but every way to go wrong is a Failure."""
    try:
        return version_at(data, revision, present)
    except RevisionError as error:
        raise Failure(str(error)) from error
