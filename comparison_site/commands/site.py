"""`build.py serve` and `export`: the live preview of the site, and its plain Markdown."""

import os
import re
from ipaddress import ip_address
from pathlib import Path

import click
from mkdocs.__main__ import cli as mkdocs_cli
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from comparison_site.commands import common
from comparison_site.core.resources import DATA_VARIABLE
from comparison_site.outputs.registry import BuildContext
from comparison_site.pages.rendering import render_pages
from comparison_site.publish.export import export_site
from comparison_site.publish.failures import explained
from comparison_site.publish.inputs import publishable
from comparison_site.schema.reference import command_facts

_HOST, _PORT, _PORTS = "127.0.0.1", "8000", 65535


def _address(_: click.Context, __: click.Parameter, given: str) -> str:
    """`HOST:PORT`, where either may be left out. The host is localhost or a number."""
    found = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::(\d*))?", given)
    host, port = (found[1] or _HOST, found[2] or _PORT) if found else ("", "")
    try:
        ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
        if not 0 < int(port) <= _PORTS:
            raise ValueError
    except ValueError:
        message = (
            f"{given!r} is no address to serve at, such as {_HOST}:{_PORT}, localhost or :8080"
        )
        raise click.BadParameter(f"{message}; a port lies between 1 and {_PORTS}") from None
    return f"{host}:{port}"


@click.command(cls=common.Command)
@common.data_option
@click.option(
    "--address",
    default=f"{_HOST}:{_PORT}",
    show_default=True,
    metavar="HOST:PORT",
    callback=_address,
)
def serve(data: Path, address: str) -> None:
    """Show the site and rebuild it on every change of data, templates or docs.

    Mistakes in the data appear as a panel on the page, above the last good version.

    \b
    Example: python build.py serve --address 127.0.0.1:8080
    """
    os.environ[DATA_VARIABLE] = str(data.absolute())
    words = ["serve", "--no-strict", "--config-file", common.config_file(), "--dev-addr", address]
    try:
        with explained(common.project()):
            load_config(common.config_file())  # or else MkDocs leaves an empty folder behind
            mkdocs_cli.main(words, prog_name="build.py serve", standalone_mode=False)
    except MkDocsException as error:  # MkDocs has logged what is wrong
        raise common.Failure("The preview cannot start.") from error
    except OSError as error:  # a port that is taken, or that only the system may use
        raise common.Failure(f"{address} cannot be served: {error.strerror or error}") from error


@click.command(cls=common.Command)
@click.argument("folder", type=click.Path(path_type=Path))
@common.data_option
@click.pass_context
def export(context: click.Context, folder: Path, data: Path) -> None:
    """Write the pages as plain Markdown, for MkDocs, ProperDocs or Zensical to build without us.

    \b
    Example: python build.py export plain && mkdocs build -f plain/mkdocs.yml
    """
    inputs = publishable(data)
    group = context.find_root().command
    commands = command_facts(group) if isinstance(group, click.Group) else ()
    known = BuildContext(inputs.comparison, newest=inputs.newest, commands=commands)
    pages = render_pages(known, common.templates())
    with explained(common.project()):
        config = load_config(common.config_file())
    export_site(folder, known, pages, config)
    click.echo(f"Exported {sum(bool(page.title) for page in pages)} pages to {folder}.")
