"""Markdown twins of the generated pages, and llms.txt, for readers that are programs.

The twins are GitHub Flavored Markdown (https://github.github.com/gfm/) without HTML; llms.txt has
the shape that https://llmstxt.org describes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from generator.editing.commands import CommandFacts
from generator.editing.reference import editing_context
from generator.judging.bearing import run_context
from generator.judging.changes import changes
from generator.judging.citations import citations
from generator.judging.deciding import decide_context
from generator.judging.freshness import Freshness
from generator.judging.standings import standing, tally
from generator.machine.badges import outcome_words
from generator.machine.linked import Addresses
from generator.machine.markdown import fenced, formatted, web
from generator.model import Comparison, Source
from generator.text import plain_text

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
    commands: tuple[CommandFacts, ...] = (),
) -> tuple[MachineFile, ...]:
    """A Markdown file for every generated page, beside its HTML, and llms.txt that lists them.

    `newest` holds the newest known release of each option, by its id; `commands` are those that
    the page for editors lists.
    """
    newer = Freshness(comparison, newest or {}).newer
    plans = (*_plans(comparison), *_for_editors(commands))
    full = (replace(plan, context=plan.context | {"newer": newer}) for plan in plans)
    return tuple(
        MachineFile(plan.path, _rendered(comparison, base_url, plan, render).encode())
        for plan in full
    )


def twin_path(page: str) -> str:
    """Where the twin of a page stands: `criteria/speed.md` becomes `criteria/speed/index.md`."""
    return page if page == "index.md" else f"{page.removesuffix('.md')}/index.md"


def _plans(comparison: Comparison) -> Iterator[_Plan]:
    yield _Plan(twin_path("index.md"), "overview.md", {"tally": tally(comparison)})
    for criterion in comparison.criteria:
        own = [change for change in changes(comparison) if change.criterion is criterion]
        resting = [s for s in comparison.scenarios if criterion.id in s.criteria]
        context = {"criterion": criterion, "changes": own, "scenarios": resting}
        yield _Plan(twin_path(f"criteria/{criterion.id}.md"), "criterion.md", context)
    if comparison.scenarios:
        yield _Plan(twin_path("scenarios.md"), "scenarios.md")
    yield _Plan(twin_path("decide.md"), "decide.md", decide_context(comparison))
    for option in comparison.options:
        context = {"option": option, "standing": standing(comparison, option)}
        yield _Plan(twin_path(f"options/{option.id}.md"), "option.md", context)
    yield from _evidence(comparison)
    yield _Plan(twin_path("sources.md"), "sources.md", {"citations": citations(comparison)})
    yield _Plan(twin_path("changes.md"), "changes.md", {"changes": changes(comparison)})
    yield _Plan(twin_path("share.md"), "share.md")
    yield _Plan(LLMS_PATH, LLMS_PATH)


def _for_editors(commands: tuple[CommandFacts, ...]) -> Iterator[_Plan]:
    yield _Plan(twin_path("editing.md"), "editing.md", editing_context(commands))


def _evidence(comparison: Comparison) -> Iterator[_Plan]:
    if comparison.runs:
        yield _Plan(twin_path("evidence.md"), "evidence.md")
    for run in comparison.runs:
        yield _Plan(twin_path(f"evidence/{run.id}.md"), "run.md", run_context(comparison, run))


def _rendered(comparison: Comparison, base_url: str, plan: _Plan, render: Render) -> str:
    """The template's text; the names are those that templates use besides their records."""
    addresses = Addresses(base_url, plan.path)

    def link(name: object, page: str, anchor: str = "") -> Markup:
        path = page if "." in page.rpartition("/")[2] else f"{page}index.md"
        return web(name, addresses.of(path, anchor))

    def behind(source: Source) -> Markup:
        run = comparison.run(source)
        title, url = source.title, source.url or ""
        return link(title, f"evidence/{run.id}/") if run else web(title, url)

    names = {
        "comparison": comparison,
        "link": link,
        "page": lambda name, path: web(name, addresses.of(path)),
        "web": web,
        "behind": behind,
        "fenced": fenced,
        "md": formatted,
        "plain": plain_text,
        "words": lambda outcome: outcome_words(comparison, outcome),
    }
    text = render(plan.template, names | plan.context)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"
