"""What the preview image of each page says; `drawing` turns it into pixels.

Where the font leaves no letter of a name, the id of the criterion or option stands in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comparison_site.analysis.outcome_words import badge_words, contested_mark, verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Option
from comparison_site.outputs.badges import NEUTRAL_COLOR, option_color, outcome_color
from comparison_site.outputs.json_ld import GENERAL
from comparison_site.outputs.lettering import drawable

_LONGEST_WORDS = 110


@dataclass(frozen=True)
class Card:
    """What a card says: a heading, a line in the accent, a sentence, and the colours on its edge.

    `path` is relative to the site's root; `reviewed_on` is the day at its foot.
    """

    path: str
    heading: str
    accented: str
    sentence: str
    accent: str
    stripes: tuple[str, ...]
    reviewed_on: date


def card_path(page: str) -> str:
    """Where the card of a page stands: `criteria/speed.md` has `cards/criteria/speed.png`."""
    return f"cards/{page.removesuffix('.md')}.png"


def cards(comparison: Comparison) -> tuple[Card, ...]:
    """A card for every generated page."""
    return tuple(_cards(comparison))


def _cards(comparison: Comparison) -> Iterator[Card]:
    yield _plain(comparison, "index.md", comparison.question, comparison.bottom_line)
    for criterion in comparison.criteria:
        yield _of_criterion(comparison, criterion)
    if comparison.scenarios:
        needs = ", ".join(scenario.need for scenario in comparison.scenarios)
        yield _plain(comparison, "scenarios.md", comparison.question, needs)
    for option in comparison.options:
        yield _of_option(comparison, option)
    publishers = ", ".join(dict.fromkeys(source.publisher for source in comparison.sources))
    yield _plain(comparison, "sources.md", comparison.question, publishers)
    for name in GENERAL:
        yield _plain(comparison, f"{name}.md", name.capitalize(), comparison.question)
    if comparison.runs:
        titles = ", ".join(run.about.title for run in comparison.runs)
        yield _plain(comparison, "evidence.md", comparison.question, titles)
    for run in comparison.runs:
        yield _plain(comparison, f"evidence/{run.id}.md", run.about.title, run.about.task)


def _plain(comparison: Comparison, page: str, heading: str, text: str) -> Card:
    return Card(
        path=card_path(page),
        heading=_or_else(heading, page.removesuffix(".md")),
        accented=", ".join(option.name for option in comparison.options),
        sentence=plain_text(text),
        accent=NEUTRAL_COLOR,
        stripes=tuple(option_color(option.hue) for option in comparison.options),
        reviewed_on=comparison.last_reviewed,
    )


def _of_criterion(comparison: Comparison, criterion: Criterion) -> Card:
    published = criterion.verdict.published
    full = verdict_words(comparison, published)
    words = full if len(full) <= _LONGEST_WORDS else badge_words(comparison, published)
    accent = outcome_color(comparison, published)
    stripes = [option_color(comparison.option(name).hue) for name in published.option_ids]
    return Card(
        path=card_path(f"criteria/{criterion.id}.md"),
        heading=_or_else(criterion.name, criterion.id),
        accented=words + contested_mark(criterion),
        sentence=plain_text(published.because),
        accent=accent,
        stripes=tuple(stripes) or (accent,),
        reviewed_on=criterion.verdict.reviewed_on,
    )


def _of_option(comparison: Comparison, option: Option) -> Card:
    color = option_color(option.hue)
    return Card(
        path=card_path(f"options/{option.id}.md"),
        heading=_or_else(option.name, option.id),
        accented=option.version,
        sentence=plain_text(option.summary),
        accent=color,
        stripes=(color,),
        reviewed_on=comparison.last_reviewed,
    )


def _or_else(text: str, name: str) -> str:
    return text if any(letter.isalnum() for letter in drawable(text)) else name
