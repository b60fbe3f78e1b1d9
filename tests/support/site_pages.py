"""What several tests share: running build.py, copying the project, reading built HTML."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from comparison_site.core.resources import template_folders

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = template_folders(ROOT)
REPOSITORY = "https://example.org/team/comparison"
REVISION = "0123456789abcdef0123456789abcdef01234567"
PUBLISHED = {"REPOSITORY_URL": REPOSITORY, "REVISION": REVISION}
REAL_DATA = ROOT / "comparison.yaml"
OTHER_DATA = ROOT / "tests" / "data" / "compression.yaml"
MEASURED_DATA = ROOT / "tests" / "data" / "measured" / "measured.yaml"
PROJECT_FILES = ("build.py", "mkdocs.yml", "comparison.yaml")
PROJECT_FOLDERS = ("comparison_site", "templates", "docs", "upstream", "evidence")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_SETTINGS = ("COMPARISON_DATA", "SITE_URL", "REPOSITORY_URL", "REPOSITORY_BRANCH", "REVISION")
_UNWANTED_FILES = shutil.ignore_patterns("__pycache__", ".*")
_UNWANTED = (*_SETTINGS, "SOURCE_DATE_EPOCH")


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


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def clean_environment(**settings: str) -> dict[str, str]:
    """The environment of a command: nothing that steers a build except `settings`."""
    kept = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **settings}


def run(
    *command: str | Path, cwd: Path = ROOT, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a command and catch what it says. `settings` are environment variables."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def build_py(
    *words: str | Path, cwd: Path = ROOT, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run the build.py that stands in `cwd`."""
    return run(sys.executable, "build.py", *words, cwd=cwd, **settings)


def copy_project(target: Path) -> Path:
    """Copy what a build needs, so that a test may change it."""
    target.mkdir(parents=True, exist_ok=True)
    for name in PROJECT_FILES:
        shutil.copy2(ROOT / name, target / name)
    for name in filter(lambda name: (ROOT / name).is_dir(), PROJECT_FOLDERS):
        shutil.copytree(ROOT / name, target / name, ignore=_UNWANTED_FILES)
    return target


def copy_evidence(data: Path, folder: Path) -> None:
    """Copy what a comparison file cites from the folder beside it, so that its copy loads too."""
    if (data.parent / "evidence").is_dir():
        shutil.copytree(data.parent / "evidence", folder / "evidence", ignore=_UNWANTED_FILES)


def replace_once(path: Path, old: str, new: str) -> None:
    """Change one passage of a file; it must stand there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
