"""Every page of the site, once, in the order of the navigation.

The navigation, the heads, the preview images, the Markdown versions and llms.txt read these
entries. A new page is an entry in the module of its kind, a line here, and a template in
`templates/pages`.
"""

from collections.abc import Iterator

from comparison_site.outputs.registry import BuildContext, Page
from comparison_site.pages import evidence, judgements, records

OPTION_STYLES = "assets/options.css"


def all_pages(known: BuildContext) -> Iterator[Page]:
    """Every generated page and style sheet, in the order of the navigation, not yet rendered."""
    comparison = known.comparison
    yield judgements.overview(known)
    yield judgements.criteria_page(known)
    yield from (judgements.criterion_page(known, criterion) for criterion in comparison.criteria)
    if comparison.scenarios:
        yield judgements.scenarios_page(known)
    yield judgements.decide_page(known)
    yield judgements.options_page(known)
    yield from (judgements.option_page(known, option) for option in comparison.options)
    if comparison.runs:
        yield evidence.evidence_page(known)
        yield from (evidence.run_page(known, run) for run in comparison.runs)
        most = max(len(run.programs) for run in comparison.runs)
        yield Page(evidence.TAB_STYLES, "run-tabs.css", {"most": most})
    yield from records.record_pages(known)
    yield from records.help_pages(known)
    sections = (len(comparison.criteria), len(comparison.options))
    yield Page(OPTION_STYLES, "options.css", {"entries": sum(sections), "longest": max(sections)})


def navigation(pages: tuple[Page, ...]) -> list[dict[str, str | list[str]]]:
    """MkDocs's entries in page order; pages of one section stand together under its name."""
    entries: dict[str, list[str]] = {}
    for page in (page for page in pages if page.title and page.listed):
        name = page.section or ("Overview" if page.path == "index.md" else page.title)
        entries.setdefault(name, []).append(page.path)
    sections = {page.section for page in pages}
    return [{name: paths if name in sections else paths[0]} for name, paths in entries.items()]
