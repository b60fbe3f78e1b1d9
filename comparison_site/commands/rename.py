"""`build.py rename`: another id for a record, everywhere at once, and no link breaks."""

from pathlib import Path

import click

from comparison_site.authoring.renaming import GROUPS, give_id
from comparison_site.commands.common import Command, data_option, dry_run_option
from comparison_site.commands.telling import conclude


@click.command(cls=Command)
@click.argument("kind", type=click.Choice(list(GROUPS)))
@click.argument("old")
@click.argument("new")
@dry_run_option
@data_option
def rename(kind: str, old: str, new: str, data: Path, dry_run: bool) -> None:
    """Give a record another id: OLD becomes NEW wherever the file names it.

    KIND is option, criterion, point, fact, scenario, source or group; a point is named
    CRITERION/POINT. The record lists OLD under `formerly`: its pages, anchors, badges and feed
    entries made with OLD still work. Names that readers see stay, and so do texts, comments and
    layout. Nothing is written if the result would be broken. Result files may go on naming an
    option as before.

    \b
    Examples: python build.py rename criterion speed pace
              python build.py rename point speed/bus-lane lane --dry-run
              python build.py rename option bus coach

    Exit codes: 0 written, 1 refused, 2 wrong usage.
    """
    what = f"{kind} '{new}', which was '{old}',"
    made = conclude(
        data, lambda draft: give_id(draft, kind, old, new), what, dry_run=dry_run, remarks=False
    )
    if made.after != made.before:
        click.echo(f"\nOld links still lead there. In new ones, write '{new}' instead of '{old}'.")
