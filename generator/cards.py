"""Preview images for shared links (https://ogp.me, `og:image`): a PNG of 1200 x 630 per page.

The font is the one that Pillow bundles, so no file and no network is needed. It holds ASCII and a
few quotation marks. Any other character is drawn as its nearest ASCII letters (`é` as `e`, `—` as
`-`, `→` as `->`); a run of characters that have none, such as Chinese, is drawn as one `…`. Where
that leaves no letter at all, the id of the criterion or option stands in.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generator.badges import NEUTRAL_COLOR, badge_words, option_color, outcome_color, outcome_words
from generator.model import Comparison, Criterion, Option
from generator.text import plain_text
from generator.vocabulary import Status

WIDTH, HEIGHT = 1200, 630

_MARGIN, _STRIPE, _FOOT = 64, 24, 30
_PAPER, _INK, _MUTED = "#ffffff", "#1c1e22", "#565b66"
_LINE_HEIGHT = 1.3
_LONGEST_WORDS = 110
_COLORS = 48
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


@dataclass(frozen=True)
class Card:
    """What a card says: a heading, a line in the accent, a sentence, and the colours on its edge.

    `path` is relative to the site's root.
    """

    path: str
    heading: str
    accented: str
    sentence: str
    accent: str
    stripes: tuple[str, ...]


@dataclass(frozen=True)
class _Box:
    """Room for a text: where it starts, how high it may be, and the sizes to try."""

    top: int
    height: int
    sizes: tuple[int, ...]


_HEADING = _Box(66, 190, (72, 64, 56, 48, 42, 36, 30))
_ACCENTED = _Box(276, 94, (46, 40, 34, 30, 26, 22))
_SENTENCE = _Box(384, 158, (36, 32, 28, 24, 21, 18, 15, 13))


def card_path(page: str) -> str:
    """Where the card of a page stands: `criteria/speed.md` has `cards/criteria/speed.png`."""
    return f"cards/{page.removesuffix('.md')}.png"


def cards(comparison: Comparison) -> tuple[Card, ...]:
    """A card for every generated page."""
    return tuple(_cards(comparison))


def draw(comparison: Comparison, card: Card) -> bytes:
    """The card as PNG. The same card gives the same bytes with the same version of Pillow."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    canvas = ImageDraw.Draw(image)
    _stripes(canvas, card.stripes)
    _text(canvas, card.heading, _HEADING, _INK)
    _text(canvas, card.accented, _ACCENTED, card.accent)
    _text(canvas, card.sentence, _SENTENCE, _INK)
    foot = f"{drawable(comparison.title)}  |  {comparison.reviewed_on.isoformat()}"
    _text(canvas, foot, _Box(HEIGHT - _MARGIN, _FOOT + 10, (_FOOT, 26, 22, 18, 15)), _MUTED)
    buffer = BytesIO()
    image.quantize(_COLORS, Image.Quantize.FASTOCTREE).save(buffer, "PNG")
    return buffer.getvalue()


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
        if _width(joined, size) <= WIDTH - 2 * _MARGIN:
            line = joined
            continue
        lines.extend([line] if line else [])
        *full, line = _pieces(word, size)
        lines.extend(full)
    return [*lines, line] if line else lines


def _cards(comparison: Comparison) -> Iterator[Card]:
    yield _plain(comparison, "index.md", comparison.question, comparison.bottom_line)
    for criterion in comparison.criteria:
        yield _of_criterion(comparison, criterion)
    if comparison.scenarios:
        needs = ", ".join(scenario.need for scenario in comparison.scenarios)
        yield _plain(comparison, "scenarios.md", comparison.question, needs)
    for option in comparison.options:
        yield _of_option(option)
    publishers = ", ".join(dict.fromkeys(source.publisher for source in comparison.sources))
    yield _plain(comparison, "sources.md", comparison.question, publishers)


def _plain(comparison: Comparison, page: str, heading: str, text: str) -> Card:
    names = ", ".join(option.name for option in comparison.options)
    stripes = tuple(option_color(option.hue) for option in comparison.options)
    heading = _or_else(heading, page.removesuffix(".md"))
    return Card(card_path(page), heading, names, plain_text(text), NEUTRAL_COLOR, stripes)


def _of_criterion(comparison: Comparison, criterion: Criterion) -> Card:
    published = criterion.verdict.published
    full = f"{published.label}: {outcome_words(comparison, published)}"
    words = full if len(full) <= _LONGEST_WORDS else badge_words(comparison, published)
    contested = f" ({Status.OPEN.words})" if criterion.verdict.open_proposal else ""
    accent = outcome_color(comparison, published)
    stripes = [option_color(comparison.option(name).hue) for name in published.option_ids]
    return Card(
        path=card_path(f"criteria/{criterion.id}.md"),
        heading=_or_else(criterion.name, criterion.id),
        accented=words + contested,
        sentence=plain_text(published.because),
        accent=accent,
        stripes=tuple(stripes) or (accent,),
    )


def _of_option(option: Option) -> Card:
    color = option_color(option.hue)
    path = card_path(f"options/{option.id}.md")
    heading = _or_else(option.name, option.id)
    return Card(path, heading, option.version, plain_text(option.summary), color, (color,))


def _or_else(text: str, name: str) -> str:
    return text if any(letter.isalnum() for letter in drawable(text)) else name


def _stripes(canvas: ImageDraw.ImageDraw, colors: tuple[str, ...]) -> None:
    for number, color in enumerate(colors):
        left, right = (WIDTH * edge // len(colors) for edge in (number, number + 1))
        canvas.rectangle((left, 0, right - 1, _STRIPE - 1), fill=color)


def _text(canvas: ImageDraw.ImageDraw, text: str, box: _Box, color: str) -> None:
    size, lines = fitted(drawable(text), box.height, box.sizes)
    for number, line in enumerate(lines):
        top = box.top + int(number * size * _LINE_HEIGHT)
        canvas.text((_MARGIN, top), line, fill=color, font=_font(size))


def fitted(text: str, height: int, sizes: tuple[int, ...]) -> tuple[int, list[str]]:
    """The largest size at which the text fits, and its lines.

    A text that fits at no size, such as a list of hundreds of names, ends in `…`.
    """
    for size in sizes:
        lines, room = wrapped(text, size), int(height / (size * _LINE_HEIGHT))
        if len(lines) <= room:
            return size, lines
    return size, [*lines[: room - 1], _shortened(lines[room - 1], size)]


def _shortened(line: str, size: int) -> str:
    while _width(f"{line}{_MISSING}", size) > WIDTH - 2 * _MARGIN:
        line = line[:-1]
    return f"{line}{_MISSING}"


def _pieces(word: str, size: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if _width(pieces[-1] + letter, size) > WIDTH - 2 * _MARGIN:
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
    font, missing = _font(_FOOT), "\uffff"
    return letter == " " or bytes(font.getmask(letter)) != bytes(font.getmask(missing))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The bundled font, laid out by Pillow alone, as not every machine has the Raqm library."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType, which draws the cards")
    return font.font_variant(layout_engine=ImageFont.Layout.BASIC)


@cache
def _width(text: str, size: int) -> float:
    return _font(size).getlength(text)
