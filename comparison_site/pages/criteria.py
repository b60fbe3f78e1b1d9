"""The pages of criteria: the one that lists all of them, and that of each."""

from functools import partial
from typing import Any

from comparison_site.analysis import claims, marks, outcomes
from comparison_site.analysis.findings import named
from comparison_site.analysis.grouping import folds, group_of
from comparison_site.core.inline_text import plain_text
from comparison_site.core.room import CUT, FEW
from comparison_site.model import Comparison, Criterion
from comparison_site.outputs import json_ld, search
from comparison_site.outputs.cards import criterion_card
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages import contexts
from comparison_site.pages.entry import (
    CITED_STYLES,
    FACT_STYLES,
    FILTER_STYLES,
    about_the_whole,
    addresses_in,
)
from comparison_site.pages.evidence import CHART_STYLES

STYLES = "assets/side-by-side.css"
"""The style sheet of pages that have options side by side."""
_TABS_IN_A_ROW = 8
"""As many criteria have tabs side by side on a wide window; more stand one below the other."""
_EACH_WAY = 4
"""As many neighbours are listed on each side of one of many criteria."""


def criteria_page(known: BuildContext) -> Page:
    """All criteria: of a few a tab for each, with the options side by side; of many, tables of the
    verdicts. It says nothing of its own.
    """
    comparison = known.comparison
    many = len(comparison.criteria) > FEW
    names = [criterion.name for criterion in comparison.criteria[:FEW]]
    return about_the_whole(
        known,
        "criteria",
        ", ".join([*names, CUT] if many else names),
        title=contexts.all_criteria(comparison),
        place=Place.TAB,
        section="Criteria",
        search={"exclude": True},
        **(_long_list if many else _tabs)(comparison),
    )


def _tabs(comparison: Comparison) -> dict[str, Any]:
    given = {
        "by_stance": claims.by_stance,
        "evidence": partial(claims.evidence, comparison),
        "few": len(comparison.criteria) <= _TABS_IN_A_ROW and not comparison.groups,
    }
    return {
        "context": lambda: given,
        "summary": "every criterion with its verdict, and the options side by side",
        "styles": (STYLES,),
        "scripts": ("assets/criteria.js",),
    }


def _long_list(comparison: Comparison) -> dict[str, Any]:
    parts = folds(comparison, comparison.criteria)
    return {
        "template": "all-criteria.md",
        "context": lambda: {"folds": parts, "tally": outcomes.tally(comparison)},
        "summary": "every criterion with its verdict",
        "near": (0, 0),
        "styles": ("assets/overview.css",),
    }


def criterion_page(known: BuildContext, at: int) -> Page:
    """The page of the criterion at this place, described by who won and why: enough for somebody
    who sees nothing else.
    """
    comparison, criterion = known.comparison, known.comparison.criteria[at]
    name = f"criteria/{criterion.id}"
    group = group_of(comparison, criterion)
    heading = (group.name,) if group else ()
    return about_the_whole(
        known,
        name,
        template="criterion.md",
        context=lambda: contexts.criterion_context(comparison, at),
        title=criterion.name,
        description=_told(comparison, criterion),
        place=Place.TAB,
        section="Criteria",
        group="".join(heading),
        near=_near(at, len(comparison.criteria)),
        search={"boost": search.VERDICTS},
        keywords=(*criterion.keywords, *heading),
        hide=("toc",),
        styles=_styles(comparison, criterion),
        scripts=("assets/evidence.js",),
        linked=lambda: json_ld.review(comparison, criterion, addresses_in(known, name)),
        card=criterion_card(comparison, criterion),
        shared=f"{comparison.title}: {criterion.question or criterion.name}",
    )


def _told(comparison: Comparison, criterion: Criterion) -> str:
    published = criterion.verdict.published
    words = marks.marked(comparison, criterion, outcomes.verdict_words(comparison, published))
    return f"{words}. {plain_text(published.because)}".strip()


def _styles(comparison: Comparison, criterion: Criterion) -> tuple[str, ...]:
    facts = (FACT_STYLES,) if criterion.facts else ()
    has_runs = any(comparison.run(comparison.source(one)) for one in named(criterion))
    runs = (CHART_STYLES,) if has_runs else ()
    return CITED_STYLES, FILTER_STYLES, "assets/criteria.css", *facts, *runs


def _near(at: int, count: int) -> tuple[int, int] | None:
    """The pages of the nearest criteria in their section, which begins with the page of all.

    They are as many on each page, so that its bytes do not depend on the number of criteria.
    """
    if count <= FEW:
        return None
    shown = 2 * _EACH_WAY + 1
    start = max(0, min(at - _EACH_WAY, count - shown))
    return start + 1, start + 1 + shown
