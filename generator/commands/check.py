"""`build.py check`: is the data right?"""

from pathlib import Path

import click

from generator.commands.common import Failure, data_option, loaded_file, summary
from generator.commands.since import gate_problems, since_option
from generator.errors import ComparisonError


@click.command()
@data_option
@since_option
def check(data: Path, since: str | None) -> None:
    """Check the data and publish nothing.

    \b
    Examples: python build.py check --data drafts/new.yaml
              python build.py check --since main
    """
    present = loaded_file(data)
    if since is not None and (problems := gate_problems(data, since, present)):
        raise Failure(str(ComparisonError(problems)))
    click.echo(f"{data}: {summary(present.comparison)}. No problems found.")
