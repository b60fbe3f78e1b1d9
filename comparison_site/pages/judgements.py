"""The pages that readers choose by: the overview, criteria, scenarios, the sum and the options."""

from functools import partial
from typing import Any
from urllib.parse import urlsplit

from comparison_site.analysis import answers, changes, claims, marks, outcomes, versions
from comparison_site.analysis.decide_view import decide_context
from comparison_site.core.inline_text import plain_text
from comparison_site.core.room import CUT
from comparison_site.model import Comparison, Criterion, Option
from comparison_site.outputs import json_ld, search
from comparison_site.outputs.cards import criterion_card, option_card, scenarios_card, verdicts_card
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages import contexts
from comparison_site.pages.entry import FEW, about_the_whole, addresses_in
from comparison_site.pages.evidence import RUN_STYLES

_STYLES = "assets/criteria.css"
_GROUP = 50
"""As many criteria stand in one table of a long list."""
_TABS_IN_A_ROW = 8
"""As many criteria have tabs side by side on a wide window; more stand one below the other."""


def overview(known: BuildContext) -> Page:
    """The front page."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "index",
        template="overview.md",
        context={
            "answer": answers.short_answer(comparison),
            "tally": outcomes.tally(comparison),
            "reviews": versions.reviews(comparison),
            "news": changes.news(comparison),
            "most": changes.NEWS_AT_MOST,
            "criteria": comparison.criteria[:FEW],
            "left": comparison.criteria[FEW:],
            "all_criteria": _all_criteria(comparison),
        },
        place=Place.TAB,
        title=comparison.title,
        description=plain_text(comparison.bottom_line),
        summary="all verdicts in one table",
        styles=("assets/overview.css",),
        scripts=("assets/since.js",),
        linked=json_ld.overview(comparison, addresses_in(known, "index")),
        card=verdicts_card(comparison, "index.md", comparison.question),
        shared=comparison.question,
    )


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
        title=_all_criteria(comparison),
        place=Place.TAB,
        section="Criteria",
        search={"exclude": True},
        **(_long_list if many else _tabs)(comparison),
    )


def _all_criteria(comparison: Comparison) -> str:
    count = len(comparison.criteria)
    return f"All {count} criteria" if count > FEW else "All criteria"


def _tabs(comparison: Comparison) -> dict[str, Any]:
    return {
        "context": {
            "by_stance": claims.by_stance,
            "evidence": partial(claims.evidence, comparison),
            "few": len(comparison.criteria) <= _TABS_IN_A_ROW,
        },
        "summary": "every criterion with its verdict, and the options side by side",
        "styles": (_STYLES,),
        "scripts": ("assets/criteria.js",),
    }


def _long_list(comparison: Comparison) -> dict[str, Any]:
    starts = range(0, len(comparison.criteria), _GROUP)
    return {
        "template": "all-criteria.md",
        "context": {
            "groups": [(at + 1, comparison.criteria[at : at + _GROUP]) for at in starts],
            "tally": outcomes.tally(comparison),
        },
        "summary": "every criterion with its verdict",
        "styles": ("assets/overview.css", _STYLES),
    }


def criterion_page(known: BuildContext, criterion: Criterion) -> Page:
    """Described by who won and why: enough for somebody who sees nothing else."""
    comparison, name = known.comparison, f"criteria/{criterion.id}"
    given = contexts.criterion_context(comparison, criterion)
    published = criterion.verdict.published
    words = marks.marked(comparison, criterion, outcomes.verdict_words(comparison, published))
    return about_the_whole(
        known,
        name,
        template="criterion.md",
        context=given,
        title=criterion.name,
        description=f"{words}. {plain_text(published.because)}",
        place=Place.TAB,
        section="Criteria",
        search={"boost": search.VERDICTS},
        keywords=criterion.keywords,
        hide=("toc",),
        styles=(_STYLES, *RUN_STYLES) if given["runs"] else (_STYLES,),
        scripts=("assets/evidence.js", "assets/links.js"),
        linked=json_ld.review(comparison, criterion, addresses_in(known, name)),
        card=criterion_card(comparison, criterion),
        shared=f"{comparison.title}: {criterion.question}",
    )


def scenarios_page(known: BuildContext) -> Page:
    """The page is told whose advice is contested, and what all of it cites."""
    comparison = known.comparison
    disputed = [scenario for scenario in comparison.scenarios if scenario.open_proposal]
    published = [name for scenario in comparison.scenarios for name in scenario.published.sources]
    proposed = [name for scenario in disputed for name in scenario.cited]
    numbered = claims.numbered(comparison, published + proposed)
    return about_the_whole(
        known,
        "scenarios",
        place=Place.TAB,
        context={"disputed": disputed, "numbered": numbered},
        summary="what to take for which need",
        search={"boost": search.VERDICTS},
        findable=search.scenarios(comparison),
        styles=("assets/scenarios.css",),
        scripts=("assets/scenarios.js", "assets/links.js"),
        card=scenarios_card(comparison, comparison.question),
    )


def decide_page(known: BuildContext) -> Page:
    """What the verdicts add up to."""
    return about_the_whole(
        known,
        "decide",
        place=Place.TAB,
        context=decide_context(known.comparison),
        summary="what the verdicts add up to, and what would tip the sum",
        styles=("assets/decide.css",),
        scripts=("assets/decide.js",),
    )


def options_page(known: BuildContext) -> Page:
    """All options side by side. It says nothing of its own."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "options",
        ", ".join(option.name for option in comparison.options),
        title="All options",
        context={
            "standings": [outcomes.standing(comparison, o) for o in comparison.options],
        },
        summary="what each option wins, and when to choose or to avoid it",
        section="Options",
        search={"exclude": True},
        styles=(_STYLES,),
    )


def option_page(known: BuildContext, option: Option) -> Page:
    """What one option wins, and when to choose it."""
    comparison, name = known.comparison, f"options/{option.id}"
    here = addresses_in(known, name)
    return about_the_whole(
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
        search={"boost": search.ADVICE},
        keywords=option.keywords,
        description=plain_text(option.summary),
        section="Options",
        hide=(),
        linked=json_ld.web_page(comparison, here, mainEntity=json_ld.software(option, here)),
        card=option_card(comparison, option),
    )
