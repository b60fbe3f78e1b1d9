"""The address of everything on the site, and of the data in its public repository.

The repository's are GitHub's forms: "Getting permanent links to files" and "Creating an issue from
a URL query" in its documentation.
"""

import posixpath
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from comparison_site.model import Comparison, Source

_FOLDERS_OWN = ("index", "README")
_SECONDS = 10  # for an answer of git


def folder_of(page: str) -> str:
    """The folder that a page is served as: `criteria/speed.md` becomes `criteria/speed/`.

    `index.md` and `README.md` are the pages of their own folder, as in MkDocs.
    """
    folder, slash, name = page.removesuffix(".md").rpartition("/")
    return f"{folder}{slash}" if name in _FOLDERS_OWN else f"{folder}{slash}{name}/"


def markdown_path(page: str) -> str:
    """Where the Markdown version of a page stands: `criteria/speed/index.md`."""
    return f"{folder_of(page)}index.md"


@dataclass(frozen=True)
class Addresses:
    """Where things stand, for the links in the file `here` (a path relative to the site's root).

    `base` is the site's address, ending in a slash. Without it every address is relative to `here`.
    """

    base: str = ""
    here: str = ""

    def of(self, path: str, anchor: str = "") -> str:
        """The address of a path of the site; pages are folders, the root is the empty path."""
        fragment = f"#{anchor}" if anchor else ""
        if self.base:
            return f"{self.base}{path}{fragment}"
        slash = "/" if not path or path.endswith("/") else ""
        target = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(self.here)}")
        return f"{target}{slash}{fragment}"

    def criterion(self, name: str, anchor: str = "") -> str:
        """The page of the criterion with this id."""
        return self.of(f"criteria/{name}/", anchor)

    def option(self, name: str) -> str:
        """The page of the option with this id."""
        return self.of(f"options/{name}/")

    def scenario(self, name: str) -> str:
        """The row of the scenario with this id."""
        return self.of("scenarios/", name)

    def source(self, name: str) -> str:
        """The row of the source with this id."""
        return self.of("sources/", f"source-{name}")

    def run(self, name: str, figure: str | None = None) -> str:
        """The page of the run with this id, at one of its figures if one is named."""
        return self.of(f"evidence/{name}/", f"figure-{figure}" if figure else "")

    def behind(self, comparison: Comparison, source: Source) -> str:
        """Where a source can be checked: its own address, or the page of the run that it is."""
        if source.result and (run := comparison.run(source)):
            return self.run(run.id, source.result.figure)
        return source.url or self.source(source.id)


@dataclass(frozen=True)
class Repository:
    """A public repository: its address, the revision (a commit or branch) that is published, the
    branch to edit, and the data's `path` in it, with slashes."""

    url: str
    revision: str
    branch: str
    path: str

    def file(self, name: str) -> str:
        """Where a file can be read as it was published; `name` is relative to the data's folder."""
        path = posixpath.join(posixpath.dirname(self.path), name)
        return f"{self.url.rstrip('/')}/blob/{quote(self.revision)}/{quote(path)}"

    def line(self, number: int) -> str:
        """Where a line of the data can be read as it was published."""
        return f"{self.url.rstrip('/')}/blob/{quote(self.revision)}/{quote(self.path)}#L{number}"

    def edit(self, number: int) -> str:
        """Where a line can be changed. Only a branch can be edited, so the line may have moved."""
        return f"{self.url.rstrip('/')}/edit/{quote(self.branch)}/{quote(self.path)}#L{number}"

    def issue(self, title: str, body: str) -> str:
        """Where a new issue with these words can be opened."""
        words = f"title={quote(title, safe='')}&body={quote(body, safe='')}"
        return f"{self.url.rstrip('/')}/issues/new?{words}"


def find_repository(
    url: str, data: Path, *, project: Path, branch: str, revision: str = ""
) -> Repository | None:
    """The repository at `url`, if the data is a part of it; None if `url` is empty.

    The data's own checkout tells its place and the revision; without git, `project` is taken for
    the root of the repository. A `revision` that is given is taken as it is.
    """
    if not url:
        return None
    file = data.resolve()
    top = _git(file.parent, "rev-parse", "--show-toplevel")
    tracked = not top or _git(file.parent, "ls-files", "--", f":(literal){file.name}")
    root = Path(top or project).resolve()
    if not tracked or not file.is_relative_to(root):
        return None
    published = revision or _git(file.parent, "rev-parse", "--verify", "HEAD") or branch
    return Repository(url, published, branch, file.relative_to(root).as_posix())


def _git(folder: Path, *words: str) -> str:
    """What git says, or nothing where it is missing, refuses or knows no repository there."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *words],  # noqa: S607
            capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
