"""What the commands share: the data option, the project's folder, and failing in plain words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.saving import SavingError
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.resources import CONFIG, Folders, project_folder, template_folders
from comparison_site.model import Comparison
from comparison_site.publish.export import ExportError
from comparison_site.publish.site import PublishingError

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
