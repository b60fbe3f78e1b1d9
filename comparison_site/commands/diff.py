"""`build.py diff`: what will readers see differently?"""

from pathlib import Path

import click

from comparison_site.authoring.difference import MARKDOWN, TEXT, Compared, difference, report
from comparison_site.authoring.versions import present_version, version_at
from comparison_site.commands.common import Command, data_option, templates
from comparison_site.pages.rendering import report_renderer
from comparison_site.publish.inputs import publishable


@click.command(cls=Command)
@click.argument("revision", metavar="[REV]", default="HEAD")
@data_option
@click.option(
    "--format",
    "form",
    type=click.Choice([TEXT, MARKDOWN]),
    default=TEXT,
    show_default=True,
    help="How to write the report.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything changes for readers.")
def diff(revision: str, data: Path, form: str, exit_code: bool) -> None:
    """Say in words what readers will see differently from a git revision (default: HEAD).

    What the data says now is compared with what the same file said then; so are the results and
    releases beside it. An old version is compared as it is: rules and fields may be newer.

    \b
    Examples: python build.py diff
              python build.py diff main --format markdown
              python build.py diff HEAD~1 --exit-code

    Exit codes: 0 compared (with --exit-code: and nothing changes), 1 something changes, or the
    data or git has problems, 2 wrong usage.
    """
    present = publishable(data)
    then = version_at(data, revision)
    found = difference(then, present_version(present.loaded, present.newest))
    compared = Compared(str(data), revision, then.raw == data.read_bytes())
    render = report_renderer(templates(), form == MARKDOWN)
    click.echo(report(found, compared, render, form), nl=False)
    if exit_code and found.sections:
        raise click.exceptions.Exit(1)
