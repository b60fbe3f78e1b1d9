"""Comments in a YAML text, which an edit may take along and must not lose in silence."""

import re

from comparison_site.loading.yaml_reader import BLOCK, FLOW, Document

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n\r]*", re.MULTILINE)


def comments(text: str, document: Document, start: int, end: int) -> list[str]:
    """The comments between two offsets: whatever starts with `#` outside of every text in it."""
    texts = [  # a folded text begins below the line of its sign
        (
            text.find("\n", span.start) + 1 or len(text) if span.style in "|>" else span.start,
            span.end,
        )
        for span in document.spans.values()
        if span.style not in (BLOCK, FLOW)
    ]
    found = ((start + one.start(), one[0]) for one in _COMMENT.finditer(text[start:end]))
    return [comment for at, comment in found if not any(a <= at < z for a, z in texts)]
