"""Built pages, parsed: their elements, texts and addresses."""

from collections.abc import Collection, Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_WITHOUT_WORDS = {"script", "style"}


class Element:
    """One element of a parsed page."""

    def __init__(self, node: LexborNode) -> None:
        self._node = node
        self.tag = str(node.tag)
        self.attributes = {name: value or "" for name, value in node.attributes.items()}

    @property
    def text(self) -> str:
        """The words inside, with white space collapsed; scripts and styles have none."""
        return " ".join("".join(_texts(self._node)).split())

    @property
    def content(self) -> str:
        """All text inside, as it stands there."""
        return "".join(_texts(self._node))

    def text_without(self, selector: str) -> str:
        """The words inside, but for those of the elements that a selector means."""
        left_out = {node.mem_id for node in self._node.css(selector)}
        return " ".join("".join(_texts(self._node, left_out)).split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def items(self) -> list["Element | str"]:
        """Its texts and child elements in order."""
        children = self._node.iter(include_text=True)
        return [_text(child) if child.is_text_node else Element(child) for child in children]

    def walk(self) -> Iterator["Element"]:
        """This element and all below it, as they follow each other."""
        yield self
        yield from self.all("*")

    def all(self, selector: str) -> list["Element"]:
        """Descendants that match a CSS selector."""
        found = self._node.css(selector)
        return [Element(node) for node in found if node.mem_id != self._node.mem_id]

    def one(self, selector: str) -> "Element":
        """The only descendant that matches a CSS selector."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r} in <{self.tag}>"
        return found[0]

    def matches(self, selector: str) -> bool:
        """Whether the element is one that a CSS selector means."""
        return self._node.mem_id in {node.mem_id for node in self._node.css(selector)}


def _texts(node: LexborNode, left_out: Collection[int] = ()) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.is_text_node:
            yield _text(child)
        elif child.tag not in _WITHOUT_WORDS and child.mem_id not in left_out:
            yield from _texts(child, left_out)


def _text(node: LexborNode) -> str:
    return node.text(deep=False) or ""


def parse(html: str) -> Element:
    """The root of a page."""
    root = LexborHTMLParser(html).root
    assert root
    return Element(root)


def read_page(site: Path, address: str) -> Element:
    """The root of the page that a web server would send for `address` ("" is the front page)."""
    file = site / address
    file = file if file.suffix == ".html" else file / "index.html"
    return parse(file.read_text(encoding="utf-8"))


def addresses(site: Path) -> list[str]:
    """The addresses of all pages of a built site.

    Without the 404 page and without those that only lead on to where a page stands now.
    """
    every = sorted(site.rglob("index.html"))
    files = [file for file in every if b'http-equiv="refresh"' not in file.read_bytes()]
    return [file.parent.relative_to(site).as_posix().removeprefix(".") for file in files]
