"""`build.py source add` and `reread`: sources come into the data, and are read again."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.sources import NewPoint, add_source, derived_id, read_again
from comparison_site.commands.common import (
    Command,
    data_option,
    day_option,
    dry_run_option,
    line,
    one_of,
)
from comparison_site.commands.telling import conclude
from comparison_site.core.characters import one_line
from comparison_site.core.counting import many
from comparison_site.core.vocabulary import Evidence, Stance
from comparison_site.loading.loader import load_file
from comparison_site.model import Comparison, WebPage

_UNDATED = f"{'no day':<21}"
_KINDS = ", ".join(kind.glossed for kind in Evidence)


def _kind(_ctx: Any, _param: Any, text: str) -> str:
    if text not in list(Evidence):
        raise click.BadParameter(f"'{one_line(text)}' is not one of {_KINDS}")
    return text


@click.group()
def source() -> None:
    """Bring sources into the data.

    \b
    Example: python build.py source add https://example.org/lanes --title "Bus lanes, counted" \\
                 --publisher "City of Example" --kind survey --cite speed/bus-lane
    """


@source.command(cls=Command)
@click.argument("url")
@click.option("--title", required=True, callback=line, help="The title that the page itself has.")
@click.option("--publisher", required=True, callback=line, help="Who published it.")
@click.option("--kind", required=True, callback=_kind, metavar="KIND", help=f"One of {_KINDS}.")
@click.option("--id", "name", help="Its id. [default: made from the title]")
@day_option("--published", "The day of publication, if the page gives one; never guess.")
@day_option("--on", "The day on which you read it. [default: today]")
@click.option("--note", callback=line, help="What a reader must know: second-hand, for example.")
@click.option(
    "--cite",
    "cites",
    multiple=True,
    metavar="CRITERION/POINT",
    help="A point that is based on it, as often as needed. A proposal is CRITERION/contested, the "
    "facts of an option are its id, advice is scenarios/SCENARIO.",
)
@click.option("--new-point", metavar="CRITERION/OPTION/ID", help="A new point that is based on it.")
@click.option("--stance", type=one_of(Stance), help="Whether the new point is for or against it.")
@click.option("--text", callback=line, help="The new point's claim, in your own words.")
@dry_run_option
@data_option
def add(url: str, data: Path, dry_run: bool, cites: tuple[str, ...], **given: Any) -> None:
    """Add the page at URL to the sources, and cite it.

    A source that nothing cites is refused, so say which points are based on it. Everything is
    checked before it is written; comments and layout stay.

    \b
    Example: python build.py source add https://example.org/lanes --title "Bus lanes, counted" \\
                 --publisher "City of Example" --kind survey --cite speed/bus-lane
    Example: python build.py source add https://example.org/racks --title "Racks on buses" \\
                 --publisher "City of Example" --kind article --new-point speed/bus/racks \\
                 --stance weakness --text "A bicycle on the rack takes a minute."
    """
    place, stance, text = given["new_point"], given["stance"], given["text"]
    if bool(place) != bool(stance and text) or bool(stance) != bool(text):
        raise click.UsageError("a new point needs --new-point, --stance and --text, all three")
    root = load_file(data).whole.root
    name = given["name"] or derived_id(root, given["title"], given["publisher"])
    published, on = given["published"], given["on"]
    known = {
        "id": name,
        "title": given["title"],
        "url": url,
        "publisher": given["publisher"],
        "kind": given["kind"],
        "published_on": published and published.date(),
        "accessed_on": on.date() if on else date.today(),
        "note": given["note"],
    }
    fields = {field: value for field, value in known.items() if value}
    point = NewPoint(place, stance, text) if place else None
    what = f"the source '{name}'"
    conclude(data, lambda draft: add_source(draft, fields, cites, point), what, dry_run=dry_run)


@click.command(cls=Command)
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@day_option("--on", "The day on which you read them. [default: today]")
@click.option(
    "--due",
    type=click.IntRange(0, 3650),
    metavar="DAYS",
    help="Write nothing; list the pages that were not read for so many days.",
)
@dry_run_option
@data_option
def reread(sources: tuple[str, ...], data: Path, on: Any, due: int | None, dry_run: bool) -> None:
    """Record that you have read SOURCEs again, without reviewing a verdict.

    Sets the day on which each was last read. A verdict that you reviewed as well is confirmed with
    `verdict CRITERION --confirm --source ID`, which does both.

    \b
    Example: python build.py reread survey timetable
    Example: python build.py reread --due 180
    """
    if (due is None) != bool(sources):
        raise click.UsageError("say which sources you have read again, or --due DAYS")
    if due is not None:
        _list_due(load_file(data).comparison, due)
        return
    day, names = on.date() if on else date.today(), list(dict.fromkeys(sources))
    what = f"the reading of {_listed(names)} on {day}"
    conclude(data, lambda draft: read_again(draft, names, day), what, dry_run=dry_run)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _list_due(comparison: Comparison, days: int) -> None:
    """The pages that were read so many days ago or earlier, the oldest reading first."""
    pages = [one for one in comparison.sources if isinstance(one, WebPage)]
    read = {one.id: one.accessed_on or date.min for one in pages}
    ages = {name: (date.today() - day).days for name, day in read.items()}
    due = sorted((one for one in pages if ages[one.id] >= days), key=lambda one: read[one.id])
    for page in due:
        age = many(ages[page.id], "day")
        age = f"{page.accessed_on}  {age:>9}" if page.accessed_on else _UNDATED
        click.echo(f"{age}  {page.id}  {page.url}")
    were = "was" if len(due) == 1 else "were"
    found = f"{len(due)} of {many(len(pages), 'page')} {were} not read"
    click.echo(f"{found} for {many(days, 'day')} or more.")
