"""`build.py check`: is the data right, and what would a careful editor remark on?"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from comparison_site.authoring.evidence_gate import GATE, missing
from comparison_site.authoring.git import AbsentError
from comparison_site.authoring.versions import version_at
from comparison_site.commands.common import Command, Failure, data_option, summary
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, Level
from comparison_site.lint.linting import Report, lint, report
from comparison_site.loading.loader import Loaded
from comparison_site.publish.inputs import read_inputs

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "blue"}


@click.command(cls=Command)
@data_option
@click.option("--strict", is_flag=True, help="Warnings fail as well; notes never do.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, programs, or annotations on a pull request.",
)
@click.option(
    "--since",
    metavar="REV",
    help="Also ask whether each verdict that changed since this git revision says why, was "
    "reviewed, and rests on something new.",
)
@click.option("--new-file", is_flag=True, help="With --since: the file may be new since then.")
def check(data: Path, strict: bool, form: str, since: str | None, new_file: bool) -> None:
    """Check the data and publish nothing.

    Mistakes in the data fail. So do the errors of the editorial rules, which the site's page for
    editors explains; with --strict, their warnings as well.

    \b
    Example: python build.py check --data drafts/new.yaml
    Example: python build.py check --strict --format github
    Example: python build.py check --since main
    """
    found, holds = _checked(data, form, since, new_file)
    click.echo(_written(found, holds, form, strict))
    if found.passes(strict):
        return
    if form != "text":
        raise click.exceptions.Exit(1)
    if found.counts[Level.ERROR]:
        raise Failure("The check failed: fix the errors, or list exceptions with their reasons.")
    raise Failure("The check failed: with --strict, warnings fail as well.")


def _checked(data: Path, form: str, since: str | None, new_file: bool) -> tuple[Report, str]:
    """What is wrong with the data, or what the rules remark on; and what the data holds."""
    try:
        inputs = read_inputs(data)
    except ComparisonError as error:
        if form == "text":
            raise
        return report(str(data), error.problems), ""
    remarks = lint(inputs.loaded, str(data), date.today(), inputs.newest)
    lacking = _lacking(data, since, inputs.loaded, new_file) if since is not None else ()
    return report(str(data), (*remarks, *lacking)), f"{summary(inputs.comparison)}. "


def _lacking(data: Path, revision: str, present: Loaded, new_file: bool) -> tuple[Diagnostic, ...]:
    """What the changes of verdicts since a revision lack.

    A new file published no verdict then, so nothing can be missing; but whether it is new, only
    its editor knows: one that has got another name since was not there either.
    """
    try:
        then = version_at(data, revision)
    except AbsentError as nothing:
        if new_file:
            return ()
        message, hint = f"there is nothing to compare with: {nothing}", "if it is new, --new-file"
        return (replace(Diagnostic.at(str(data), 0, 0, message, hint=hint), rule=GATE),)
    return missing(then.comparison, present, str(data), date.today())


def _written(found: Report, holds: str, form: str, strict: bool) -> str:
    last = f"{found.file}: {holds}{found.counted or 'No problems found'}."
    match form:
        case "json":
            return found.as_json(found.passes(strict))
        case "github":
            return f"{found.as_github()}\n{last}".lstrip()
        case _:
            remarks = found.as_text(
                lambda text, level: click.style(text, _COLOURS[level], bold=True)
            )
            return f"{remarks}\n\n{last}".lstrip()
