"""Built pages, parsed: their elements, texts and addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


@dataclass(eq=False)
class Element:
    """One element of a parsed page; `items` are its texts and child elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    items: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words inside, with white space collapsed; scripts and styles have none."""
        return " ".join("".join(self._texts()).split())

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator["Element"]:
        yield self
        for item in self.items:
            if isinstance(item, Element):
                yield from item.walk()

    def all(self, selector: str) -> list["Element"]:
        """Descendants that match `tag`, `.class`, `#id`, `tag.class` or `[attribute]`."""
        return [
            element for element in self.walk() if element is not self and element.matches(selector)
        ]

    def one(self, selector: str) -> "Element":
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r} in <{self.tag}>"
        return found[0]

    def matches(self, selector: str) -> bool:
        """Whether the element is what a selector of `all` means."""
        if selector.startswith("["):
            return selector.strip("[]") in self.attributes
        if selector.startswith("#"):
            return self.attributes.get("id") == selector[1:]
        tag, _, name = selector.partition(".")
        return tag in ("", self.tag) and (not name or name in self.classes)

    def _texts(self) -> Iterator[str]:
        for item in self.items if self.tag not in ("script", "style") else ():
            if isinstance(item, str):
                yield item
            else:
                yield from item._texts()


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].items.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in [element.tag for element in self.open[1:]]:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].items.append(data)


def parse(html: str) -> Element:
    """The tree of a page."""
    tree = _Tree()
    tree.feed(html)
    return tree.root


def read_page(site: Path, address: str) -> Element:
    """The tree of the page that a web server would send for `address` ("" is the front page)."""
    file = site / address
    file = file if file.suffix == ".html" else file / "index.html"
    return parse(file.read_text(encoding="utf-8"))


def addresses(site: Path) -> list[str]:
    """The addresses of all pages of a built site, without the 404 page."""
    files = sorted(site.rglob("index.html"))
    return [file.parent.relative_to(site).as_posix().removeprefix(".") for file in files]
