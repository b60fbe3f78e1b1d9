"""The page to take to a meeting: the whole on one sheet of paper, and as a picture for a slide."""

from comparison_site.analysis import answers, outcomes, versions
from comparison_site.core.later import Later
from comparison_site.outputs.cards import verdicts_card
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.outputs.slide import slide_path
from comparison_site.pages.entry import about_the_whole

_MOST_VERDICTS = 10  # that have room on the sheet


def summary_page(known: BuildContext) -> Page:
    """The question, the first verdicts, what to take for which need, the day and the address."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "summary",
        place=Place.TAKE,
        context=Later(
            lambda: {
                "criteria": comparison.criteria[:_MOST_VERDICTS],
                "left": max(len(comparison.criteria) - _MOST_VERDICTS, 0),
                "answer": answers.short_answer(comparison),
                "tally": outcomes.tally(comparison),
                "reviews": versions.reviews(comparison),
                "base_url": known.base_url,
                "picture": slide_path(comparison),
            }
        ),
        summary="the whole on one sheet of paper",
        optional=True,
        search={"exclude": True},  # it says nothing that other pages do not
        styles=("assets/overview.css", "assets/summary.css"),
        card=verdicts_card(comparison),
    )
