"""Every file of the site for programs, once: where it stands, what it is, and how it is made.

A new output is a module that renders it and an entry in `ANNOUNCED`. One that has a title is named
in the head of every page, one that has a name on the page about sharing, and one that has words in
llms.txt.
"""

from collections.abc import Callable, Iterator, Sequence

from comparison_site.outputs.api import API_PATH, SCHEMA_PATH, comparison_json, comparison_schema
from comparison_site.outputs.badges import badge_json, badge_svg
from comparison_site.outputs.cards import card_path, draw
from comparison_site.outputs.context import BuildContext, Output, Page, Render
from comparison_site.outputs.feed import FEED_PATH, feed
from comparison_site.outputs.llms import LLMS_PATH, llms_txt

ANNOUNCED: tuple[Output, ...] = (
    Output(
        API_PATH,
        "application/json",
        lambda known, _: comparison_json(known.comparison, known.base_url, known.newest),
        title="The data",
        name="Data",
        words="every option, criterion, verdict, point, scenario and source",
        schema=SCHEMA_PATH,
    ),
    Output(
        SCHEMA_PATH,
        "application/schema+json",
        lambda known, _: comparison_schema(known.base_url),
        words="the JSON Schema of the data",
    ),
    Output(
        FEED_PATH,
        "application/atom+xml",
        lambda known, _: feed(known.comparison, known.base_url),
        title="Changes of verdicts",
        name="Feed",
        words="an Atom entry for every change of a verdict",
    ),
    Output(
        LLMS_PATH,
        "text/plain",
        lambda known, pages: llms_txt(known, pages, ANNOUNCED),
        name="Plain text",
        words="a list of all pages as Markdown. Each page has its Markdown version at its own "
        "address with `index.md`",
    ),
)
"""The files about the comparison as a whole, which readers are told of."""


def outputs(context: BuildContext, pages: Sequence[Page] = ()) -> Iterator[tuple[str, bytes]]:
    """Path and content of every file for programs, but for the Markdown versions of `pages`."""
    for output in (*ANNOUNCED, *_of_records(context), *_of_pages(context, pages)):
        made = output.render(context, pages)
        yield output.path, made if isinstance(made, bytes) else made.encode()


def alternates() -> list[dict[str, str]]:
    """The files that the head of every page names, sorted by media type."""
    named = (
        {"path": file.path, "media_type": file.media_type, "title": file.title}
        for file in ANNOUNCED
        if file.title
    )
    return sorted(named, key=lambda file: file["media_type"])


def _of_records(context: BuildContext) -> Iterator[Output]:
    """The badges of every criterion, and every run as it was recorded."""
    for criterion in context.comparison.criteria:
        badge, of = f"badges/{criterion.id}", (context.comparison, criterion)
        yield Output(f"{badge}.svg", "image/svg+xml", _of(badge_svg, *of))
        yield Output(f"{badge}.json", "application/json", _of(badge_json, *of))
    for run in context.comparison.runs:
        yield Output(f"evidence/{run.id}.json", "application/json", _of(bytes, run.raw))


def _of_pages(context: BuildContext, pages: Sequence[Page]) -> Iterator[Output]:
    """The preview image of every page that has one."""
    for page in pages:
        if page.card:
            picture = _of(draw, context.comparison.title, page.card)
            yield Output(card_path(page.path), "image/png", picture)


def _of(make: Callable[..., str | bytes], *records: object) -> Render:
    return lambda *_: make(*records)
