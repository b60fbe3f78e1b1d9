"""`build.py new`: a comparison of your own, which builds before it is edited."""

import re
import shlex
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from markupsafe import Markup

from comparison_site import __version__
from comparison_site.authoring.spelling import scalar
from comparison_site.commands.common import Command, Failure, templates, writing
from comparison_site.commands.starting import started, titled
from comparison_site.commands.upgrade import REQUIREMENTS
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.resources import PACKAGE, PROGRAM
from comparison_site.loading.loader import load_bytes
from comparison_site.outputs.markdown_text import printed
from comparison_site.pages.rendering import start_renderer
from comparison_site.publish.inputs import summary
from comparison_site.schema.file_schema import known_records, modeline, schema_json, schema_path

_DATA = Path("comparison.yaml")
_LEAST, _MOST = 2, 20
_WORKFLOW = ".github/workflows/site.yml"
_IGNORED = "/.venv/\n/site/\n/.site-*\n/.*.lock\n"
_OURS = ("templates", "docs")
_ACTION = "OWNER/comparison-site"


def _place(_ctx: click.Context, _param: click.Parameter, given: str) -> Markup:
    """A repository on GitHub, which stands in a workflow as it is."""
    if not re.fullmatch(r"[\w.-]+/[\w./-]+", given):
        raise click.BadParameter(f"'{visible(given)}' is not of the form OWNER/NAME")
    return Markup(given)  # noqa: S704


@click.command(cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="What it is called; from the options unless you say it.")
@click.option("--question", help="What it answers; the title unless you say it.")
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME",
    help="One of the things compared, 2 to 20; ID=NAME if the id shall be another.",
)
@click.option(
    "--criterion",
    "criteria",
    multiple=True,
    metavar="NAME",
    help="What they are judged on; one or more, ID=NAME as above.",
)
@click.option(
    "--from",
    "table",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="CSV",
    help="A table to start from instead: options across, criteria down.",
)
@click.option(
    "--action",
    default=_ACTION,
    show_default=True,
    metavar="OWNER/NAME",
    callback=_place,
    help="Where this program stands on GitHub, whose action checks and publishes.",
)
def new(
    folder: Path,
    *,
    title: str | None,
    question: str | None,
    table: Path | None,
    action: Markup,
    **records: tuple[str, ...],
) -> None:
    """Make DIR a comparison of your own, which builds at once and waits to be filled.

    DIR holds what is yours: the smallest data that is a comparison, what editors complete it
    with, a workflow that checks and publishes, and the version of this program. No verdict is
    known yet. What you do not say is derived, or says that it is to be replaced.

    \b
    Example: python build.py new ../mine --option A --option B --criterion Speed
    Example: python build.py new ../mine --from table.csv

    Exit codes: 0 made, 1 refused, 2 wrong usage.
    """
    options, criteria = started(records["options"], records["criteria"], table)
    title = titled(options) if title is None else title
    if not _LEAST <= len(options) <= _MOST:
        raise click.UsageError(f"a comparison has {_LEAST} to {_MOST} options, not {len(options)}")
    start = {"title": title, "question": question, "options": options, "criteria": criteria}
    start |= {"action": action, "version": Markup(__version__)}  # noqa: S704 - no words
    texts = _texts(start)
    try:
        comparison = load_bytes(texts[str(_DATA)].encode("utf-8"), str(_DATA)).comparison
    except ComparisonError as error:  # a name or title is not allowed
        told = "\n".join(f"{p.where}: {p.message}; {p.hint}".rstrip("; ") for p in error.problems)
        raise Failure(f"{told}\nNothing was written.") from error
    _scaffold(folder, texts)
    click.echo(f"Made {folder}: {summary(comparison)}.\n")
    click.echo(_next(shlex.quote(str(folder)), action, criteria[0].id, options[0].id), nl=False)


def _texts(start: dict[str, Any]) -> dict[str, str]:
    """All files, by their paths."""
    first = Markup(modeline(_DATA))  # noqa: S704 - our own text
    today = date.today()
    known = {**start, "modeline": first, "today": today}
    as_yaml, as_words = (start_renderer(templates(), spelt) for spelt in (_as_yaml, printed))
    data = as_yaml("comparison.yaml", known)
    return {
        str(_DATA): data,
        "README.md": as_words("README.md", start),
        # By its place: a name on a package index that nobody holds could be anybody's.
        REQUIREMENTS: f"comparison-site @ git+https://github.com/{start['action']}@v{__version__}\n",
        _WORKFLOW: as_yaml("site.yml", start),
        schema_path(_DATA).as_posix(): schema_json(known_records(data)),
        ".gitignore": _IGNORED,
    }


def _as_yaml(value: object) -> object:
    """What a template prints, as a YAML value in a block. For Jinja's `finalize`."""
    if isinstance(value, Markup | int | date):
        return Markup(str(value))  # noqa: S704 - a number, a day, or our own text
    return Markup(scalar(" ".join(str(value).split())))  # noqa: S704


def _scaffold(target: Path, texts: Mapping[str, str]) -> None:
    """Make the folder `target` from `texts` by their paths.

    The folder must be empty or absent. It appears whole or not at all; Failure if it cannot.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Failure(f"{target} is not empty; choose a new folder")
    place = target.resolve()
    if any(place.is_relative_to(folder) for folder in (*(PROGRAM / n for n in _OURS), PACKAGE)):
        raise Failure(f"{target} is a part of this project; choose a folder outside of it")
    with writing(target):
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as folder:
            fresh = Path(folder) / "new"
            _fill(fresh, texts)
            if place.exists():
                place.rmdir()
            fresh.rename(place)


def _fill(fresh: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_text(text, encoding="utf-8", newline="\n")


def _next(folder: str, action: str, criterion: str, option: str) -> str:
    places = f"{REQUIREMENTS} and {_WORKFLOW}"
    unknown = f"\nIn {places}, replace {_ACTION} by where this program stands on GitHub.\n"
    return f"""\
Next:
  cd {folder}
  git init && git add --all && git commit --message "Start the comparison"
  comparison serve      shows the site on http://127.0.0.1:8000 while you write
  comparison check      says what is wrong in {_DATA}, and where

Replace what says so in {_DATA}, then decide:
  comparison verdict {criterion} --option {option} --because "..."

It is a draft: every page says so, and comparison check lists what is left to do.
Then remove the line 'draft: true', which publishes it.
{unknown if action == _ACTION else ""}"""
