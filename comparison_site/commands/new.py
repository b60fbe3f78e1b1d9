"""`build.py new`: a comparison of your own, which builds before it is edited."""

import re
import shlex
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import Any

import click
from markupsafe import Markup

from comparison_site import __version__, model
from comparison_site.authoring.spelling import WIDTH, scalar
from comparison_site.authoring.upgrading import REQUIREMENTS
from comparison_site.commands.common import Command, Failure, templates, writing
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.fields import ID_PATTERN, slug
from comparison_site.core.resources import PACKAGE, PROGRAM
from comparison_site.loading.loader import load_bytes
from comparison_site.outputs.markdown_text import printed
from comparison_site.pages.rendering import start_renderer
from comparison_site.publish.inputs import summary
from comparison_site.schema.file_schema import known_records, modeline, schema_json, schema_path

_DATA = Path("comparison.yaml")
_LEAST, _MOST = 2, 20
_LONGEST_ID = 40
_RESERVED = "index"
_WORKFLOW = ".github/workflows/site.yml"
_IGNORED = "/.venv/\n/site/\n/.site-*\n/.*.lock\n"
_OURS = ("templates", "docs")
_ACTION = "OWNER/comparison-site"


@dataclass(frozen=True)
class _Named:
    """A record to be: its id, and what readers call it. The hue is an option's, in degrees."""

    id: str
    name: str
    hue: int


def _named(_ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> list[_Named]:
    """Records from names, each with an id made from it, or from `id=Name`."""
    seen: dict[str, str] = {}
    for word in words:
        name, _, text = (part.strip() for part in word.partition("="))
        if not (re.fullmatch(ID_PATTERN, name) and text):
            name, text = _id_of(word, param.opts[0]), word.strip()
        if name in seen:
            message = f"'{seen[name]}' and '{text}' would both get the id '{name}'"
            advice = f"give one of them an id: {param.opts[0]} '{name}-2={text}'"
            raise click.UsageError(visible(f"{message}; {advice}"))
        seen[name] = text
    return [_Named(n, t, i * 360 // len(seen)) for i, (n, t) in enumerate(seen.items())]


def _id_of(text: str, flag: str) -> str:
    """Small letters, digits and hyphens. The noun comes in front where no letter would.

    A name without a Latin letter or a digit gives no id. Links hold it for good, so nobody but the
    author can choose it.
    """
    name = slug(text, _LONGEST_ID)
    if not name:
        message = f"'{text.strip()}' has no Latin letters to make an id from"
        raise click.UsageError(visible(f"{message}; choose one: {flag} 'my-id={text.strip()}'"))
    is_id = re.fullmatch(ID_PATTERN, name) and name != _RESERVED
    return name if is_id else f"{flag[2:]}-{name}"


def _place(_ctx: click.Context, _param: click.Parameter, given: str) -> Markup:
    """A repository on GitHub, which stands in a workflow as it is."""
    if not re.fullmatch(r"[\w.-]+/[\w./-]+", given):
        raise click.BadParameter(f"'{visible(given)}' is not of the form OWNER/NAME")
    return Markup(given)  # noqa: S704


@click.command(cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", required=True, help="What the comparison is called.")
@click.option(
    "--question", default="Which one should you use?", show_default=True, help="What it answers."
)
@click.option(
    "--option",
    "options",
    callback=_named,
    multiple=True,
    required=True,
    metavar="NAME",
    help="One of the things compared, 2 to 20; ID=NAME if the id shall be another.",
)
@click.option(
    "--criterion",
    "criteria",
    callback=_named,
    multiple=True,
    required=True,
    metavar="NAME",
    help="What they are judged on; one or more, ID=NAME as above.",
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
    title: str,
    question: str,
    action: Markup,
    **records: list[_Named],
) -> None:
    """Make DIR a comparison of your own, which builds at once and waits to be filled.

    DIR holds what is yours: data with a comment for each field, what editors complete it with, a
    workflow that checks and publishes, and the version of this program. Every text in it says
    what to replace, and no verdict is known yet.

    \b
    Example: python build.py new ../mine --title "A vs B" --option A --option B --criterion Speed

    Exit codes: 0 made, 1 refused, 2 wrong usage.
    """
    options, criteria = records["options"], records["criteria"]
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
    known = {**start, "modeline": first, "today": today, "year": today.year, "note": _note}
    as_yaml, as_words = (start_renderer(templates(), spelt) for spelt in (_as_yaml, printed))
    data = as_yaml("comparison.yaml", known)
    return {
        str(_DATA): data,
        "README.md": as_words("README.md", start),
        REQUIREMENTS: f"comparison-site=={__version__}\n",
        _WORKFLOW: as_yaml("site.yml", start),
        schema_path(_DATA).as_posix(): schema_json(known_records(data)),
        ".gitignore": _IGNORED,
    }


def _as_yaml(value: object) -> object:
    """What a template prints, as a YAML value in a block. For Jinja's `finalize`."""
    if isinstance(value, Markup | int | date):
        return Markup(str(value))  # noqa: S704 - a number, a day, or our own text
    return Markup(scalar(" ".join(str(value).split())))  # noqa: S704


def _note(record: str, field: str, indent: int = 0, wanted: bool = True) -> Markup:
    """What the records say about a field, as comments on lines of their own."""
    text = getattr(model, record).model_fields[field].description if wanted else ""
    start = f"{' ' * indent}# "
    lines = wrap(text or "", WIDTH, initial_indent=start, subsequent_indent=start)
    return Markup("".join(f"{line}\n" for line in lines))  # noqa: S704


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
    unknown = f"\nIn {_WORKFLOW}, replace {_ACTION} by where this program stands on GitHub.\n"
    return f"""\
Next:
  cd {folder}
  git init && git add --all && git commit --message "Start the comparison"
  comparison serve      shows the site on http://127.0.0.1:8000 while you write
  comparison check      says what is wrong in {_DATA}, and where

Replace what says so in {_DATA}, then decide:
  comparison verdict {criterion} --option {option} --label "..." \\
      --because "..." --flips-if "..."
{unknown if action == _ACTION else ""}"""
