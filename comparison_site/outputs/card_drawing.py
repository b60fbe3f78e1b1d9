"""Cards drawn: a strip of colours, then what they say, from above.

The same card gives the same bytes with the same version of Pillow and of MkDocs, whose fonts they
are drawn with.
"""

from datetime import date

from comparison_site.outputs.cards import HEIGHT, TEXT_WIDTH, WIDTH, Card, Dot, Row
from comparison_site.outputs.drawing import INK, LINE, MUTED, SMALLEST, Canvas, Ink
from comparison_site.outputs.lettering import LINE_HEIGHT, Face, drawable, text_width

_MARGIN, _STRIPE, _FOOT = (WIDTH - TEXT_WIDTH) // 2, 20, 566
_GAP = 14
_SENTENCE = Ink(Face.TEXT, INK, (40, 36, 33, 30, 28, 26, 24, 22, 20))
_FEW_ROWS = 5  # of fewer, each is no higher than one of these would be


def draw(title: str, card: Card) -> bytes:
    """The card as PNG, with the comparison's title at its foot."""
    canvas = Canvas.blank(WIDTH, HEIGHT)
    canvas.stripes(card.stripes, _STRIPE)
    top = _heading(canvas, card)
    if card.large:
        top = _verdict(canvas, card, top)
    end = _FOOT - (110 if card.sentence else 10)
    if card.rows:
        top = rows(canvas, card.rows, (_MARGIN, top), (TEXT_WIDTH, end - top), card.left) + _GAP
    if card.dots:
        top = _chart(canvas, card.dots, top, end)
    if card.sentence:
        room = (TEXT_WIDTH, max(_FOOT - 8 - top, 1))
        canvas.lines((_MARGIN, top), room, card.sentence, _SENTENCE)
    canvas.box(_MARGIN, _FOOT, WIDTH - _MARGIN, _FOOT + 2, LINE)
    ink = Ink(Face.TEXT, MUTED, (28, 26, 24, 22, 20, 18, 16))
    words = dated(title, card.reviewed_on)
    canvas.lines((_MARGIN, _FOOT + 12), (TEXT_WIDTH, 38), words, ink)
    return canvas.png()


def dated(title: str, day: date) -> str:
    """What a picture is taken from, and of which day."""
    return f"{title}, {day.day} {day:%B %Y}"


def row(canvas: Canvas, line: Row, place: tuple[int, int], width: int, size: int) -> None:
    """A line around this height: name, badge, who wins, and the flag with its words. A long winner
    makes room for them, or for the first of them.
    """
    left, middle = place
    x, end, gap = left + int(width * 0.31), left + width, size // 2
    _name(canvas, line.name, place, x - left - gap, size)
    if line.pill:
        ink = Ink(Face.BOLD, line.color, (int(size * 0.86),))
        x = canvas.pill((x, middle), line.pill, ink, int(width * 0.3)) + gap
    mark, room = _mark(line, end - x, size)
    if line.said:
        ink = Ink(Face.BOLD, line.color, (size,))
        x = canvas.text((x, middle), line.said, ink, end - x - room) + gap
    if mark:
        x = canvas.flag((x, middle), size, INK) + gap // 2
        canvas.text((x, middle), mark, Ink(Face.TEXT, INK, (int(size * 0.76),)), end - x)


def _mark(line: Row, width: int, size: int) -> tuple[str, int]:
    """As much of the mark as fits beside the winner in a smaller size, and the room it takes."""
    small = max(int(size * 0.6), SMALLEST)
    said = text_width(drawable(line.said, Face.BOLD), Face.BOLD, small)
    mark, room = line.mark, 0
    for mark in (line.mark, line.mark.partition(":")[0]):
        room = int(text_width(drawable(mark), Face.TEXT, small)) + 2 * size + 2 if mark else 0
        if said + room <= width:
            break
    return mark, room


def _name(canvas: Canvas, name: str, place: tuple[int, int], most: int, size: int) -> None:
    """The name in a line or, where that would have to be small, in two."""
    small = int(size * 0.76)
    if text_width(drawable(name, Face.BOLD), Face.BOLD, small) <= most:
        canvas.text(place, name, Ink(Face.BOLD, INK, (size,)), most)
        return
    left, middle = place
    height = int(small * LINE_HEIGHT) * 2
    ink = Ink(Face.BOLD, INK, (small,))
    canvas.lines((left, middle - height // 2), (most, height + 1), name, ink)


def rows(
    canvas: Canvas, lines: tuple[Row, ...], place: tuple[int, int], room: tuple[int, int], left: int
) -> int:
    """Rows with lines between them, and how many are left out; gives where they end."""
    x, top = place
    width, height = room
    step = min(height // max(len(lines) + bool(left), _FEW_ROWS), width // 16)
    for line in lines:
        canvas.box(x, top, x + width, top + 1, LINE)
        row(canvas, line, (x, top + step // 2), width, int(step * 0.43))
        top += step
    if left:
        ink = Ink(Face.TEXT, MUTED, (int(step * 0.4),))
        canvas.text((x, top + step // 2), f"and {left} more", ink, width)
        top += step
    return top


def _heading(canvas: Canvas, card: Card) -> int:
    is_alone = not (card.rows or card.dots or card.large)
    sizes = (76, 66, 56, 48, 42, 36, 30) if is_alone else (54, 48, 42, 36, 30)
    height = 270 if is_alone else 130
    color = card.accent if len(card.stripes) == 1 and not card.pill else INK
    place, room = (_MARGIN, 46), (TEXT_WIDTH, height)
    return canvas.lines(place, room, card.heading, Ink(Face.SERIF, color, sizes)) + _GAP


def _verdict(canvas: Canvas, card: Card, top: int) -> int:
    if card.pill:
        ink = Ink(Face.BOLD, card.accent, (38,))
        canvas.pill((_MARGIN, top + 34), card.pill, ink, TEXT_WIDTH)
        top += 76
    ink = Ink(Face.SERIF, card.accent, (96, 80, 68, 58, 50, 44, 38, 32, 28))
    top = canvas.lines((_MARGIN, top), (TEXT_WIDTH, 150), card.large, ink) + _GAP
    if card.mark:
        x = canvas.flag((_MARGIN, top + 20), 36, INK) + 10
        ink = Ink(Face.BOLD, INK, (32,))
        canvas.text((x, top + 20), card.mark, ink, TEXT_WIDTH - 46)
        top += 58
    return top


def _chart(canvas: Canvas, dots: tuple[Dot, ...], top: int, end: int) -> int:
    """Dots with the lines of their intervals, from nothing at the left; gives where they end."""
    names, values = int(TEXT_WIDTH * 0.4), 150
    left, width = _MARGIN + names, TEXT_WIDTH - names - values
    step = min((end - top) // max(len(dots), _FEW_ROWS - 1), 62)
    size = min(27, step // 2)
    canvas.box(left - 1, top, left + 1, top + step * len(dots), LINE)
    for each in dots:
        middle = top + step // 2
        canvas.text((_MARGIN, middle), each.name, Ink(Face.TEXT, INK, (size,)), names - 24)
        low, place, high = (left + int(width * part) for part in (each.low, each.median, each.high))
        canvas.box(left, middle, max(place, left + 1), middle + 2, LINE)
        canvas.box(low, middle - 2, max(high, low + 1), middle + 3, each.color)
        canvas.dot((place, middle), 10, each.color)
        value = (max(place, high) + 20, middle)
        canvas.text(value, each.value, Ink(Face.BOLD, INK, (size,)), values - 20)
        top += step
    return top + _GAP
