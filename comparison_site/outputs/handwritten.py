"""Handwritten pages for readers that are programs: their Markdown, with links that lead on."""

import posixpath
import re
from dataclasses import dataclass

from comparison_site.analysis.addresses import Addresses
from comparison_site.pages.paths import address, twin_path
from comparison_site.schema.command_facts import CommandFacts

_LINK_TO_PAGE = re.compile(r"\]\((?![\w+.-]+:|/)([^()\s#]+\.md)(?:#[^()\s]*)?( +\"[^\"]*\")?\)")


@dataclass(frozen=True)
class Handwritten:
    """A page as somebody wrote it, without its front matter; `path` is as in `Page.path`."""

    path: str
    title: str
    description: str
    text: str

    @property
    def address(self) -> str:
        """The folder that the page is served as, and its twin stands in."""
        return address(self.path)


@dataclass(frozen=True)
class Written:
    """What the site says that is not in the data: the commands' help and the handwritten pages."""

    commands: tuple[CommandFacts, ...] = ()
    pages: tuple[Handwritten, ...] = ()


NOTHING_WRITTEN = Written()


def handwritten_twin(page: Handwritten, base_url: str) -> str:
    """The page's Markdown with every link to another page's file turned into one to its twin.

    Twins have no anchors, so those are dropped; links to anything but pages stay as they are.
    """
    addresses = Addresses(base_url, twin_path(page.path))
    folder = posixpath.dirname(page.path)

    def to_twin(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[1]))
        return f"]({addresses.of(twin_path(target))}{found[2] or ''})"

    return _LINK_TO_PAGE.sub(to_twin, page.text).strip() + "\n"
