"""Badges say the verdict in words, on their own background, and are valid whatever the data."""

import json
from html import escape
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from comparison_site import Comparison, load
from comparison_site.analysis.marks import mark_words
from comparison_site.analysis.outcomes import badge_words, outcome_words, verdict_words
from comparison_site.model import Criterion
from comparison_site.outputs.badges import (
    CONTESTED_COLOR,
    NAME_COLOR,
    NEUTRAL_COLOR,
    badge_json,
    badge_svg,
    option_color,
    snippets,
)
from tests.support.comparisons import DATA, HOSTILE, eventful, hostile
from tests.support.golden import golden
from tests.support.markdown import tokens
from tests.support.paths import FRAMEWORKS, MINIMAL, OTHER_DATA

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "rect", "g", "text"}


def contrast_with_white(color: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    channels = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


def drawn(comparison: Comparison, criterion: Criterion) -> Tree.Element:
    return Tree.fromstring(badge_svg(comparison, criterion))  # noqa: S314 - our own badge


def words(root: Tree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_the_badge_of_the_smallest_comparison_is_as_in_the_golden_files() -> None:
    comparison = load(MINIMAL)
    [criterion] = comparison.criteria
    golden("badges/speed.svg", badge_svg(comparison, criterion))
    golden("badges/speed.json", badge_json(comparison, criterion))


def test_white_text_is_readable_on_every_hue() -> None:
    assert [hue for hue in range(360) if contrast_with_white(option_color(hue)) < 4.5] == []


@pytest.mark.parametrize("color", [NAME_COLOR, NEUTRAL_COLOR, CONTESTED_COLOR])
def test_white_text_is_readable_on_the_other_colours(color: str) -> None:
    assert contrast_with_white(color) >= 4.5


def test_hues_give_colours_of_that_hue() -> None:
    channels = [tuple(bytes.fromhex(option_color(hue)[1:])) for hue in (29, 142, 264)]
    assert [color.index(max(color)) for color in channels] == [0, 1, 2]


@DATA
def test_badges_are_svg_with_a_name_for_those_who_cannot_see_it(data: Path) -> None:
    comparison = load(data)
    for criterion in comparison.criteria:
        root = drawn(comparison, criterion)
        assert root.tag == f"{SVG}svg"
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == root.findtext(f"{SVG}title") == ". ".join(words(root))
        assert root.findtext(f"{SVG}desc")
        assert words(root)[:2] == [
            criterion.name,
            badge_words(comparison, criterion.verdict.published),
        ]


@DATA
def test_a_snippet_names_the_badge_as_the_badge_names_itself(data: Path) -> None:
    comparison = load(data)
    for snippet in snippets(comparison):
        title = drawn(comparison, snippet.criterion).findtext(f"{SVG}title")
        assert snippet.words == title
        assert f'alt="{escape(snippet.words)}"' in snippet.html
        [image] = [token for token in tokens(snippet.markdown) if token.type == "image"]
        assert "".join(piece.content for piece in image.children or ()) == title


@DATA
def test_texts_stand_inside_their_boxes(data: Path) -> None:
    comparison = load(data)
    for criterion in comparison.criteria:
        root = drawn(comparison, criterion)
        boxes = [box for box in root.iter(f"{SVG}rect") if "fill" in box.attrib]
        for box, text in zip(boxes, root.iter(f"{SVG}text"), strict=True):
            left, width = int(box.attrib["x"]), int(box.attrib["width"])
            start, length = int(text.attrib["x"]), int(text.attrib["textLength"])
            assert left < start
            assert start + length < left + width
        assert int(root.attrib["width"]) == sum(int(box.attrib["width"]) for box in boxes)


def test_a_contested_verdict_says_so() -> None:
    comparison = eventful()
    assert words(drawn(comparison, comparison.criteria[0])) == [
        "Speed",
        "First in town: Bicycle",
        mark_words(comparison, comparison.criteria[0]),
    ]


def test_the_json_is_a_shields_endpoint() -> None:
    comparison = eventful()
    assert json.loads(badge_json(comparison, comparison.criteria[0])) == {
        "schemaVersion": 1,
        "label": "Speed",
        "message": f"First in town: Bicycle, {mark_words(comparison, comparison.criteria[0])}",
        "color": option_color(140),
    }


def test_an_outcome_without_one_winner_is_grey_and_says_its_kind() -> None:
    comparison = load(OTHER_DATA)
    criterion = comparison.criterion("where-it-goes")
    badge = json.loads(badge_json(comparison, criterion))
    assert badge["color"] == NEUTRAL_COLOR
    assert badge["message"] == "Depends on the reader"
    full = outcome_words(comparison, criterion.verdict.published)
    assert "gzip for readers you cannot choose; xz for packed once & fetched often" in full
    assert full in (drawn(comparison, criterion).findtext(f"{SVG}desc") or "")


def test_a_label_that_says_the_kind_of_outcome_is_not_said_twice() -> None:
    comparison = load(FRAMEWORKS)
    badge = json.loads(badge_json(comparison, comparison.criterion("ecosystem")))
    assert badge["message"].startswith("Winner: depends, ")


@HOSTILE
def test_hostile_texts_stay_texts(payload: str) -> None:
    comparison = hostile(payload)
    [criterion] = comparison.criteria
    root = drawn(comparison, criterion)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == ELEMENTS
    assert not [name for element in root.iter() for name in element.attrib if name[:2] == "on"]
    assert words(root)[0] == payload
    assert json.loads(badge_json(comparison, criterion))["label"] == payload


def test_badges_are_small() -> None:
    comparison = load(FRAMEWORKS)
    assert all(len(badge_svg(comparison, c)) < 2500 for c in comparison.criteria)


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
    """Ten letters of 6.7 pixels are 67 pixels wide, and not a rounding error more."""
    criterion = load(MINIMAL).criteria[0].model_copy(update={"name": "o" * 10})
    root = drawn(load(MINIMAL), criterion)
    first = next(root.iter(f"{SVG}text"))
    assert first.attrib["textLength"] == "67"
