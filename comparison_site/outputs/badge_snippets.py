"""The snippets that put a verdict's badge on another page."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from comparison_site.model import Comparison, Criterion
from comparison_site.outputs.badges import badge_title

STAND_IN = "https://example.org/"
"""What snippets say where the site's own address is not known."""


@dataclass(frozen=True)
class Snippet:
    """A badge's text to paste, as Markdown and as HTML."""

    criterion: Criterion
    words: str
    markdown: str
    html: str


def snippets(comparison: Comparison, base_url: str = "") -> tuple[Snippet, ...]:
    """One snippet for each verdict, with absolute addresses below `base_url`."""
    base = base_url or STAND_IN
    return tuple(_snippet(comparison, criterion, base) for criterion in comparison.criteria)


def sharing_context(comparison: Comparison, base_url: str) -> dict[str, Any]:
    """What the template of the page about sharing and that of its twin are given."""
    return {"snippets": snippets(comparison, base_url), "base_url": base_url}


def _snippet(comparison: Comparison, criterion: Criterion, base: str) -> Snippet:
    words = badge_title(comparison, criterion)
    picture, page = f"{base}badges/{criterion.id}.svg", f"{base}criteria/{criterion.id}/"
    plain = re.sub(r"([\\\[\]!*_`<>|])", r"\\\1", words)
    return Snippet(
        criterion=criterion,
        words=words,
        markdown=f"[![{plain}]({picture})]({page})",
        html=f'<a href="{page}"><img src="{picture}" alt="{escape(words)}"></a>',
    )
