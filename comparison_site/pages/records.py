"""The pages about sources, changes, sharing and editing."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from comparison_site.analysis import changes, claims
from comparison_site.core.language import ENGLISH
from comparison_site.core.room import FEW, groups_of
from comparison_site.model import Comparison
from comparison_site.outputs import json_ld, search
from comparison_site.outputs.badges import badges, snippet
from comparison_site.outputs.registry import BuildContext, Page, Place, announced
from comparison_site.outputs.slide import slide_path
from comparison_site.pages.entry import CITED_STYLES, FILTER_STYLES, about_the_whole, addresses_in
from comparison_site.schema.reference import editing_context

_LISTS = {"boost": search.RECORDS}


def record_pages(known: BuildContext) -> Iterator[Page]:
    """The pages about what the comparison rests on and how it changed."""
    comparison = known.comparison
    yield about_the_whole(
        known,
        "sources",
        ", ".join(dict.fromkeys(s.publisher for s in comparison.sources if s.publisher)),
        context=lambda: _listed(comparison),
        summary="what every claim is based on",
        optional=True,
        search=_LISTS,
        styles=(CITED_STYLES, FILTER_STYLES, "assets/sources.css"),
        scripts=("assets/sources.js",),
        linked=lambda: _cited(known),
    )
    yield about_the_whole(
        known,
        "changes",
        context=lambda: _changed(comparison),
        summary="what each verdict was before, and why it changed",
        optional=True,
        search=_LISTS,
        styles=("assets/changes.css",),
    )


def _listed(comparison: Comparison) -> dict[str, Any]:
    """Pages and runs of our own apart, what cites each, and how many there are of a kind."""
    sources = comparison.sources
    pages = [source for source in sources if not source.result]
    runs = [source for source in sources if source.result]
    publishers = Counter(source.publisher for source in sources if source.publisher)
    return {
        "groups": [(name, group) for name, group in (("pages", pages), ("runs", runs)) if group],
        "citations": claims.citations(comparison),
        "evidence_kinds": Counter(source.kind for source in sources).most_common(),
        "publishers": sorted(publishers.items(), key=lambda item: item[0].casefold()),
    }


def _cited(known: BuildContext) -> dict[str, Any]:
    comparison, here = known.comparison, addresses_in(known, "sources")
    works = [json_ld.work(s, here.behind(comparison, s)) for s in comparison.sources]
    return json_ld.web_page(comparison, here, citation=works)


def _changed(comparison: Comparison) -> dict[str, Any]:
    return {"changes": changes.changes(comparison), "waived": changes.let_through(comparison)}


def help_pages(known: BuildContext) -> Iterator[Page]:
    """The pages for those who cite or edit the comparison."""
    yield about_the_whole(
        known,
        "share",
        place=Place.TAKE,
        context=lambda: _shared(known),
        summary="badges to paste, and what programs can rely on",
        optional=True,
        search=_LISTS,
        styles=("assets/share.css",),
        scripts=("assets/copy.js",),
    )
    yield about_the_whole(
        known,
        "editing",
        place=Place.EDIT,
        context=lambda: editing_context(known.commands),
        title="For editors",
        summary="what may stand in the data, and the commands that help",
        optional=True,
        hide=("navigation",),
        lang=ENGLISH if known.comparison.lang != ENGLISH else "",
        styles=("assets/editing.css",),
        search={"exclude": True},  # readers who search the site look for something else
    )


def _shared(known: BuildContext) -> dict[str, Any]:
    whole, *others = [snippet(badge, known.base_url) for badge in badges(known.comparison)]
    many, verdicts = len(others) > FEW, len(known.comparison.criteria)
    kinds = {"verdicts": others[:verdicts], "scenarios": others[verdicts:]}
    return {
        "base_url": known.base_url,
        "files": announced(known.comparison),
        "shown": [whole] if many else [whole, *others],
        "folded": {kind: groups_of(some) for kind, some in kinds.items()} if many else {},
        "picture": slide_path(known.comparison),
    }
