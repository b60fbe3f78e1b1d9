"""What the commands share: the default command, the data option, and failing in plain words."""

import os
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import click

from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.resources import CONFIG, Folders, project_folder, template_folders
from comparison_site.loading.loader import Loaded, load, load_file
from comparison_site.model import Comparison
from comparison_site.outputs.context import BuildContext, Page
from comparison_site.pages.rendering import render_pages
from comparison_site.publish.inputs import Inputs, read_inputs

DATA_VARIABLE = "COMPARISON_DATA"


class DefaultsToBuild(click.Group):
    """A group of commands in which none at all, or options alone, mean `build`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `build` in front unless a command or --help stands there."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            looks_like_a_command = bool(args) and not args[0].startswith("-")
            args = args if looks_like_a_command else ["build", *args]
        return super().parse_args(ctx, args)


def data_option(function: Any) -> Any:
    """The option that every command has: which comparison to read."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path),
        default=Path(os.environ.get(DATA_VARIABLE, "comparison.yaml")),
        show_default=True,
        help="The comparison to read.",
    )(function)


def project() -> Path:
    """The folder that the command works on: the one that it was started for, or in."""
    context = click.get_current_context(silent=True)
    given = context.find_root().obj if context else None
    return given if isinstance(given, Path) else project_folder(Path.cwd())


def templates() -> Folders:
    """Where the project's templates and the program's are."""
    return template_folders(project())


def config_file() -> str:
    """The project's mkdocs.yml."""
    return str(project() / CONFIG)


class Failure(click.ClickException):
    """Something is wrong with the data or the site: say it on stderr and exit with 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the words alone; they name the place themselves."""
        click.echo(self.format_message(), err=True, file=file)


def loaded(data: Path) -> Comparison:
    """The comparison in a file; Failure with every problem if there is any."""
    try:
        return load(data)
    except ComparisonError as error:
        raise Failure(str(error)) from error


def read(data: Path) -> Inputs:
    """A comparison and what is recorded beside it; Failure with every problem if there is any."""
    try:
        return read_inputs(data)
    except ComparisonError as error:
        raise Failure(str(error)) from error


def loaded_file(data: Path) -> Loaded:
    """As `loaded`, but with the text and its marks."""
    try:
        return load_file(data)
    except ComparisonError as error:
        raise Failure(str(error)) from error


def rendered(context: BuildContext, templates: Folders) -> tuple[Page, ...]:
    """The pages of a comparison; Failure if a template is broken."""
    try:
        return render_pages(context, templates)
    except ComparisonError as error:
        raise Failure(str(error)) from error


def epoch(comparison: Comparison) -> int:
    """The data's own date, so that two builds of the same data are the same bytes."""
    return int(datetime.combine(comparison.last_reviewed, time(), UTC).timestamp())


def summary(comparison: Comparison) -> str:
    """How much the comparison holds, in a few words."""
    counts = {
        "options": comparison.options,
        "criteria": comparison.criteria,
        "scenarios": comparison.scenarios,
        "sources": comparison.sources,
    }
    return ", ".join(f"{len(records)} {noun}" for noun, records in counts.items())
