"""What the commands share: the data option, the project's folder, and failing in plain words."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.changed_file import ChangedFile, ChangeError, changed, raised
from comparison_site.authoring.difference import Compared, report
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.saving import SavingError
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.resources import CONFIG, Folders, project_folder, template_folders
from comparison_site.core.vocabulary import Words
from comparison_site.loading.drafts import unfinished
from comparison_site.model import Comparison
from comparison_site.pages.rendering import report_renderer
from comparison_site.publish.export import ExportError
from comparison_site.publish.site import PublishingError
from comparison_site.schema.file_schema import refresh

_Body = Callable[..., None]
DATA_VARIABLE = "COMPARISON_DATA"
_EXPECTED = (ComparisonError, RevisionError, ExportError, PublishingError, SavingError)

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path(os.environ.get(DATA_VARIABLE, "comparison.yaml")),
    show_default=True,
    help="The comparison to read.",
)
"""The option that every command has: which comparison to read."""


class Failure(click.ClickException):
    """Something is wrong with the data or the site: say it on stderr and exit with 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the words alone; they name the place themselves."""
        click.echo(self.format_message(), err=True, file=file)


class Command(click.Command):
    """A command that says what is wrong with the data, the site or git, and exits with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that can be expected becomes a Failure."""
        try:
            return super().invoke(ctx)
        except _EXPECTED as error:
            raise Failure(str(error)) from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Around what writes a file: Failure if it cannot be written."""
    try:
        yield
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from error


def project() -> Path:
    """The folder that the command works on: the one that it was started for, or in."""
    given: Path | None = click.get_current_context().find_root().obj
    return given or project_folder(Path.cwd())


def templates() -> Folders:
    """Where the project's templates and the program's are."""
    return template_folders(project())


def config_file() -> str:
    """The project's mkdocs.yml."""
    return str(project() / CONFIG)


def summary(comparison: Comparison) -> str:
    """How much the comparison holds, in a few words."""
    groups = ("options", "criteria", "scenarios", "sources")
    return ", ".join(f"{len(getattr(comparison, group))} {group}" for group in groups)


def line(_ctx: Any, _param: Any, text: str | None) -> str | None:
    """For an option that takes a text of the data, which is one line of meaning."""
    return None if text is None else " ".join(text.split())


def one_of(words: type[Words]) -> click.Choice[str]:
    """The type of an option that takes a word of a list."""
    return click.Choice([word.value for word in words])


def day_option(name: str, words: str) -> Callable[[_Body], _Body]:
    """An option that takes a day."""
    return click.option(name, type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help=words)


dry_run_option = click.option(
    "--dry-run", is_flag=True, help="Show the lines that would change; write nothing."
)
"""The option of every command that edits the data."""


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
    tell(made if remarks else replace(made, remarks=()), what, dry_run=dry_run)
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
