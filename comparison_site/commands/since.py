"""The evidence gate for a command: what changed since a revision, and what it lacks."""

from datetime import date
from pathlib import Path

import click

from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.git import AbsentError, RevisionError
from comparison_site.authoring.versions import Version, version_at
from comparison_site.commands.common import Failure
from comparison_site.core.diagnostics import SHOWN_AT_MOST, ComparisonError, Diagnostic
from comparison_site.loading.loader import Loaded

since_option = click.option(
    "--since",
    metavar="REV",
    help="Also ask whether each verdict that changed since this git revision says why, was "
    "reviewed, and rests on something new.",
)


def earlier_version(data: Path, revision: str) -> Version:
    """The data as it was at a revision; Failure if git or that file is broken."""
    try:
        return _version(data, revision)
    except RevisionError as error:
        raise Failure(str(error)) from error


def _version(data: Path, revision: str) -> Version:
    try:
        return version_at(data, revision)
    except ComparisonError as error:
        problems = "\n\n".join(str(problem) for problem in error.problems[:SHOWN_AT_MOST])
        message = "That version cannot be compared; name a later or an earlier one."
        raise Failure(f"{problems}\n\n{message}") from error


def gate_problems(data: Path, revision: str, present: Loaded) -> tuple[Diagnostic, ...]:
    """What the changes of verdicts since a revision lack; Failure if git or that file is broken.

    A file that was not there then published no verdict, so nothing can be missing.
    """
    try:
        then = _version(data, revision)
    except AbsentError as nothing:
        click.echo(f"{nothing}. No verdict can have changed since.", err=True)
        return ()
    except RevisionError as error:
        raise Failure(str(error)) from error
    return missing(then.comparison, present, str(data), date.today())
