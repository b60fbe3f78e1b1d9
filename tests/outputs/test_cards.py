"""Preview images are small PNGs of one size, and no text leaves them, whatever the data."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont

from comparison_site import BuildContext, Comparison, load
from comparison_site.analysis.findings import finding
from comparison_site.core.vocabulary import RunStatus
from comparison_site.outputs.card_drawing import draw, row
from comparison_site.outputs.cards import (
    HEIGHT,
    MOST_ROWS,
    WIDTH,
    Card,
    Row,
    card_path,
    run_card,
)
from comparison_site.outputs.drawing import SMALLEST, Canvas, Ink
from comparison_site.outputs.lettering import (
    Face,
    balanced,
    cut,
    drawable,
    end_of,
    fitted,
    is_drawable,
    text_width,
    unpacked,
    wrapped,
)
from comparison_site.pages.registry import all_pages
from tests.support.comparisons import DATA, HOSTILE, eventful, hostile, poison
from tests.support.paths import MEASURED_DATA, MINIMAL

LIMIT = 40_000
EDGE = 40


def opened(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    return image.convert("RGB")


def keeps_its_margins(png: bytes) -> bool:
    """Nothing is drawn near the left, right and lower edge; the upper edge is coloured."""
    image = opened(png)
    blank = Image.new("RGB", image.size, image.getpixel((WIDTH - 1, HEIGHT - 1)))
    below_the_stripe = (0, 30, WIDTH, HEIGHT)
    changed = ImageChops.difference(image, blank).crop(below_the_stripe).getbbox()
    if changed is None:
        return False
    left, _, right, bottom = changed
    return left >= EDGE and right <= WIDTH - EDGE and bottom + 30 <= HEIGHT - 10


def drawn(comparison: Comparison) -> dict[str, bytes]:
    return {path: draw(comparison.title, card) for path, card in cards(comparison).items()}


def cards(comparison: Comparison) -> dict[str, Card]:
    """The card of every page that has one, by the picture's path."""
    pages = all_pages(BuildContext(comparison))
    return {card_path(page.path): page.card for page in pages if page.card}


@DATA
def test_every_page_of_records_has_a_small_card(data: Path) -> None:
    comparison = load(data)
    images = drawn(comparison)
    pages = all_pages(BuildContext(comparison))
    assert set(images) == {card_path(page.path) for page in pages if page.title}
    for path, png in images.items():
        assert len(png) < LIMIT, path
        assert keeps_its_margins(png), path


def test_a_card_says_the_verdict() -> None:
    card = cards(eventful())["cards/criteria/speed.png"]
    assert (card.heading, card.pill, card.large) == ("Speed", "First in town", "Bicycle")
    assert card.mark == "Contested: now Bus"
    assert card.sentence == "In town a bicycle is there first."


@DATA
def test_the_cards_of_the_overview_and_of_scenarios_say_who_wins_what(data: Path) -> None:
    comparison = load(data)
    known = cards(comparison)
    verdicts = [c.verdict.published.label for c in comparison.criteria]
    needs = [scenario.need for scenario in comparison.scenarios]
    assert [row.pill for row in known["cards/index.png"].rows] == verdicts
    shown = [row.name for row in known["cards/scenarios.png"].rows]
    assert shown == needs[: len(shown)]
    assert len(shown) >= min(len(needs), MOST_ROWS - 1)


def test_an_options_card_says_what_it_wins() -> None:
    known = cards(load(MINIMAL))
    assert [row.name for row in known["cards/options/bicycle.png"].rows] == ["Speed"]
    assert known["cards/options/bus.png"].rows == ()


def test_what_has_no_room_on_a_card_is_counted() -> None:
    comparison = load(MINIMAL)
    card = cards(comparison.model_copy(update={"criteria": comparison.criteria * 100}))
    assert len(card["cards/index.png"].rows) == MOST_ROWS - 1
    assert card["cards/index.png"].words.endswith("and 95 more.")


def test_a_runs_card_says_what_it_found() -> None:
    comparison = load(MEASURED_DATA)
    known = cards(comparison)
    for run in comparison.runs:
        card = known[f"cards/evidence/{run.id}.png"]
        assert finding(comparison, run) in (card.large, card.sentence)
        assert bool(card.dots) is bool(run.figures)
        for dot in card.dots:
            assert 0 <= dot.low <= dot.median <= dot.high <= 1


def test_what_failed_has_no_dot_even_where_it_gave_a_number() -> None:
    comparison = load(MEASURED_DATA)
    run = next(run for run in comparison.runs if run.figures)
    first, *rest = run.figures[0].series
    failed = first.model_copy(update={"status": RunStatus.FAILED})
    figure = run.figures[0].model_copy(update={"series": (failed, *rest)})
    result = run.result.model_copy(update={"figures": (figure, *run.figures[1:])})
    card = run_card(comparison, replace(run, result=result))
    assert first.median is not None
    assert first.name in [dot.name for dot in run_card(comparison, run).dots]
    assert first.name not in [dot.name for dot in card.dots]


def test_a_cards_words_are_what_it_shows() -> None:
    assert cards(eventful())["cards/criteria/speed.png"].words == (
        "Speed. First in town: Bicycle. Contested: now Bus. In town a bicycle is there first."
    )


def test_a_criterions_card_has_the_day_of_its_own_review() -> None:
    comparison = eventful()
    [criterion] = comparison.criteria
    older = criterion.verdict.model_copy(update={"reviewed_on": date(2026, 11, 1), "history": ()})
    changed = criterion.model_copy(update={"verdict": older})
    found = cards(comparison.model_copy(update={"criteria": (changed,)}))
    days = {path: str(card.reviewed_on) for path, card in found.items()}
    assert days.pop("cards/criteria/speed.png") == "2026-11-01"
    assert set(days.values()) == {"2026-11-20"}


@pytest.mark.parametrize("winner", ["A", "An option " * 6])
def test_the_flag_of_what_is_contested_always_has_its_word(
    winner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    drawing = Canvas.text

    def text(self: Canvas, place: tuple[int, int], words: str, ink: Ink, most: int) -> int:
        said.append(cut(drawable(words, ink.face), ink.face, SMALLEST, most))
        return drawing(self, place, words, ink, most)

    monkeypatch.setattr(Canvas, "text", text)
    line = Row("Speed", "First in town", winner, "#000000", "Contested: now a tie, either will do")
    row(Canvas.blank(WIDTH, HEIGHT), line, (EDGE, 100), WIDTH - 2 * EDGE, 28)
    assert said[-1] in {line.mark, "Contested"}


def test_the_day_at_the_foot_is_drawn() -> None:
    [card, *_] = cards(load(MINIMAL)).values()
    later = replace(card, reviewed_on=date(2026, 12, 31))
    assert draw("Bicycle", card) != draw("Bicycle", later)


def test_the_same_card_gives_the_same_bytes() -> None:
    assert drawn(load(MINIMAL)) == drawn(load(MINIMAL))


@pytest.mark.parametrize("letter", ["W", "W ", "i", "漢", "é", "é ", "🦀 x "])
def test_the_longest_texts_fit(letter: str) -> None:
    comparison = poison(eventful(), (letter * 420)[:420].strip())
    for path, png in drawn(longest_titles(comparison, letter)).items():
        assert keeps_its_margins(png), path
        assert len(png) < 2 * LIMIT, path


def longest_titles(comparison: Comparison, letter: str) -> Comparison:
    """Texts as long as the model allows: titles of 60 letters, questions of 160."""
    title, question = ((letter * 160)[:length].strip() for length in (60, 160))
    criteria = tuple(
        criterion.model_copy(update={"name": title, "question": question})
        for criterion in comparison.criteria
    )
    options = tuple(o.model_copy(update={"name": title}) for o in comparison.options)
    texts = {"title": title, "question": question, "criteria": criteria, "options": options}
    return comparison.model_copy(update=texts)


@HOSTILE
def test_hostile_texts_are_only_drawn(payload: str) -> None:
    """Those of a page about all options and of a criterion: the others say as much or less."""
    comparison = hostile(payload)
    known = cards(comparison)
    for path in known.keys() & {"cards/index.png", "cards/criteria/speed.png"}:
        assert keeps_its_margins(draw(comparison.title, known[path])), path


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Café Łódź, Straße", "Café Łódź, Straße"),
        ("1\u20132 \u2014 “so”", "1\u20132 \u2014 “so”"),
        ("ĉ ǆ", "ĉ dz"),
        ("漢字 and 🦀", "… and"),
        ("Cafe\u0301 👩\u200d👩 noir", "Café noir"),
        ("Æsir→Ørsted", "Æsir->Ørsted"),
        ("a\u00a0b", "a b"),
    ],
)
def test_characters_that_the_font_lacks(text: str, shown: str) -> None:
    assert drawable(text, Face.SERIF) == shown


@pytest.mark.parametrize("name", ["微笑單車", "كريم بايك", "תל-אופן", "हिन्दी"])
def test_a_name_that_no_font_can_draw_has_no_picture_rather_than_a_wrong_one(name: str) -> None:
    comparison = load(MINIMAL)
    bicycle, bus = comparison.options
    options = (bicycle, bus.model_copy(update={"name": name}))
    known = cards(comparison.model_copy(update={"options": options}))
    assert "cards/options/bus.png" not in known
    assert "cards/options.png" in known  # it names them in its sentence alone, which is left out
    assert known["cards/options.png"].sentence == ""
    assert {"cards/index.png", "cards/criteria/speed.png"} <= known.keys()


@pytest.mark.parametrize(
    ("text", "can_be"),
    [
        *(("Велобайк, Ποδήλατο, Việt", True), ("Vélib\u2019 électrique 🚲", True), ("a … b", True)),
        *(("🚲", False), ("a 漢 b", False), ("6 ₪", False), ("", True)),
    ],
)
def test_a_text_can_be_drawn_if_no_letter_of_it_is_lost(text: str, can_be: bool) -> None:
    assert is_drawable(text) is can_be


def test_a_title_that_no_font_can_draw_stands_on_no_picture() -> None:
    assert cards(load(MINIMAL).model_copy(update={"title": "自転車"})) == {}


def test_a_page_without_a_card_shows_that_of_the_whole_if_there_is_one() -> None:
    comparison = load(MINIMAL)
    [criterion] = comparison.criteria
    other = (criterion.model_copy(update={"name": "速さ"}),)
    for update, picture in (({}, "cards/options/bus.png"), ({"criteria": other}, "")):
        pages = {p.path: p for p in all_pages(BuildContext(comparison.model_copy(update=update)))}
        assert pages["options/bicycle.md"].picture == (
            "cards/options/bicycle.png" if not update else ""
        )
        assert pages["options/bus.md"].picture == "cards/options/bus.png"
        assert pages["criteria/speed.md"].picture == (picture and "cards/criteria/speed.png")


def test_words_are_wrapped_between_words() -> None:
    lines = wrapped("one two " * 30, Face.TEXT, 40, 1000)
    assert len(lines) > 3
    assert " ".join(lines) == " ".join(["one two"] * 30)


def test_no_word_of_a_heading_stands_alone() -> None:
    lines = wrapped("one two three four five six seven", Face.SERIF, 40, 500)
    assert lines[-1] == "seven"
    assert len(balanced(lines, Face.SERIF, 40)) == len(lines)
    assert balanced(lines, Face.SERIF, 40)[-1] == "five six seven"


def test_what_fits_at_no_size_says_that_it_goes_on() -> None:
    size, lines = fitted("word " * 5000, Face.TEXT, (1000, 100), (40, 20))
    assert (size, len(lines)) == (20, 4)
    assert lines[-1].endswith("…")


def test_a_line_is_cut_where_its_room_ends() -> None:
    assert cut("a word", Face.TEXT, 20, 1000) == "a word"
    assert cut("word " * 50, Face.TEXT, 20, 100) == "word wor…"


@pytest.mark.parametrize("face", Face)
def test_words_end_where_their_line_would_if_it_were_measured(face: Face) -> None:
    text = "AV Type, Wa. To (Ty) fi ffi `code` A-V, 1,000 x 2.5; Yes? \u201cLTA\u201d T. Vowel ..."
    for size in (19, 28, 33, 60):
        line, end = "", 0.0
        for word in text.split():
            end = end_of(word, face, size, line, end)
            line = f"{line} {word}".strip()
            assert end == text_width(line, face, size)


@pytest.mark.parametrize("face", Face)
def test_an_unpacked_font_draws_as_the_packed_one(face: Face) -> None:
    packed = files("mkdocs.themes.readthedocs") / "css" / "fonts" / f"{face.value}.woff"
    basic = ImageFont.Layout.BASIC
    drawn = (
        ImageFont.truetype(BytesIO(font), 40, layout_engine=basic).getmask("Vowel, fi: 1 Å")
        for font in (packed.read_bytes(), unpacked(face))
    )
    assert len(set(map(bytes, drawn))) == 1
