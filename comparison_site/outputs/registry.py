"""All files that programs read, gathered: JSON, schema, feed, badges, twins, cards, results."""

from collections.abc import Iterator, Mapping

from comparison_site.model import Comparison
from comparison_site.outputs.api import API_PATH, SCHEMA_PATH, comparison_json, comparison_schema
from comparison_site.outputs.badges import badge_json, badge_svg
from comparison_site.outputs.card_drawing import draw
from comparison_site.outputs.cards import cards
from comparison_site.outputs.feed import FEED_PATH, feed
from comparison_site.outputs.handwritten import NOTHING_WRITTEN, Written
from comparison_site.outputs.markdown_copies import MachineFile, Render, twins

__all__ = ["MachineFile", "Render", "machine_files"]


def machine_files(
    comparison: Comparison,
    base_url: str,
    render: Render,
    newest: Mapping[str, str] | None = None,
    written: Written = NOTHING_WRITTEN,
) -> tuple[MachineFile, ...]:
    """Every machine-readable file of the site but JSON-LD, which stands in the pages' heads.

    `base_url` is the site's address and ends in a slash, or is empty when it is not known;
    `render` renders a template of `templates/machine`; `newest` holds the newest known release of
    each option, by its id; `written` is what the site says that is not in the data. Every path is
    different.
    """
    known = newest or {}
    texts = (MachineFile(path, text.encode()) for path, text in _texts(comparison, base_url, known))
    images = (MachineFile(card.path, draw(comparison, card)) for card in cards(comparison))
    results = (MachineFile(f"evidence/{run.id}.json", run.raw) for run in comparison.runs)
    return (*texts, *twins(comparison, base_url, render, known, written), *images, *results)


def _texts(
    comparison: Comparison, base_url: str, newest: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    yield API_PATH, comparison_json(comparison, base_url, newest)
    yield SCHEMA_PATH, comparison_schema(base_url)
    yield FEED_PATH, feed(comparison, base_url)
    for criterion in comparison.criteria:
        yield f"badges/{criterion.id}.svg", badge_svg(comparison, criterion)
        yield f"badges/{criterion.id}.json", badge_json(comparison, criterion)
