"""The pages about runs: all of them, each with its programs and figures, and the phrasebook:
the same said in every option, side by side, as programs that ran.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

from comparison_site.analysis.findings import finding
from comparison_site.model import Comparison
from comparison_site.outputs import json_ld
from comparison_site.outputs.cards import run_card, runs_card
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages.entry import CITED_STYLES, FILTER_STYLES, about_the_whole, addresses_in
from comparison_site.pages.run_contexts import list_context, run_context
from comparison_site.results.about import PairAbout, Phrase
from comparison_site.results.records import Given, Pair, Program
from comparison_site.results.runs import Run

CHART_STYLES = "assets/charts.css"
"""The style sheet of pages that show what runs found."""
RUN_STYLES = (CHART_STYLES, "assets/runs.css")
"""The style sheets of pages about runs."""
TAB_STYLES = "assets/run-tabs.css"
"""The style sheet made for as many tabs as the largest run has programs."""
_MARK = re.compile(r"\s*(?:#|//|--|;|%)\s*%%(?:\s+(?P<id>[a-z][a-z0-9-]*))?\s*")


def evidence_page(known: BuildContext) -> Page:
    """All runs."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "evidence",
        place=Place.TAB,
        context=lambda: list_context(comparison),
        summary="programs and measurements that anyone can run again",
        card=runs_card(comparison, "Evidence"),
        optional=True,
        styles=RUN_STYLES,
    )


def run_page(known: BuildContext, run: Run) -> Page:
    """One run."""
    comparison, name, about = known.comparison, f"evidence/{run.id}", run.about
    here, found = addresses_in(known, name), finding(comparison, run)
    return about_the_whole(
        known,
        name,
        template="run.md",
        context=lambda: run_context(known, run),
        title=about.title,
        description=f"{found}.",
        listed=False,
        optional=True,
        above="evidence.md",
        search={"boost": 0.5},
        styles=(CITED_STYLES, *RUN_STYLES, TAB_STYLES),
        scripts=("assets/copy.js",),
        linked=lambda: json_ld.web_page(comparison, here, mainEntity=json_ld.dataset(run, here)),
        card=run_card(comparison, run),
    )


@dataclass(frozen=True)
class Row:
    """A phrase, what came of it (None if it did not run), and its code in each program."""

    phrase: Phrase
    given: Given | None
    sides: list[tuple[Program, str]]


@dataclass(frozen=True)
class Section:
    """The phrases of one run; `changed` are programs that are no longer the ones that ran."""

    run: Run
    finding: str
    rows: list[Row]
    changed: list[Program]


def has_phrases(comparison: Comparison) -> bool:
    """Whether there is a phrasebook."""
    return any(True for _ in _runs(comparison))


def phrasebook_page(known: BuildContext) -> Page:
    """Every phrase of every run that has some."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "phrasebook",
        ", ".join(option.name for option in comparison.options),
        place=Place.TAB,
        context=lambda: {"sections": sections(comparison)},
        summary="everyday operations in each option, side by side, each of them run",
        optional=True,
        styles=(FILTER_STYLES, *RUN_STYLES, "assets/phrases.css"),
        scripts=("assets/copy.js", "assets/phrases.js"),
    )


def sections(comparison: Comparison) -> list[Section]:
    """What the page shows: programs in the order of the options, without what they lack."""
    return [_section(comparison, run, about) for run, about in _runs(comparison)]


def _runs(comparison: Comparison) -> Iterator[tuple[Run, PairAbout]]:
    for run in comparison.runs:
        if isinstance(run.about, PairAbout) and run.about.phrases:
            yield run, run.about


def _section(comparison: Comparison, run: Run, about: PairAbout) -> Section:
    order = [option.id for option in comparison.options]
    known = [one for one in run.programs if one.id in run.codes and one.option in order]
    programs = sorted(known, key=lambda one: order.index(one.option))
    codes = [(one, parts(run.codes[one.id].text)) for one in programs]
    given = {one.id: one for one in run.result.phrases} if isinstance(run.result, Pair) else {}
    rows = [
        Row(p, given.get(p.id), [(one, code[p.id]) for one, code in codes if p.id in code])
        for p in about.phrases
    ]
    changed = [one for one in programs if not run.codes[one.id].is_what_ran]
    return Section(run, finding(comparison, run), rows, changed)


def parts(text: str) -> dict[str, str]:
    """The text of each part of a program, by its id.

    A part begins below a comment that says `%%` and an id, and ends at the next such comment:

        # %% reshape
        y = x.reshape(2, -1)
        # %%
    """
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if mark := _MARK.fullmatch(line):
            name = mark["id"] or ""
        elif name:
            found.setdefault(name, []).append(line)
    return {name: dedent("\n".join(lines)).strip("\n") for name, lines in found.items()}
