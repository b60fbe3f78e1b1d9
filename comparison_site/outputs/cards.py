"""The preview image of each page: what it says, drawn as PNG of 1200 x 630 (https://ogp.me).

Where the font leaves no letter of a name, the id of the criterion or option stands in.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from comparison_site.analysis.outcome_words import badge_words, contested_mark, verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Option
from comparison_site.outputs.badges import NEUTRAL_COLOR, option_color, outcome_color
from comparison_site.outputs.lettering import LINE_HEIGHT, TEXT_WIDTH, drawable, fitted, font

WIDTH, HEIGHT = 1200, 630

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
    full = verdict_words(comparison, published)
    words = full if len(full) <= _LONGEST_WORDS else badge_words(comparison, published)
    accent = outcome_color(comparison, published)
    stripes = [option_color(comparison.option(name).hue) for name in published.option_ids]
    return Card(
        heading=_or_else(criterion.name, criterion.id),
        accented=words + contested_mark(criterion),
        sentence=plain_text(published.because),
        accent=accent,
        stripes=tuple(stripes) or (accent,),
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


@dataclass(frozen=True)
class _Box:
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
    foot = f"{drawable(title)}  |  {card.reviewed_on.isoformat()}"
    _text(canvas, card.heading, _HEADING, _INK)
    _text(canvas, card.accented, _ACCENTED, card.accent)
    _text(canvas, card.sentence, _SENTENCE, _INK)
    _text(canvas, foot, _AT_THE_FOOT, _MUTED)
    buffer = BytesIO()
    image.quantize(_COLORS, Image.Quantize.FASTOCTREE).save(buffer, "PNG")
    return buffer.getvalue()


def _text(canvas: ImageDraw.ImageDraw, text: str, box: _Box, color: str) -> None:
    size, lines = fitted(drawable(text), box.height, box.sizes)
    for number, line in enumerate(lines):
        top = box.top + int(number * size * LINE_HEIGHT)
        canvas.text((_MARGIN, top), line, fill=color, font=font(size))
