"""Text on a picture: fonts, what they hold, and lines that fit.

The fonts hold Latin letters with their accents, Greek and Cyrillic. Others are drawn as the nearest
letters (`→` as `->`), an emoji is left out. Letters that none is near to (Chinese) cannot be drawn.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from io import BytesIO

from PIL import ImageFont

from comparison_site.core.room import shortened
from comparison_site.outputs.fonts import Face, unpacked

LINE_HEIGHT = 1.25

_MISSING = "…"
_LEFT_OUT = (
    "So",
    "Sk",
    "Cf",
    "Mn",
    "Mc",
    "Me",
)  # signs that say nothing by themselves, and accents
_NEAREST = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
        **{"\u2192": "->", "\u2190": "<-", "\u0131": "i", "\u0142": "l", "\u0141": "L"},
        **{"\u0111": "d", "\u0110": "D"},
    }
)


def drawable(text: str, face: Face = Face.TEXT) -> str:
    """The text in characters that the font holds, with `…` for each run of those without any."""
    letters: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        nearest = " " if letter.isspace() else _nearest(letter, face)
        if nearest and (nearest != _MISSING or letters[-1:] != [_MISSING]):
            letters.append(nearest)
    return " ".join("".join(letters).split())


def is_drawable(text: str, faces: Iterable[Face] = Face) -> bool:
    """Whether each letter of a text, or one that it is near to, can be drawn in some fonts."""
    if text.isascii():
        return True
    letters = [one for one in unicodedata.normalize("NFC", text) if not one.isspace()]
    drawn = [(letter, _nearest(letter, face)) for face in faces for letter in letters]
    is_lost = any(near == _MISSING != letter for letter, near in drawn)
    return not is_lost and any(near for _, near in drawn)


@cache
def _nearest(letter: str, face: Face) -> str:
    """The letter or, where the font lacks it, those near to it; `…` where there are none."""
    if _holds(letter, face):
        return letter
    decomposed = unicodedata.normalize("NFKD", letter.translate(_NEAREST))
    held = "".join(each for each in decomposed if _holds(each, face))
    return held or ("" if unicodedata.category(letter) in _LEFT_OUT else _MISSING)


def wrapped(text: str, face: Face, size: int, width: int) -> list[str]:
    """The text in lines of so many pixels; a word that is too long is cut in two."""
    lines, line = [], ""
    end = 0.0
    for word in text.split():
        end = end_of(word, face, size, line, end)
        if end <= width:
            line = f"{line} {word}".strip()
            continue
        lines.extend([line] if line else [])
        line = ""
        for letter in word:
            if text_width(line + letter, face, size) > width:
                lines.append(line)
                line = ""
            line += letter
        end = text_width(line, face, size)
    return [*lines, line] if line else lines


def end_of(word: str, face: Face, size: int, line: str, end: float) -> float:
    """Where a word ends that follows a line which ends there: to measure the whole line again and
    again takes a third of the time in which a card is drawn.

    Two characters that meet may stand nearer to each other; it matters to no third one.
    """
    if not line:
        return text_width(word, face, size)
    last = line[-1]
    space = text_width(f"{last} ", face, size) - text_width(last, face, size)
    return end + space + text_width(f" {word}", face, size) - text_width(" ", face, size)


def fitted(
    text: str, face: Face, room: tuple[int, int], sizes: tuple[int, ...]
) -> tuple[int, list[str]]:
    """The largest size at which the text fits into so many pixels, and its lines.

    A text that fits at no size, such as a list of hundreds of names, ends in `…`.
    """
    width, height = room
    for size in sizes:
        most = max(1, int(height / (size * LINE_HEIGHT)))
        if size != sizes[-1] and text_width(text, face, size) > most * (width + size):
            continue  # not even if every line were full, and the space at its end wider than any
        if len(lines := wrapped(text, face, size, width)) <= most:
            return size, lines
    last = cut(lines[most - 1] + _MISSING, face, size, width)
    return size, [*lines[: most - 1], last]


def balanced(lines: list[str], face: Face, size: int) -> list[str]:
    """As many lines, of lengths as much alike as can be, so that no word stands alone."""
    width = int(max((text_width(line, face, size) for line in lines), default=0))
    narrower = lines
    while len(narrower) == len(lines) > 1 and width > size:
        lines, width = narrower, width - size // 2
        narrower = wrapped(" ".join(lines), face, size, width)
    return lines


def cut(text: str, face: Face, size: int, width: int) -> str:
    """The text, ending in `…` where it is wider than so many pixels."""
    return shortened(text, width, lambda part: text_width(part, face, size), loose=f" {_MISSING}")


@cache
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The font, laid out by Pillow alone, as not every machine has the Raqm library."""
    return ImageFont.truetype(BytesIO(unpacked(face)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def text_width(text: str, face: Face, size: int) -> float:
    """How many pixels wide a line is."""
    return font(face, size).getlength(text)


@cache
def _holds(letter: str, face: Face) -> bool:
    """Whether the font draws this character as anything but the box for what it lacks."""
    sample, missing = font(face, 30), "\uffff"
    return letter == " " or bytes(sample.getmask(letter)) != bytes(sample.getmask(missing))
