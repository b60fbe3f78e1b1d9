"""What is left to do before a comparison can be published."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.core.inline_text import link_targets
from comparison_site.core.tree import Node, clip
from comparison_site.core.vocabulary import Rule
from comparison_site.lint.linting import lint
from comparison_site.loading.gaps import MISSING
from comparison_site.loading.loader import Loaded

EXAMPLE = "example-address"
"""The code of an address that nobody can have."""
LEFT = frozenset({MISSING, EXAMPLE, Rule.PLACEHOLDER_LEFT})
"""The codes of everything that may be left."""
_RESERVED = ("example.com", "example.net", "example.org", "example", "invalid", "localhost", "test")


def is_reserved(address: str) -> bool:
    """Whether the host of an address is one that examples are given, and nobody else (RFC 2606)."""
    host = f".{(urlsplit(address).hostname or '').rstrip('.')}"
    return any(host.endswith(f".{name}") for name in _RESERVED)


def left(loaded: Loaded, file: str) -> tuple[Diagnostic, ...]:
    """What is missing, and addresses of examples; warnings. Texts to replace are the lint's.

    `file` is what remarks call the file.
    """
    found = (loaded.document.place(one, file) for one in _examples(loaded.document.root))
    return (*loaded.gaps, *found)


def everything_left(loaded: Loaded, file: str, today: date) -> tuple[Diagnostic, ...]:
    """All that is left, texts to replace included."""
    texts = lint(loaded, file, today, of={Rule.PLACEHOLDER_LEFT})
    return (*left(loaded, file), *(one for one in texts if one.rule is Rule.PLACEHOLDER_LEFT))


def _examples(root: Node) -> Iterator[Diagnostic]:
    hint = "write the address of the page that is meant"
    for leaf in root.leaves():
        is_address = leaf.key in ("url", "homepage")
        for address in [leaf.text] if is_address else link_targets(leaf.text):
            if is_reserved(address):
                message = f"'{clip(address)}' stands on a domain that is kept for examples"
                found = Diagnostic(leaf.path, message, hint)
                yield replace(found, rule=EXAMPLE, level=Level.WARNING)
