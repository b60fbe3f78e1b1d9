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

from PIL import Image, ImageDraw, ImageFont

from comparison_site.analysis.marks import marked
from comparison_site.analysis.outcomes import badge_words, verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Option
from comparison_site.outputs.badges import NEUTRAL_COLOR, option_color, outcome_color

WIDTH, HEIGHT = 1200, 630
TEXT_WIDTH = 1072  # pixels between the margins of a card
LINE_HEIGHT = 1.3
_MISSING = "…"
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
_MARGIN, _STRIPE = (WIDTH - TEXT_WIDTH) // 2, 24
_PAPER, _INK, _MUTED = "#ffffff", "#1c1e22", "#565b66"


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
        accented=marked(comparison, criterion, words),
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


def draw(title: str, card: Card) -> bytes:
    """The card as PNG, with the comparison's title at its foot.

    The same card gives the same bytes with the same version of Pillow.
    """
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    for number, color in enumerate(card.stripes):
        left, right = (WIDTH * edge // len(card.stripes) for edge in (number, number + 1))
        canvas.rectangle((left, 0, right - 1, _STRIPE - 1), fill=color)
    foot = f"{title}  |  {card.reviewed_on.isoformat()}"
    for text, color, top, height, sizes in (
        (card.heading, _INK, 66, 190, (72, 64, 56, 48, 42, 36, 30)),
        (card.accented, card.accent, 276, 94, (46, 40, 34, 30, 26, 22)),
        (card.sentence, _INK, 384, 158, (36, 32, 28, 24, 21, 18, 15, 13)),
        (foot, _MUTED, HEIGHT - _MARGIN, 40, (30, 26, 22, 18, 15)),
    ):
        size, lines = fitted(drawable(text), height, sizes)
        for number, line in enumerate(lines):
            place = (_MARGIN, top + int(number * size * LINE_HEIGHT))
            canvas.text(place, line, fill=color, font=font(size))
    buffer = BytesIO()
    image.quantize(48, Image.Quantize.FASTOCTREE).save(buffer, "PNG")
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
        line = ""
        for letter in word:
            if _width(line + letter, size) > TEXT_WIDTH:
                lines.append(line)
                line = ""
            line += letter
    return [*lines, line] if line else lines


def fitted(text: str, height: int, sizes: tuple[int, ...]) -> tuple[int, list[str]]:
    """The largest size at which the text fits, and its lines.

    A text that fits at no size, such as a list of hundreds of names, ends in `…`.
    """
    for size in sizes:
        lines, room = wrapped(text, size), int(height / (size * LINE_HEIGHT))
        if len(lines) <= room:
            return size, lines
    last = lines[room - 1]
    while _width(f"{last}{_MISSING}", size) > TEXT_WIDTH:
        last = last[:-1]
    return size, [*lines[: room - 1], f"{last}{_MISSING}"]


@cache
def _holds(letter: str) -> bool:
    """Whether the font draws this character as anything but the box for what it lacks."""
    sample, missing = font(30), "\uffff"
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
