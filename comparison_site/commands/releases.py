"""`build.py releases`: which is the newest release of each option?"""

from datetime import date
from functools import partial
from pathlib import Path

import click

from comparison_site.analysis.versions import Freshness, newest
from comparison_site.commands.common import Failure, data_option, loaded
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.model import Comparison
from comparison_site.upstream.answer_cache import write_answers
from comparison_site.upstream.clients import Change, Lookup, look_up, newest_release
from comparison_site.upstream.releases import Releases, packages, read_releases, releases_file


@click.command()
@data_option
@click.option(
    "--timeout",
    type=click.IntRange(1, 600),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How long one look-up may take.",
)
def releases(data: Path, timeout: int) -> None:
    """Look up the newest release of each option's package, and record it beside the data.

    Asks the installed clients, pip and npm, which know their own index. Pre-releases do not
    count. The answers go into upstream/releases.json beside the data; commit that file, and the
    site says where a verdict is behind. No build looks anything up.

    Exit code 1 means that a look-up failed: its last answer is kept, the others are recorded.

    \b
    Example: python build.py releases --data comparison.yaml
    """
    comparison = loaded(data)
    before = _recorded(data)
    found = look_up(
        packages(comparison), before, partial(newest_release, seconds=timeout), date.today()
    )
    after = {**before, **{one.key: one.now for one in found if one.now}}
    if after != before:
        _write(data, after)
    _report(comparison, found, after)
    click.echo(f"{len(found)} packages looked up; {releases_file(data)} holds the answers.")
    if failed := [one for one in found if one.change is Change.FAILED]:
        raise Failure(f"{len(failed)} of {len(found)} look-ups failed; the last answers were kept.")


def _recorded(data: Path) -> Releases:
    try:
        return read_releases(data)
    except ComparisonError as error:
        raise Failure(str(error)) from error


def _write(data: Path, after: Releases) -> None:
    path = releases_file(data)
    try:
        write_answers(path, after)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}") from error


def _report(comparison: Comparison, found: list[Lookup], after: Releases) -> None:
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
