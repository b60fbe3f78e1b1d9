"""The picture for a slide: of one size, small, and nothing leaves it, whatever the data."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from comparison_site import BuildContext, Comparison, load
from comparison_site.outputs.registry import outputs
from comparison_site.outputs.slide import slide, slide_path
from comparison_site.pages.registry import all_pages
from tests.support.articles import contents
from tests.support.comparisons import DATA, HOSTILE, hostile, poison
from tests.support.paths import FRAMEWORKS, MINIMAL

SIZE = (1920, 1080)
EDGE = 60
STRIPE = 40


def drawn(comparison: Comparison, address: str = "") -> Image.Image:
    png = slide(comparison, address)
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", SIZE)
    assert len(png) < 120_000
    return image.convert("RGB")


def margins(image: Image.Image) -> tuple[int, int, int]:
    """How many pixels stay blank at the left, the right and the lower edge, below the stripe."""
    blank = Image.new("RGB", SIZE, image.getpixel((SIZE[0] - 1, SIZE[1] - 1)))
    found = ImageChops.difference(image, blank).crop((0, STRIPE, *SIZE)).getbbox()
    assert found
    left, _, right, bottom = found
    return left, SIZE[0] - right, SIZE[1] - STRIPE - bottom


@DATA
def test_a_slide_keeps_its_margins(data: Path) -> None:
    left, right, below = margins(drawn(load(data), "https://example.org/a-comparison/"))
    assert min(left, right) >= EDGE
    assert below >= 20


@pytest.mark.parametrize("letter", ["W", "i ", "漢"])
def test_the_longest_texts_of_many_criteria_fit(letter: str) -> None:
    comparison = poison(load(FRAMEWORKS), (letter * 420)[:420].strip())
    many = comparison.model_copy(update={"criteria": comparison.criteria * 20})
    assert min(margins(drawn(many))) >= 20


@HOSTILE
def test_hostile_texts_are_only_drawn(payload: str) -> None:
    assert min(margins(drawn(hostile(payload)))) >= 20


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert slide(load(MINIMAL)) == slide(load(MINIMAL))


def test_there_is_no_slide_where_a_name_on_it_cannot_be_drawn() -> None:
    comparison = load(MINIMAL)
    assert slide_path(comparison) in dict(outputs(BuildContext(comparison)))
    bicycle, bus = comparison.options
    other = comparison.model_copy(
        update={"options": (bicycle.model_copy(update={"name": "單車"}), bus)}
    )
    files = dict(outputs(BuildContext(other), tuple(all_pages(BuildContext(other)))))
    assert not [path for path in files if path.startswith(("summary/", "cards/index"))]
    for page in ("summary.md", "share.md"):
        assert "picture</a>" in contents(comparison)[page]
        assert "picture</a>" not in contents(other)[page]
