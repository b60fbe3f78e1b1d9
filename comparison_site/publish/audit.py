"""A finished site, read as a browser would: what leads nowhere, and what no page may hold."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from comparison_site.core.cache import Cache, Kind
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
_NOTED = {"id", "name", "href", "src", "http-equiv"}
_DOCTYPE = "<!doctype html>"
_BLOCKED = "is blocked by its policy; make it a file in docs/assets"
_NO_POLICY = "a page has to say its policy: see site_meta in templates/theme/main.html"
_BESIDE = re.compile(r"0; url=(\.\./[a-z][a-z0-9-]*/)")


@dataclass(frozen=True)
class _Element:
    """What one element is, and what it does wherever it stands."""

    tag: str
    values: Mapping[str, str]
    dangers: tuple[str, ...]


@lru_cache(10_000)  # most elements of a site are like others
def _element(tag: str, attributes: Attributes) -> _Element:
    values = {name: value or "" for name, value in attributes}
    return _Element(tag, values, tuple(_dangers(tag, values)))


@lru_cache(10_000)
def _matters(tag: str, typed: str) -> bool:
    """Whether there is anything to note of an element, on a page that has said its policy."""
    element = _element(tag, attributes(typed))
    return bool(element.dangers) or tag == "a" or not _NOTED.isdisjoint(element.values)


@dataclass
class _Document:
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
        self.anchors.update(values[name] for name in ("id", "name") if name in values)
        self.links += [(line, values[name]) for name in ("href", "src") if name in values]
        if tag == "a":
            self.followed.add(values.get("href", ""))
        said = values.get("http-equiv", "").strip().lower()
        if said == "refresh":
            self.refreshes.append((line, values.get("content", "")))
        if said == "content-security-policy" and values.get("content") == POLICY:
            self.policed = True
        if tag not in _BEFORE_THE_POLICY and not self.policed:
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
        self.document = _Document()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one element links to, loads or runs."""
        self.document.add(self.getpos()[0], _element(tag, tuple(attrs)))


def _document(html: str) -> _Document:
    """Read a page: without lines where it is as plain as ours are, and nothing is wrong with it.

    Lines are for people, who read them where something is wrong, and take many times as long.
    """
    if (found := tags(html.lstrip().removeprefix(_DOCTYPE))) is not None:
        document = _Document()
        for _, tag, typed, _, _ in found:
            if tag and (not document.policed or _matters(tag, typed)):
                document.add(0, _element(tag, attributes(typed)))
        if not document.faults and not any(document.strays()):
            return document
    return _with_lines(html)


def _with_lines(html: str) -> _Document:
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


@dataclass(frozen=True)
class _Read:
    """What was read in one HTML file: its anchors, what is wrong by line, and its links into the
    site, each with the address and the anchor that it leads to.
    """

    anchors: set[str]
    faults: list[tuple[int, str]]
    targets: Mapping[str, tuple[str, str]]


def _read(html: str, here: str, cache: Cache) -> _Read:
    """Read the page at the address `here`, or what was read in it before."""

    def make() -> object:
        document = _document(html)
        links = dict.fromkeys(link for _, link in document.links)
        return list(document.anchors), document.faults, dict(_targets(here, links))

    anchors, faults, targets = cache.kept_json(Kind.AUDIT, [here, html], make)
    return _Read(set(anchors), faults, targets)


def _targets(here: str, links: Iterable[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for link in links:
        target = urlsplit(urljoin(here, link))
        if f"{target.scheme}://{target.netloc}" == _ORIGIN:
            yield link, (target.path, unquote(target.fragment))


def audit(site: Path, base: str = "/", kept: Cache | None = None) -> list[Diagnostic]:
    """Check every HTML file under `site`, published at the path `base`.

    `kept` has what was read before. Which link leads where is found out anew, whatever it says.

    Returns a problem for each internal link or anchor that leads nowhere, each id that stands twice
    on a page, and whatever could run foreign code or load something from another site.
    """
    known = kept or Cache()
    names = {path: path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))}
    documents: dict[Path, _Read] = {}
    for path, name in names.items():
        here = f"{_ORIGIN}{base}{name.removesuffix('index.html')}"
        documents[path] = _read(path.read_text(encoding="utf-8"), here, known)
    find = cache(partial(_file, site.resolve(), base))  # most links lead to few pages
    problems: list[Diagnostic] = []
    for path, document in documents.items():
        lost = partial(_lost, find, documents)
        reasons = {link: why for link, to in document.targets.items() if (why := lost(link, *to))}
        faults = document.faults
        if reasons:  # a page without another fault was read without its lines
            read = _with_lines(path.read_text(encoding="utf-8"))
            found = ((line, reasons[link]) for line, link in read.links if link in reasons)
            faults = [*read.faults, *found]
        problems += [Diagnostic.at(names[path], line, 1, message) for line, message in faults]
    return problems


def _lost(
    find: Callable[[str], Path | None],
    documents: Mapping[Path, _Read],
    link: str,
    address: str,
    anchor: str,
) -> str:
    """Why a link to an address of the site leads nowhere; nothing if it does not."""
    file = find(address)
    if file is None:
        return f"the link {link!r} leads nowhere: there is no such page"
    if anchor and file in documents and anchor not in documents[file].anchors:
        return f"the link {link!r} leads nowhere: that page has no {anchor!r}"
    return ""


def _file(site: Path, base: str, address: str) -> Path | None:
    """The file that a web server would send for an address; None if there is none."""
    file = (site / unquote(address.removeprefix(base)).lstrip("/")).resolve()
    if not address.startswith(base) or not file.is_relative_to(site):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None
