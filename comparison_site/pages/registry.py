"""Every page of the site, once, in the order of the navigation.

The navigation, the heads, the preview images, the Markdown versions and llms.txt read these
entries. A new page is an entry in the module of its kind, a line here, and a template in
`templates/pages`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from comparison_site.analysis.addresses import folder_of
from comparison_site.analysis.compare import has_facts
from comparison_site.outputs.policy import POLICY
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages import criteria, evidence, judgements, records
from comparison_site.pages.entry import front_picture, pictured

OPTION_STYLES = "assets/options.css"


def all_pages(known: BuildContext) -> Iterator[Page]:
    """Every generated page and style sheet, in the order of the navigation, not yet rendered."""
    front = front_picture(known)
    return (pictured(known, page, front) for page in _entries(known))


def _entries(known: BuildContext) -> Iterator[Page]:
    comparison = known.comparison
    yield judgements.overview(known)
    yield criteria.criteria_page(known)
    yield from (criteria.criterion_page(known, at) for at in range(len(comparison.criteria)))
    if has_facts(comparison):
        yield judgements.compare_page(known)
    if comparison.scenarios:
        yield judgements.scenarios_page(known)
    yield judgements.decide_page(known)
    yield judgements.options_page(known)
    yield from (judgements.option_page(known, option) for option in comparison.options)
    if comparison.runs:
        yield evidence.evidence_page(known)
        yield from (evidence.run_page(known, run) for run in comparison.runs)
        if evidence.has_phrases(comparison):
            yield evidence.phrasebook_page(known)
        most = max(len(run.programs) for run in comparison.runs)
        yield Page(evidence.TAB_STYLES, "run-tabs.css", lambda: {"most": most})
    yield from records.record_pages(known)
    yield judgements.summary_page(known)
    yield from records.help_pages(known)
    yield Page(OPTION_STYLES, "options.css")


def moved_pages(known: BuildContext, pages: Iterable[Page]) -> Iterator[Page]:
    """For every former id of a record that has a page of its own, one that leads to it.

    It has no title, so that no list names it. Its picture is the one of the page, for links that
    were shared: their readers' programs do not follow it.
    """
    comparison, paths = known.comparison, {page.path: page for page in pages}
    for folder, named in (("criteria", comparison.criteria), ("options", comparison.options)):
        for record in named:
            now = paths[f"{folder}/{record.id}.md"]
            context = {
                "now": now,
                "card": now.picture,
                "base_url": known.base_url,
                "policy": POLICY,
                "address": f"{known.base_url}{folder_of(now.path)}",
            }
            for name in record.other_ids:
                path = f"{folder}/{name}.md"
                yield Page(path, "moved.html", context.copy, moved_to=now.path, card=now.card)


def navigation(pages: Sequence[Page], written: Iterable[Any] = ()) -> list[Any]:
    """MkDocs's entries by place, then in page order; pages of one section stand under its name.

    The entries of pages `written` by hand follow what there is to read.
    """
    places: dict[Place, dict[str, list[str]]] = {place: {} for place in Place}
    for page in (page for page in pages if page.title and page.listed):
        name = page.section or ("Overview" if page.path == "index.md" else page.title)
        places[page.place].setdefault(name, []).append(page.path)
    sections = {page.section for page in pages}
    entries: list[Any] = []
    for place, named in places.items():
        entries += [{name: p if name in sections else p[0]} for name, p in named.items()]
        entries += written if place is Place.READ else ()
    return entries
