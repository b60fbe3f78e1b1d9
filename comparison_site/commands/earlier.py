"""An earlier version of the data for a command, or its failure in plain words."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from comparison_site.analysis.versions import newest
from comparison_site.authoring.earlier_format import Earlier, load_earlier
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.revisions import snapshot
from comparison_site.commands.common import Failure
from comparison_site.core.diagnostics import SHOWN_AT_MOST, ComparisonError
from comparison_site.loading.loader import Loaded
from comparison_site.results.files import Files, UnreadableError
from comparison_site.upstream.answer_cache import FOLDER, MAX_BYTES
from comparison_site.upstream.releases import FILE, Release, Releases


@dataclass(frozen=True)
class Version:
    """An earlier version: its bytes, what it says, and each option's newest release then."""

    raw: bytes
    earlier: Earlier
    newest: dict[str, str]


def version_at(data: Path, revision: str, present: Loaded) -> Version:
    """The data as it was at a revision. Raises RevisionError, or Failure if it holds no data."""
    found = snapshot(data, revision)
    try:
        earlier = load_earlier(found.raw, found.name, present, found.files)
        known = newest(earlier.comparison, _releases(found.files))
        return Version(found.raw, earlier, known)
    except ComparisonError as error:
        problems = "\n\n".join(str(problem) for problem in error.problems[:SHOWN_AT_MOST])
        message = "That version cannot be compared; name a later or an earlier one."
        raise Failure(f"{problems}\n\n{message}") from error


def _releases(files: Files) -> Releases:
    """The releases recorded then; none where they cannot be read, since no verdict is at stake."""
    try:
        raw = files.read(f"{FOLDER}/{FILE}", MAX_BYTES)
        return TypeAdapter(dict[str, Release]).validate_json(raw)
    except (UnreadableError, ValidationError):
        return {}


def version_or_failure(data: Path, revision: str, present: Loaded) -> Version:
    """As `version_at`, but every way to go wrong is a Failure."""
    try:
        return version_at(data, revision, present)
    except RevisionError as error:
        raise Failure(str(error)) from error
