"""Draws preview cards as PNG of 1200 x 630 (https://ogp.me, `og:image`)."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from comparison_site.model import Comparison
from comparison_site.outputs.cards import Card
from comparison_site.outputs.lettering import LINE_HEIGHT, TEXT_WIDTH, drawable, fitted, font

WIDTH, HEIGHT = 1200, 630

_MARGIN, _STRIPE, _FOOT = (WIDTH - TEXT_WIDTH) // 2, 24, 30
_PAPER, _INK, _MUTED = "#ffffff", "#1c1e22", "#565b66"
_COLORS = 48


@dataclass(frozen=True)
class _Box:
    """Room for a text: where it starts, how high it may be, and the sizes to try."""

    top: int
    height: int
    sizes: tuple[int, ...]


_HEADING = _Box(66, 190, (72, 64, 56, 48, 42, 36, 30))
_ACCENTED = _Box(276, 94, (46, 40, 34, 30, 26, 22))
_SENTENCE = _Box(384, 158, (36, 32, 28, 24, 21, 18, 15, 13))


def draw(comparison: Comparison, card: Card) -> bytes:
    """The card as PNG. The same card gives the same bytes with the same version of Pillow."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    _stripes(canvas, card.stripes)
    _text(canvas, card.heading, _HEADING, _INK)
    _text(canvas, card.accented, _ACCENTED, card.accent)
    _text(canvas, card.sentence, _SENTENCE, _INK)
    foot = f"{drawable(comparison.title)}  |  {card.reviewed_on.isoformat()}"
    _text(canvas, foot, _Box(HEIGHT - _MARGIN, _FOOT + 10, (_FOOT, 26, 22, 18, 15)), _MUTED)
    buffer = BytesIO()
    image.quantize(_COLORS, Image.Quantize.FASTOCTREE).save(buffer, "PNG")
    return buffer.getvalue()


def _stripes(canvas: ImageDraw.ImageDraw, colors: tuple[str, ...]) -> None:
    for number, color in enumerate(colors):
        left, right = (WIDTH * edge // len(colors) for edge in (number, number + 1))
        canvas.rectangle((left, 0, right - 1, _STRIPE - 1), fill=color)


def _text(canvas: ImageDraw.ImageDraw, text: str, box: _Box, color: str) -> None:
    size, lines = fitted(drawable(text), box.height, box.sizes)
    for number, line in enumerate(lines):
        top = box.top + int(number * size * LINE_HEIGHT)
        canvas.text((_MARGIN, top), line, fill=color, font=font(size))
