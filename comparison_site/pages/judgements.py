"""The pages that readers choose by: the overview, criteria, scenarios, the sum and the options."""

from functools import partial

from comparison_site.analysis import answers, changes, claims, marks, outcomes, versions
from comparison_site.analysis.bearings import named
from comparison_site.analysis.decide_view import decide_context
from comparison_site.core.inline_text import plain_text
from comparison_site.core.later import Later
from comparison_site.model import Criterion, Option
from comparison_site.outputs import json_ld, search
from comparison_site.outputs.cards import criterion_card, option_card, scenarios_card, verdicts_card
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages import contexts
from comparison_site.pages.entry import about_the_whole, addresses_in
from comparison_site.pages.evidence import RUN_STYLES

_STYLES = "assets/criteria.css"
_TABS_IN_A_ROW = 8
"""As many criteria have tabs side by side on a wide window; more stand one below the other."""


def overview(known: BuildContext) -> Page:
    """The front page."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "index",
        template="overview.md",
        context=Later(
            lambda: {
                "answer": answers.short_answer(comparison),
                "tally": outcomes.tally(comparison),
                "reviews": versions.reviews(comparison),
                "news": changes.news(comparison),
                "most": changes.NEWS_AT_MOST,
            }
        ),
        place=Place.TAB,
        title=comparison.title,
        description=plain_text(comparison.bottom_line),
        summary="all verdicts in one table",
        styles=("assets/overview.css",),
        scripts=("assets/since.js",),
        linked=Later(lambda: json_ld.overview(comparison, addresses_in(known, "index"))),
        card=verdicts_card(comparison, "index.md", comparison.question),
        shared=comparison.question,
    )


def criteria_page(known: BuildContext) -> Page:
    """All criteria, a tab for each, with the options side by side. It says nothing of its own."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "criteria",
        ", ".join(criterion.name for criterion in comparison.criteria),
        title="All criteria",
        context={
            "by_stance": claims.by_stance,
            "evidence": partial(claims.evidence, comparison),
            "few": len(comparison.criteria) <= _TABS_IN_A_ROW,
        },
        summary="every criterion with its verdict, and the options side by side",
        place=Place.TAB,
        section="Criteria",
        search={"exclude": True},
        styles=(_STYLES,),
        scripts=("assets/criteria.js",),
    )


def criterion_page(known: BuildContext, criterion: Criterion) -> Page:
    """Described by who won and why: enough for somebody who sees nothing else."""
    comparison, name = known.comparison, f"criteria/{criterion.id}"
    has_runs = any(comparison.run(comparison.source(one)) for one in named(criterion))
    published = criterion.verdict.published
    words = marks.marked(comparison, criterion, outcomes.verdict_words(comparison, published))
    return about_the_whole(
        known,
        name,
        template="criterion.md",
        context=Later(lambda: contexts.criterion_context(comparison, criterion)),
        title=criterion.name,
        description=f"{words}. {plain_text(published.because)}",
        place=Place.TAB,
        section="Criteria",
        search={"boost": search.VERDICTS},
        keywords=criterion.keywords,
        hide=("toc",),
        styles=(_STYLES, *RUN_STYLES) if has_runs else (_STYLES,),
        scripts=("assets/evidence.js", "assets/links.js"),
        linked=Later(lambda: json_ld.review(comparison, criterion, addresses_in(known, name))),
        card=criterion_card(comparison, criterion),
        shared=f"{comparison.title}: {criterion.question}",
    )


def scenarios_page(known: BuildContext) -> Page:
    """What to take for which need."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "scenarios",
        place=Place.TAB,
        context=Later(lambda: contexts.scenarios_context(comparison)),
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
        context=Later(lambda: decide_context(known.comparison)),
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
        context=Later(
            lambda: {"standings": [outcomes.standing(comparison, o) for o in comparison.options]}
        ),
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
        context=Later(lambda: contexts.option_context(comparison, option)),
        title=option.name,
        search={"boost": search.ADVICE},
        keywords=option.keywords,
        description=plain_text(option.summary),
        section="Options",
        hide=(),
        linked=Later(
            lambda: json_ld.web_page(comparison, here, mainEntity=json_ld.software(option, here))
        ),
        card=option_card(comparison, option),
    )
