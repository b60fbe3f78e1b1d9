"""The preview image of each page: what it says, drawn as PNG of 1200 x 630 (https://ogp.me).

The font is the one that Pillow bundles, so no file and no network is needed. It holds ASCII and a
few quotation marks. Any other character is drawn as its nearest ASCII letters (`é` as `e`, `—` as
`-`, `→` as `->`); a run of characters that have none, such as Chinese, is drawn as one `…`. Where
that leaves no letter of a name, the id of the criterion or option stands in.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from comparison_site.analysis.outcomes import badge_words, contested_mark, verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Option
from comparison_site.outputs.badges import NEUTRAL_COLOR, option_color, outcome_color

WIDTH, HEIGHT = 1200, 630
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

_LONGEST_WORDS = 110
_MARGIN, _STRIPE, _FOOT = (WIDTH - TEXT_WIDTH) // 2, 24, 30
_PAPER, _INK, _MUTED = "#ffffff", "#1c1e22", "#565b66"
_COLORS = 48


@dataclass(frozen=True)
class Card:
    """What a card says: a heading, a line in the accent, a sentence, and the colours on its edge.

    `reviewed_on` is the day at its foot.
    """

    heading: str
    accented: str
    sentence: str
    accent: str
    stripes: tuple[str, ...]
    reviewed_on: date


def card_path(page: str) -> str:
    """Where the card of a page stands: `criteria/speed.md` has `cards/criteria/speed.png`."""
    return f"cards/{page.removesuffix('.md')}.png"


def plain_card(comparison: Comparison, page: str, heading: str, text: str) -> Card:
    """The card of a page about all options; `text` may be formatted."""
    return Card(
        heading=_or_else(heading, page.removesuffix(".md")),
        accented=", ".join(option.name for option in comparison.options),
        sentence=plain_text(text),
        accent=NEUTRAL_COLOR,
        stripes=tuple(option_color(option.hue) for option in comparison.options),
        reviewed_on=comparison.last_reviewed,
    )


def criterion_card(comparison: Comparison, criterion: Criterion) -> Card:
    """The card that says a verdict."""
    published = criterion.verdict.published
    words = verdict_words(comparison, published)
    if len(words) > _LONGEST_WORDS:
        words = badge_words(comparison, published)
    accent = outcome_color(comparison, published)
    options = map(comparison.option, published.option_ids)
    return Card(
        heading=_or_else(criterion.name, criterion.id),
        accented=words + contested_mark(criterion),
        sentence=plain_text(published.because),
        accent=accent,
        stripes=tuple(option_color(option.hue) for option in options) or (accent,),
        reviewed_on=criterion.verdict.reviewed_on,
    )


def option_card(comparison: Comparison, option: Option) -> Card:
    """The card of one option."""
    color = option_color(option.hue)
    return Card(
        heading=_or_else(option.name, option.id),
        accented=option.version,
        sentence=plain_text(option.summary),
        accent=color,
        stripes=(color,),
        reviewed_on=comparison.last_reviewed,
    )


def _or_else(text: str, name: str) -> str:
    return text if any(letter.isalnum() for letter in drawable(text)) else name


class _Box(NamedTuple):
    """Room for a text: where it starts, how high it may be, and the sizes to try."""

    top: int
    height: int
    sizes: tuple[int, ...]


_HEADING = _Box(66, 190, (72, 64, 56, 48, 42, 36, 30))
_ACCENTED = _Box(276, 94, (46, 40, 34, 30, 26, 22))
_SENTENCE = _Box(384, 158, (36, 32, 28, 24, 21, 18, 15, 13))
_AT_THE_FOOT = _Box(HEIGHT - _MARGIN, _FOOT + 10, (_FOOT, 26, 22, 18, 15))


def draw(title: str, card: Card) -> bytes:
    """The card as PNG, with the comparison's title at its foot.

    The same card gives the same bytes with the same version of Pillow.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    for number, color in enumerate(card.stripes):
        left, right = (WIDTH * edge // len(card.stripes) for edge in (number, number + 1))
        canvas.rectangle((left, 0, right - 1, _STRIPE - 1), fill=color)
    for box, text, color in (
        (_HEADING, card.heading, _INK),
        (_ACCENTED, card.accented, card.accent),
        (_SENTENCE, card.sentence, _INK),
        (_AT_THE_FOOT, f"{title}  |  {card.reviewed_on.isoformat()}", _MUTED),
    ):
        size, lines = fitted(drawable(text), box.height, box.sizes)
        for number, line in enumerate(lines):
            top = box.top + int(number * size * LINE_HEIGHT)
            canvas.text((_MARGIN, top), line, fill=color, font=font(size))
    buffer = BytesIO()
    image.quantize(_COLORS, Image.Quantize.FASTOCTREE).save(buffer, "PNG")
    return buffer.getvalue()


def drawable(text: str) -> str:
    """The text in characters that the font holds, with `…` for each run of those without any."""
    letters: list[str] = []
    for letter in " ".join(text.split()):
        decomposed = unicodedata.normalize("NFKD", letter.translate(_NEAREST))
        nearest = letter if _holds(letter) else "".join(filter(_holds, decomposed))
        if not nearest and not unicodedata.combining(letter):
            nearest = _MISSING
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
