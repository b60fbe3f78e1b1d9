"""Every page of the site, once: where it stands, what it is given, and what is said about it.

The navigation, the heads, the preview images, the Markdown versions and llms.txt read these
entries. A new page is an entry here and a template in `templates/pages`.
"""

from collections.abc import Iterator
from typing import Any

from comparison_site.analysis import outcomes
from comparison_site.analysis.addresses import Addresses, folder_of
from comparison_site.analysis.decide_view import decide_context
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Criterion, Option
from comparison_site.outputs import json_ld
from comparison_site.outputs.badges import snippets
from comparison_site.outputs.cards import criterion_card, option_card, plain_card
from comparison_site.outputs.context import BuildContext, Page
from comparison_site.outputs.registry import ANNOUNCED
from comparison_site.pages.contexts import (
    criterion_context,
    evidence_context,
    option_context,
    run_context,
    scenarios_context,
    sources_context,
)
from comparison_site.results.runs import Run
from comparison_site.schema.reference import editing_context

OPTION_STYLES = "assets/options.css"
_RUN_STYLES = ("assets/runs.css",)
_TAB_STYLES = "assets/run-tabs.css"
_COPYING = "assets/copy.js"
_WHOLE_WIDTH = ("navigation", "toc")

Entry = dict[str, str | list[str]]


def all_pages(context: BuildContext) -> Iterator[Page]:
    """Every generated page and style sheet, in the order of the navigation, not yet rendered."""
    comparison = context.comparison
    yield _overview(context)
    yield from (_criterion(context, criterion) for criterion in comparison.criteria)
    if comparison.scenarios:
        yield _scenarios(context)
    yield _decide(context)
    yield from (_option(context, option) for option in comparison.options)
    if comparison.runs:
        yield _evidence(context)
        yield from (_run(context, run) for run in comparison.runs)
        most = max(len(run.programs) for run in comparison.runs)
        yield Page(_TAB_STYLES, "run-tabs.css", {"most": most})
    yield _sources(context)
    yield _changes(context)
    yield _share(context)
    yield _editing(context)
    sections = (len(comparison.criteria), len(comparison.options))
    yield Page(OPTION_STYLES, "options.css", {"entries": sum(sections), "longest": max(sections)})


def navigation(pages: tuple[Page, ...]) -> list[Entry]:
    """MkDocs's entries in page order; pages of one section stand together under its name."""
    entries: dict[str, list[str]] = {}
    for page in (page for page in pages if page.title and page.listed):
        name = page.section or ("Overview" if page.path == "index.md" else page.title)
        entries.setdefault(name, []).append(page.path)
    sections = {page.section for page in pages}
    return [{name: paths if name in sections else paths[0]} for name, paths in entries.items()]


def _listing(
    context: BuildContext, name: str, given: dict[str, Any], names: str = "", **more: Any
) -> Page:
    """A page as wide as the window, about the whole comparison; its name is its title.

    `names` are what it lists: its preview image then shows them below the question. `more` are
    fields of the page, in place of the usual ones.
    """
    comparison, path = context.comparison, f"{name}.md"
    heading = comparison.question if names else name.capitalize()
    usual = {
        "title": name.capitalize(),
        "description": comparison.question,
        "hide": _WHOLE_WIDTH,
        "linked": json_ld.web_page(comparison, _here(context, path)),
        "card": plain_card(comparison, path, heading, names or comparison.question),
    }
    return Page(path, path, given, **{**usual, **more})


def _here(context: BuildContext, path: str) -> Addresses:
    return context.addresses(f"{folder_of(path)}index.html")


def _overview(context: BuildContext) -> Page:
    comparison, path = context.comparison, "index.md"
    return Page(
        path=path,
        template="overview.md",
        context={
            "tally": outcomes.tally(comparison),
            "news": outcomes.news(comparison),
            "most": outcomes.NEWS_AT_MOST,
        },
        title=comparison.title,
        description=plain_text(comparison.bottom_line),
        summary="all verdicts in one table",
        hide=_WHOLE_WIDTH,
        scripts=("assets/since.js",),
        linked=json_ld.overview(comparison, _here(context, path)),
        card=plain_card(comparison, path, comparison.question, comparison.bottom_line),
    )


def _criterion(context: BuildContext, criterion: Criterion) -> Page:
    """Described by who won and why: enough for somebody who sees nothing else."""
    comparison, path = context.comparison, f"criteria/{criterion.id}.md"
    given, published = criterion_context(comparison, criterion), criterion.verdict.published
    words = f"{outcomes.verdict_words(comparison, published)}{outcomes.contested_mark(criterion)}"
    return Page(
        path=path,
        template="criterion.md",
        context=given,
        title=criterion.name,
        description=f"{words}. {plain_text(published.because)}",
        section="Criteria",
        search={"boost": 2},
        styles=_RUN_STYLES if given["runs"] else (),
        scripts=("assets/evidence.js", "assets/links.js"),
        linked=json_ld.review(comparison, criterion, _here(context, path)),
        card=criterion_card(comparison, criterion),
    )


def _scenarios(context: BuildContext) -> Page:
    return _listing(
        context,
        "scenarios",
        scenarios_context(context.comparison),
        ", ".join(scenario.need for scenario in context.comparison.scenarios),
        summary="what to take for which need",
        scripts=("assets/scenarios.js", "assets/links.js"),
    )


def _decide(context: BuildContext) -> Page:
    return _listing(
        context,
        "decide",
        decide_context(context.comparison),
        summary="what the verdicts add up to, and what would tip the sum",
        styles=("assets/decide.css",),
        scripts=("assets/decide.js",),
    )


def _option(context: BuildContext, option: Option) -> Page:
    comparison, path = context.comparison, f"options/{option.id}.md"
    here = _here(context, path)
    return Page(
        path=path,
        template="option.md",
        context=option_context(comparison, option),
        title=option.name,
        description=plain_text(option.summary),
        section="Options",
        linked=json_ld.web_page(comparison, here, mainEntity=json_ld.software(option, here)),
        card=option_card(comparison, option),
    )


def _evidence(context: BuildContext) -> Page:
    return _listing(
        context,
        "evidence",
        evidence_context(context.comparison),
        ", ".join(run.about.title for run in context.comparison.runs),
        summary="programs and measurements that anyone can run again",
        optional=True,
        styles=_RUN_STYLES,
    )


def _run(context: BuildContext, run: Run) -> Page:
    comparison, path = context.comparison, f"evidence/{run.id}.md"
    here = _here(context, path)
    return Page(
        path=path,
        template="run.md",
        context=run_context(comparison, run),
        title=run.about.title,
        description=plain_text(run.about.task),
        listed=False,
        optional=True,
        above="evidence.md",
        search={"boost": 0.5},
        hide=_WHOLE_WIDTH,
        styles=(*_RUN_STYLES, _TAB_STYLES),
        scripts=(_COPYING,) if run.programs else (),
        linked=json_ld.web_page(comparison, here, mainEntity=json_ld.dataset(run, here)),
        card=plain_card(comparison, path, run.about.title, run.about.task),
    )


def _sources(context: BuildContext) -> Page:
    comparison, here = context.comparison, _here(context, "sources.md")
    works = [json_ld.work(s, here.behind(comparison, s)) for s in comparison.sources]
    return _listing(
        context,
        "sources",
        sources_context(comparison),
        ", ".join(dict.fromkeys(source.publisher for source in comparison.sources)),
        summary="what every claim rests on",
        optional=True,
        linked=json_ld.web_page(comparison, here, citation=works),
    )


def _changes(context: BuildContext) -> Page:
    given = {"changes": outcomes.changes(context.comparison)}
    words = "what each verdict was before, and why it changed"
    return _listing(context, "changes", given, summary=words, optional=True)


def _share(context: BuildContext) -> Page:
    comparison, base_url = context.comparison, context.base_url
    return _listing(
        context,
        "share",
        {"snippets": snippets(comparison, base_url), "base_url": base_url, "files": ANNOUNCED},
        summary="badges to paste, and what programs can rely on",
        optional=True,
        scripts=(_COPYING,),
    )


def _editing(context: BuildContext) -> Page:
    """Readers who search the site look for something else."""
    return _listing(
        context,
        "editing",
        editing_context(context.commands),
        title="For editors",
        summary="what may stand in the data, and the commands that help",
        optional=True,
        hide=("navigation",),
        styles=("assets/editing.css",),
        search={"exclude": True},
    )
