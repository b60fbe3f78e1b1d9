"""`build.py serve`: the live preview."""

import os
from pathlib import Path

import click
from mkdocs.__main__ import cli as mkdocs_cli

from comparison_site.commands.common import DATA_VARIABLE, config_file, data_option


@click.command()
@data_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
def serve(data: Path, address: str) -> None:
    """Show the site and rebuild it on every change of data, templates or docs.

    Mistakes in the data appear as a panel on the page, above the last good version.

    \b
    Example: python build.py serve --address 127.0.0.1:8080
    """
    os.environ[DATA_VARIABLE] = str(data.absolute())
    arguments = ["serve", "--no-strict", "--config-file", config_file(), "--dev-addr", address]
    mkdocs_cli.main(arguments, prog_name="build.py serve", standalone_mode=False)
