"""`build.py new`: a comparison of your own."""

import shlex
from datetime import date
from pathlib import Path

import click

from comparison_site.authoring.new_project import (
    FILE,
    Start,
    StartError,
    as_yaml,
    comparison_yaml,
    named,
    scaffold,
)
from comparison_site.commands.common import Command, Failure, summary, templates
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.resources import PROGRAM
from comparison_site.loading.loader import load_bytes
from comparison_site.model import Comparison
from comparison_site.outputs.markdown_text import printed
from comparison_site.pages.rendering import start_renderer
from comparison_site.schema.file_schema import known_records, schema_json, schema_path

_QUESTION = "Which one should you use?"
_LEAST, _MOST = 2, 20


@click.command(cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the comparison is called.")
@click.option("--question", default=_QUESTION, show_default=True, help="What it answers.")
@click.option(
    "--option",
    "options",
    multiple=True,
    required=True,
    metavar="NAME",
    help="One of the things compared, 2 to 20; ID=NAME if the id shall be another.",
)
@click.option(
    "--criterion",
    "criteria",
    multiple=True,
    required=True,
    metavar="NAME",
    help="What they are judged on; one or more, ID=NAME as above.",
)
def new(
    folder: Path, title: str, question: str, options: tuple[str, ...], criteria: tuple[str, ...]
) -> None:
    """Make DIR a comparison of your own, which builds at once and waits to be filled.

    DIR becomes a complete project: data with a comment for each field, the generator, a Makefile,
    workflows that check and publish, and what editors complete with. Every text in it says what
    to replace, and no verdict is known yet.

    \b
    Example: python build.py new ../mine --title "A vs B" --option A --option B --criterion Speed

    Exit codes: 0 made, 1 refused, 2 wrong usage.
    """
    if not _LEAST <= len(options) <= _MOST:
        raise click.UsageError(f"a comparison has {_LEAST} to {_MOST} options, not {len(options)}")
    try:
        start = Start(title, question, named(options, "option"), named(criteria, "criterion"))
    except StartError as error:
        raise click.UsageError(visible(str(error))) from error
    text = comparison_yaml(start, date.today(), start_renderer(templates(), as_yaml))
    made = _checked(text)
    scaffold(folder, PROGRAM, _texts(start, text))
    click.echo(f"Made {folder}: {summary(made)}.\n\n{_next(folder, start)}", nl=False)


def _checked(text: str) -> Comparison:
    """What would be written, as it is read; Failure if a name or title is not allowed."""
    try:
        return load_bytes(text.encode("utf-8"), str(FILE)).comparison
    except ComparisonError as error:
        told = "\n".join(f"{p.where}: {p.message}; {p.hint}".rstrip("; ") for p in error.problems)
        raise Failure(f"{told}\nNothing was written.") from error


def _texts(start: Start, text: str) -> dict[str, str]:
    """The files that are not copied, by their paths."""
    own = PROGRAM / "templates" / "start"
    return {
        str(FILE): text,
        "README.md": start_renderer(templates(), printed)("README.md", vars(start)),
        schema_path(FILE).as_posix(): schema_json(known_records(text)),
        ".github/workflows/site.yml": (own / "site.yml").read_text("utf-8"),
        "Makefile": (own / "Makefile").read_text("utf-8"),
    }


def _next(folder: Path, start: Start) -> str:
    first, option = start.criteria[0].id, start.options[0].id
    return f"""\
Next:
  cd {shlex.quote(str(folder))}
  git init && git add --all && git commit --message "Start the comparison"
  make serve      shows the site on http://127.0.0.1:8000 while you write
  make check      says what is wrong in {FILE}, and where

Replace what says so in {FILE}, then decide:
  .venv/bin/python build.py verdict {first} --option {option} --label "..." --because "..."
"""
