"""A finished site, read as a browser would: what leads nowhere, and what no page may hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from comparison_site.core.cache import Cache, Kind
from comparison_site.core.diagnostics import Diagnostic
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
_BLOCKED = "is blocked by its policy; make it a file in docs/assets"
_NO_POLICY = "a page has to say its policy: see site_meta in templates/theme/main.html"
_BESIDE = re.compile(r"0; url=(\.\./[a-z][a-z0-9-]*/)")


@dataclass
class _Document(HTMLParser):
    """The anchors and links of one HTML file, and what is wrong with it, by line."""

    ids: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    refreshes: list[tuple[int, str]] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
    faults: list[tuple[int, str]] = field(default_factory=list)
    policed: bool = False

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
        self.faults += [(line, danger) for danger in _dangers(tag, values)]

    def strays(self) -> Iterator[tuple[int, str]]:
        """Refreshes, but for those of a page that has no other link and leads to one beside it."""
        for line, content in self.refreshes:
            beside = _BESIDE.fullmatch(content)
            if not beside or self.followed != {beside[1]}:
                yield line, "a refresh would send readers elsewhere"


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
    """What was read in one HTML file: its anchors, and by line its links and what is wrong."""

    anchors: set[str]
    links: list[tuple[int, str]]
    faults: list[tuple[int, str]]


def _read(html: str, cache: Cache) -> _Read:
    def make() -> object:
        document = _Document()
        document.feed(html)
        return list(document.anchors), document.links, [*document.faults, *document.strays()]

    anchors, links, faults = cache.kept_json(Kind.AUDIT, [html], make)
    return _Read(set(anchors), links, faults)


def audit(site: Path, base: str = "/", kept: Cache | None = None) -> list[Diagnostic]:
    """Check every HTML file under `site`, published at the path `base`.

    `kept` has what was read before. Which link leads where is found out anew, whatever it says.

    Returns a problem for each internal link or anchor that leads nowhere, each id that stands twice
    on a page, and whatever could run foreign code or load something from another site.
    """
    known = kept or Cache()
    pages = sorted(site.rglob("*.html"))
    documents = {path: _read(path.read_text(encoding="utf-8"), known) for path in pages}
    find = cache(partial(_file, site.resolve(), base))  # most links lead to few pages
    problems: list[Diagnostic] = []
    for path, document in documents.items():
        name = path.relative_to(site).as_posix()
        here = f"{_ORIGIN}{base}{name.removesuffix('index.html')}"
        for line, value in document.links:
            target = urlsplit(urljoin(here, value))
            if f"{target.scheme}://{target.netloc}" != _ORIGIN:
                continue
            file, anchor = find(target.path), unquote(target.fragment)
            if file is None:
                lost = f"the link {value!r} leads nowhere: there is no such page"
                document.faults.append((line, lost))
            elif anchor and file in documents and anchor not in documents[file].anchors:
                lost = f"the link {value!r} leads nowhere: that page has no {anchor!r}"
                document.faults.append((line, lost))
        problems += [Diagnostic.at(name, line, 1, message) for line, message in document.faults]
    return problems


def _file(site: Path, base: str, address: str) -> Path | None:
    """The file that a web server would send for an address; None if there is none."""
    file = (site / unquote(address.removeprefix(base)).lstrip("/")).resolve()
    if not address.startswith(base) or not file.is_relative_to(site):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None
