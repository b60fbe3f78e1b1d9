"""Reads a built site as a browser would: every link leads to one place, nothing foreign runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from comparison_site.core.diagnostics import Diagnostic

_ORIGIN = "https://site.invalid"
_ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "cite"}
_LOADING_TAGS = {"script", "img", "source", "video", "audio", "track", "input", "use", "image"}
_POINTING_RELATIONS = {"canonical", "next", "prev", "alternate", "edit", "license"}
_FOREIGN_TAGS = {"iframe", "object", "embed", "base", "frame"}

_Find = Callable[[str], Path | None]
"""The file behind an address."""


@dataclass
class _Document(HTMLParser):
    """The anchors and links of one HTML file, and what is wrong with it alone, by line."""

    ids: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one element links to, loads or runs."""
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            if values["id"] in self.ids:
                self.faults.append((line, f"the id {values['id']!r} is already used on this page"))
            self.ids.add(values["id"])
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        self.links += [(line, values[name]) for name in ("href", "src") if name in values]
        self.faults += [(line, danger) for danger in _dangers(tag, values)]


def _dangers(tag: str, values: dict[str, str]) -> Iterator[str]:
    if tag in _FOREIGN_TAGS:
        yield f"the element <{tag}> does not belong here"
    if values.get("http-equiv", "").lower() == "refresh":
        yield "a refresh would send readers elsewhere"
    for name, value in values.items():
        if name.startswith("on"):
            yield f"the attribute {name} would run script"
        elif name == "srcset" or name in _ADDRESSES:
            yield from _dangerous_address(tag, value, values)


def _dangerous_address(tag: str, value: str, values: dict[str, str]) -> Iterator[str]:
    scheme = urlsplit(value.strip()).scheme
    if scheme not in ("", "http", "https", "mailto"):
        yield f"the address {value!r} is not a web address"
    points = tag == "link" and set(values.get("rel", "").lower().split()) <= _POINTING_RELATIONS
    loads = tag in _LOADING_TAGS or (tag == "link" and not points)
    if loads and ("//" in value or scheme):
        yield f"{value!r} would be loaded from another site"


def audit(site: Path, base: str = "/") -> list[Diagnostic]:
    """Check every HTML file under `site`, published at the path `base`.

    Returns a problem for each internal link or anchor that leads nowhere, for each id that stands
    twice on a page, and for each element or attribute that could run foreign code or load something
    from another site.
    """
    documents = {path: _Document() for path in sorted(site.rglob("*.html"))}
    for path, document in documents.items():
        document.feed(path.read_text(encoding="utf-8"))
    find = cache(partial(_file, site.resolve(), base))  # most links lead to few pages
    return [
        Diagnostic.at(str(path.relative_to(site)), line, 1, message)
        for path, document in documents.items()
        for line, message in [
            *document.faults,
            *_dead_links(document.links, _address(path, site, base), find, documents),
        ]
    ]


def _address(path: Path, site: Path, base: str) -> str:
    return base + path.relative_to(site).as_posix().removesuffix("index.html")


def _dead_links(
    links: list[tuple[int, str]], here: str, find: _Find, documents: dict[Path, _Document]
) -> Iterator[tuple[int, str]]:
    for line, value in links:
        target = urlsplit(urljoin(f"{_ORIGIN}{here}", value))
        if f"{target.scheme}://{target.netloc}" != _ORIGIN:
            continue
        file, anchor = find(target.path), unquote(target.fragment)
        if file is None:
            yield line, f"the link {value!r} leads nowhere: there is no such page"
        elif anchor and file in documents and anchor not in documents[file].anchors:
            yield line, f"the link {value!r} leads nowhere: that page has no {anchor!r}"


def _file(site: Path, base: str, address: str) -> Path | None:
    """The file that a web server would send for an address; None if there is none."""
    file = (site / unquote(address.removeprefix(base)).lstrip("/")).resolve()
    if not address.startswith(base) or not file.is_relative_to(site):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None
