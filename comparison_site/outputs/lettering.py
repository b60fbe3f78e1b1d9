"""Text on a picture: fonts, what they hold, and lines that fit.

The fonts come with MkDocs, and their licences allow it: Roboto Slab (Apache License 2.0) is for
headings, Lato (SIL Open Font License) for text. They hold Latin letters with their accents, Greek
and Cyrillic. Others are drawn as the nearest letters (`→` as `->`), an emoji is left out. Letters
that none is near to (Chinese) cannot be drawn.
"""

import unicodedata
import zlib
from collections.abc import Iterable
from enum import Enum
from functools import cache
from importlib.resources import files
from io import BytesIO
from struct import iter_unpack, pack, unpack

from PIL import ImageFont

from comparison_site.core.room import shortened

Face = Enum("Face", {"SERIF": "Roboto-Slab-Bold", "TEXT": "lato-normal", "BOLD": "lato-bold"})
"""A font, by the name of its file."""

_FONTS = files("mkdocs.themes.readthedocs") / "css" / "fonts"
_HEAD, _ENTRY = 44, 20  # bytes of a WOFF file (https://www.w3.org/TR/WOFF/)
_FONT_HEAD, _FONT_ENTRY = 12, 16  # and of the font in it
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
def unpacked(face: Face) -> bytes:
    """A font as OpenType: out of its WOFF file, which is unpacked anew for each size otherwise."""
    packed = (_FONTS / f"{face.value}.woff").read_bytes()
    flavor, count = unpack(">4x4s4xH", packed[:14])
    exponent = count.bit_length() - 1
    found = 16 << exponent  # for those who search the list of tables by halves
    head: bytes = flavor + pack(">4H", count, found, exponent, count * _FONT_ENTRY - found)
    place, body = _FONT_HEAD + count * _FONT_ENTRY, b""
    entries = packed[_HEAD : _HEAD + count * _ENTRY]
    for tag, start, size, length, checksum in iter_unpack(">4s4I", entries):
        table = packed[start : start + size]
        head += pack(">4s3I", tag, checksum, place + len(body), length)
        body += (zlib.decompress(table) if size < length else table) + bytes(-length % 4)
    return head + body


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
