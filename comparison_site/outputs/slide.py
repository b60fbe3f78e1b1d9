"""The summary for a meeting as a picture of 1920 x 1080, drawn as the cards are."""

from dataclasses import dataclass

from comparison_site.analysis.marks import as_draft, marked
from comparison_site.analysis.outcomes import Answer, short_answer
from comparison_site.core.cache import Cache, Kind
from comparison_site.core.room import first_of, listed
from comparison_site.model import Comparison
from comparison_site.outputs.badges import overall_badge
from comparison_site.outputs.card_drawing import dated, rows
from comparison_site.outputs.cards import Row, row_of
from comparison_site.outputs.colors import NEUTRAL_COLOR, option_color
from comparison_site.outputs.drawing import INK, LINE, MUTED, Canvas, Ink
from comparison_site.outputs.lettering import Face, is_drawable

WIDTH, HEIGHT = 1920, 1080
_MARGIN, _STRIPE, _FOOT = 96, 28, 988
_MOST_ROWS = 8
_INSIDE = WIDTH - 2 * _MARGIN
_ANSWERS = 250  # pixels for what to take


@dataclass(frozen=True)
class _Slide:
    """What the picture says: a question, the tally, verdicts, what to take for which need, a foot.

    `tally` is the words of a badge, its colour and its mark. Each of the `answers` is who to take,
    the colour of that, and the needs; of the verdicts, `left` are not drawn.
    """

    question: str
    stripes: tuple[str, ...]
    tally: tuple[str, str, str]
    verdicts: tuple[Row, ...]
    left: int
    answers: tuple[tuple[str, str, str], ...]
    foot: str


def slide_path(comparison: Comparison) -> str:
    """Where the picture stands; nothing where the fonts lack letters of a name on it."""
    said = _said(comparison, "")
    named = (said.question, said.tally[0], said.tally[2], said.foot)
    rows = (text for row in said.verdicts for text in (row.name, row.pill, row.said, row.mark))
    answers = (text for name, _, needs in said.answers for text in (name, needs))
    return "summary/slide.png" if all(map(is_drawable, (*named, *rows, *answers))) else ""


def slide(comparison: Comparison, base_url: str = "", cache: Cache | None = None) -> bytes:
    """Question, tally, the first verdicts, what to take for which need, the day and the address.

    `cache` has what was drawn before.
    """
    said = _said(comparison, base_url)
    return (cache or Cache()).kept(Kind.PICTURE, [repr(said)], lambda: _drawn(said))


def _said(comparison: Comparison, base_url: str) -> _Slide:
    badge, day = overall_badge(comparison), dated(comparison.title, comparison.last_reviewed)
    found = [row_of(comparison, criterion) for criterion in comparison.criteria]
    shown, left = first_of(found, _MOST_ROWS)
    return _Slide(
        as_draft(comparison, comparison.question),
        tuple(option_color(option.hue) for option in comparison.options),
        (badge.message, badge.color, badge.mark),
        tuple(shown),
        left,
        tuple(_advice(comparison, answer) for answer in short_answer(comparison).answers),
        ", ".join(filter(None, (day, base_url))),
    )


def _advice(comparison: Comparison, answer: Answer) -> tuple[str, str, str]:
    options = [comparison.option(name) for name in answer.winners]
    names = listed([option.name for option in options], "or") if options else ""
    name = f"{names} for" if options else f"{answer.kind.words}:"
    color = option_color(options[0].hue) if len(options) == 1 else NEUTRAL_COLOR
    needs = (marked(comparison, scenario, scenario.need) for scenario in answer.scenarios)
    return name, color, "; ".join(needs)


def _drawn(said: _Slide) -> bytes:
    canvas = Canvas.blank(WIDTH, HEIGHT)
    canvas.stripes(said.stripes, _STRIPE)
    ink = Ink(Face.SERIF, INK, (68, 60, 52, 46, 40))
    top = canvas.lines((_MARGIN, 66), (_INSIDE, 100), said.question, ink)
    top = _tally(canvas, said.tally, top + 44) + 50
    end = _FOOT - (_ANSWERS if said.answers else 20)
    room = (_INSIDE, end - top)
    top = rows(canvas, said.verdicts, (_MARGIN, top), room, said.left) + 16
    _take(canvas, said.answers, top)
    canvas.box(_MARGIN, _FOOT, WIDTH - _MARGIN, _FOOT + 2, LINE)
    ink = Ink(Face.TEXT, MUTED, (32, 28, 24, 20))
    canvas.lines((_MARGIN, _FOOT + 18), (_INSIDE, 44), said.foot, ink)
    return canvas.png()


def _tally(canvas: Canvas, tally: tuple[str, str, str], middle: int) -> int:
    message, color, mark = tally
    x = canvas.pill((_MARGIN, middle), message, Ink(Face.BOLD, color, (34,)), _INSIDE // 2) + 24
    if mark:
        x = canvas.flag((x, middle), 38, INK) + 10
        canvas.text((x, middle), mark, Ink(Face.BOLD, INK, (34,)), _INSIDE // 3)
    return middle


def _take(canvas: Canvas, answers: tuple[tuple[str, str, str], ...], top: int) -> None:
    """A line or two for each answer, as many as have room."""
    names, step = 400, max((_FOOT - 12 - top) // max(len(answers), 2), 64)
    for name, color, needs in answers:
        if top + step > _FOOT:
            return
        canvas.text((_MARGIN, top + 21), name, Ink(Face.BOLD, color, (36,)), names - 20)
        ink = Ink(Face.TEXT, INK, (34, 31, 28, 25, 22, 20))
        canvas.lines((_MARGIN + names, top), (_INSIDE - names, step - 8), needs, ink)
        top += step
