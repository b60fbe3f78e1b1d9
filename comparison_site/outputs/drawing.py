"""Text and shapes on a picture: fonts, what they hold, lines that fit, pills and flags.

The fonts hold Latin letters. Any other character is drawn as its nearest ASCII letters (`ł` as `l`,
`→` as `->`); a run of characters that have none, such as Chinese, is drawn as one `…`.
"""

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from comparison_site.core.room import shortened
from comparison_site.outputs.fonts import Face, unpacked

LINE_HEIGHT = 1.25
PAPER, INK, MUTED, LINE = "#ffffff", "#1c1e22", "#565b66", "#d9d9d4"

_MISSING = "…"
_NEAREST = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
        **{"\u2192": "->", "\u2190": "<-", "\u0131": "i", "\u0142": "l", "\u0141": "L"},
        **{"\u0111": "d", "\u0110": "D"},
    }
)
_FLAG = [(6, 22), (6, 4), (19, 4), (15, 9), (19, 14), (6, 14)]
SMALLEST = 19  # pixels: the least that a card may be read at where it is shown small
_ROUND = 4  # times larger is a shape drawn whose edge is smoothed


@dataclass(frozen=True)
class Ink:
    """How text is drawn: its font, its colour, and the size, or the sizes to choose from."""

    face: Face
    color: str
    sizes: tuple[int, ...]


@dataclass(frozen=True)
class Canvas:
    """A picture to draw on; places are pixels from the upper left corner."""

    image: Image.Image

    @classmethod
    def blank(cls, width: int, height: int) -> "Canvas":
        """White paper."""
        return cls(Image.new("RGB", (width, height), PAPER))

    def box(self, left: int, top: int, right: int, bottom: int, color: str) -> None:
        """A filled rectangle; the right and lower edges are not part of it."""
        self._pen.rectangle((left, top, right - 1, bottom - 1), fill=color)

    def stripes(self, colors: tuple[str, ...], height: int) -> None:
        """A strip along the upper edge, in equal parts of these colours."""
        width = self.image.width
        for number, color in enumerate(colors):
            left, right = (width * edge // len(colors) for edge in (number, number + 1))
            self.box(left, 0, right, height, color)

    def text(self, place: tuple[int, int], text: str, ink: Ink, most: int) -> int:
        """A line of text around this height, smaller or cut where it is wider than so many pixels;
        gives where it ends.
        """
        shown, size = drawable(text, ink.face), ink.sizes[0]
        while size > SMALLEST and text_width(shown, ink.face, size) > most:
            size -= 1
        shown = cut(shown, ink.face, size, most)
        self._pen.text(place, shown, fill=ink.color, font=font(ink.face, size), anchor="lm")
        return place[0] + int(text_width(shown, ink.face, size))

    def lines(self, place: tuple[int, int], room: tuple[int, int], text: str, ink: Ink) -> int:
        """Text as large as it fits into so much room; gives where its last line ends."""
        size, lines = fitted(drawable(text, ink.face), ink.face, room, ink.sizes)
        left, top = place
        for line in balanced(lines, ink.face, size) if ink.face is Face.SERIF else lines:
            self._pen.text((left, top), line, fill=ink.color, font=font(ink.face, size))
            top += int(size * LINE_HEIGHT)
        return top

    def pill(self, place: tuple[int, int], text: str, ink: Ink, most: int) -> int:
        """Text in white on a rounded ground of the ink's colour, around this height, cut at so many
        pixels; gives where it ends.
        """
        left, middle = place
        [size] = ink.sizes
        room, height = int(size * 0.7), int(size * 1.6)
        shown = cut(drawable(text, ink.face), ink.face, size, most - 2 * room)
        width = int(text_width(shown, ink.face, size)) + 2 * room
        mask = Image.new("L", (width * _ROUND, height * _ROUND))
        corners = (0, 0, mask.width - 1, mask.height - 1)
        ImageDraw.Draw(mask).rounded_rectangle(corners, mask.height // 2, fill=255)
        self._fill(mask, (left, middle - height // 2), ink.color)
        return self.text((left + room, middle), shown, replace(ink, color=PAPER), width) + room

    def flag(self, place: tuple[int, int], size: int, color: str) -> int:
        """The drawing of the mark, so many pixels high; gives where it ends."""
        mask = Image.new("L", (size * _ROUND, size * _ROUND))
        unit = size * _ROUND / 24
        points = [(x * unit, y * unit) for x, y in _FLAG]
        ImageDraw.Draw(mask).line(points, fill=255, width=int(2.2 * unit), joint="curve")
        self._fill(mask, (place[0], place[1] - size // 2), color)
        return place[0] + size

    def dot(self, place: tuple[int, int], radius: int, color: str) -> None:
        """A disc around this place."""
        side = 2 * radius * _ROUND
        mask = Image.new("L", (side, side))
        ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), fill=255)
        self._fill(mask, (place[0] - radius, place[1] - radius), color)

    def png(self, colors: int = 64) -> bytes:
        """The picture as PNG with so many colours; the same each time."""
        buffer = BytesIO()
        self.image.quantize(colors, Image.Quantize.FASTOCTREE).save(buffer, "PNG")
        return buffer.getvalue()

    def _fill(self, mask: Image.Image, place: tuple[int, int], color: str) -> None:
        smooth = mask.resize((mask.width // _ROUND, mask.height // _ROUND), Image.Resampling.BOX)
        self.image.paste(color, place, smooth)

    @property
    def _pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)


def drawable(text: str, face: Face = Face.TEXT) -> str:
    """The text in characters that the font holds, with `…` for each run of those without any."""
    letters: list[str] = []
    for letter in " ".join(text.split()):
        decomposed = unicodedata.normalize("NFKD", letter.translate(_NEAREST))
        held = [each for each in decomposed if _holds(each, face)]
        nearest = letter if _holds(letter, face) else "".join(held)
        if not nearest and not unicodedata.combining(letter):
            nearest = _MISSING
        if nearest != _MISSING or letters[-1:] != [_MISSING]:
            letters.append(nearest)
    return "".join(letters)


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
