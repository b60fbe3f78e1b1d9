"""What the commands share: the data option, the project's folder, and failing in plain words."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from comparison_site.core.diagnostics import ExpectedError
from comparison_site.core.resources import (
    COMMAND,
    DATA,
    DATA_VARIABLE,
    DOOR,
    PROJECT_VARIABLE,
    Folders,
    project_folder,
    settings_file,
    template_folders,
)
from comparison_site.core.vocabulary import Words

_Body = Callable[..., None]

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path(os.environ.get(DATA_VARIABLE, DATA)),
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
    """A command that says what is wrong with the data, the site or git, and exits with 1.

    Its help says what the program is called here.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.help = (self.help or "").replace(DOOR, COMMAND)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error that can be expected becomes a Failure."""
        try:
            return super().invoke(ctx)
        except ExpectedError as error:
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
    """The project's mkdocs.yml, or the program's; MkDocs is told which project it is for."""
    os.environ[PROJECT_VARIABLE] = str(project())
    return str(settings_file(project()))


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
