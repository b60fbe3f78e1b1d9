"""`build.py build`, `serve` and `export`: the site itself, its live preview, its plain Markdown."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import click
from mkdocs.__main__ import cli as mkdocs_cli
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from comparison_site.commands import common
from comparison_site.core.cache import Cache
from comparison_site.core.cache_folder import CacheFolder, cache_folder
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.model import Comparison
from comparison_site.outputs.registry import BuildContext
from comparison_site.pages.rendering import render_pages
from comparison_site.publish.audit import audit
from comparison_site.publish.export import export_site
from comparison_site.publish.failures import failures
from comparison_site.publish.inputs import Inputs, read_inputs
from comparison_site.publish.site import replacing
from comparison_site.schema.reference import command_facts


@click.command(cls=common.Command)
@common.data_option
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to publish into.",
)
@click.option(
    "--no-cache", is_flag=True, help="Make everything anew, and keep nothing for the next build."
)
def build(data: Path, site: Path, no_cache: bool) -> None:
    """Check the data, build beside the old site, check every link, then swap the two.

    \b
    Example: python build.py build --data comparison.yaml --site site
    """
    inputs = read_inputs(data)
    comparison = inputs.comparison
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch(comparison)))
    folder = None if no_cache else CacheFolder(cache_folder(site))
    cache = Cache(folder) if folder else Cache()
    try:
        with replacing(site) as fresh:
            _build_into(fresh, site, {data.absolute(): inputs}, cache)
    except MkDocsException as error:  # MkDocs has logged what is wrong
        raise common.Failure("The build stopped; nothing was published.") from error
    cache.end()
    if folder and folder.complaint:
        click.echo(folder.complaint, err=True)
    click.echo(f"Built {site} from {data}: {common.summary(comparison)}.")


def epoch(comparison: Comparison) -> int:
    """The data's own date, so that two builds of the same data are the same bytes."""
    return int(datetime.combine(comparison.last_reviewed, time(), UTC).timestamp())


def _build_into(folder: Path, site: Path, read: dict[Path, Inputs], cache: Cache) -> None:
    [data] = read
    os.environ[common.DATA_VARIABLE] = str(data)
    # MkDocs judges the place, and speaks of it, as it was given.
    with _explained():
        config = load_config(common.config_file(), site_dir=str(site.absolute()), strict=True)
        config.site_dir = str(folder)
        if plugin := config.plugins.get("comparison"):
            plugin.cache, plugin.read = cache, read
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    if problems := audit(folder, urlsplit(config.site_url or "/").path or "/", cache):
        raise ComparisonError(problems)


@contextmanager
def _explained() -> Iterator[None]:
    """Around what MkDocs does: ComparisonError where its settings or a template are wrong."""
    try:
        yield
    except Exception as error:
        if found := failures(error, common.templates(), Path(common.config_file())):
            raise ComparisonError(found) from error
        raise


_HOST, _PORT, _PORTS = "127.0.0.1", "8000", 65535


def _address(_: click.Context, __: click.Parameter, given: str) -> str:
    """`HOST:PORT`, where either may be left out. The host is localhost or a number."""
    found = re.fullmatch(r"(\[[^\]]*\]|[^:]*)(?::(\d*))?", given)
    host, port = (found[1] or _HOST, found[2] or _PORT) if found else ("", "")
    try:
        ip_address("127.0.0.1" if host == "localhost" else host.strip("[]"))
        if not 0 < int(port) <= _PORTS:
            raise ValueError
    except ValueError:
        message = (
            f"{given!r} is no address to serve at, such as {_HOST}:{_PORT}, localhost or :8080"
        )
        raise click.BadParameter(f"{message}; a port lies between 1 and {_PORTS}") from None
    return f"{host}:{port}"


@click.command(cls=common.Command)
@common.data_option
@click.option(
    "--address",
    default=f"{_HOST}:{_PORT}",
    show_default=True,
    metavar="HOST:PORT",
    callback=_address,
)
def serve(data: Path, address: str) -> None:
    """Show the site and rebuild it on every change of data, templates or docs.

    Mistakes in the data appear as a panel on the page, above the last good version.

    \b
    Example: python build.py serve --address 127.0.0.1:8080
    """
    os.environ[common.DATA_VARIABLE] = str(data.absolute())
    words = ["serve", "--no-strict", "--config-file", common.config_file(), "--dev-addr", address]
    try:
        with _explained():
            load_config(common.config_file())  # or else MkDocs leaves an empty folder behind
            mkdocs_cli.main(words, prog_name="build.py serve", standalone_mode=False)
    except MkDocsException as error:  # MkDocs has logged what is wrong
        raise common.Failure("The preview cannot start.") from error
    except OSError as error:  # a port that is taken, or that only the system may use
        raise common.Failure(f"{address} cannot be served: {error.strerror or error}") from error


@click.command(cls=common.Command)
@click.argument("folder", type=click.Path(path_type=Path))
@common.data_option
@click.pass_context
def export(context: click.Context, folder: Path, data: Path) -> None:
    """Write the pages as plain Markdown, with the docs and a mkdocs.yml without hooks.

    \b
    Example: python build.py export plain && mkdocs build -f plain/mkdocs.yml
    """
    inputs = read_inputs(data)
    group = context.find_root().command
    commands = command_facts(group) if isinstance(group, click.Group) else ()
    known = BuildContext(inputs.comparison, newest=inputs.newest, commands=commands)
    pages = render_pages(known, common.templates())
    with _explained():
        config = load_config(common.config_file())
    export_site(folder, known, pages, config)
    click.echo(f"Exported {sum(bool(page.title) for page in pages)} pages to {folder}.")
