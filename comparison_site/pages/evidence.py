"""The pages about runs: all of them, and each with its programs and figures."""

from comparison_site.analysis.findings import finding
from comparison_site.core.later import Later
from comparison_site.outputs import json_ld
from comparison_site.outputs.cards import run_card, runs_card
from comparison_site.outputs.registry import BuildContext, Page, Place
from comparison_site.pages.entry import CITED_STYLES, about_the_whole, addresses_in
from comparison_site.pages.run_contexts import list_context, run_context
from comparison_site.results.runs import Run

CHART_STYLES = "assets/charts.css"
"""The style sheet of pages that show what runs found."""
RUN_STYLES = (CHART_STYLES, "assets/runs.css")
"""The style sheets of pages about runs."""
TAB_STYLES = "assets/run-tabs.css"
"""The style sheet made for as many tabs as the largest run has programs."""


def evidence_page(known: BuildContext) -> Page:
    """All runs."""
    comparison = known.comparison
    return about_the_whole(
        known,
        "evidence",
        place=Place.TAB,
        context=Later(lambda: list_context(comparison)),
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
        context=Later(lambda: run_context(known, run)),
        title=about.title,
        description=f"{found}.",
        listed=False,
        optional=True,
        above="evidence.md",
        search={"boost": 0.5},
        styles=(CITED_STYLES, *RUN_STYLES, TAB_STYLES),
        scripts=("assets/copy.js",),
        linked=Later(
            lambda: json_ld.web_page(comparison, here, mainEntity=json_ld.dataset(run, here))
        ),
        card=run_card(comparison, run),
    )
