"""HTML as a tree of elements and texts, light enough to be made of every page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from comparison_site.core.plain_html import tell

_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip


@dataclass(eq=False)
class Element:
    """An element, with the elements and texts that it holds."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: "Element | None" = None
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *names: str) -> Iterator["Element"]:
        """The elements of these names below this one, at any depth."""
        for child in self.children:
            if isinstance(child, Element):
                if child.name in names:
                    yield child
                yield from child.all(*names)

    @property
    def text(self) -> str:
        """All text in it, as it stands there."""
        return "".join(c.text if isinstance(c, Element) else c for c in self.children)

    @property
    def elements(self) -> list["Element"]:
        """The elements that it holds itself."""
        return [child for child in self.children if isinstance(child, Element)]


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hang an element into the tree."""
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in _VOID:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        """Go up from the innermost open element of this name."""
        element: Element | None = self.here
        while element and element.name != tag:
            element = element.parent
        if element and element.parent and tag not in _VOID:
            self.here = element.parent

    def handle_data(self, data: str) -> None:
        """Hang a text into the tree; there are no two in a row."""
        children = self.here.children
        if children and isinstance(before := children[-1], str):
            children[-1] = before + data
        else:
            children.append(data)


def parsed(html: str) -> Element:
    """An element without a name that holds everything there is in `html`."""
    tree = _Tree()
    if not tell(tree, html):
        tree.feed(html)
        tree.close()
    return tree.root
