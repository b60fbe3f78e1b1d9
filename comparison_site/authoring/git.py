"""Earlier versions of a file, and of those beside it, asked from git through its command.

Only plumbing commands are asked, which run no hook, no filter and no program that a repository's
own settings name. Nothing is ever passed through a shell.
"""

import os
import posixpath
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ExpectedError
from comparison_site.core.fields import is_inside
from comparison_site.core.tree import clip
from comparison_site.results.files import Files, UnreadableError

_SECONDS = 30
_OBJECT = re.compile(r"[0-9a-f]{40,64}")
# What git sets for a hook; it would lead to the hook's repository instead of the file's own.
_LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE",
          "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_IMPLICIT_WORK_TREE",
          "GIT_INTERNAL_SUPER_PREFIX")  # fmt: skip
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--literal-pathspecs")
_LINK = "120000"
_COMMIT = "commit the file first: git add, then git commit"
_REVISIONS = "name a commit, a branch or a tag, such as HEAD~1 or main"


class RevisionError(ExpectedError):
    """Raised when a revision of a file cannot be had; says what is wrong and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(visible(f"{message}; {hint}" if hint else message))


class AbsentError(RevisionError):
    """Raised when the revision exists, and the file does not exist in it."""


@dataclass(frozen=True)
class Snapshot:
    """A file as it was: its bytes, a name such as `HEAD:data.yaml`, and what lay beside it."""

    raw: bytes
    name: str
    files: Files


def snapshot(file: Path, revision: str) -> Snapshot:
    """The file as it was at a revision, under the name that it has today.

    Raises RevisionError, or AbsentError if the file was not there then.
    """
    target = file.resolve()
    git = _Git(target.parent)
    git.require_repository()
    then = _Commit(git, git.commit(revision), clip(revision))
    return Snapshot(then.content(target.name), f"{then.revision}:{target.name}", then)


@dataclass(frozen=True)
class _Git:
    """What git says, asked from a folder."""

    folder: Path

    def require_repository(self) -> None:
        if not self.folder.is_dir():
            raise RevisionError(f"there is no folder '{self.folder}'", "check --data")
        found = self.run("rev-parse", "--is-inside-work-tree")
        said = found.stderr.decode(errors="replace")
        if "dubious ownership" in said:
            hint = f"if you trust it: git config --global --add safe.directory '{self.folder}'"
            raise RevisionError(f"git refuses '{self.folder}', which another user owns", hint)
        if found.returncode and "not a git repository" not in said:
            raise RevisionError(f"git cannot work in '{self.folder}': {_first_line(said)}")
        if found.stdout.strip() != b"true":
            hint = "earlier versions are known only of files in a git repository"
            raise RevisionError(f"'{self.folder}' does not belong to a git repository", hint)

    def commit(self, revision: str) -> str:
        if not revision.isprintable() or not revision.strip() or revision.startswith(("-", "^")):
            raise RevisionError(f"'{clip(revision)}' is not a revision", _REVISIONS)
        if ".." in revision:
            raise RevisionError(f"'{clip(revision)}' is a range", "name one revision")
        found = self.line("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if _OBJECT.fullmatch(found):
            return found
        if not self.line("rev-list", "--all", "--max-count=1"):
            raise RevisionError("nothing is committed yet", _COMMIT)
        of_head = re.split(r"[~^@]", revision)[0] in ("", "HEAD")
        if of_head and not self.line("rev-parse", "--verify", "--quiet", "HEAD"):
            raise RevisionError("nothing is committed yet on this branch", _COMMIT)
        message = f"git knows no revision '{clip(revision)}' here"
        if self.line("rev-parse", "--is-shallow-repository") == "true":
            message += ", and this clone holds only the newest commits"
            hint = "fetch the others: git fetch --unshallow (in a workflow: fetch-depth: 0)"
            raise RevisionError(message, hint)
        raise RevisionError(message, _REVISIONS)

    def line(self, *arguments: str) -> str:
        return self.run(*arguments).stdout.decode(errors="replace").rstrip("\n")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        kept = {name: value for name, value in os.environ.items() if name not in _LOCAL}
        try:
            return subprocess.run(  # noqa: S603 - a list of words, and none that starts an option
                ["git", *_SETTINGS, "-C", str(self.folder), *arguments],  # noqa: S607
                env={**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except FileNotFoundError as error:
            raise RevisionError("git is not installed", "install it, then try again") from error
        except subprocess.TimeoutExpired as error:
            raise RevisionError(f"git gave no answer in {_SECONDS} seconds") from error
        except OSError as error:
            raise RevisionError(f"git cannot be run: {error.strerror}") from error


def _first_line(said: str) -> str:
    return (said.strip().splitlines() or ["it gave no reason"])[0]


@dataclass(frozen=True)
class _Commit:
    """The `Files` below a folder of a repository, as they were at a commit."""

    git: _Git
    commit: str
    revision: str

    def content(self, name: str) -> bytes:
        """The content of a file, without any conversion."""
        mode, sort, blob, *_ = self.git.line("ls-tree", self.commit, "--", name).split() or [""] * 3
        if not sort and self.git.line("ls-files", "-z", "--", name):
            hint = "compare with a newer revision; git log lists them"
            raise AbsentError(f"'{name}' was not there at '{self.revision}'", hint)
        if not sort:
            hint = f"tell it: git add {name}, then git commit"
            raise AbsentError(f"git does not track '{name}' yet", hint)
        if sort != "blob" or mode == _LINK:
            raise AbsentError(f"'{name}' was not a file at '{self.revision}'", _REVISIONS)
        found = self.git.run("cat-file", "blob", blob)
        if found.returncode:
            reason = _first_line(found.stderr.decode(errors="replace"))
            raise RevisionError(f"git cannot read that version: {reason}")
        return found.stdout

    def read(self, path: str, limit: int) -> bytes:
        if not is_inside(path):
            raise UnreadableError("it is not below this folder")
        try:
            raw = self.content(path)
        except RevisionError as error:
            raise UnreadableError("there is no such file") from error
        if len(raw) > limit:
            raise UnreadableError(f"it is larger than {limit / 1e6:g} MB")
        return raw

    def names(self, folder: str) -> list[str]:
        listed = self.git.line("ls-tree", "-z", self.commit, "--", f"{folder}/").split("\0")
        entries = (line.partition("\t") for line in listed)
        return sorted(posixpath.basename(path) for kind, _, path in entries if " blob " in kind)
