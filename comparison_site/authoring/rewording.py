"""Which words of a text were changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.5
_CONTEXT = 6


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came; `before` and `after` are the same where they stayed."""

    before: str
    after: str


def rewording(before: str, after: str) -> tuple[Piece, ...]:
    """The texts as pieces that stayed or changed; nothing if they have little in common.

    Long runs of words that stayed are shortened to those beside a change.
    """
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ()
    return tuple(_pieces(matcher, old, new))


def _pieces(matcher: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        was, now = old[start:end], new[new_start:new_end]
        if tag == "equal":
            was = now = _shortened(was, first=start == 0, last=end == len(old))
        yield Piece(" ".join(was), " ".join(now))


def _shortened(words: list[str], *, first: bool, last: bool) -> list[str]:
    head, tail = (0 if first else _CONTEXT), (0 if last else _CONTEXT)
    if len(words) <= head + tail + 1:
        return words
    return [*words[:head], "…", *words[len(words) - tail :]]
