"""`build.py build`: the site, checked, in place of the old one."""

from pathlib import Path

import click

from comparison_site.commands import common
from comparison_site.core.cache import Cache
from comparison_site.core.cache_folder import CacheFolder, cache_folder
from comparison_site.publish.building import build_site


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

    What was made is kept in a folder beside the site, for the next build; delete it whenever you
    like.

    \b
    Example: python build.py build --data comparison.yaml --site site
    """
    folder = CacheFolder(cache_folder(site))
    words = build_site(common.project(), data, site, Cache() if no_cache else Cache(folder))
    if folder.complaint:
        click.echo(folder.complaint, err=True)
    click.echo(f"Built {site} from {data}: {words}.")
