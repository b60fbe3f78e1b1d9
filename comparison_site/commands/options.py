"""`build.py option add` and `publish`: an option grows as a draft until readers may see it."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from comparison_site.authoring.changed_file import ChangeError
from comparison_site.authoring.editing import Draft
from comparison_site.commands.common import Command, data_option, dry_run_option, line
from comparison_site.commands.telling import conclude
from comparison_site.core import tree as places
from comparison_site.core.diagnostics import did_you_mean
from comparison_site.core.tree import Node
from comparison_site.core.vocabulary import Manager
from comparison_site.loading.loader import load_file
from comparison_site.model import Option

_CIRCLE = 360


def _lines(_ctx: Any, _param: Any, texts: tuple[str, ...]) -> list[str]:
    return [" ".join(text.split()) for text in texts]


def _package(_ctx: Any, _param: Any, text: str | None) -> dict[str, str]:
    """`pip=NAME`, as the fields of a package."""
    manager, _, name = (text or "").partition("=")
    if text and not (manager in list(Manager) and name):
        ways = " or ".join(f"{one}=NAME" for one in Manager)
        raise click.BadParameter(f"'{text}' is not of the form {ways}")
    return {"manager": manager, "name": name} if text else {}


@click.group()
def option() -> None:
    """Bring options into the data.

    \b
    Example: python build.py option add tram --name Tram --license none --package npm=tram
    """


@option.command(cls=Command)
@click.argument("name", metavar="ID")
@click.option("--name", "called", required=True, callback=line, help="What readers call it.")
@click.option("--version", callback=line, help="The version that the comparison is about.")
@click.option(
    "--hue",
    type=click.IntRange(0, 359),
    help="The hue of its accent. [default: as far from the others as can be]",
)
@click.option("--package", callback=_package, metavar="pip=NAME", help="Where it is released.")
@click.option("--by", callback=line, help="Who made it first.")
@click.option("--year", type=int, help="The year in which it began.")
@click.option("--maintained-by", callback=line, help="Who looks after it today.")
@click.option("--license", callback=line, help="Its licence, by its short name.")
@click.option("--homepage", help="Its own site.")
@click.option("--summary", callback=line, help="What it is, in a sentence or two.")
@click.option("--choose-when", callback=_lines, multiple=True, help="A case in which to take it.")
@click.option("--avoid-when", callback=_lines, multiple=True, help="A case in which not to.")
@click.option("--source", "sources", multiple=True, metavar="ID", help="What this is based on.")
@dry_run_option
@data_option
def add(name: str, data: Path, dry_run: bool, **given: Any) -> None:
    """Add an option with the id ID as a draft, with whatever is known of it.

    Readers see nothing of a draft. Fill it over several changes: its positions and versions judged
    by hand, its points with `source add --new-point` as well; `check` says what is missing.

    \b
    Example: python build.py option add tram --name Tram --license none --package npm=tram
    """
    by, year = given.pop("by"), given.pop("year")
    if bool(by) != bool(year):
        raise click.UsageError("an origin has both, --by and --year")
    hue = _free_hue(load_file(data).whole.root) if given["hue"] is None else given["hue"]
    origin = {"by": by, "year": year} if by else None
    said = {"id": name, "name": given["called"], "draft": True, "hue": hue, "origin": origin}
    known, order = given | said, ["id", "name", "draft", *Option.model_fields]
    fields = {field: known[field] for field in order if known.get(field) or known.get(field) == 0}
    what = f"the draft of '{name}'"
    conclude(data, lambda draft: draft.append(("options",), fields), what, dry_run=dry_run)


@option.command(cls=Command)
@click.argument("name", metavar="ID")
@dry_run_option
@data_option
def publish(name: str, data: Path, dry_run: bool) -> None:
    """Publish the draft ID: from now on, readers see it.

    Everything is asked for then that an option needs, and whatever is missing is said at once.

    \b
    Example: python build.py option publish tram
    """
    what = f"the option '{name}', published,"
    conclude(data, lambda draft: _publish(draft, name), what, dry_run=dry_run)


def _free_hue(root: Node) -> int:
    """The hue that is farthest from those of all options, drafts included, in degrees."""
    typed = (option["hue"].text for option in root["options"])
    hues = sorted({int(hue) % _CIRCLE for hue in typed if hue.isascii() and hue.isdecimal()})
    if not hues:
        return 0
    around = pairwise([*hues, hues[0] + _CIRCLE])
    before, after = max(around, key=lambda pair: pair[1] - pair[0])
    return (before + after) // 2 % _CIRCLE


def _publish(draft: Draft, name: str) -> None:
    """An option is no draft any more. Raises ChangeError if it is none, or not there at all."""
    drafts, known = places.drafts(draft.document.root), places.ids(draft.document.root["options"])
    if name in drafts:
        draft.remove((*drafts[name].path, "draft"))
        return
    if name in known:
        raise ChangeError([f"'{name}' is no draft: it is published already"])
    hint = did_you_mean(name, drafts) if drafts else "no option is one"
    raise ChangeError([f"there is no draft '{name}'; {hint}"])
