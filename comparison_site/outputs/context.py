"""What a build is given, and the records of what it makes: pages, and files for programs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from markupsafe import Markup

from comparison_site.analysis.addresses import Addresses, markdown_path
from comparison_site.analysis.claims import Claims
from comparison_site.analysis.versions import Freshness
from comparison_site.model import Comparison
from comparison_site.outputs.cards import Card, card_path
from comparison_site.outputs.json_ld import json_ld
from comparison_site.schema.reference import CommandFacts


@dataclass(frozen=True)
class BuildContext:
    """The comparison, and what a build knows besides.

    `base_url` is the site's address and ends in a slash, or is empty where it is not known;
    `newest` holds the newest release of each option that has one, by the option's id; `claims` has
    the links of claims into a public repository; `commands` are listed on the page for editors.
    """

    comparison: Comparison
    base_url: str = ""
    newest: Mapping[str, str] = field(default_factory=dict)
    claims: Claims | None = None
    commands: tuple[CommandFacts, ...] = ()

    @cached_property
    def freshness(self) -> Freshness:
        """The newest releases beside the versions that the comparison names."""
        return Freshness(self.comparison, self.newest)

    def addresses(self, here: str) -> Addresses:
        """The addresses of everything, for links in the file at this path of the site."""
        return Addresses(self.base_url, here)


@dataclass(frozen=True)
class Page:
    """A page of the site, or a style sheet made from the data.

    `path` is relative to the docs folder. `template` is given `context` and makes `content`; a page
    that somebody wrote by hand has none. `title` is empty for style sheets; `description` is plain
    text for those who see only a link, `summary` what llms.txt says instead, if anything.
    `section` is the heading that the page stands under in the navigation, which leaves out what is
    not `listed`; programs that are short of room may pass over what is `optional`. `above` is the
    path of the page that leads to one that is not listed. `hide` names what the theme
    leaves out; `styles` and `scripts` are paths that the page alone needs; `search` is what the
    site's search shall do with it. `linked` is its JSON-LD, `card` its preview image.
    """

    path: str
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    title: str = ""
    description: str = ""
    summary: str = ""
    section: str = ""
    listed: bool = True
    optional: bool = False
    above: str = ""
    hide: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    search: Mapping[str, object] = field(default_factory=dict)
    linked: Mapping[str, Any] = field(default_factory=dict)
    card: Card | None = None
    content: str = ""

    @property
    def head(self) -> dict[str, str]:
        """What the theme prints into the head: JSON-LD, and the paths of picture and Markdown.

        The JSON-LD is safe inside a script element. A page without a picture of its own, such as
        one that somebody wrote by hand, shows the overview's.
        """
        return {
            "linked": Markup(json_ld(self.linked) if self.linked else ""),  # noqa: S704
            "card": card_path(self.path if self.card else "index.md"),
            "markdown": markdown_path(self.path),
        }


Render = Callable[[BuildContext, Sequence[Page]], str | bytes]
"""Makes a file's content from what the build knows and from all pages."""


@dataclass(frozen=True)
class Output:
    """A file for programs.

    `path` is relative to the site's root. `title` is what links to the file are called, `name` its
    heading on the page about sharing, and `words` say what is in it, as inline Markdown; all three
    are empty for files that nobody looks for. `schema` is the path of what describes its shape.
    """

    path: str
    media_type: str
    render: Render
    title: str = ""
    name: str = ""
    words: str = ""
    schema: str = ""
