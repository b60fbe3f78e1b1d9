"""Badges to put on other sites: an SVG for each verdict, its words as JSON, and what to paste."""

import json
import re
import unicodedata
from dataclasses import dataclass
from html import escape
from math import cos, radians, sin
from xml.etree.ElementTree import Element, SubElement, tostring

from comparison_site.analysis.marks import mark_words
from comparison_site.analysis.outcomes import badge_words, outcome_words
from comparison_site.model import Comparison, Criterion, Outcome

STAND_IN = "https://example.org/"
"""What snippets say where the site's own address is not known."""

NAME_COLOR = "#3c4048"
NEUTRAL_COLOR = "#5b606b"
CONTESTED_COLOR = "#22252b"  # no option has it, so the word stands apart from any accent

_HEIGHT, _PADDING, _BASELINE = 22, 9, 15
_FONT = "Verdana,DejaVu Sans,Geneva,sans-serif"

# Advance widths at 11 px in tenths of a pixel, close to those of Verdana, the widest of the fonts
# named. They are whole numbers: how Python adds up broken ones depends on its version.
_NARROW, _NORMAL, _CAPITAL, _WIDE = 45, 67, 78, 106
_TENTHS = 10
_NARROW_LETTERS = frozenset(" .,:;'|!()[]/\\ijlftrI-`")
_WIDE_LETTERS = frozenset("mwMW@%")

_LIGHTNESS, _CHROMA, _GAMUT_STEP = 0.51, 0.15, 0.005
_FOOT = 0.0031308  # up to which sRGB is linear


@dataclass(frozen=True)
class _Cell:
    text: str
    color: str

    @property
    def text_width(self) -> int:
        return -(sum(map(_advance, self.text)) // -_TENTHS)  # rounded up

    @property
    def width(self) -> int:
        return self.text_width + 2 * _PADDING


def outcome_color(comparison: Comparison, outcome: Outcome) -> str:
    """The winner's colour, or a grey where nobody wins alone."""
    return option_color(comparison.option(outcome.option).hue) if outcome.option else NEUTRAL_COLOR


def option_color(hue: int) -> str:
    """The hex colour of an option's hue, dark enough for white text (contrast of 4.5 and more).

    OKLCH to linear sRGB as in Björn Ottosson, "A perceptual color space for image processing"
    (https://bottosson.github.io/posts/oklab/), with sRGB's transfer function (IEC 61966-2-1).
    Chroma gives way where sRGB has no colour that strong.
    """
    chroma = _CHROMA
    while not 0 <= min(parts := _linear(chroma, radians(hue))) <= max(parts) <= 1:
        chroma -= _GAMUT_STEP
    encoded = (12.92 * p if p <= _FOOT else 1.055 * p ** (1 / 2.4) - 0.055 for p in parts)
    return "#" + "".join(f"{round(255 * part):02x}" for part in encoded)


def badge_title(comparison: Comparison, criterion: Criterion) -> str:
    """All that a badge says, for those who cannot see it."""
    return ". ".join(cell.text for cell in _cells(comparison, criterion))


def badge_svg(comparison: Comparison, criterion: Criterion) -> str:
    """The badge as SVG 1.1. It needs no font file, style or script, and brings its background."""
    cells, verdict = _cells(comparison, criterion), criterion.verdict
    title, width = badge_title(comparison, criterion), sum(cell.width for cell in cells)
    size = {"width": str(width), "height": str(_HEIGHT), "viewBox": f"0 0 {width} {_HEIGHT}"}
    namespace = {"xmlns": "http://www.w3.org/2000/svg"}
    root = Element("svg", namespace | size | {"role": "img", "aria-label": title})
    SubElement(root, "title").text = title
    words = f"{comparison.title}. {outcome_words(comparison, verdict.published)}"
    SubElement(root, "desc").text = f"{words}. {verdict.reviewed_on.isoformat()}"
    letters = {"fill": "#fff", "font-family": _FONT, "font-size": "11", "aria-hidden": "true"}
    group, left = SubElement(root, "g", letters), 0
    for cell in cells:
        box = {"x": str(left), "width": str(cell.width), "height": str(_HEIGHT)}
        SubElement(group, "rect", box | {"fill": cell.color})
        place = {"x": str(left + _PADDING), "y": str(_BASELINE)}
        fit = {"textLength": str(cell.text_width), "lengthAdjust": "spacingAndGlyphs"}
        SubElement(group, "text", place | fit).text = cell.text
        left += cell.width
    return tostring(root, encoding="unicode") + "\n"


def badge_json(comparison: Comparison, criterion: Criterion) -> str:
    """The badge for https://shields.io/badges/endpoint-badge, which draws it itself."""
    name, *rest = _cells(comparison, criterion)
    badge = {
        "schemaVersion": 1,
        "label": name.text,
        "message": ", ".join(cell.text for cell in rest),
        "color": rest[0].color,
    }
    return json.dumps(badge, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Snippet:
    """A badge's text to paste, as Markdown and as HTML."""

    criterion: Criterion
    words: str
    markdown: str
    html: str


def snippets(comparison: Comparison, base_url: str = "") -> tuple[Snippet, ...]:
    """One snippet for each verdict, with absolute addresses below `base_url`."""
    found, base = [], base_url or STAND_IN
    for criterion in comparison.criteria:
        words = badge_title(comparison, criterion)
        picture, page = f"{base}badges/{criterion.id}.svg", f"{base}criteria/{criterion.id}/"
        plain = re.sub(r"([\\\[\]!*_`<>|])", r"\\\1", words)
        html = f'<a href="{page}"><img src="{picture}" alt="{escape(words)}"></a>'
        found.append(Snippet(criterion, words, f"[![{plain}]({picture})]({page})", html))
    return tuple(found)


def _cells(comparison: Comparison, criterion: Criterion) -> list[_Cell]:
    published = criterion.verdict.published
    words, color = badge_words(comparison, published), outcome_color(comparison, published)
    cells = [_Cell(criterion.name, NAME_COLOR), _Cell(words, color)]
    if mark := mark_words(comparison, criterion):
        cells.append(_Cell(mark, CONTESTED_COLOR))
    return cells


def _advance(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS or unicodedata.east_asian_width(letter) in ("W", "F"):
        return _WIDE
    return _CAPITAL if letter.isupper() or not letter.isascii() else _NORMAL


def _linear(chroma: float, angle: float) -> tuple[float, float, float]:
    a, b = chroma * cos(angle), chroma * sin(angle)
    long = (_LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (_LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (_LIGHTNESS - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
