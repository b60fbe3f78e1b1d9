"""What an editor probably meant to type."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

from comparison_site.core.tree import clip

_LISTED_AT_MOST = 15
_LONGEST_WORD = 100
_COMPARED_AT_MOST = 1000  # comparing words is slow


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint that names the choice nearest to what was typed, or all of them if none is near."""
    known = list(choices)
    if near := nearest(word, known):
        return f"did you mean '{clip(near)}'?"
    return f"known: {', '.join(map(clip, known))}" if 0 < len(known) <= _LISTED_AT_MOST else ""


def nearest(word: str, choices: Iterable[str]) -> str:
    """The choice that is spelt most like the word; nothing if none is near."""
    few = list(islice(choices, _COMPARED_AT_MOST))
    near = get_close_matches(word[:_LONGEST_WORD].lower(), few, n=1, cutoff=0.6)
    return near[0] if near else ""
