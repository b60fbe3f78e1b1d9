"""The pages that readers choose by: verdicts, facts, scenarios, the sum, options, the summary."""

from comparison_site.analysis import claims, compare, outcomes, versions
from comparison_site.analysis.decide_view import decide_context
from comparison_site.core.inline_text import plain_text
from comparison_site.core.room import groups_of
from comparison_site.model import Comparison, Option
from comparison_site.outputs import json_ld, search
from comparison_site.outputs.cards import option_card, scenarios_card, verdicts_card
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.outputs.slide import slide_path
from comparison_site.pages import contexts
from comparison_site.pages.criteria import STYLES
from comparison_site.pages.entry import (
    CITED_STYLES,
    FACT_STYLES,
    FILTER_STYLES,
    about_the_whole,
    addresses_in,
)

_ROWS = 200
"""As many rows stand in a table; of more, the others stand in tables of their own, folded."""
_MOST_VERDICTS = 10  # that have room on the sheet


def overview(known: BuildContext) -> Page:
    """The front page."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "index",
        template="overview.md",
        context=lambda: contexts.overview_context(comparison) | {"to_do": known.left},
        place=Place.TAB,
        title=comparison.title,
        description=plain_text(comparison.bottom_line or comparison.question),
        summary="all verdicts in one table",
        styles=("assets/overview.css",),
        scripts=("assets/since.js",),
        linked=lambda: json_ld.overview(comparison, addresses_in(known, "index")),
        card=verdicts_card(comparison),
        shared=comparison.question,
    )


def compare_page(known: BuildContext) -> Page:
    """Every fact of every criterion: options across, facts down."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "compare",
        ", ".join(option.name for option in comparison.options),
        place=Place.TAB,
        context=lambda: _compared(comparison),
        summary="facts about every option, side by side",
        search={"boost": search.RECORDS},
        findable=search.facts(comparison),
        styles=(CITED_STYLES, FILTER_STYLES, FACT_STYLES, "assets/compare.css"),
        scripts=("assets/compare.js",),
    )


def _compared(comparison: Comparison) -> dict[str, object]:
    cited = (name for one in comparison.criteria for fact in one.facts for name in fact.cited)
    return {
        "folds": groups_of(compare.groups(comparison), _ROWS, size=lambda group: len(group[1])),
        "count": sum(len(criterion.facts) for criterion in comparison.criteria),
        "numbered": claims.numbered(comparison, cited),
    }


def scenarios_page(known: BuildContext) -> Page:
    """What to take for which need."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "scenarios",
        place=Place.TAB,
        context=lambda: contexts.scenarios_context(comparison),
        summary="what to take for which need",
        search={"boost": search.VERDICTS},
        findable=search.scenarios(comparison),
        styles=(CITED_STYLES, FILTER_STYLES, "assets/scenarios.css"),
        scripts=("assets/scenarios.js", "assets/links.js"),
        card=scenarios_card(comparison, comparison.question),
    )


def decide_page(known: BuildContext) -> Page:
    """What the verdicts add up to."""
    return about_the_whole(
        known,
        "decide",
        place=Place.TAB,
        context=lambda: decide_context(known.comparison),
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
        context=lambda: {
            "standings": [outcomes.standing(comparison, o) for o in comparison.options]
        },
        summary="what each option wins, and when to choose or to avoid it",
        section="Options",
        search={"exclude": True},
        styles=(STYLES,),
    )


def option_page(known: BuildContext, option: Option) -> Page:
    """What one option wins, and when to choose it."""
    comparison, name = known.comparison, f"options/{option.id}"
    here = addresses_in(known, name)
    return about_the_whole(
        known,
        name,
        template="option.md",
        context=lambda: contexts.option_context(comparison, option),
        title=option.name,
        search={"boost": search.ADVICE},
        keywords=option.keywords,
        description=plain_text(option.summary) or option.name,
        section="Options",
        hide=(),
        styles=(CITED_STYLES, "assets/option.css"),
        linked=lambda: json_ld.web_page(
            comparison, here, mainEntity=json_ld.software(option, here)
        ),
        card=option_card(comparison, option),
    )


def summary_page(known: BuildContext) -> Page:
    """The question, the first verdicts, what to take for which need, the day and the address."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "summary",
        place=Place.TAKE,
        context=lambda: {
            "criteria": comparison.criteria[:_MOST_VERDICTS],
            "left": max(len(comparison.criteria) - _MOST_VERDICTS, 0),
            "answer": outcomes.short_answer(comparison),
            "tally": outcomes.tally(comparison),
            "reviews": versions.reviews(comparison),
            "base_url": known.base_url,
            "picture": slide_path(comparison),
        },
        summary="the whole on one sheet of paper",
        optional=True,
        search={"exclude": True},  # it says nothing that other pages do not
        styles=("assets/overview.css", "assets/summary.css"),
        card=verdicts_card(comparison),
    )
