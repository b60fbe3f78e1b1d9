"""A finished site, read as a browser would: what leads nowhere, and what no page may hold."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.plain_html import Attributes, attributes, tags
from comparison_site.outputs.policy import POLICY

_ORIGIN = "https://site.invalid"
_ADDRESSES = {
    "href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href", "cite",
}  # fmt: skip
_LOADING_TAGS = {"script", "img", "source", "video", "audio", "track", "input", "use", "image"}
_POINTING_RELATIONS = {"canonical", "next", "prev", "alternate", "edit", "license"}
_DATA_TYPES = {"application/json", "application/ld+json"}
_BEFORE_THE_POLICY = {"html", "head", "meta"}
_FOREIGN_TAGS = {"iframe", "object", "embed", "base", "frame"}
_JUDGED_BARE = _FOREIGN_TAGS | {"script", "style", "a"}
"""Elements that say something without a single attribute."""
_DOCTYPE = "<!doctype html>"
_BLOCKED = "is blocked by its policy; make it a file in docs/assets"
_NO_POLICY = "a page has to say its policy: see site_meta in templates/theme/main.html"
_BESIDE = re.compile(r"0; url=(\.\./[a-z][a-z0-9-]*/)")


@dataclass(frozen=True)
class _Element:
    """What an element is known by, leads to and does, whatever stands around it."""

    tag: str
    values: dict[str, str]
    names: tuple[str, ...]
    links: tuple[str, ...]
    policy: bool
    refresh: bool
    dangers: tuple[str, ...]


@lru_cache(10_000)  # most elements of a site are like others
def _element(tag: str, attributes: Attributes) -> _Element:
    values = {name: value or "" for name, value in attributes}
    said = values.get("http-equiv", "").strip().lower()
    return _Element(
        tag,
        values,
        tuple(values[name] for name in ("id", "name") if name in values),
        tuple(values[name] for name in ("href", "src") if name in values),
        said == "content-security-policy" and values.get("content") == POLICY,
        said == "refresh",
        tuple(_dangers(tag, values)),
    )


@dataclass
class Document:
    """The anchors and links of one HTML file, and what is wrong with it, by line."""

    ids: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    refreshes: list[tuple[int, str]] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    faults: list[tuple[int, str]] = field(default_factory=list)
    policed: bool = False

    def add(self, line: int, element: _Element) -> None:
        """Note what one element links to, loads or runs."""
        tag, values = element.tag, element.values
        if "id" in values:
            if values["id"] in self.ids:
                self.faults.append((line, f"the id {values['id']!r} is already used on this page"))
            self.ids.add(values["id"])
        self.anchors.update(element.names)
        self.links += [(line, link) for link in element.links]
        if tag == "a":
            self.followed.add(values.get("href", ""))
        if element.refresh:
            self.refreshes.append((line, values.get("content", "")))
        self.policed |= element.policy
        if not self.policed and tag not in _BEFORE_THE_POLICY:
            self.faults.append((line, f"before <{tag}> {_NO_POLICY}"))
            self.policed = True  # said once
        self.faults += [(line, danger) for danger in element.dangers]

    def strays(self) -> Iterator[tuple[int, str]]:
        """Refreshes, but for those of a page that has no other link and leads to one beside it."""
        for line, content in self.refreshes:
            beside = _BESIDE.fullmatch(content)
            if not beside or self.followed != {beside[1]}:
                yield line, "a refresh would send readers elsewhere"


class _Reader(HTMLParser):
    """Reads any HTML, and knows its lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one element links to, loads or runs."""
        self.document.add(self.getpos()[0], _element(tag, tuple(attrs)))


def read(html: str) -> Document:
    """Read a page. Where nothing is wrong with it, and it is as plain as ours are, without lines.

    Those are for people, who read them where something is wrong, and take ten times as long.
    """
    if (found := tags(html.lstrip().removeprefix(_DOCTYPE))) is not None:
        document = Document()
        for _, tag, typed, _, _ in found:
            if tag and (typed or not document.policed or tag in _JUDGED_BARE):
                document.add(0, _element(tag, attributes(typed)))
        if not document.faults and not any(document.strays()):
            return document
    return read_lines(html)


def read_lines(html: str) -> Document:
    """Read a page, with the line of everything that may be wrong."""
    reader = _Reader()
    reader.feed(html)
    reader.document.faults += reader.document.strays()
    return reader.document


def _dangers(tag: str, values: dict[str, str]) -> Iterator[str]:
    if tag in _FOREIGN_TAGS:
        yield f"the element <{tag}> does not belong here"
    if tag == "style":
        yield f"a style sheet inside of a page {_BLOCKED}"
    if tag == "script" and "src" not in values and values.get("type") not in _DATA_TYPES:
        yield f"a script inside of a page {_BLOCKED}"
    points = set(values.get("rel", "").lower().split()) <= _POINTING_RELATIONS
    loads = tag in _LOADING_TAGS or (tag == "link" and not points)
    for name, value in values.items():
        if name.startswith("on"):
            yield f"the attribute {name} would run script"
        elif name == "style":
            yield f"the attribute style={value!r} is blocked by its policy; give it a class"
        elif name in _ADDRESSES:
            scheme = urlsplit(value.strip()).scheme
            if scheme not in ("", "http", "https", "mailto"):
                yield f"the address {value!r} is not a web address"
            if loads and ("//" in value or scheme):
                yield f"{value!r} would be loaded from another site"


def audit(site: Path, base: str = "/") -> list[Diagnostic]:
    """Check every HTML file under `site`, published at the path `base`.

    Returns a problem for each internal link or anchor that leads nowhere, each id that stands twice
    on a page, and whatever could run foreign code or load something from another site.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    documents = {path: read(text) for path, text in texts.items()}
    find = cache(partial(_file, site.resolve(), base))  # most links lead to few pages
    problems: list[Diagnostic] = []
    for path, document in documents.items():
        name = path.relative_to(site).as_posix()
        here = f"{_ORIGIN}{base}{name.removesuffix('index.html')}"
        lost = partial(_lost, here, find, documents)
        if any(lost(document)):
            document = read_lines(texts[path])
        found = [*document.faults, *lost(document)]
        problems += [Diagnostic.at(name, line, 1, message) for line, message in found]
    return problems


def _lost(
    here: str,
    find: Callable[[str], Path | None],
    documents: Mapping[Path, Document],
    document: Document,
) -> Iterator[tuple[int, str]]:
    """The links of the page at the address `here` that lead nowhere."""
    for line, value in document.links:
        target = urlsplit(urljoin(here, value))
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
