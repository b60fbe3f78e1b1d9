"""The address of the data in its public repository.

They are GitHub's forms: "Getting permanent links to files" and "Creating an issue from a URL query"
in its documentation.
"""

import posixpath
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_SECONDS = 10  # for an answer of git


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
