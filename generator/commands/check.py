"""`build.py check`: is the data right?"""

from pathlib import Path

import click

from generator.commands.common import data_option, loaded, summary


@click.command()
@data_option
def check(data: Path) -> None:
    """Check the data and publish nothing.

    \b
    Example: python build.py check --data drafts/new.yaml
    """
    click.echo(f"{data}: {summary(loaded(data))}. No problems found.")
