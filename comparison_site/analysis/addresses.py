"""The address of everything on the site."""

import posixpath
from dataclasses import dataclass

from comparison_site.model import Comparison, Source

_FOLDERS_OWN = ("index", "README")


def folder_of(page: str) -> str:
    """The folder that a page is served as: `criteria/speed.md` becomes `criteria/speed/`.

    `index.md` and `README.md` are the pages of their own folder, as in MkDocs.
    """
    folder, slash, name = page.removesuffix(".md").rpartition("/")
    return f"{folder}{slash}" if name in _FOLDERS_OWN else f"{folder}{slash}{name}/"


def markdown_path(page: str) -> str:
    """Where the Markdown version of a page stands: `criteria/speed/index.md`."""
    return f"{folder_of(page)}index.md"


@dataclass(frozen=True)
class Addresses:
    """Where things stand, for the links in the file `here` (a path relative to the site's root).

    `base` is the site's address, ending in a slash. Without it every address is relative to `here`.
    """

    base: str = ""
    here: str = ""

    def of(self, path: str, anchor: str = "") -> str:
        """The address of a path of the site; pages are folders, the root is the empty path."""
        fragment = f"#{anchor}" if anchor else ""
        if self.base:
            return f"{self.base}{path}{fragment}"
        slash = "/" if not path or path.endswith("/") else ""
        target = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(self.here)}")
        return f"{target}{slash}{fragment}"

    def criterion(self, name: str, anchor: str = "") -> str:
        """The page of the criterion with this id."""
        return self.of(f"criteria/{name}/", anchor)

    def option(self, name: str) -> str:
        """The page of the option with this id."""
        return self.of(f"options/{name}/")

    def scenario(self, name: str) -> str:
        """The row of the scenario with this id."""
        return self.of("scenarios/", name)

    def source(self, name: str) -> str:
        """The row of the source with this id."""
        return self.of("sources/", f"source-{name}")

    def run(self, name: str, figure: str | None = None) -> str:
        """The page of the run with this id, at one of its figures if one is named."""
        return self.of(f"evidence/{name}/", f"figure-{figure}" if figure else "")

    def behind(self, comparison: Comparison, source: Source) -> str:
        """Where a source can be checked: its own address, or the page of the run that it is."""
        if source.result and (run := comparison.run(source)):
            return self.run(run.id, source.result.figure)
        return source.url or self.source(source.id)
