"""Which pages exist, in which order, with which template and names. Never a sentence of prose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from comparison_site.analysis.decide_view import decide_context
from comparison_site.analysis.outcome_words import contested_mark, verdict_words
from comparison_site.analysis.scoreboard import tally
from comparison_site.analysis.verdict_changes import NEWS_AT_MOST, changes, news
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Option
from comparison_site.outputs.badge_snippets import sharing_context
from comparison_site.pages.contexts import (
    criterion_context,
    evidence_context,
    option_context,
    scenarios_context,
    sources_context,
)
from comparison_site.pages.run_views import run_context
from comparison_site.results.runs import Run
from comparison_site.schema.command_facts import CommandFacts
from comparison_site.schema.reference import editing_context

OPTION_STYLES = "assets/options.css"
_RUN_STYLES = ("assets/runs.css",)
_TAB_STYLES = "assets/run-tabs.css"
_COPYING = "assets/copy.js"
_WHOLE_WIDTH = ("navigation", "toc")
_NOT_FOUND = {"exclude": True}
_FOUND_FIRST = {"boost": 2}
_FOUND_LATE = {"boost": 0.5}


@dataclass(frozen=True)
class Plan:
    """A page to be: where it goes, its template and what that is given, and its front matter.

    `title` is empty for assets; `description` is plain text, for those who see only a link;
    `section` is the heading that it stands under in the navigation, which leaves out what is not
    `listed`; `above` is the path of the page that leads to that;
    `hide` names what the theme leaves out; `styles` and `scripts` are paths that it alone needs;
    `search` is what the site's search shall do with it.
    """

    path: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    description: str = ""
    section: str = ""
    listed: bool = True
    above: str = ""
    hide: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    search: Mapping[str, object] = field(default_factory=dict)


def plans(
    comparison: Comparison, base_url: str, commands: tuple[CommandFacts, ...] = ()
) -> Iterator[Plan]:
    """Every generated page and style sheet, in navigation order.

    `commands` are those that the page for editors lists.
    """
    yield _overview(comparison)
    for criterion in comparison.criteria:
        yield _criterion(comparison, criterion)
    if comparison.scenarios:
        yield _scenarios(comparison)
    yield _decide(comparison)
    for option in comparison.options:
        yield _option(comparison, option)
    yield from _evidence(comparison)
    yield _listing(comparison, "sources", sources_context(comparison))
    yield _listing(comparison, "changes", {"changes": changes(comparison)})
    shared = sharing_context(comparison, base_url)
    yield _listing(comparison, "share", shared, scripts=(_COPYING,))
    yield _editing(comparison, commands)
    sections = (len(comparison.criteria), len(comparison.options))
    yield Plan(OPTION_STYLES, "options.css", {"entries": sum(sections), "longest": max(sections)})


def _listing(comparison: Comparison, name: str, context: dict[str, Any], **more: Any) -> Plan:
    """A page as wide as the window, about the whole comparison; its name is its title."""
    return Plan(
        path=f"{name}.md",
        template=f"{name}.md",
        context=context,
        title=name.capitalize(),
        description=comparison.question,
        hide=_WHOLE_WIDTH,
        **more,
    )


def _overview(comparison: Comparison) -> Plan:
    return Plan(
        path="index.md",
        template="overview.md",
        context={"tally": tally(comparison), "news": news(comparison), "most": NEWS_AT_MOST},
        title=comparison.title,
        description=plain_text(comparison.bottom_line),
        hide=_WHOLE_WIDTH,
        scripts=("assets/since.js",),
    )


def _criterion(comparison: Comparison, criterion: Criterion) -> Plan:
    context = criterion_context(comparison, criterion)
    return Plan(
        path=f"criteria/{criterion.id}.md",
        template="criterion.md",
        context=context,
        title=criterion.name,
        description=_verdict(comparison, criterion),
        section="Criteria",
        search=_FOUND_FIRST,
        styles=_RUN_STYLES if context["runs"] else (),
        scripts=("assets/evidence.js", "assets/links.js"),
    )


def _verdict(comparison: Comparison, criterion: Criterion) -> str:
    """Who won, as plain text, and the reason: enough for somebody who sees nothing else."""
    published = criterion.verdict.published
    words = f"{verdict_words(comparison, published)}{contested_mark(criterion)}"
    return f"{words}. {plain_text(published.because)}"


def _scenarios(comparison: Comparison) -> Plan:
    scripts = ("assets/scenarios.js", "assets/links.js")
    return _listing(comparison, "scenarios", scenarios_context(comparison), scripts=scripts)


def _decide(comparison: Comparison) -> Plan:
    return _listing(
        comparison,
        "decide",
        decide_context(comparison),
        styles=("assets/decide.css",),
        scripts=("assets/decide.js",),
    )


def _option(comparison: Comparison, option: Option) -> Plan:
    context = option_context(comparison, option)
    path = f"options/{option.id}.md"
    summary = plain_text(option.summary)
    return Plan(path, "option.md", context, option.name, summary, "Options")


def _evidence(comparison: Comparison) -> Iterator[Plan]:
    """A list of all runs and a page for each; nothing where nothing was run."""
    if not comparison.runs:
        return
    context = evidence_context(comparison)
    yield _listing(comparison, "evidence", context, styles=_RUN_STYLES)
    for run in comparison.runs:
        yield _run(comparison, run)
    most = max(len(run.programs) for run in comparison.runs)
    yield Plan(_TAB_STYLES, "run-tabs.css", {"most": most})


def _run(comparison: Comparison, run: Run) -> Plan:
    return Plan(
        path=f"evidence/{run.id}.md",
        template="run.md",
        context=run_context(comparison, run),
        title=run.about.title,
        description=plain_text(run.about.task),
        listed=False,
        above="evidence.md",
        search=_FOUND_LATE,
        hide=_WHOLE_WIDTH,
        styles=(*_RUN_STYLES, _TAB_STYLES),
        scripts=(_COPYING,) if run.programs else (),
    )


def _editing(comparison: Comparison, commands: tuple[CommandFacts, ...]) -> Plan:
    """Readers who search the site look for something else."""
    return Plan(
        path="editing.md",
        template="editing.md",
        context=editing_context(commands),
        title="For editors",
        description=comparison.question,
        hide=("navigation",),
        styles=("assets/editing.css",),
        search=_NOT_FOUND,
    )
