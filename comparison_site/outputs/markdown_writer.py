"""HTML of our pages as Markdown in which no text can become anything but text.

Of empty lines between blocks there is one, wherever blocks begin and end; in a heading or a cell,
which have to be one line, blocks are words between spaces.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from selectolax.lexbor import LexborNode

from comparison_site.core.characters import visible
from comparison_site.outputs.markdown_text import escaped, link, target

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    "p", "blockquote", "article", "div", "section", "ol", "ul", "li", "dl", "dt", "dd", "table",
    "thead", "tbody", "tfoot", "tr", "td", "th", *_HEADINGS,
}  # fmt: skip
_APART = {*_BLOCKS, "pre"}
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_CELLS = ("td", "th")
_AS_TYPED = {"pre", "code", "kbd", "samp"}
_ONE_LINE = "on one line"
_SHORTEST_FENCE = 3
_MOST_NEWLINES = 2
_LANGUAGE = re.compile(r"language-([a-z0-9-]+)")
_SPACE = re.compile(r"[\t \r\n]+")
_LINE = re.compile(r"^(.*)", re.MULTILINE)

Beside = LexborNode | str | None
"""What stands beside a text in the same element."""
Above = frozenset[str]
"""The names of all elements around one, and whether it has to be on one line."""


def written(body: LexborNode, led: Callable[[str], str]) -> str:
    """What an element holds as Markdown; `led` says where an address leads, seen from there."""
    return _Writer(led).inside(body, frozenset()).strip()


class _Writer:
    def __init__(self, led: Callable[[str], str]) -> None:
        self._led = led
        self._ways = {name: getattr(self, f"_{way}") for way, ns in _WAYS.items() for name in ns}

    def inside(self, element: LexborNode, above: Above) -> str:
        """What an element holds, before anything is made of the element itself."""
        name, children = str(element.tag), list(_children(element))
        below = above | ({name, _ONE_LINE} if name in _HEADINGS or name in _CELLS else {name})
        parts = list[str]()
        edged = [None, *children, None]
        for before, child, after in zip(edged, children, edged[2:], strict=False):
            if isinstance(child, str):
                parts.append(_text(child, element, before, after, below))
            else:
                text, way = self.inside(child, below), self._ways.get(str(child.tag))
                parts.append(way(child, text, below) if way else text)
        return "".join(parts) if "pre" in below else _joined(parts)

    def _a(self, element: LexborNode, text: str, _: Above) -> str:
        """A link; its name is converted already."""
        name = " ".join(text.split())
        return f"[{name}]{target(self._led(_said(element, 'href')))}" if name else ""

    def _picture(self, element: LexborNode, _text: str, _: Above) -> str:
        """A picture is a link to its file, named as it is described."""
        return link(_said(element, "alt"), self._led(_said(element, "src")))

    def _code(self, element: LexborNode, text: str, above: Above) -> str:
        """Code between backticks; in a cell, which ends at a bar, as text if it holds one."""
        if "pre" in above:
            return text
        code = " ".join(visible(element.text()).split())
        if "|" in code and _ONE_LINE in above:
            return escaped(code)
        fence, gap = _fence(code), " " if {"`"} & {code[:1], code[-1:]} else ""
        return f"{fence}{gap}{code}{gap}{fence}"

    def _program(self, element: LexborNode, _text: str, _: Above) -> str:
        """A block of code between fences, with the name of its language."""
        code = visible(element.text().expandtabs(4)).strip("\n")
        classes = " ".join(_said(each, "class") for each in element.css("code"))
        language = _LANGUAGE.search(classes)
        fence = _fence(code, _SHORTEST_FENCE)
        return f"\n\n{fence}{language[1] if language else ''}\n{code}\n{fence}\n\n"

    def _heading(self, element: LexborNode, text: str, above: Above) -> str:
        if _ONE_LINE in above:
            return text
        return f"\n\n{'#' * _HEADINGS[str(element.tag)]} {_SPACE.sub(' ', text.strip())}\n\n"

    def _block(self, _element: LexborNode, text: str, above: Above) -> str:
        text = text.strip()
        return f" {text} " if _ONE_LINE in above else f"\n\n{text}\n\n" if text else ""

    def _quote(self, element: LexborNode, text: str, above: Above) -> str:
        if _ONE_LINE in above:
            return self._block(element, text, above)
        return f"\n{_indented(text.strip(), '> ', '>')}\n\n" if text.strip() else "\n"

    def _list(self, element: LexborNode, text: str, above: Above) -> str:
        if "li" in above:
            return f"\n{text.rstrip()}"
        following = element.next
        while following and not (following.is_element_node or following.text().strip()):
            following = following.next
        is_list = following and following.tag in ("ol", "ul")
        return f"\n\n{text}" + ("\n" if following and not is_list else "")

    def _item(self, element: LexborNode, text: str, _: Above) -> str:
        bullet, parent = "- ", element.parent
        if parent and parent.tag == "ol":
            start = _said(parent, "start")
            items = [each.mem_id for each in parent.iter() if each.tag == "li"]
            number = (int(start) if start.isnumeric() else 1) + items.index(element.mem_id)
            bullet = f"{number}. "
        indented = _indented(text.strip(), " " * len(bullet))
        return f"{bullet}{indented[len(bullet) :]}\n" if indented else "\n"

    def _table(self, _element: LexborNode, text: str, _: Above) -> str:
        return f"\n\n{text.strip()}\n\n"

    def _row(self, element: LexborNode, text: str, _: Above) -> str:
        """A row, and the line below the heads; a table without heads gets empty ones."""
        parent = element.parent or element
        if not _is_first(element):
            return f"|{text}\n"
        cells = element.css(", ".join(_CELLS))
        wide = sum(int(_said(cell, "colspan") or 1) for cell in cells)
        line = f"| {' | '.join(['---'] * wide)} |\n"
        table = parent.parent or parent
        is_headless = parent.tag != "tbody" or not table.css("thead")
        is_single = parent.tag == "thead" and len(parent.css("tr")) == 1
        if is_single or (is_headless and all(cell.tag == "th" for cell in cells)):
            return f"|{text}\n{line}"
        is_first = parent.tag == "table" or _is_first(parent)
        return (f"| {' | '.join([''] * wide)} |\n{line}" if is_first or is_headless else "") + (
            f"|{text}\n"
        )

    def _cell(self, element: LexborNode, text: str, _: Above) -> str:
        """A cell on one line, followed by empty ones where it is as wide as several."""
        return f" {' '.join(text.split())}" + " |" * int(_said(element, "colspan") or 1)

    def _marked(self, element: LexborNode, text: str, above: Above) -> str:
        """Words between marks, which stand close to them."""
        if not above.isdisjoint(_AS_TYPED):
            return text
        if not text.strip():
            return ""
        mark = _MARKS[str(element.tag)]
        first, last = (" " if end == " " else "" for end in (text[0], text[-1]))
        return f"{first}{mark}{text.strip()}{mark}{last}"

    def _break(self, _element: LexborNode, _text: str, above: Above) -> str:
        return " " if _ONE_LINE in above else "  \n"

    def _rule(self, _element: LexborNode, _text: str, _: Above) -> str:
        return "\n\n---\n\n"


_WAYS = {
    "a": ["a"],
    "picture": ["img"],
    "code": ["code", "kbd", "samp"],
    "program": ["pre"],
    "heading": [*_HEADINGS],
    "block": ["p", "div", "section", "article", "dl"],
    "quote": ["blockquote"],
    "list": ["ul", "ol"],
    "item": ["li"],
    "table": ["table", "figcaption"],
    "row": ["tr"],
    "cell": ["td", "th"],
    "marked": [*_MARKS],
    "break": ["br"],
    "rule": ["hr"],
}
"""What each element is written as; the others are what they hold."""


def _said(element: LexborNode, attribute: str) -> str:
    return element.attributes.get(attribute) or ""


def _is_first(element: LexborNode) -> bool:
    """Whether no element stands before this one, in the same."""
    before = element.prev
    while before and not before.is_element_node:
        before = before.prev
    return before is None


def _children(element: LexborNode) -> Iterator[LexborNode | str]:
    """The elements and texts that it holds; there are no two texts in a row."""
    nodes = (node for node in element.iter(include_text=True) if not node.is_comment_node)
    for is_text, some in groupby(nodes, lambda node: node.is_text_node):
        if is_text:
            yield "".join(node.text() for node in some)
        else:
            yield from some


def _text(text: str, parent: LexborNode, before: Beside, after: Beside, up: Above) -> str:
    """Text in its line; space at the edges of blocks is none."""
    is_block = parent.tag in _BLOCKS
    starts = isinstance(before, LexborNode) and before.tag in _APART
    ends = isinstance(after, LexborNode) and after.tag in _APART
    at_an_edge = is_block and (before is None or after is None)
    if not text.strip() and (at_an_edge or starts or ends):
        return ""
    if "pre" not in up:
        text = _SPACE.sub(" ", text)
    if up.isdisjoint(_AS_TYPED):
        first, last = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
        text = first + escaped(text) + (last if text.strip() else "")
    if starts or (is_block and before is None):
        text = text.lstrip(" \t\r\n")
    return text.rstrip() if ends or (is_block and after is None) else text


def _joined(parts: list[str]) -> str:
    """Parts in a row; where one ends and the next begins with empty lines, there is one."""
    made = [""]
    for part in filter(None, parts):
        rest = part.lstrip("\n")
        content = rest.rstrip("\n")
        before, after = part[: len(part) - len(rest)], rest[len(content) :]
        if made[-1] and before:
            before = "\n" * min(_MOST_NEWLINES, max(len(made.pop()), len(before)))
        made += [before, content, after]
    return "".join(made)


def _indented(text: str, indent: str, empty: str = "") -> str:
    return _LINE.sub(lambda line: f"{indent}{line[1]}" if line[1] else empty, text)


def _fence(code: str, least: int = 1) -> str:
    """More backticks than the code holds anywhere in a row."""
    return "`" * max([least, *(len(run) + 1 for run in re.findall("`+", code))])
