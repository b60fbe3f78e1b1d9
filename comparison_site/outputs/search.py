"""What the site's search is told besides the text of pages.

The host's search plugin makes an entry of every section of a page. Its entries have fields
`location`, `title` and `text`, both HTML, `tags`, a list of HTML, and `boost`, a factor.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from comparison_site.analysis.compare import groups, told
from comparison_site.analysis.marks import marked
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Scenario

Entry = dict[str, Any]

ADVICE, VERDICTS, RECORDS = 6, 2, 0.3
"""How much a match counts: in options and advice, in verdicts, in lists that name everything."""

_BLOCK_END = re.compile(r"(</(?:dt|dd|th|td|caption|li|p|div|h[1-6])>)(?=<)")
_FOR_THE_SEARCH = re.compile(r'\s?data-search-\w+="[^"]+"')
_NO_WORDS = re.compile(
    r'<(?:a|span) class="(?:point__link|row-link|verdict__link|cites|headerlink)"(?! data-search)'
)


@dataclass(frozen=True)
class Findable:
    """A part of a page that the search finds by itself: where it stands and what it says."""

    anchor: str
    title: str
    text: str
    keywords: tuple[str, ...]
    boost: float


def scenarios(comparison: Comparison) -> tuple[Findable, ...]:
    """The rows of the table of scenarios."""
    return tuple(
        Findable(s.id, s.need, _advice(comparison, s), s.keywords, ADVICE)
        for s in comparison.scenarios
    )


def facts(comparison: Comparison) -> tuple[Findable, ...]:
    """The rows of the table of facts."""
    return tuple(
        Findable(f"fact-{row.fact.id}", row.fact.name, told(comparison, row), (), RECORDS)
        for _, rows in groups(comparison)
        for row in rows
    )


def _advice(comparison: Comparison, scenario: Scenario) -> str:
    words = marked(comparison, scenario, outcome_words(comparison, scenario.published))
    return f"{words}. {plain_text(scenario.published.because)}"


def legible(html: str) -> str:
    """An article in which the search reads no two words as one, and no marks of links as words.

    What is added stands between blocks, where it is not seen, or is taken out by the plugin.
    """
    quiet = _NO_WORDS.sub(lambda found: f'{found[0]} data-search-exclude="yes"', html)
    return _BLOCK_END.sub(r"\1 ", quiet)


def unmarked(html: str) -> str:
    """An article without what only the search reads, as the theme's plugin leaves it."""
    return _FOR_THE_SEARCH.sub("", html)


def complete(
    entries: list[Entry], address: str, keywords: Sequence[str], parts: Sequence[Findable]
) -> None:
    """Add to the entries of the page at an address its keywords and its parts."""
    page = next((entry for entry in reversed(entries) if entry["location"] == address), None)
    if page is None:
        return
    if keywords:
        page["tags"] = [escape(word) for word in keywords]
    entries += (
        {
            "location": f"{address}#{part.anchor}",
            "title": escape(part.title),
            "text": f"<p>{escape(part.text)}</p>",
            "tags": [escape(word) for word in part.keywords],
            "boost": part.boost,
        }
        for part in parts
    )
