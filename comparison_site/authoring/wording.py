"""Whether two texts say the same: a slip of the pen that was mended is no other statement."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import groupby

from comparison_site.core.inline_text import plain_text

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['-][^\W_]+)*|[<>=≤≥≠≈]")
_JOINTS = re.compile(r"['-]")
_ARTICLES = ("a", "an", "the")
_DENIED = ("n't", "not")
_TURNED = ("r", "er", "st", "est", "less")
_LONG = 5  # letters from which on a word is known although one of them is wrong
_ALIKE = 0.8


def says_the_same(
    before: str, after: str, names: Iterable[str] = (), numbers_move: bool = False
) -> bool:
    """Whether a text changed in no more than its spelling.

    The measure: capitals, marks, articles and doubled words do not count. Every other word must
    stay, in its order, or be the same word spelt better: with the same first letter and the same
    letters in another order or, from five letters on, more than 0.8 alike by difflib; a denial
    ("can't") and a step ("quicker") are other words. Numbers stay as they are, unless
    `numbers_move` because they were measured again, and so do `names`.
    """
    texts = [plain_text(text).casefold().replace("\u2019", "'") for text in (before, after)]
    named = [[_count(name.casefold(), text) for name in names] for text in texts]
    old, new = (_words(text, numbers_move) for text in texts)
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return named[0] == named[1] and all(
        tag == "equal" or _is_respelt(old[start:end], new[new_start:new_end])
        for tag, start, end, new_start, new_end in changes
    )


def _count(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _words(text: str, numbers_move: bool) -> list[str]:
    words = ("0" if numbers_move and word[0].isdigit() else word for word in _WORD.findall(text))
    return [word for word, _ in groupby(words)]


def _is_respelt(old: list[str], new: list[str]) -> bool:
    """Whether the words of two runs are the same but for articles, joints and spelling."""
    bare = ([word for word in words if word not in _ARTICLES] for words in (old, new))
    return any(
        _joined(was) == _joined(now) or (len(was) == len(now) and all(map(_is_alike, was, now)))
        for was, now in (bare, (old, new))
    )


def _joined(words: Iterable[str]) -> str:
    return _JOINTS.sub("", "".join(words))


def _is_alike(old: str, new: str) -> bool:
    was, now = _joined(old), _joined(new)
    if was == now:
        return True
    if was[:1] != now[:1] or old.endswith(_DENIED) != new.endswith(_DENIED):
        return False
    short, long = sorted((was, now), key=len)
    is_turned = long.startswith(short) and long.removeprefix(short) in _TURNED
    if is_turned or any(letter.isdigit() for letter in was + now):
        return False
    ratio = SequenceMatcher(None, was, now, autojunk=False).ratio()
    return sorted(was) == sorted(now) or (len(short) >= _LONG and ratio > _ALIKE)
