"""Badges to put on other sites: what each says, as SVG, as JSON, and what to paste."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from comparison_site.analysis.marks import as_draft, mark_words
from comparison_site.analysis.outcomes import outcome_words, tally, verdict_words
from comparison_site.analysis.ranking import order_words, place
from comparison_site.core.room import first_of
from comparison_site.core.vocabulary import Status
from comparison_site.model import Comparison, Criterion, Outcome, Scenario
from comparison_site.outputs.badge_drawing import Badge
from comparison_site.outputs.colors import NEUTRAL_COLOR, option_color, outcome_color

STAND_IN = "https://example.org/"
"""What snippets say where the site's own address is not known."""

OVERALL = "badge"
"""Where the badge of the whole stands, without its ending: no record can have that address."""

_LONGEST = 38  # letters of a message; beyond, the others are counted
_LONGEST_LINE, _MOST_LINES = 75, 4


def badges(comparison: Comparison) -> Iterator[Badge]:
    """Every badge: of the whole, of each verdict, of each scenario; of a draft, each says so."""
    found = [overall_badge(comparison)]
    found += (criterion_badge(comparison, criterion) for criterion in comparison.criteria)
    found += (scenario_badge(comparison, scenario) for scenario in comparison.scenarios)
    return (replace(one, message=as_draft(comparison, one.message)) for one in found)


def overall_badge(comparison: Comparison) -> Badge:
    """Who wins how many of the criteria, and how many are contested."""
    counts, total = tally(comparison), len(comparison.criteria)
    words, color = f"No winner in {total}", NEUTRAL_COLOR
    if counts.ahead:
        first, second = counts.ahead[0], counts.ahead[1:2]
        words = f"{first.option.name} wins {len(first.wins)} of {total}"
        words += "".join(f", {other.option.name} {len(other.wins)}" for other in second)
        others = sum(len(other.wins) for other in counts.ahead[2:])
        words += f", others {others}" if others else ""
        if all(len(other.wins) < len(first.wins) for other in second):
            color = option_color(first.option.hue)
    mark = f"{counts.contested} of {total} {Status.OPEN.words.casefold()}"
    mark = mark if counts.contested else ""
    about = comparison.question
    return Badge((OVERALL,), "", comparison.title, words, color, mark=mark, about=about)


def criterion_badge(comparison: Comparison, criterion: Criterion) -> Badge:
    """The badge of a verdict."""
    verdict = criterion.verdict
    about = f"{comparison.title}. {verdict_words(comparison, verdict.published)}"
    if order := order_words(comparison, verdict.published):
        about += f". {order}"
    return Badge(
        tuple(f"badges/{name}" for name in (criterion.id, *criterion.other_ids)),
        f"criteria/{criterion.id}/",
        criterion.name,
        _who(comparison, verdict.published),
        outcome_color(comparison, verdict.published),
        _details(comparison, verdict.published),
        mark_words(comparison, criterion),
        f"{about}. {verdict.reviewed_on.isoformat()}",
    )


def scenario_badge(comparison: Comparison, scenario: Scenario) -> Badge:
    """The badge of advice."""
    return Badge(
        tuple(f"badges/scenarios/{name}" for name in (scenario.id, *scenario.other_ids)),
        f"scenarios/#{scenario.id}",
        scenario.need,
        _who(comparison, scenario.published),
        outcome_color(comparison, scenario.published),
        _details(comparison, scenario.published),
        mark_words(comparison, scenario),
        f"{comparison.title}. {outcome_words(comparison, scenario.published)}",
    )


@dataclass(frozen=True)
class Snippet:
    """A badge's text to paste, as Markdown and as HTML."""

    badge: Badge
    markdown: str
    html: str


def snippet(badge: Badge, base_url: str = "") -> Snippet:
    """What to paste, with absolute addresses below `base_url`."""
    base = base_url or STAND_IN
    picture, page = f"{base}{badge.paths[0]}.svg", f"{base}{badge.page}"
    plain = re.sub(r"([\\\[\]!*_`<>|])", r"\\\1", badge.title)
    html = f'<a href="{page}"><img src="{picture}" alt="{escape(badge.title)}"></a>'
    return Snippet(badge, f"[![{plain}]({picture})]({page})", html)


def _who(comparison: Comparison, outcome: Outcome) -> str:
    """Who is ahead of whom; where nobody is ahead, between whom."""
    others_by_place = sorted(
        (option for option in comparison.options if option.id not in outcome.winners),
        key=lambda option: place(outcome, option.id) or (len(comparison.options) + 1, 0),
    )
    names = [option.name for option in others_by_place]
    before, others = f"{outcome.kind.words}: ", f"{len(names)} options"
    if outcome.winners:
        before = f"{outcome_words(comparison, outcome)} over "
        others = f"{len(names)} others"
    together = before + (" and ".join(names) if len(names) == 2 else ", ".join(names))  # noqa: PLR2004
    return together if len(together) <= _LONGEST or len(names) == 1 else before + others


def _details(comparison: Comparison, outcome: Outcome) -> tuple[str, ...]:
    """What a split depends on: its parts in a line, or each on its own, of many the first few."""
    parts = [f"{comparison.option(p.option).name} for {p.purpose}" for p in outcome.parts]
    if len("; ".join(parts)) <= _LONGEST_LINE:
        return ("; ".join(parts),) if parts else ()
    kept, left = first_of(parts, _MOST_LINES)
    return (*kept, f"and {left} more") if left else tuple(kept)
