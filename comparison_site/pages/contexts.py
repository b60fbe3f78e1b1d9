"""What the templates of a page and of its Markdown twin are given, so that both say the same."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from comparison_site.analysis.citations import citations, cited_by, evidence, numbered, opinion_only
from comparison_site.analysis.scoreboard import standing
from comparison_site.analysis.versions import outdated_besides, outdated_everywhere
from comparison_site.model import Comparison, Criterion, Option
from comparison_site.pages.run_views import behind, behind_point, citing

Context = dict[str, Any]


def criterion_context(comparison: Comparison, criterion: Criterion) -> Context:
    """The verdict's criterion with its sources, its runs, and the advice that rests on it."""
    places = criterion.positions.values()
    return {
        "criterion": criterion,
        "number": comparison.criteria.index(criterion) + 1,
        "numbered": numbered(comparison, cited_by(criterion)),
        "scenarios": [s for s in comparison.scenarios if criterion.id in s.criteria],
        "evidence": partial(evidence, comparison),
        "opinion_only": partial(opinion_only, comparison),
        "cited_points": [point for place in places for point in place.points],
        "runs": behind(comparison, criterion),
        "behind": partial(behind_point, comparison),
    }


def scenarios_context(comparison: Comparison) -> Context:
    """The scenarios whose advice is contested, and the sources of what is proposed instead."""
    return {
        "disputed": [scenario for scenario in comparison.scenarios if scenario.open_proposal],
        "numbered": numbered(comparison, _proposed(comparison)),
    }


def option_context(comparison: Comparison, option: Option) -> Context:
    """The option with its verdicts and the sources of its facts."""
    return {
        "option": option,
        "homepage": urlsplit(option.homepage).hostname,
        "standing": standing(comparison, option),
        "numbered": numbered(comparison, iter(option.sources)),
    }


def evidence_context(comparison: Comparison) -> Context:
    """What the list of all runs needs to know about them together."""
    everywhere = outdated_everywhere(comparison)
    return {
        "pairs": [run for run in comparison.runs if run.result.kind == "pair"],
        "benchmarks": [run for run in comparison.runs if run.result.kind == "benchmark"],
        "citing": partial(citing, comparison),
        "outdated_everywhere": everywhere,
        "outdated_here": partial(outdated_besides, everywhere, comparison),
    }


def sources_context(comparison: Comparison) -> Context:
    """Which claims cite which source, and how many sources there are of each kind."""
    kinds = Counter(source.kind for source in comparison.sources)
    return {"citations": citations(comparison), "evidence_kinds": kinds.most_common()}


def _proposed(comparison: Comparison) -> Iterator[str]:
    proposals = (scenario.open_proposal for scenario in comparison.scenarios)
    return (name for proposal in proposals if proposal for name in proposal.sources)
