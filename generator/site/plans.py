"""Which pages exist, in which order, with which template and names. Never a sentence of prose."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from generator.editing.commands import CommandFacts
from generator.editing.reference import editing_context
from generator.evidence.runs import Run
from generator.judging.bearing import behind, behind_point, citing, run_context
from generator.judging.changes import changes
from generator.judging.citations import citations, cited_by, evidence, numbered
from generator.judging.deciding import decide_context
from generator.judging.standings import standing, tally
from generator.judging.versions import Outdated, outdated, outdated_everywhere
from generator.machine.badges import contested_mark, verdict_words
from generator.machine.embedding import snippets
from generator.model import Comparison, Criterion, Option
from generator.text import plain_text

OPTION_STYLES = "assets/options.css"
_RUN_STYLES = ("assets/runs.css",)
_TAB_STYLES = "assets/run-tabs.css"
_WHOLE_WIDTH = ("navigation", "toc")
_NOT_FOUND = {"exclude": True}
_FOUND_FIRST = {"boost": 2}
_FOUND_LATE = {"boost": 0.5}


@dataclass(frozen=True)
class Plan:
    """A page to be: where it goes, its template and what that is given, and its front matter.

    `title` is empty for assets; `description` is plain text, for those who see only a link;
    `section` is the heading that it stands under in the navigation, which leaves out what is not
    `listed`;
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
    for number, criterion in enumerate(comparison.criteria, start=1):
        yield _criterion(comparison, criterion, number)
    if comparison.scenarios:
        yield _scenarios(comparison)
    yield _decide(comparison)
    for option in comparison.options:
        yield _option(comparison, option)
    yield from _evidence(comparison)
    yield _listing(comparison, "sources", _source_context(comparison))
    yield _listing(comparison, "changes", {"changes": changes(comparison)})
    shared = {"snippets": snippets(comparison, base_url), "base_url": base_url}
    yield _listing(comparison, "share", shared)
    yield _editing(comparison, commands)
    yield Plan(OPTION_STYLES, "options.css")


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
        context={"tally": tally(comparison)},
        title=comparison.title,
        description=plain_text(comparison.bottom_line),
        hide=_WHOLE_WIDTH,
        scripts=("assets/since.js",),
    )


def _criterion(comparison: Comparison, criterion: Criterion, number: int) -> Plan:
    places = criterion.positions.values()
    runs = behind(comparison, criterion)
    context = {
        "criterion": criterion,
        "number": number,
        "numbered": numbered(comparison, cited_by(criterion)),
        "scenarios": [s for s in comparison.scenarios if criterion.id in s.criteria],
        "evidence": partial(evidence, comparison),
        "cited_points": [point for place in places for point in place.points],
        "runs": runs,
        "behind": partial(behind_point, comparison),
    }
    return Plan(
        path=f"criteria/{criterion.id}.md",
        template="criterion.md",
        context=context,
        title=criterion.name,
        description=_verdict(comparison, criterion),
        section="Criteria",
        search=_FOUND_FIRST,
        styles=_RUN_STYLES if runs else (),
        scripts=("assets/evidence.js", "assets/links.js"),
    )


def _verdict(comparison: Comparison, criterion: Criterion) -> str:
    """Who won, as plain text, and the reason: enough for somebody who sees nothing else."""
    published = criterion.verdict.published
    words = f"{verdict_words(comparison, published)}{contested_mark(criterion)}"
    return f"{words}. {plain_text(published.because)}"


def _scenarios(comparison: Comparison) -> Plan:
    disputed = [scenario for scenario in comparison.scenarios if scenario.open_proposal]
    cited = (name for s in disputed if s.open_proposal for name in s.open_proposal.sources)
    context = {"disputed": disputed, "numbered": numbered(comparison, cited)}
    scripts = ("assets/scenarios.js", "assets/links.js")
    return _listing(comparison, "scenarios", context, scripts=scripts)


def _decide(comparison: Comparison) -> Plan:
    return _listing(
        comparison,
        "decide",
        decide_context(comparison),
        styles=("assets/decide.css",),
        scripts=("assets/decide.js",),
    )


def _option(comparison: Comparison, option: Option) -> Plan:
    context = {
        "option": option,
        "standing": standing(comparison, option),
        "numbered": numbered(comparison, iter(option.sources)),
        "homepage": urlsplit(option.homepage).hostname,
    }
    path = f"options/{option.id}.md"
    summary = plain_text(option.summary)
    return Plan(path, "option.md", context, option.name, summary, "Options")


def _evidence(comparison: Comparison) -> Iterator[Plan]:
    """A list of all runs and a page for each; nothing where nothing was run."""
    if not comparison.runs:
        return
    everywhere = outdated_everywhere(comparison)
    context = {
        "citing": partial(citing, comparison),
        "outdated_everywhere": everywhere,
        "outdated_here": partial(_besides, everywhere, comparison),
    }
    yield _listing(comparison, "evidence", context, styles=_RUN_STYLES)
    for run in comparison.runs:
        yield _run(comparison, run)
    most = max(len(run.programs) for run in comparison.runs)
    yield Plan(_TAB_STYLES, "run-tabs.css", {"most": most})


def _besides(everywhere: tuple[Outdated, ...], comparison: Comparison, run: Run) -> list[Outdated]:
    return [entry for entry in outdated(comparison, run) if entry not in everywhere]


def _run(comparison: Comparison, run: Run) -> Plan:
    return Plan(
        path=f"evidence/{run.id}.md",
        template="run.md",
        context=run_context(comparison, run),
        title=run.about.title,
        description=plain_text(run.about.task),
        listed=False,
        search=_FOUND_LATE,
        hide=_WHOLE_WIDTH,
        styles=(*_RUN_STYLES, _TAB_STYLES),
        scripts=("assets/copy.js",) if run.programs else (),
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


def _source_context(comparison: Comparison) -> dict[str, Any]:
    kinds = Counter(source.kind for source in comparison.sources)
    return {"citations": citations(comparison), "evidence_kinds": kinds.most_common()}
