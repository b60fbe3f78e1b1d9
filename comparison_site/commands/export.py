"""`build.py export`: plain Markdown for engines that run no plugin of ours."""

from pathlib import Path

import click
from mkdocs.config import load_config

from comparison_site.commands.common import (
    Failure,
    config_file,
    data_option,
    project,
    read,
    rendered,
    templates,
)
from comparison_site.outputs.context import BuildContext
from comparison_site.pages.registry import navigation
from comparison_site.publish.export import Content, ExportError, export_site
from comparison_site.schema.reference import command_facts


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@data_option
@click.pass_context
def export(context: click.Context, folder: Path, data: Path) -> None:
    """Write the pages as plain Markdown, with the docs and a mkdocs.yml without hooks.

    \b
    Example: python build.py export plain && mkdocs build -f plain/mkdocs.yml
    """
    inputs = read(data)
    group = context.find_root().command
    commands = command_facts(group) if isinstance(group, click.Group) else ()
    known = BuildContext(inputs.comparison, newest=inputs.newest, commands=commands)
    pages = rendered(known, templates())
    handwritten = load_config(config_file()).nav or []
    entries = [*navigation(pages), *handwritten]
    try:
        export_site(folder, Content(known, pages, entries), project())
    except ExportError as error:
        raise Failure(str(error)) from error
    click.echo(f"Exported {sum(bool(page.title) for page in pages)} pages to {folder}.")
