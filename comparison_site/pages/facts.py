"""The page that sets the options side by side in facts."""

from comparison_site.analysis import claims, compare
from comparison_site.core.later import Later
from comparison_site.core.room import groups_of
from comparison_site.model import Comparison
from comparison_site.outputs import search
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages.entry import CITED_STYLES, FACT_STYLES, FILTER_STYLES, about_the_whole

_ROWS = 200
"""As many rows stand in a table; of more, the others stand in tables of their own, folded."""


def compare_page(known: BuildContext) -> Page:
    """Every fact of every criterion: options across, facts down."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "compare",
        ", ".join(option.name for option in comparison.options),
        place=Place.TAB,
        context=Later(lambda: _compared(comparison)),
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
