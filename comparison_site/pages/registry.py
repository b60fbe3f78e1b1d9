"""Every page of the site, once: where it stands, what it is given, and what is said about it.

The navigation, the heads, the preview images, the Markdown versions and llms.txt read these
entries. A new page is an entry here and a template in `templates/pages`.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from comparison_site.analysis import changes, claims, outcomes, versions
from comparison_site.analysis.addresses import Addresses, folder_of
from comparison_site.analysis.decide_view import decide_context
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Criterion, Option
from comparison_site.outputs import json_ld
from comparison_site.outputs.badges import snippets
from comparison_site.outputs.cards import criterion_card, option_card, plain_card
from comparison_site.outputs.registry import ANNOUNCED, BuildContext, Page
from comparison_site.pages import contexts
from comparison_site.results.records import Run
from comparison_site.schema.reference import editing_context

OPTION_STYLES = "assets/options.css"
_RUN_STYLES = ("assets/runs.css",)
_TAB_STYLES = "assets/run-tabs.css"


def all_pages(known: BuildContext) -> Iterator[Page]:
    """Every generated page and style sheet, in the order of the navigation, not yet rendered."""
    comparison = known.comparison
    yield _overview(known)
    yield from (_criterion(known, criterion) for criterion in comparison.criteria)
    if comparison.scenarios:
        yield _scenarios(known)
    yield _page(
        known,
        "decide",
        context=decide_context(comparison),
        summary="what the verdicts add up to, and what would tip the sum",
        styles=("assets/decide.css",),
        scripts=("assets/decide.js",),
    )
    yield from (_option(known, option) for option in comparison.options)
    if comparison.runs:
        yield _evidence(known)
        yield from (_run(known, run) for run in comparison.runs)
        most = max(len(run.programs) for run in comparison.runs)
        yield Page(_TAB_STYLES, "run-tabs.css", {"most": most})
    yield from _records(known)
    yield from _help(known)
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


def _page(known: BuildContext, name: str, names: str = "", **more: Any) -> Page:
    """A page as wide as the window, about the whole comparison; its name is its title.

    `names` are what it lists: its preview image then shows them below the question. `more` are
    fields of the page, in place of the usual ones.
    """
    comparison, path = known.comparison, f"{name}.md"
    heading = comparison.question if names else name.capitalize()
    usual = {
        "template": path,
        "title": name.capitalize(),
        "description": comparison.question,
        "hide": ("navigation", "toc"),
        "linked": json_ld.web_page(comparison, _here(known, name)),
        "card": plain_card(comparison, path, heading, names or comparison.question),
    }
    return Page(path, **{**usual, **more})


def _here(known: BuildContext, name: str) -> Addresses:
    return known.addresses(f"{folder_of(name)}index.html")


def _overview(known: BuildContext) -> Page:
    comparison = known.comparison
    return _page(
        known,
        "index",
        comparison.bottom_line,
        template="overview.md",
        context={
            "tally": outcomes.tally(comparison),
            "news": changes.news(comparison),
            "most": changes.NEWS_AT_MOST,
        },
        title=comparison.title,
        description=plain_text(comparison.bottom_line),
        summary="all verdicts in one table",
        scripts=("assets/since.js",),
        linked=json_ld.overview(comparison, _here(known, "index")),
    )


def _criterion(known: BuildContext, criterion: Criterion) -> Page:
    """Described by who won and why: enough for somebody who sees nothing else."""
    comparison, name = known.comparison, f"criteria/{criterion.id}"
    given = contexts.criterion_context(comparison, criterion)
    published = criterion.verdict.published
    words = f"{outcomes.verdict_words(comparison, published)}{outcomes.contested_mark(criterion)}"
    return _page(
        known,
        name,
        template="criterion.md",
        context=given,
        title=criterion.name,
        description=f"{words}. {plain_text(published.because)}",
        section="Criteria",
        search={"boost": 2},
        hide=(),
        styles=_RUN_STYLES if given["runs"] else (),
        scripts=("assets/evidence.js", "assets/links.js"),
        linked=json_ld.review(comparison, criterion, _here(known, name)),
        card=criterion_card(comparison, criterion),
    )


def _scenarios(known: BuildContext) -> Page:
    """The page is told whose advice is contested, and what the proposals rest on."""
    comparison = known.comparison
    disputed = [(s, s.open_proposal) for s in comparison.scenarios if s.open_proposal]
    sources = (name for _, proposal in disputed for name in proposal.sources)
    numbered = claims.numbered(comparison, sources)
    return _page(
        known,
        "scenarios",
        ", ".join(scenario.need for scenario in comparison.scenarios),
        context={"disputed": [scenario for scenario, _ in disputed], "numbered": numbered},
        summary="what to take for which need",
        scripts=("assets/scenarios.js", "assets/links.js"),
    )


def _option(known: BuildContext, option: Option) -> Page:
    comparison, name = known.comparison, f"options/{option.id}"
    here = _here(known, name)
    return _page(
        known,
        name,
        template="option.md",
        context={
            "option": option,
            "homepage": urlsplit(option.homepage).hostname,
            "standing": outcomes.standing(comparison, option),
            "numbered": claims.numbered(comparison, option.sources),
        },
        title=option.name,
        description=plain_text(option.summary),
        section="Options",
        hide=(),
        linked=json_ld.web_page(comparison, here, mainEntity=json_ld.software(option, here)),
        card=option_card(comparison, option),
    )


def _evidence(known: BuildContext) -> Page:
    comparison, everywhere = known.comparison, versions.outdated_everywhere(known.comparison)
    return _page(
        known,
        "evidence",
        ", ".join(run.about.title for run in comparison.runs),
        context={
            "pairs": [run for run in comparison.runs if run.result.kind == "pair"],
            "benchmarks": [run for run in comparison.runs if run.result.kind == "benchmark"],
            "citing": partial(contexts.citing, comparison),
            "outdated_everywhere": everywhere,
            "outdated_here": partial(versions.outdated, comparison, besides=everywhere),
        },
        summary="programs and measurements that anyone can run again",
        optional=True,
        styles=_RUN_STYLES,
    )


def _run(known: BuildContext, run: Run) -> Page:
    comparison, name, about = known.comparison, f"evidence/{run.id}", run.about
    here = _here(known, name)
    return _page(
        known,
        name,
        template="run.md",
        context=contexts.run_context(comparison, run),
        title=about.title,
        description=plain_text(about.task),
        listed=False,
        optional=True,
        above="evidence.md",
        search={"boost": 0.5},
        styles=(*_RUN_STYLES, _TAB_STYLES),
        scripts=("assets/copy.js",) if run.programs else (),
        linked=json_ld.web_page(comparison, here, mainEntity=json_ld.dataset(run, here)),
        card=plain_card(comparison, f"{name}.md", about.title, about.task),
    )


def _records(known: BuildContext) -> Iterator[Page]:
    comparison, here = known.comparison, _here(known, "sources")
    works = [json_ld.work(s, here.behind(comparison, s)) for s in comparison.sources]
    kinds = Counter(source.kind for source in comparison.sources).most_common()
    yield _page(
        known,
        "sources",
        ", ".join(dict.fromkeys(source.publisher for source in comparison.sources)),
        context={"citations": claims.citations(comparison), "evidence_kinds": kinds},
        summary="what every claim rests on",
        optional=True,
        linked=json_ld.web_page(comparison, here, citation=works),
    )
    given = {"changes": changes.changes(comparison), "waived": changes.let_through(comparison)}
    words = "what each verdict was before, and why it changed"
    yield _page(known, "changes", context=given, summary=words, optional=True)


def _help(known: BuildContext) -> Iterator[Page]:
    paste = snippets(known.comparison, known.base_url)
    yield _page(
        known,
        "share",
        context={"snippets": paste, "base_url": known.base_url, "files": ANNOUNCED},
        summary="badges to paste, and what programs can rely on",
        optional=True,
        scripts=("assets/copy.js",),
    )
    yield _page(
        known,
        "editing",
        context=editing_context(known.commands),
        title="For editors",
        summary="what may stand in the data, and the commands that help",
        optional=True,
        hide=("navigation",),
        styles=("assets/editing.css",),
        search={"exclude": True},  # readers who search the site look for something else
    )
