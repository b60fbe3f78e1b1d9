"""`build.py links`: do the links still work?"""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import click

from comparison_site.commands.common import Failure, data_option
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.loading.loader import Loaded, load_file
from comparison_site.upstream.answer_cache import write_answers
from comparison_site.upstream.check_pool import check_all, clock_until
from comparison_site.upstream.checking import Checker, Found, Turns
from comparison_site.upstream.links import (
    Links,
    Places,
    addresses,
    broken,
    due,
    links_file,
    moved,
    nobody_answered,
    read_links,
    unneeded,
    updated,
)
from comparison_site.upstream.web import Client

_SECONDS: dict[str, Any] = {"show_default": True, "metavar": "SECONDS"}


@click.command()
@data_option
@click.option("--all", "every", is_flag=True, help="Check every link, however lately it was.")
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    default=30,
    show_default=True,
    help="Check what was broken, and what was not checked for so many days.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 60),
    default=1,
    help="Pause between requests to the same host.",
    **_SECONDS,
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=20,
    help="How long a request may take.",
    **_SECONDS,
)
@click.option("--allow-private", is_flag=True, help="Also ask addresses that are not public.")
def links(data: Path, every: bool, days: int, pause: float, timeout: float, **more: bool) -> None:
    """Ask every source, homepage and link in a text whether it still works.

    Asks a host for one thing at a time, tries again where that may help, follows redirects, and
    keeps the answers in upstream/links.json beside the data; commit that file. No build asks for
    any link.

    A fault that has to stay is excused in that file, by address or host, with a reason:
    "excused": {"example.org": "answers browsers only"}

    Exit code 1 means that a link is broken, or that an excuse is no longer needed.

    \b
    Example: python build.py links --all
    """
    loaded, known = _read(data)
    named, today, stop = addresses(loaded), date.today(), Event()
    names = list(named) if every else due(known, named, days, today)
    client = Client(_user_agent(), timeout, more["allow_private"])
    checker = Checker(client.ask, Turns(clock_until(stop), pause))
    found = dict(_shown(check_all(names, checker.check, stop), len(names)))
    if nobody_answered(found):
        words = "No server answered; is this machine connected to the web? Nothing was recorded."
        raise Failure(words)
    after = updated(known, named, found, today)
    _write(data, known, after)
    _report(data, after, named, found)


def _read(data: Path) -> tuple[Loaded, Links]:
    try:
        return load_file(data), read_links(data)
    except ComparisonError as error:
        raise Failure(str(error)) from error


def _user_agent() -> str:
    """Says who asks, and where to complain."""
    address = os.environ.get("REPOSITORY_URL", "")
    return "comparison-site link check" + (f" (+{address})" if address.isprintable() else "")


def _shown(found: Iterator[tuple[str, Found]], count: int) -> Iterator[tuple[str, Found]]:
    """Pass on what comes, with a bar on a terminal and a line for each link elsewhere."""
    if sys.stderr.isatty():
        with click.progressbar(found, length=count, label="Links", file=sys.stderr) as bar:
            yield from bar
        return
    for name, one in found:
        click.echo(f"{_word(one)}  {name}")
        yield name, one


def _word(one: Found) -> str:
    if one.is_busy:
        return "busy  "
    if one.problem:
        return "broken"
    return "moved " if one.moved_to else "works "


def _write(data: Path, known: Links, after: Links) -> None:
    path = links_file(data)
    try:
        if after != known:
            write_answers(path, after)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from error


def _report(data: Path, after: Links, named: Places, found: dict[str, Found]) -> None:
    """Name what moved on stdout and what is wrong on stderr; Failure if anything is."""
    file = links_file(data)
    moves = list(moved(data, after, named))
    faults = [*broken(data, file, after, named), *unneeded(file, after, named)]
    for problem in moves:
        click.echo(f"moved: {problem.headline}")
    for problem in faults:
        click.echo(problem.headline, err=True)
    words = f"{len(named)} links, {len(found)} asked now: {len(moves)} moved, {len(faults)} to fix."
    if faults:
        raise Failure(words)
    click.echo(words)
