"""Every file of the site for programs, once: where it stands, what it is, and how it is made.

Here are, too, what a build is given, and the record of a page, of which outputs are made. A new
output is a module that renders it and an entry in `ANNOUNCED`. One that has a title is named in the
head of every page, one that has a name on the page about sharing, and one that has words in
llms.txt.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from markupsafe import Markup

from comparison_site.analysis.addresses import Addresses, folder_of, markdown_path
from comparison_site.analysis.claims import Claims
from comparison_site.analysis.compare import has_facts
from comparison_site.analysis.versions import Freshness
from comparison_site.core.cache import Cache, Kind
from comparison_site.core.direction import isolated
from comparison_site.model import Comparison
from comparison_site.outputs.api import API_PATH, SCHEMA_PATH, comparison_json, comparison_schema
from comparison_site.outputs.badges import badges
from comparison_site.outputs.card_drawing import draw
from comparison_site.outputs.cards import Card, card_path
from comparison_site.outputs.facts_csv import FACTS_PATH, facts_csv
from comparison_site.outputs.feed import FEED_PATH, feed
from comparison_site.outputs.json_ld import json_ld
from comparison_site.outputs.llms import LLMS_PATH, llms_txt
from comparison_site.outputs.search import Findable
from comparison_site.outputs.slide import slide, slide_path
from comparison_site.schema.reference import CommandFacts


class Place(StrEnum):
    """Where the site leads to a page from, in this order: its tabs, or a column of its footer."""

    TAB = "tab"
    READ = "read"
    TAKE = "take"
    EDIT = "edit"


@dataclass(frozen=True)
class BuildContext:
    """The comparison, and what a build knows besides.

    `base_url` is the site's address and ends in a slash, or is empty where it is not known;
    `newest` holds the newest release of each option that has one, by the option's id; `claims` has
    the links of claims into a public repository; `commands` are listed on the page for editors;
    `forms` is where the live preview has forms that change the data, empty wherever it has none;
    `left` is how much a draft still lacks; `cache` has what was made before.
    """

    comparison: Comparison
    base_url: str = ""
    newest: Mapping[str, str] = field(default_factory=dict)
    claims: Claims | None = None
    commands: tuple[CommandFacts, ...] = ()
    forms: str = ""
    left: int = 0
    cache: Cache = field(default_factory=Cache, repr=False, compare=False)

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

    `path` is relative to the docs folder. `template` is given what `context` makes, and makes
    `content`; a page that somebody wrote by hand has none. `title` is empty for style sheets;
    `shared` is what links to it are called on other sites, `description` plain text for those who
    see only a link, `summary` what llms.txt says instead, if anything. `place` says where the site
    leads to it from, `section` the heading that it stands under there, and `group` one below that;
    what is not `listed` is left out. Where a section has many pages, `near` are the first and the
    end of those that menus list on this page, besides the section's first. Programs that are short
    of room may pass over what is `optional`. `above` is the path of the page that leads to one that
    is not listed. `hide` names what the theme leaves out; `styles` and `scripts` are paths that the
    page alone needs; `search` is what the site's search shall do with it, `keywords` and `findable`
    are what it finds besides the text. `linked` makes its JSON-LD. `card` is its preview image,
    where one can be drawn; `picture` is the path of the image that stands for it, if any does;
    `lang` is said where the page is in another language than the texts. `moved_to` is the path of
    the page that stood at this one before, and that this one now leads to.
    """

    path: str
    template: str = ""
    context: Callable[[], Mapping[str, Any]] = field(default=dict, repr=False, compare=False)
    title: str = ""
    shared: str = ""
    description: str = ""
    summary: str = ""
    place: Place = Place.READ
    section: str = ""
    group: str = ""
    listed: bool = True
    near: tuple[int, int] | None = None
    optional: bool = False
    above: str = ""
    hide: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    search: Mapping[str, object] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    findable: tuple[Findable, ...] = ()
    linked: Callable[[], Mapping[str, Any]] = field(default=dict, repr=False, compare=False)
    card: Card | None = None
    picture: str = ""
    lang: str = ""
    moved_to: str = ""
    content: str = ""

    @property
    def file(self) -> str:
        """Where its content stands in the docs folder; what leads elsewhere is HTML already."""
        return f"{folder_of(self.path)}index.html" if self.moved_to else self.path

    @property
    def head(self) -> dict[str, str]:
        """What the theme prints into the head: JSON-LD, what links to the page are called, the
        picture with what it shows in words, and the path of the Markdown version.

        The JSON-LD is safe inside a script element, the texts are for the theme to escape.
        """
        thing = self.linked()
        return {
            "linked": Markup(json_ld(thing) if thing else ""),  # noqa: S704
            "shared": isolated(self.shared or self.title),
            "card": self.picture,
            "pictured": isolated(self.card.words if self.card else self.description),
            "markdown": markdown_path(self.path),
        }


@dataclass(frozen=True)
class Output:
    """A file for programs.

    `path` is relative to the site's root. `title` is what links to the file are called, `name` its
    heading on the page about sharing, and `words` say what is in it, as inline Markdown; all three
    are empty for files that nobody looks for. `schema` is the path of what describes its shape.
    `render` makes its content from what the build knows and from all pages.
    """

    path: str
    media_type: str
    render: Callable[[BuildContext, Sequence[Page]], str]
    title: str = ""
    name: str = ""
    words: str = ""
    schema: str = ""


ANNOUNCED: tuple[Output, ...] = (
    Output(
        API_PATH,
        "application/json",
        lambda known, _: comparison_json(known.comparison, known.base_url, known.newest),
        title="The data as JSON",
        name="Data",
        words="every option, criterion, verdict, point, scenario and source",
        schema=SCHEMA_PATH,
    ),
    Output(
        SCHEMA_PATH,
        "application/schema+json",
        lambda known, _: comparison_schema(known.base_url, known.cache),
        words="the JSON Schema of the data",
    ),
    Output(
        FEED_PATH,
        "application/atom+xml",
        lambda known, _: feed(known.comparison, known.base_url),
        title="Changes of verdicts as a feed",
        name="Feed",
        words="an Atom entry for every change of a verdict",
    ),
    Output(
        LLMS_PATH,
        "text/plain",
        lambda known, pages: llms_txt(known, pages, announced(known.comparison)),
        name="Plain text",
        words="a list of all pages as Markdown. Each page has its Markdown version at its own "
        "address with `index.md`",
    ),
)
"""The files about the comparison as a whole, which readers are told of."""

_FACTS = Output(
    FACTS_PATH,
    "text/csv",
    lambda known, _: facts_csv(known.comparison),
    name="Facts",
    words="a line for every fact about every option, for spreadsheets",
)


def announced(comparison: Comparison) -> tuple[Output, ...]:
    """The files that readers of this comparison are told of."""
    return (*ANNOUNCED, _FACTS) if has_facts(comparison) else ANNOUNCED


def outputs(context: BuildContext, pages: Sequence[Page] = ()) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file for programs, but for the Markdown versions of `pages`."""
    comparison = context.comparison
    for file in announced(comparison):
        yield file.path, file.render(context, pages).encode()
    for badge in badges(comparison):
        for path in badge.paths:
            yield f"{path}.svg", badge.svg.encode()
            yield f"{path}.json", badge.json.encode()
    if path := slide_path(comparison):
        yield path, slide(comparison, context.base_url, context.cache)
    for run in comparison.runs:
        yield from ((one.published, one.raw) for one in (run, *run.earlier))
    for page in pages:
        if page.card:
            yield card_path(page.path), _drawn(context, page.card)


def _drawn(context: BuildContext, card: Card) -> bytes:
    title = context.comparison.title
    return context.cache.kept(Kind.PICTURE, [title, repr(card)], lambda: draw(title, card))


def alternates() -> list[dict[str, str]]:
    """The files that the head of every page names, sorted by media type."""
    named = sorted((f for f in ANNOUNCED if f.title), key=lambda file: file.media_type)
    return [{"path": f.path, "media_type": f.media_type, "title": f.title} for f in named]
