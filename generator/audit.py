"""Reads a built site as a browser would: every link leads somewhere, nothing foreign runs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from generator.errors import Problem

_ORIGIN = "https://site.invalid"
_LOADING = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src")}
_FOREIGN_TAGS = {"iframe", "object", "embed", "base"}


@dataclass
class _Document(HTMLParser):
    """The ids, links and dangers of one HTML file."""

    ids: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    dangers: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        if tag in _FOREIGN_TAGS:
            self.dangers.append((line, f"the element <{tag}> does not belong here"))
        for name, value in attrs:
            self._attribute(line, tag, name, value or "", dict(attrs))

    def _attribute(
        self, line: int, tag: str, name: str, value: str, all_of: dict[str, str | None]
    ) -> None:
        if name == "id" or (tag == "a" and name == "name"):
            self.ids.add(value)
        if name.startswith("on"):
            self.dangers.append((line, f"the attribute {name} would run script"))
        if name in ("href", "src"):
            self.links.append((line, value))
            self._scheme(line, tag, name, value, all_of.get("rel") or "")

    def _scheme(self, line: int, tag: str, name: str, value: str, rel: str) -> None:
        scheme = urlsplit(value).scheme
        if scheme not in ("", "http", "https", "mailto"):
            self.dangers.append((line, f"the address {value!r} is not a web address"))
        loads = (tag, name) in _LOADING or rel in ("stylesheet", "icon", "preload")
        if loads and (scheme or value.startswith("//")):
            self.dangers.append((line, f"{value!r} would be loaded from another site"))


def audit(site: Path, base: str = "/") -> list[Problem]:
    """Check every HTML file under `site`, published at the path `base`.

    Returns a problem for each internal link or anchor that leads nowhere, and for each element or
    attribute that could run foreign code or load something from another site.
    """
    documents = _documents(site)
    return [
        Problem(str(path.relative_to(site)), line, 1, message)
        for path, document in documents.items()
        for line, message in [*document.dangers, *_dead_links(path, site, base, documents)]
    ]


def _documents(site: Path) -> dict[Path, _Document]:
    return {path: _parse(path) for path in sorted(site.rglob("*.html"))}


def _parse(path: Path) -> _Document:
    document = _Document()
    document.feed(path.read_text(encoding="utf-8"))
    return document


def _dead_links(
    path: Path, site: Path, base: str, documents: dict[Path, _Document]
) -> Iterator[tuple[int, str]]:
    address = path.relative_to(site).as_posix().removesuffix("index.html")
    for line, value in documents[path].links:
        target = urlsplit(urljoin(f"{_ORIGIN}{base}{address}", value))
        if f"{target.scheme}://{target.netloc}" != _ORIGIN:
            continue
        if fault := _fault(_file(site, base, target.path), unquote(target.fragment), documents):
            yield line, f"the link {value!r} leads nowhere: {fault}"


def _file(site: Path, base: str, address: str) -> Path:
    """The file that a web server would send for an address."""
    file = site / unquote(address.removeprefix(base)).lstrip("/")
    return file / "index.html" if file.is_dir() else file


def _fault(file: Path, anchor: str, documents: dict[Path, _Document]) -> str:
    if not file.is_file():
        return "there is no such page"
    document = documents.get(file)
    if anchor and document and anchor not in document.ids:
        return f"that page has no {anchor!r}"
    return ""
