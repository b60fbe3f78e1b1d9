"""Every file of the site for programs, once: where it stands, what it is, and how it is made.

A new output is a module that renders it and an entry here. One that has a title is announced in the
head of every page and in llms.txt; one that has a name, on the page about sharing as well.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from comparison_site.outputs.api import API_PATH, SCHEMA_PATH, comparison_json, comparison_schema
from comparison_site.outputs.badges import badge_json, badge_svg
from comparison_site.outputs.cards import card_path, draw
from comparison_site.outputs.context import BuildContext, Output, Page
from comparison_site.outputs.feed import FEED_PATH, feed
from comparison_site.outputs.llms import LLMS_PATH, llms_txt


def outputs(context: BuildContext, pages: Sequence[Page] = ()) -> tuple[Output, ...]:
    """Every file for programs but the Markdown versions of `pages`. Every path is different."""
    return (*announced(context, pages), *_of_records(context), *_of_pages(context, pages))


def alternates(context: BuildContext) -> list[dict[str, str]]:
    """The files that the head of every page names, sorted by media type."""
    named = (
        {"path": file.path, "media_type": file.media_type, "title": file.title}
        for file in announced(context)
        if file.title
    )
    return sorted(named, key=lambda file: file["media_type"])


def announced(context: BuildContext, pages: Sequence[Page] = ()) -> tuple[Output, ...]:
    """The files about the comparison as a whole, which readers are told of."""
    comparison, base_url = context.comparison, context.base_url
    return (
        Output(
            API_PATH,
            "application/json",
            partial(comparison_json, comparison, base_url, context.newest),
            title="The data",
            name="Data",
            words="every option, criterion, verdict, point, scenario and source",
            schema=SCHEMA_PATH,
        ),
        Output(
            SCHEMA_PATH,
            "application/schema+json",
            partial(comparison_schema, base_url),
            words="the JSON Schema of the data",
        ),
        Output(
            FEED_PATH,
            "application/atom+xml",
            partial(feed, comparison, base_url),
            title="Changes of verdicts",
            name="Feed",
            words="an Atom entry for every change of a verdict",
        ),
        Output(
            LLMS_PATH,
            "text/plain",
            lambda: llms_txt(context, pages, announced(context)),
            name="Plain text",
            words="a list of all pages as Markdown. Each page has its Markdown version at its own "
            "address with `index.md`",
        ),
    )


def _of_records(context: BuildContext) -> Iterator[Output]:
    """The badges of every criterion, and every run as it was recorded."""
    for criterion in context.comparison.criteria:
        badge, of = f"badges/{criterion.id}", (context.comparison, criterion)
        yield Output(f"{badge}.svg", "image/svg+xml", partial(badge_svg, *of))
        yield Output(f"{badge}.json", "application/json", partial(badge_json, *of))
    for run in context.comparison.runs:
        yield Output(f"evidence/{run.id}.json", "application/json", partial(bytes, run.raw))


def _of_pages(context: BuildContext, pages: Sequence[Page]) -> Iterator[Output]:
    """The preview image of every page that has one."""
    for page in pages:
        if page.card:
            picture = partial(draw, context.comparison.title, page.card)
            yield Output(card_path(page.path), "image/png", picture)
