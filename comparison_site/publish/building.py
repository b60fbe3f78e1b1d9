"""A project becomes a site, in place of the one that stands there."""

from contextlib import suppress
from importlib import import_module
from pathlib import Path

from comparison_site.core.cache import Cache
from comparison_site.publish.finished import LostError, Wanted
from comparison_site.publish.site import replacing


def build_site(project: Path, data: Path, site: Path, cache: Cache) -> str:
    """Build the site of a project, check every link, then put it in place of the old one.

    `cache` has what was made before, and will have what was made now. Returns how much there is in
    the comparison; raises ExpectedError, and then nothing is published.
    """
    wanted = Wanted(project, data.absolute(), cache)
    try:
        if finished := wanted.finished():
            with suppress(LostError), replacing(site) as fresh:
                finished.fill(fresh)
                return finished.words
        making = import_module("comparison_site.publish.making")  # and with it MkDocs
        words: str = making.make_site(wanted, data, site)
        return words
    finally:
        cache.end()
