"""Badges say the verdict in words, on their own background, and are valid whatever the data."""

import json
from html import escape
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from comparison_site import Comparison, load
from comparison_site.analysis.outcomes import verdict_words
from comparison_site.model import Criterion, Tie, Verdict, Winner
from comparison_site.outputs.badge_drawing import Badge
from comparison_site.outputs.badges import (
    badges,
    criterion_badge,
    overall_badge,
    scenario_badge,
    snippet,
)
from comparison_site.outputs.colors import MARK_COLOR, NAME_COLOR, NEUTRAL_COLOR, option_color
from tests.support.comparisons import DATA, HOSTILE, eventful, hostile, poison
from tests.support.golden import golden
from tests.support.markdown import tokens
from tests.support.paths import FRAMEWORKS, MINIMAL, OTHER_DATA

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "rect", "g", "text", "path"}
PAGES = ("#ffffff", "#0d1117")  # GitHub's, light and dark


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast_with_white(color: str) -> float:
    return contrast(color, "#ffffff")


def drawn(badge: Badge) -> Tree.Element:
    return Tree.fromstring(badge.svg)  # noqa: S314 - our own badge


def words(root: Tree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def badge_of(comparison: Comparison, name: str) -> Badge:
    return criterion_badge(comparison, comparison.criterion(name))


def test_the_badge_of_the_smallest_comparison_is_as_in_the_golden_files() -> None:
    badge = badge_of(load(MINIMAL), "speed")
    golden("badges/speed.svg", badge.svg)
    golden("badges/speed.json", badge.json)


def test_white_text_is_readable_on_every_hue() -> None:
    assert [hue for hue in range(360) if contrast_with_white(option_color(hue)) < 4.5] == []


@pytest.mark.parametrize("color", [NAME_COLOR, NEUTRAL_COLOR, MARK_COLOR])
def test_white_text_is_readable_on_the_other_colours(color: str) -> None:
    assert contrast_with_white(color) >= 4.5


def test_hues_give_colours_of_that_hue() -> None:
    channels = [tuple(bytes.fromhex(option_color(hue)[1:])) for hue in (29, 142, 264)]
    assert [color.index(max(color)) for color in channels] == [0, 1, 2]


@pytest.mark.parametrize("page", PAGES)
def test_the_rim_is_seen_on_a_light_page_and_on_a_dark_one(page: str) -> None:
    root = drawn(badge_of(load(MINIMAL), "speed"))
    [rim] = [box.attrib["stroke"] for box in root.iter(f"{SVG}rect") if "stroke" in box.attrib]
    assert contrast(rim, page) >= 3


@DATA
def test_badges_are_svg_with_a_name_for_those_who_cannot_see_it(data: Path) -> None:
    for badge in badges(load(data)):
        root = drawn(badge)
        assert root.tag == f"{SVG}svg"
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == root.findtext(f"{SVG}title") == ". ".join(words(root))
        assert root.findtext(f"{SVG}desc")
        assert int(root.attrib["height"]) == badge.height


@DATA
def test_a_badge_of_a_winner_names_the_others_too(data: Path) -> None:
    comparison = load(data)
    for criterion in comparison.criteria:
        name, message, *_ = words(drawn(criterion_badge(comparison, criterion)))
        option = criterion.verdict.published.option
        assert name == criterion.name
        if option:
            assert message.startswith(f"{comparison.option(option).name} over ")


def test_a_badge_names_those_who_do_not_win_as_they_come() -> None:
    [first, *_] = load(OTHER_DATA).criteria
    order = (("xz",), ("zstd",), ("bzip2",), ("gzip",))
    verdict = first.verdict.model_copy(update={"order": order})
    changed = first.model_copy(update={"verdict": verdict})
    badge = criterion_badge(load(OTHER_DATA), changed)
    assert badge.message == "xz over Zstandard, bzip2, gzip"
    assert ". xz, then Zstandard, then bzip2, then gzip. 2026-" in badge.about


@DATA
def test_a_snippet_names_the_badge_as_the_badge_names_itself(data: Path) -> None:
    for badge in badges(load(data)):
        paste = snippet(badge)
        title = drawn(badge).findtext(f"{SVG}title")
        assert badge.title == title
        assert f'alt="{escape(badge.title)}"' in paste.html
        [image] = [token for token in tokens(paste.markdown) if token.type == "image"]
        assert "".join(piece.content for piece in image.children or ()) == title


@DATA
def test_boxes_fill_the_badge_row_by_row(data: Path) -> None:
    for badge in badges(load(data)):
        root = drawn(badge)
        rows: dict[str, int] = {}
        for box in (box for box in root.iter(f"{SVG}rect") if "stroke" not in box.attrib):
            rows[box.attrib["y"]] = rows.get(box.attrib["y"], 0) + int(box.attrib["width"])
        assert set(rows.values()) == {int(root.attrib["width"])}
        assert len(rows) * 22 == int(root.attrib["height"])


def test_letters_are_as_wide_as_the_readers_font_has_them() -> None:
    for badge in badges(load(FRAMEWORKS)):
        assert "textLength" not in badge.svg


@pytest.mark.parametrize("letter", ["W", "i", "漢", "é"])
def test_no_badge_is_wider_than_a_page(letter: str) -> None:
    for badge in badges(poison(load(FRAMEWORKS), letter * 60)):
        root = drawn(badge)
        assert int(root.attrib["width"]) <= 560
        assert badge.title == root.findtext(f"{SVG}title")


def test_a_contested_verdict_says_what_the_evidence_says_now() -> None:
    comparison = eventful()
    root = drawn(badge_of(comparison, "speed"))
    assert words(root) == ["Speed", "Bicycle over Bus", "Contested: now Bus"]
    assert root.find(f".//{SVG}path") is not None  # the flag


def test_the_json_is_a_shields_endpoint() -> None:
    assert json.loads(badge_of(eventful(), "speed").json) == {
        "schemaVersion": 1,
        "label": "Speed",
        "message": "Bicycle over Bus, Contested: now Bus",
        "color": option_color(140),
    }


def test_an_outcome_without_one_winner_is_grey_and_says_what_it_depends_on() -> None:
    comparison = load(OTHER_DATA)
    badge = badge_of(comparison, "where-it-goes")
    assert json.loads(badge.json)["color"] == NEUTRAL_COLOR
    assert badge.message == "Depends: gzip, bzip2, xz, Zstandard"
    assert badge.details == (
        "gzip for readers you cannot choose",
        "xz for packed once & fetched often",
        "Zstandard for packed every day",
    )


def test_a_badge_of_two_options_in_a_tie_names_both() -> None:
    assert badge_of(load(FRAMEWORKS), "performance").message == "Tie: TensorFlow and PyTorch"


def test_a_scenarios_badge_says_what_to_take() -> None:
    comparison = load(FRAMEWORKS)
    scenario = next(s for s in comparison.scenarios if s.id == "large-scale-deployment")
    assert words(drawn(scenario_badge(comparison, scenario))) == [
        "Large-scale deployment",
        "TensorFlow over PyTorch",
        "Contested: now PyTorch for new systems",
    ]


def test_the_badge_of_the_whole_says_who_wins_most() -> None:
    badge = overall_badge(load(FRAMEWORKS))
    assert badge.paths == ("badge",)
    assert words(drawn(badge))[:2] == ["TensorFlow vs PyTorch", "PyTorch wins 2 of 5, TensorFlow 1"]
    assert badge.color == option_color(285)


def test_the_badge_of_the_whole_counts_the_wins_of_all() -> None:
    comparison = load(OTHER_DATA)
    pairs = zip(comparison.criteria, comparison.options, strict=True)
    criteria = tuple(won_by(criterion, option.id) for criterion, option in pairs)
    badge = overall_badge(comparison.model_copy(update={"criteria": criteria}))
    assert badge.message == "gzip wins 1 of 4, bzip2 1, others 2"


def won_by(criterion: Criterion, option: str) -> Criterion:
    verdict = criterion.verdict.model_copy(update={"outcome": Winner(option=option)})
    return criterion.model_copy(update={"verdict": verdict})


def test_the_badge_of_the_whole_is_grey_where_nobody_leads() -> None:
    comparison = load(MINIMAL)
    [criterion] = comparison.criteria
    level = criterion.model_copy(update={"verdict": tied(criterion)})
    badge = overall_badge(comparison.model_copy(update={"criteria": (level,)}))
    assert (badge.message, badge.color) == ("No winner in 1", NEUTRAL_COLOR)


def tied(criterion: Criterion) -> Verdict:
    return criterion.verdict.model_copy(update={"outcome": Tie()})


@HOSTILE
def test_hostile_texts_stay_texts(payload: str) -> None:
    comparison = hostile(payload)
    for badge in badges(comparison):
        root = drawn(badge)
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ELEMENTS
        assert not [name for element in root.iter() for name in element.attrib if name[:2] == "on"]
    speed = badge_of(comparison, "speed")
    assert (drawn(speed).findtext(f"{SVG}title") or "").startswith(payload)
    assert json.loads(speed.json)["label"] == payload


def test_badges_are_small() -> None:
    assert all(len(badge.svg) < 2500 for badge in badges(load(FRAMEWORKS)))


def test_the_words_of_a_verdict_are_the_label_and_every_option() -> None:
    found = [
        verdict_words(load(FRAMEWORKS), c.verdict.published) for c in load(FRAMEWORKS).criteria
    ]
    assert found == [
        "Easiest to learn: PyTorch",
        "Winner: depends: TensorFlow for production tools; PyTorch for research and prototyping",
        "More flexible: PyTorch",
        "Best for production: TensorFlow",
        "Close: Tie",
    ]


def test_a_width_is_the_same_whole_number_however_python_adds_up() -> None:
    """Ten letters of 6.8 pixels are 68 pixels wide, and not a rounding error more."""
    criterion = load(MINIMAL).criteria[0].model_copy(update={"name": "o" * 10})
    root = drawn(criterion_badge(load(MINIMAL), criterion))
    box = next(root.iter(f"{SVG}rect"))
    assert int(box.attrib["width"]) == 68 + 2 * 9
