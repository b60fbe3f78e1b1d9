"""`build.py ids` and `rename`: what links and colours rest on; another id, and no link breaks."""

from pathlib import Path

import click

from comparison_site.authoring.editing import Draft
from comparison_site.authoring.ids import GROUPS, Derived, derived, give_id, write_down
from comparison_site.commands.common import Command, data_option, dry_run_option
from comparison_site.commands.telling import conclude
from comparison_site.core.characters import one_line
from comparison_site.core.counting import many
from comparison_site.loading.loader import load_file


@click.command(cls=Command)
@click.option("--write", is_flag=True, help="Write them into the file; otherwise they are listed.")
@data_option
def ids(data: Path, write: bool) -> None:
    """List the ids and hues that follow from names and are not in the file, or write them there.

    An id that follows from a name changes with it, and then shared links break. Write the ids down
    once somebody may have shared one. Pages stay as they are; comments and layout stay, too. A
    source that is an address alone, or a position in its short form, is spelt out for it.

    \b
    Examples: python build.py ids
              python build.py ids --write

    Exit codes: 0 listed or written, 1 refused, 2 wrong usage.
    """
    found = list(derived(load_file(data).whole))
    if not found:
        click.echo(f"{data} says every id and every hue already.")
    elif write:
        conclude(data, _write, _counted(found), dry_run=False, remarks=False)
    else:
        for one in found:
            said = ", ".join(f"{name} {value}" for name, value in one.fields.items())
            click.echo(f"{one.noun:<10} {said}  ({one_line(one.called)})")
        click.echo(f"\n{_counted(found)} not in {data}; --write writes them there.")


def _write(draft: Draft) -> None:
    write_down(draft, {one.path: one.fields for one in derived(draft.document)})


def _counted(found: list[Derived]) -> str:
    counts = {name: sum(name in one.fields for one in found) for name in ("id", "hue")}
    return " and ".join(many(n, name) for name, n in counts.items() if n)


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
