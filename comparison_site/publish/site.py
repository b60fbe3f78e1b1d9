"""A finished site: read as a browser would, then put in place of the old one, all or nothing."""

import ctypes
import errno
import glob
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from filelock import FileLock, Timeout

from comparison_site.core.diagnostics import Diagnostic, ExpectedError

_ORIGIN = "https://site.invalid"
_ADDRESSES = {
    "href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href", "cite",
}  # fmt: skip
_LOADING_TAGS = {"script", "img", "source", "video", "audio", "track", "input", "use", "image"}
_POINTING_RELATIONS = {"canonical", "next", "prev", "alternate", "edit", "license"}
_FOREIGN_TAGS = {"iframe", "object", "embed", "base", "frame"}
_BESIDE = re.compile(r"0; url=(\.\./[a-z][a-z0-9-]*/)")
_OLD = "old"
_MOUNTED = (
    "is where a disk or a folder is mounted, so it cannot be swapped for another folder; mount the "
    "folder above it, or choose a folder inside of it"
)
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
STAMP = ".comparison-site"
"""The file that a build leaves in its site: only a folder that has it is ever replaced."""


class PublishingError(ExpectedError):
    """Raised when the site folder cannot be replaced; the words are for whoever ran the build."""


@dataclass
class _Document(HTMLParser):
    """The anchors and links of one HTML file, and what is wrong with it, by line."""

    ids: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    refreshes: list[tuple[int, str]] = field(default_factory=list)
    followed: set[str] = field(default_factory=set)
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
        if tag == "a":
            self.followed.add(values.get("href", ""))
        if values.get("http-equiv", "").strip().lower() == "refresh":
            self.refreshes.append((line, values.get("content", "")))
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
    points = set(values.get("rel", "").lower().split()) <= _POINTING_RELATIONS
    loads = tag in _LOADING_TAGS or (tag == "link" and not points)
    for name, value in values.items():
        if name.startswith("on"):
            yield f"the attribute {name} would run script"
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
    documents = {path: _Document() for path in sorted(site.rglob("*.html"))}
    for path, document in documents.items():
        document.feed(path.read_text(encoding="utf-8"))
    find = cache(partial(_file, site.resolve(), base))  # most links lead to few pages
    problems: list[Diagnostic] = []
    for path, document in documents.items():
        document.faults += document.strays()
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


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Give an empty folder beside `site` to build in, and swap the two when the block succeeds.

    If the block raises, or the process is killed, `site` stays as it was, and nothing new stands
    beside it. Raises PublishingError when another build holds the lock, when `site` is no folder
    that a build may replace, and when the block or the swap meets an error of the operating system,
    such as a full disk.
    """
    site = site.absolute()
    try:
        _refuse_foreign_folder(site)
        with _alone(site), _beside(site) as work:
            fresh = work / "site"
            fresh.mkdir()
            yield fresh
            fresh.chmod(0o755)  # whatever the umask: a web server reads it
            _swap(fresh, site, work / _OLD)
    except Timeout:
        message = f"another build of {site} is running; wait until it has finished"
        raise PublishingError(message) from None
    except OSError as error:
        if error.errno == errno.EBUSY:  # a folder of the same disk that is mounted looks like any
            raise PublishingError(f"{site} {_MOUNTED}") from error
        place = f" ({error.filename})" if error.filename else ""
        message = f"{site} cannot be published: {error.strerror or error}{place}"
        raise PublishingError(message) from error


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Hold the lock of a site. It goes when it is let go of, and so do folders made for nothing."""
    made = [folder for folder in site.parents if not folder.exists()]
    lock = site.parent / f".{site.name}.lock"
    site.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(lock, blocking=False):
            try:
                yield
            finally:
                with suppress(OSError):  # where what is open cannot be deleted, it stays
                    lock.unlink()
    finally:
        for folder in made:  # the innermost first; one that holds anything stays
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def _beside(site: Path) -> Iterator[Path]:
    """A folder to work in. What a killed build left is cleared up, what it moved goes back."""
    prefix = f".{site.name}-next-"
    for left in site.parent.glob(f"{glob.escape(prefix)}*"):
        if (left / STAMP).is_file():  # else it is not ours
            if (left / _OLD).is_dir() and not site.exists():
                (left / _OLD).rename(site)
            shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=prefix, dir=site.parent))
    try:
        (work / STAMP).touch()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refuse_foreign_folder(site: Path) -> None:
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise PublishingError(f"{site} is not a folder; choose another place with --site")
    if site.is_dir() and any(site.iterdir()) and not (site / STAMP).exists():
        advice = "empty it or choose another with --site"
        raise PublishingError(f"{site} holds files that no build made; {advice}")
    if os.path.ismount(site):  # Path.is_mount knows Windows only since Python 3.12
        raise PublishingError(f"{site} {_MOUNTED}")
    if Path.cwd().is_relative_to(site.resolve()):
        raise PublishingError(f"you are in {site}, which would be replaced; go up, or see --site")


def _swap(fresh: Path, site: Path, old: Path) -> None:
    """Put a folder in place of the site; what stood there is `fresh` or `old` afterwards."""
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            old.rename(site)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step, where the kernel can (Linux, renameat2)."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    places = (_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other))
    return rename is not None and rename(*places, _RENAME_EXCHANGE) == 0
