"""Words as pixels: the font that Pillow bundles, so no file and no network is needed.

It holds ASCII and a few quotation marks. Any other character is drawn as its nearest ASCII letters
(`é` as `e`, `—` as `-`, `→` as `->`); a run of characters that have none, such as Chinese, is drawn
as one `…`.
"""

import unicodedata
from functools import cache

from PIL import ImageFont

TEXT_WIDTH = 1072  # pixels between the margins of a card
LINE_HEIGHT = 1.3
_MISSING = "…"
_SAMPLE_SIZE = 30
_NEAREST = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **{"\u2022": "*", "\u2192": "->", "\u2190": "<-", "\u00d7": "x", "\u20ac": "EUR"},
        **{"\u00df": "ss", "\u00e6": "ae", "\u00c6": "AE", "\u0153": "oe", "\u0152": "OE"},
        **{"\u00f8": "o", "\u00d8": "O", "\u0142": "l", "\u0141": "L", "\u0131": "i"},
        **{"\u0111": "d", "\u0110": "D", "\u00f0": "d", "\u00de": "Th", "\u00fe": "th"},
    }
)


def drawable(text: str) -> str:
    """The text in characters that the font holds, with `…` for each run of those without any."""
    letters: list[str] = []
    for letter in " ".join(text.split()):
        nearest = letter if _holds(letter) else _nearest(letter)
        if nearest != _MISSING or letters[-1:] != [_MISSING]:
            letters.append(nearest)
    return "".join(letters)


def wrapped(text: str, size: int) -> list[str]:
    """The text in lines that fit between the margins; a word that is too long is cut in two."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}".strip()
        if _width(joined, size) <= TEXT_WIDTH:
            line = joined
            continue
        lines.extend([line] if line else [])
        *full, line = _pieces(word, size)
        lines.extend(full)
    return [*lines, line] if line else lines


def fitted(text: str, height: int, sizes: tuple[int, ...]) -> tuple[int, list[str]]:
    """The largest size at which the text fits, and its lines.

    A text that fits at no size, such as a list of hundreds of names, ends in `…`.
    """
    for size in sizes:
        lines, room = wrapped(text, size), int(height / (size * LINE_HEIGHT))
        if len(lines) <= room:
            return size, lines
    return size, [*lines[: room - 1], _shortened(lines[room - 1], size)]


def _shortened(line: str, size: int) -> str:
    while _width(f"{line}{_MISSING}", size) > TEXT_WIDTH:
        line = line[:-1]
    return f"{line}{_MISSING}"


def _pieces(word: str, size: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if _width(pieces[-1] + letter, size) > TEXT_WIDTH:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _nearest(letter: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letter.translate(_NEAREST))
    return "".join(part for part in decomposed if _holds(part)) or (
        "" if unicodedata.combining(letter) else _MISSING
    )


@cache
def _holds(letter: str) -> bool:
    """Whether the font draws this character as anything but the box for what it lacks."""
    sample, missing = font(_SAMPLE_SIZE), "\uffff"
    return letter == " " or bytes(sample.getmask(letter)) != bytes(sample.getmask(missing))


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The bundled font, laid out by Pillow alone, as not every machine has the Raqm library."""
    bundled = ImageFont.load_default(size)
    if not isinstance(bundled, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, which draws the cards")
    return bundled.font_variant(layout_engine=ImageFont.Layout.BASIC)


@cache
def _width(text: str, size: int) -> float:
    return font(size).getlength(text)
