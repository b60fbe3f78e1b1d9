"""Markdown twins of the pages, and llms.txt, for readers that are programs.

Those of generated pages are GitHub Flavored Markdown (https://github.github.com/gfm/) without HTML;
llms.txt has the shape that https://llmstxt.org describes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.decide_view import decide_context
from comparison_site.analysis.outcome_words import outcome_words
from comparison_site.analysis.scoreboard import tally
from comparison_site.analysis.staleness import Freshness
from comparison_site.analysis.verdict_changes import changes
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Source
from comparison_site.outputs.badge_snippets import sharing_context
from comparison_site.outputs.handwritten import NOTHING_WRITTEN, Written, handwritten_twin
from comparison_site.pages.contexts import (
    criterion_context,
    evidence_context,
    option_context,
    scenarios_context,
    sources_context,
)
from comparison_site.pages.markdown import code_span, fenced, formatted, web
from comparison_site.pages.paths import twin_path
from comparison_site.pages.run_views import run_context
from comparison_site.schema.reference import editing_context

LLMS_PATH = "llms.txt"

Render = Callable[[str, Mapping[str, object]], str]
"""Renders a template of `templates/machine` by name; what it prints must pass `printed`."""

_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class MachineFile:
    """A file of the site that MkDocs does not make; `path` is relative to the site's root."""

    path: str
    content: bytes


@dataclass(frozen=True)
class _Plan:
    path: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


def twins(
    comparison: Comparison,
    base_url: str,
    render: Render,
    newest: Mapping[str, str] | None = None,
    written: Written = NOTHING_WRITTEN,
) -> tuple[MachineFile, ...]:
    """A Markdown file for every page, beside its HTML, and llms.txt that lists them.

    `newest` holds the newest known release of each option, by its id; `written` is what the site
    says that is not in the data.
    """
    newer = Freshness(comparison, newest or {}).newer
    plans = (
        *_plans(comparison, base_url),
        _Plan(twin_path("editing.md"), "editing.md", editing_context(written.commands)),
        _Plan(LLMS_PATH, LLMS_PATH, {"handwritten": written.pages}),
    )
    full = (replace(plan, context=plan.context | {"newer": newer}) for plan in plans)
    texts = {plan.path: _rendered(comparison, base_url, plan, render) for plan in full}
    texts |= {twin_path(page.path): handwritten_twin(page, base_url) for page in written.pages}
    return tuple(MachineFile(path, text.encode()) for path, text in texts.items())


def _plans(comparison: Comparison, base_url: str) -> Iterator[_Plan]:
    yield _Plan(twin_path("index.md"), "overview.md", {"tally": tally(comparison)})
    for criterion in comparison.criteria:
        own = [change for change in changes(comparison) if change.criterion is criterion]
        context = criterion_context(comparison, criterion) | {"changes": own}
        yield _Plan(twin_path(f"criteria/{criterion.id}.md"), "criterion.md", context)
    if comparison.scenarios:
        yield _Plan(twin_path("scenarios.md"), "scenarios.md", scenarios_context(comparison))
    yield _Plan(twin_path("decide.md"), "decide.md", decide_context(comparison))
    for option in comparison.options:
        context = option_context(comparison, option)
        yield _Plan(twin_path(f"options/{option.id}.md"), "option.md", context)
    yield from _evidence(comparison)
    yield _Plan(twin_path("sources.md"), "sources.md", sources_context(comparison))
    yield _Plan(twin_path("changes.md"), "changes.md", {"changes": changes(comparison)})
    yield _Plan(twin_path("share.md"), "share.md", sharing_context(comparison, base_url))


def _evidence(comparison: Comparison) -> Iterator[_Plan]:
    if comparison.runs:
        yield _Plan(twin_path("evidence.md"), "evidence.md", evidence_context(comparison))
    for run in comparison.runs:
        yield _Plan(twin_path(f"evidence/{run.id}.md"), "run.md", run_context(comparison, run))


def _rendered(comparison: Comparison, base_url: str, plan: _Plan, render: Render) -> str:
    """The template's text; the names are those that templates use besides their records."""
    addresses = Addresses(base_url, plan.path)

    def link(name: object, page: str) -> Markup:
        path = page if "." in page.rpartition("/")[2] else f"{page}index.md"
        return web(name, addresses.of(path))

    def cite(source: Source) -> Markup:
        run = comparison.run(source)
        title, url = source.title, source.url or ""
        return link(title, f"evidence/{run.id}/") if run else web(title, url)

    names = {
        "comparison": comparison,
        "link": link,
        "page": lambda name, path: web(name, addresses.of(path)),
        "web": web,
        "cite": cite,
        "code": code_span,
        "fenced": fenced,
        "md": formatted,
        "plain": plain_text,
        "words": lambda outcome: outcome_words(comparison, outcome),
    }
    text = render(plan.template, names | plan.context)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"
