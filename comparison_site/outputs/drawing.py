"""Shapes and text on a picture: boxes, stripes, lines, pills and flags."""

from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageDraw

from comparison_site.outputs.lettering import (
    LINE_HEIGHT,
    Face,
    balanced,
    cut,
    drawable,
    fitted,
    font,
    text_width,
)

PAPER, INK, MUTED, LINE = "#ffffff", "#1c1e22", "#565b66", "#d9d9d4"

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
