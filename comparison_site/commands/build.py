"""`build.py build`: the checked site, in place of the old one."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from comparison_site.commands.common import (
    DATA_VARIABLE,
    Failure,
    config_file,
    data_option,
    epoch,
    read,
    summary,
)
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.publish.audit import audit
from comparison_site.publish.swap import PublishingError, replacing


@click.command()
@data_option
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to publish into.",
)
def build(data: Path, site: Path) -> None:
    """Check the data, build beside the old site, check every link, then swap the two.

    \b
    Example: python build.py build --data comparison.yaml --site site
    """
    comparison = read(data).comparison
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch(comparison)))
    try:
        with replacing(site) as fresh:
            _build_into(fresh, data)
    except PublishingError as error:
        raise Failure(str(error)) from error
    except MkDocsException as error:  # MkDocs has logged what is wrong
        raise Failure("The build stopped; nothing was published.") from error
    click.echo(f"Built {site} from {data}: {summary(comparison)}.")


def _build_into(folder: Path, data: Path) -> None:
    os.environ[DATA_VARIABLE] = str(data.absolute())
    config = load_config(config_file(), site_dir=str(folder.absolute()), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    base = urlsplit(config.site_url or "/").path or "/"
    if problems := audit(folder, base):
        raise Failure(str(ComparisonError(problems)))
