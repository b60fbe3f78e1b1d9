"""What a badge says, as JSON and as SVG 1.1: a row of two cells and, where there is more to say,
rows below them.

The drawing needs no font file, style or script, and brings its background, and a rim that is seen
on a light page and on a dark one.
"""

import json
import unicodedata
from dataclasses import dataclass
from functools import reduce
from xml.etree.ElementTree import Element, SubElement, tostring

from comparison_site.core.direction import isolated
from comparison_site.core.room import shortened
from comparison_site.outputs.colors import MARK_COLOR, NAME_COLOR

_ROW, _PADDING, _BASELINE, _FLAG_ROOM = 22, 9, 15, 15  # pixels
_MOST_IN_CELL, _MOST_IN_ROW = 260, 480  # pixels of text, which is cut beyond
_FONT = "Verdana,DejaVu Sans,Geneva,sans-serif"
_RIM = "#868e99"  # 3:1 and more against white and against GitHub's #0d1117
_FLAG = "M3.5 17V5m0 .6c2.4-1.5 4 1.2 7 0v5c-3 1.2-4.6-1.5-7 0"

# Advance widths at 11 px in tenths of a pixel, measured in DejaVu Sans, which is about as wide as
# Verdana and wider than the others. Whole numbers: how Python adds up broken ones depends on its
# version. Letters are drawn as wide as the reader's font has them, in the middle of their cell.
_WIDTHS = {
    32: "'ijlIJ", 36: " ,./:;\\|", 40: "f-()[]t!", 45: "r", 54: '"*_`', 57: "s?z", 61: "cLF",
    65: "kvxyP", 68: "TYaoe", 70: "$0123456789ESbdghnpqu{}", 76: "KABVXZRC", 83: "UNH", 87: "DG&OQ",
    92: "w#+<=>^~", 95: "M", 110: "%mW@",
}  # fmt: skip
_ADVANCES = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER, _WIDE = 76, 110


@dataclass(frozen=True)
class Badge:
    """What a badge says: who comes out ahead of whom in what, and what speaks against it.

    `paths` are its addresses without their ending, those of former ids last. `page` is where it
    leads, `name` what it is about. `details` say what a split depends on.
    """

    paths: tuple[str, ...]
    page: str
    name: str
    message: str
    color: str
    details: tuple[str, ...] = ()
    mark: str = ""
    about: str = ""

    @property
    def title(self) -> str:
        """All that it says, for those who cannot see it."""
        return ". ".join(filter(None, (self.name, self.message, *self.details, self.mark)))

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of its heading on the page about sharing, as many as it has paths."""
        starts = ("badges/scenarios/", "scenario-badge-"), ("badges/", "badge-")
        return tuple(reduce(lambda name, pair: name.replace(*pair), starts, p) for p in self.paths)

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return _ROW * (1 + len(self.details) + bool(self.mark))

    @property
    def svg(self) -> str:
        """The badge as SVG."""
        return tostring(_drawn(self), encoding="unicode") + "\n"

    @property
    def json(self) -> str:
        """The badge for https://shields.io/badges/endpoint-badge, which draws it itself."""
        message = ", ".join(filter(None, (self.message, *self.details, self.mark)))
        badge = {"schemaVersion": 1, "label": self.name, "message": message, "color": self.color}
        return json.dumps(badge, ensure_ascii=False, indent=1) + "\n"


def _drawn(badge: Badge) -> Element:
    name, message = _cut(badge.name, _MOST_IN_CELL), _cut(badge.message, _MOST_IN_CELL)
    below = [(_cut(text, _MOST_IN_ROW), 0) for text in badge.details]
    below += [(_cut(badge.mark, _MOST_IN_ROW), _FLAG_ROOM)] if badge.mark else []
    left = _width(name) + 2 * _PADDING
    widths = (room + _width(text) + 2 * _PADDING for text, room in below)
    width = max([left + _width(message) + 2 * _PADDING, *widths])
    root = _root(badge, width)
    letters = {"fill": "#fff", "font-family": _FONT, "font-size": "11", "aria-hidden": "true"}
    group = SubElement(root, "g", letters)
    _box(group, (0, 0), left, NAME_COLOR)
    _text(group, name, (left // 2, 0), {"text-anchor": "middle"})
    _box(group, (left, 0), width - left, badge.color)
    _text(group, message, ((left + width) // 2, 0), {"text-anchor": "middle"})
    for top, (text, room) in zip(range(_ROW, badge.height, _ROW), below, strict=True):
        _box(group, (0, top), width, MARK_COLOR if room else NAME_COLOR)
        _text(group, text, (_PADDING + room, top), {})
        if room:
            place = {"transform": f"translate({_PADDING - 3} {top})"}
            SubElement(group, "path", {"d": _FLAG, "fill": "none", "stroke": "#fff"} | place)
    size = {"width": str(width - 1), "height": str(badge.height - 1)}
    rim = {"x": ".5", "y": ".5", "fill": "none", "stroke": _RIM}
    SubElement(root, "rect", rim | size)
    return root


def _root(badge: Badge, width: int) -> Element:
    box = f"0 0 {width} {badge.height}"
    size = {"width": str(width), "height": str(badge.height), "viewBox": box}
    namespace = {"xmlns": "http://www.w3.org/2000/svg"}
    root = Element("svg", namespace | size | {"role": "img", "aria-label": isolated(badge.title)})
    SubElement(root, "title").text = isolated(badge.title)
    SubElement(root, "desc").text = isolated(badge.about)
    return root


def _box(group: Element, place: tuple[int, int], width: int, color: str) -> None:
    box = {"x": str(place[0]), "y": str(place[1]), "width": str(width), "height": str(_ROW)}
    SubElement(group, "rect", box | {"fill": color})


def _text(group: Element, text: str, place: tuple[int, int], anchor: dict[str, str]) -> None:
    left, top = place
    where = {"x": str(left), "y": str(top + _BASELINE)}
    SubElement(group, "text", where | anchor).text = isolated(text)


def _cut(text: str, most: int) -> str:
    return shortened(text, most, _width, loose=" ")


def _width(text: str) -> int:
    return -(sum(map(_advance, text)) // -10)  # pixels, rounded up


def _advance(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _WIDE
    return _ADVANCES.get(letter, _OTHER)
