"""`build.py links` and `releases`: what the outside says, kept beside the data."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event, Timer
from typing import Any

import click

from comparison_site.analysis.versions import Freshness, newest
from comparison_site.commands.common import Command, Failure, data_option, writing
from comparison_site.core.counting import many
from comparison_site.loading.loader import Loaded, load, load_file
from comparison_site.model import Comparison
from comparison_site.upstream import links as recorded
from comparison_site.upstream.answers import Releases, read_releases, releases_file, write_answers
from comparison_site.upstream.checking import Checker, Found, Turns, check_all, sleep_until
from comparison_site.upstream.clients import Change, Lookup, look_up, newest_release, packages
from comparison_site.upstream.web import Client

_Body = Callable[..., None]


def _seconds(
    name: str, kind: click.ParamType[Any], default: int, words: str
) -> Callable[[_Body], _Body]:
    """An option that takes a number of seconds."""
    shown: dict[str, Any] = {"show_default": True, "metavar": "SECONDS"}
    return click.option(name, type=kind, default=default, help=words, **shown)


@click.command(cls=Command)
@data_option
@click.option("--all", "every", is_flag=True, help="Check every link, however lately it was.")
@click.option(
    "--days",
    type=click.IntRange(0, 3650),
    default=30,
    show_default=True,
    help="Check what was broken, and what was not checked for so many days.",
)
@_seconds("--pause", click.FloatRange(0, 60), 1, "Pause between requests to the same host.")
@_seconds("--timeout", click.FloatRange(0.1, 600), 20, "How long a request may take.")
@click.option(
    "--minutes",
    type=click.FloatRange(0, 1440, min_open=True),
    default=20,
    show_default=True,
    help="How long the run may take; the next one goes on where it ended.",
)
@click.option("--allow-private", is_flag=True, help="Also ask addresses that are not public.")
def links(
    data: Path, days: int, pause: float, timeout: float, minutes: float, **more: bool
) -> None:
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
    loaded, known, path = load_file(data), recorded.read_links(data), recorded.links_file(data)
    named, today, stop = recorded.addresses(loaded), date.today(), Event()
    due = named if more["every"] else recorded.due(known, named, days, today)
    names, found = recorded.in_turn(known, due), dict[str, Found]()
    client = Client(_user_agent(), timeout, more["allow_private"])
    checker = Checker(client.ask, Turns(pause, sleep_until(stop)))
    try:
        with _at_most(minutes, stop):
            found.update(_shown(check_all(names, checker.check, stop), len(names)))
    finally:  # also what was found before somebody pressed Ctrl-C
        after = recorded.updated(known, named, found, today)
        if after != known and not recorded.nobody_answered(found):
            with writing(path):
                write_answers(path, after)
    if recorded.nobody_answered(found):
        words = "No server answered; is this machine connected to the web? Nothing was recorded."
        raise Failure(words)
    _report_links(data, loaded, after, len(found), len(names) - len(found))


@contextmanager
def _at_most(minutes: float, stop: Event) -> Iterator[None]:
    """Set `stop` once the minutes are over."""
    end = Timer(60 * minutes, stop.set)
    end.daemon = True
    end.start()
    try:
        yield
    finally:
        end.cancel()


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
        state = "moved" if one.moved_to else "works"
        word = "busy" if one.is_busy else "broken" if one.problem else state
        click.echo(f"{word:<6}  {name}")
        yield name, one


def _report_links(data: Path, loaded: Loaded, after: recorded.Links, asked: int, left: int) -> None:
    """Name what moved on stdout and what is wrong on stderr; Failure if anything is."""
    named, file, place = (
        recorded.addresses(loaded),
        recorded.links_file(data),
        loaded.document.place,
    )
    moves = [place(one, str(data)) for one in recorded.moved(after, named)]
    faults = [place(one, str(data)) for one in recorded.broken(after, named, file)]
    faults += recorded.unneeded(after, named, file)
    for problem in moves:
        click.echo(f"moved: {problem.headline}")
    for problem in faults:
        click.echo(problem.headline, err=True)
    links = many(len(named), "link")
    words = f"{links}, {asked} asked now: {len(moves)} moved, {len(faults)} to fix."
    words += f" Time was up with {left} left to ask; the next run begins there." if left else ""
    if faults:
        raise Failure(words)
    click.echo(words)


@click.command(cls=Command)
@data_option
@_seconds("--timeout", click.IntRange(1, 600), 60, "How long one look-up may take.")
def releases(data: Path, timeout: int) -> None:
    """Look up the newest release of each option's package, and record it beside the data.

    Asks the installed clients, pip and npm, which know their own index. Pre-releases do not
    count. The answers go into upstream/releases.json beside the data; commit that file, and the
    site says where a verdict is behind. No build looks anything up.

    Exit code 1 means that a look-up failed: its last answer is kept, the others are recorded.

    \b
    Example: python build.py releases --data comparison.yaml
    """
    comparison, before, path = load(data), read_releases(data), releases_file(data)
    ask = partial(newest_release, seconds=timeout)
    found = look_up(packages(comparison), before, ask, date.today())
    after = {**before, **{one.key: one.now for one in found if one.now}}
    if after != before:
        with writing(path):
            write_answers(path, after)
    _report_releases(comparison, found, after)
    click.echo(f"{many(len(found), 'package')} looked up; {path} holds the answers.")
    if failed := [one for one in found if one.change is Change.FAILED]:
        count = f"{len(failed)} of {many(len(found), 'look-up')}"
        raise Failure(f"{count} failed; the last answers were kept.")


def _report_releases(comparison: Comparison, found: list[Lookup], after: Releases) -> None:
    for option in comparison.options:
        if not option.package:
            click.echo(f"{option.name}: has no package in the data, so nothing is looked up")
    for one in found:
        click.echo(f"{one.key}: {_words(one)}", err=one.change is Change.FAILED)
    freshness = Freshness(comparison, newest(comparison, after))
    for criterion, behind, version, latest in freshness.behind():
        name = comparison.option(behind).name
        click.echo(f"behind: {criterion.name}, judged on {name} {version}, newest {latest}")


def _words(one: Lookup) -> str:
    if one.now is None:
        return f"not known: {one.reason}"
    if one.change in (Change.FAILED, Change.KEPT):
        return f"kept {one.now.version} of {one.now.looked_up_on}: {one.reason}"
    was = f", was {one.before.version}" if one.before and one.change is Change.NEW else ""
    since = f", first seen {one.now.first_seen_on}" if one.change is Change.SAME else ", new here"
    return f"{one.now.version}{was or since}"
