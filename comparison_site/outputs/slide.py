"""The summary for a meeting as a picture of 1920 x 1080, drawn as the cards are."""

from comparison_site.analysis.answers import Answer, short_answer
from comparison_site.analysis.marks import marked
from comparison_site.core.room import first_of
from comparison_site.model import Comparison
from comparison_site.outputs.badges import overall_badge
from comparison_site.outputs.card_drawing import dated, rows
from comparison_site.outputs.cards import verdict_row
from comparison_site.outputs.colors import NEUTRAL_COLOR, option_color
from comparison_site.outputs.drawing import INK, LINE, MUTED, Canvas, Face, Ink

SLIDE_PATH = "summary/slide.png"

WIDTH, HEIGHT = 1920, 1080
_MARGIN, _STRIPE, _FOOT = 96, 28, 988
_MOST_ROWS = 8
_INSIDE = WIDTH - 2 * _MARGIN
_ANSWERS = 250  # pixels for what to take


def slide(comparison: Comparison, base_url: str = "") -> bytes:
    """Question, tally, the first verdicts, what to take for which need, the day and the address."""
    canvas = Canvas.blank(WIDTH, HEIGHT)
    canvas.stripes(tuple(option_color(option.hue) for option in comparison.options), _STRIPE)
    ink = Ink(Face.SERIF, INK, (68, 60, 52, 46, 40))
    top = canvas.lines((_MARGIN, 66), (_INSIDE, 100), comparison.question, ink)
    top = _tally(canvas, comparison, top + 44) + 50
    answers = short_answer(comparison).answers
    found = [verdict_row(comparison, criterion) for criterion in comparison.criteria]
    shown, left = first_of(found, _MOST_ROWS)
    end = _FOOT - (_ANSWERS if answers else 20)
    room = (_INSIDE, end - top)
    top = rows(canvas, tuple(shown), (_MARGIN, top), room, left) + 16
    _take(canvas, comparison, answers, top)
    canvas.box(_MARGIN, _FOOT, WIDTH - _MARGIN, _FOOT + 2, LINE)
    words = ", ".join(filter(None, (dated(comparison.title, comparison.last_reviewed), base_url)))
    ink = Ink(Face.TEXT, MUTED, (32, 28, 24, 20))
    canvas.lines((_MARGIN, _FOOT + 18), (_INSIDE, 44), words, ink)
    return canvas.png()


def _tally(canvas: Canvas, comparison: Comparison, middle: int) -> int:
    badge = overall_badge(comparison)
    ink = Ink(Face.BOLD, badge.color, (34,))
    x = canvas.pill((_MARGIN, middle), badge.message, ink, _INSIDE // 2) + 24
    if badge.mark:
        x = canvas.flag((x, middle), 38, INK) + 10
        canvas.text((x, middle), badge.mark, Ink(Face.BOLD, INK, (34,)), _INSIDE // 3)
    return middle


def _take(
    canvas: Canvas, comparison: Comparison, answers: tuple[Answer, ...], top: int
) -> None:  # fmt: skip
    """A line or two for each answer, as many as have room."""
    names, step = 400, max((_FOOT - 12 - top) // max(len(answers), 2), 64)
    for answer in answers:
        if top + step > _FOOT:
            return
        option = comparison.option(answer.option) if answer.option else None
        name = f"{option.name} for" if option else f"{answer.kind.words}:"
        color = option_color(option.hue) if option else NEUTRAL_COLOR
        canvas.text((_MARGIN, top + 21), name, Ink(Face.BOLD, color, (36,)), names - 20)
        needs = (marked(comparison, scenario, scenario.need) for scenario in answer.scenarios)
        ink = Ink(Face.TEXT, INK, (34, 31, 28, 25, 22, 20))
        room = (_INSIDE - names, step - 8)
        canvas.lines((_MARGIN + names, top), room, "; ".join(needs), ink)
        top += step
