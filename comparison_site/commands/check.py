"""`build.py check`: is the data right, and what would a careful editor remark on?"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from comparison_site.commands.common import Failure, data_option, summary
from comparison_site.commands.since import gate_problems, since_option
from comparison_site.core.diagnostics import ComparisonError, Level
from comparison_site.lint.linting import (
    Report,
    counted,
    github_report,
    json_report,
    lint,
    report,
    text_report,
)
from comparison_site.publish.inputs import read_inputs

_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.NOTE: "blue"}


@click.command()
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
@since_option
def check(data: Path, strict: bool, form: str, since: str | None) -> None:
    """Check the data and publish nothing.

    Mistakes in the data fail. So do the errors of the editorial rules, which the site's page for
    editors explains; with --strict, their warnings as well.

    \b
    Example: python build.py check --data drafts/new.yaml
    Example: python build.py check --strict --format github
    Example: python build.py check --since main
    """
    found, holds = _checked(data, form, since)
    click.echo(_FORMS[form](found, holds, strict))
    if found.passes(strict):
        return
    if form != "text":
        raise click.exceptions.Exit(1)
    raise Failure(_reason(found))


def _checked(data: Path, form: str, since: str | None) -> tuple[Report, str]:
    """What is wrong with the data, or what the rules remark on; and what the data holds."""
    try:
        inputs = read_inputs(data)
    except ComparisonError as error:
        if form == "text":
            raise Failure(str(error)) from error
        return report(str(data), error.problems), ""
    remarks = lint(inputs.loaded, str(data), date.today(), inputs.newest)
    lacking = gate_problems(data, since, inputs.loaded) if since is not None else ()
    return report(str(data), (*remarks, *lacking)), summary(inputs.comparison)


def _text(found: Report, holds: str, _: bool) -> str:
    remarks = text_report(found, _coloured)
    return f"{remarks}\n\n{_last(found, holds)}" if remarks else _last(found, holds)


def _github(found: Report, holds: str, _: bool) -> str:
    return f"{github_report(found)}\n{_last(found, holds)}".lstrip()


def _last(found: Report, holds: str) -> str:
    held = f"{holds}. " if holds else ""
    return f"{found.file}: {held}{counted(found) or 'No problems found'}."


def _reason(found: Report) -> str:
    if found.counts[Level.ERROR]:
        return "The check failed: fix the errors, or list exceptions with their reasons."
    return "The check failed: with --strict, warnings fail as well."


def _coloured(text: str, level: Level) -> str:
    return click.style(text, fg=_COLOURS[level], bold=True)


_FORMS: dict[str, Callable[[Report, str, bool], str]] = {
    "text": _text,
    "json": lambda found, _, strict: json_report(found, found.passes(strict)),
    "github": _github,
}
