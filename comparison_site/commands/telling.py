"""Writing a change of the data, and telling the editor what it changes for readers."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click

from comparison_site.authoring.changed_file import ChangedFile, ChangeError, changed, raised
from comparison_site.authoring.difference import Compared, report
from comparison_site.authoring.editing import Draft
from comparison_site.commands.common import Failure, templates
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import Level
from comparison_site.loading.drafts import unfinished
from comparison_site.pages.rendering import report_renderer
from comparison_site.schema.file_schema import refresh


def conclude(
    data: Path, change: Callable[[Draft], None], what: str, *, dry_run: bool, remarks: bool = True
) -> ChangedFile:
    """Make a change in the data and tell what readers will see; `what` says what was written.

    Without `remarks`, those of the rules are not told: a change that raises none may move some.
    Raises Failure with everything that is wrong with it, and then writes nothing.
    """
    try:
        made = changed(data, change)
    except ChangeError as error:
        raise Failure(f"{error}\n\nNothing was written: {data} is as it was.") from error
    made = made if remarks else replace(made, remarks=())
    if errors := [one.coded for one in made.remarks if one.level is Level.ERROR]:
        told = "\n\n".join(["The check would refuse this:", *errors])
        raise Failure(f"{told}\n\nNothing was written: {data} is as it was.")
    tell(made, what, dry_run=dry_run)
    return made


def tell(made: ChangedFile, what: str, *, dry_run: bool, fails: bool = False) -> None:
    """Write a changed file, unless it is a dry run, and say what that changes.

    `fails` says that `check --strict` fails on the remarks.
    """
    data = made.data
    if made.after == made.before:
        click.echo(f"{data} says so already; nothing was written.")
        return
    if dry_run:
        click.echo(f"{made.lines}\nNothing was written to {data}. Readers would see:\n")
    else:
        made.save()
        refresh(data, made.now.text)
        click.echo(f"Wrote {what} to {data}. Readers will see:\n")
    click.echo(report(made.difference, Compared(str(data)), report_renderer(templates())), nl=False)
    for note in raised(unfinished(each.whole, str(data)) for each in (made.then, made.now)):
        click.echo(f"\n{note.headline}")
    for words in made.lost:
        click.echo(visible(f"\nNo longer in the file: {words}"))
    if made.remarks:
        failing = ", and check --strict fails on it" if fails else ""
        click.echo(f"\nWhat the checks remark on now{failing}:\n")
        click.echo("\n\n".join(map(str, made.remarks)))
