"""Every page of the site, once, in the order of the navigation.

The navigation, the heads, the preview images, the Markdown versions and llms.txt read these
entries. A new page is an entry in the module of its kind, a line here, and a template in
`templates/pages`.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from comparison_site.analysis.compare import has_facts
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages import (
    criteria,
    evidence,
    facts,
    judgements,
    meeting,
    phrases,
    records,
)
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
        yield facts.compare_page(known)
    if comparison.scenarios:
        yield judgements.scenarios_page(known)
    yield judgements.decide_page(known)
    yield judgements.options_page(known)
    yield from (judgements.option_page(known, option) for option in comparison.options)
    if comparison.runs:
        yield evidence.evidence_page(known)
        yield from (evidence.run_page(known, run) for run in comparison.runs)
        if phrases.has_phrases(comparison):
            yield phrases.phrasebook_page(known)
        most = max(len(run.programs) for run in comparison.runs)
        yield Page(evidence.TAB_STYLES, "run-tabs.css", {"most": most})
    yield from records.record_pages(known)
    yield meeting.summary_page(known)
    yield from records.help_pages(known)
    yield Page(OPTION_STYLES, "options.css")


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
