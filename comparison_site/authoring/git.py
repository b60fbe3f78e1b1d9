"""What git says of a repository, asked through its command.

Only plumbing commands are asked, which run no hook, no filter and no program that a repository's
own settings name. Nothing is ever passed through a shell.
"""

import os
import posixpath
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from comparison_site.core.characters import visible
from comparison_site.core.spelling import nearest
from comparison_site.core.tree import clip

_SECONDS = 30
_OBJECT = re.compile(r"[0-9a-f]{40,64}")
# What git sets for a hook; it would lead to the hook's repository instead of the file's own.
_LOCAL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE",
          "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_IMPLICIT_WORK_TREE",
          "GIT_INTERNAL_SUPER_PREFIX")  # fmt: skip
_SETTINGS = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--literal-pathspecs")
_LINK = "120000"
_NAME = re.compile(r"[\w./-]+")


class RevisionError(Exception):
    """Raised when a revision of a file cannot be had; says what is wrong and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(visible(f"{message}; {hint}" if hint else message))


class AbsentError(RevisionError):
    """Raised when the revision exists, and the file does not exist in it."""


@dataclass(frozen=True)
class Repository:
    """What git says, asked from a folder."""

    folder: Path

    def require(self) -> None:
        """Raise unless the folder belongs to a repository that git is willing to read."""
        if not self.folder.is_dir():
            raise RevisionError(f"there is no folder '{self.folder}'", "check --data")
        found = self._git("rev-parse", "--is-inside-work-tree")
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
        """The id of the commit that a revision names."""
        if not revision.isprintable() or not revision.strip() or revision.startswith(("-", "^")):
            raise RevisionError(f"'{clip(revision)}' is not a revision", _REVISIONS)
        if ".." in revision:
            raise RevisionError(f"'{clip(revision)}' is a range", "name one revision")
        found = self._line("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if not _OBJECT.fullmatch(found):
            raise self._unknown(revision)
        return found

    def _unknown(self, revision: str) -> RevisionError:
        if not self._line("rev-parse", "--verify", "--quiet", "HEAD") and not self.names:
            hint = "commit the file first: git add, then git commit"
            return RevisionError("this repository has no commit yet", hint)
        message = f"git knows no revision '{clip(revision)}' here"
        if near := self._meant(revision):
            return RevisionError(message, f"did you mean '{near}'?")
        if self.is_shallow:
            hint = "fetch the others: git fetch --unshallow (in a workflow: fetch-depth: 0)"
            return RevisionError(f"{message}, and this clone holds only the newest commits", hint)
        return RevisionError(message, _REVISIONS)

    def _meant(self, revision: str) -> str:
        """A remote's branch of that name, or whatever is spelt most like it."""
        if not _NAME.fullmatch(revision):  # HEAD~9 is no misspelt HEAD
            return ""
        remote = {name.partition("/")[2]: name for name in self.names if "/" in name}
        near = remote.get(revision) or nearest(revision, [*self.names, *remote])
        return remote.get(near, near)

    @cached_property
    def names(self) -> list[str]:
        """The branches and tags that there are."""
        places = ("refs/heads", "refs/tags", "refs/remotes")
        listed = self._git("for-each-ref", "--format=%(refname:short)", *places).stdout
        return ["HEAD", *listed.decode(errors="replace").split()] if listed else []

    @property
    def is_shallow(self) -> bool:
        """Whether older commits were left out when this was cloned."""
        return self._line("rev-parse", "--is-shallow-repository") == "true"

    def name_at(self, commit: str, name: str, revision: str) -> str:
        """What the file was called at a commit: this name, or the one that it was renamed from."""
        if self._entry(commit, name):
            return name
        own = self._line("ls-files", "--full-name", "-z", "--", name).rstrip("\0")
        if not own:
            hint = f"tell it: git add {name}, then git commit"
            raise AbsentError(f"git does not track '{name}' yet", hint)
        for before, after in self._renames(commit):
            if after == own:
                return os.path.relpath(before, self._line("rev-parse", "--show-prefix") or ".")
        hint = "compare with a newer revision; git log --follow lists them"
        raise AbsentError(f"'{name}' was not there at '{clip(revision)}'", hint)

    def _renames(self, commit: str) -> Iterator[tuple[str, str]]:
        """Pairs of paths, before and after, between a commit and what is staged now."""
        arguments = ("--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z", commit)
        words = self._git("diff-index", *arguments).stdout.decode(errors="replace").split("\0")
        return zip(words[1::3], words[2::3], strict=False)

    def blob(self, commit: str, name: str, revision: str) -> str:
        """The id of the file's content at a commit."""
        mode, sort, blob = self._entry(commit, name) or ("", "", "")
        if sort != "blob" or mode == _LINK:
            raise AbsentError(f"'{name}' was not a file at '{clip(revision)}'", _REVISIONS)
        return blob

    def names_in(self, commit: str, folder: str) -> list[str]:
        """The names of the files in a folder at a commit, sorted."""
        listed = self._line("ls-tree", "-z", commit, "--", f"{folder}/").split("\0")
        entries = (line.partition("\t") for line in listed if line)
        files = (path for kind, _, path in entries if " blob " in kind)
        return sorted(posixpath.basename(path) for path in files)

    def _entry(self, commit: str, name: str) -> list[str]:
        """Mode, type and id of a path, relative to the folder; nothing if it is not there."""
        return self._line("ls-tree", commit, "--", name).partition("\t")[0].split()

    def content(self, blob: str) -> bytes:
        """The content of a file, without any conversion."""
        found = self._git("cat-file", "blob", blob)
        if found.returncode:
            reason = _first_line(found.stderr.decode(errors="replace"))
            raise RevisionError(f"git cannot read that version: {reason}")
        return found.stdout

    def _line(self, *arguments: str) -> str:
        return self._git(*arguments).stdout.decode(errors="replace").rstrip("\n")

    def _git(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - a list of words, and none that starts an option
                ["git", *_SETTINGS, "-C", str(self.folder), *arguments],  # noqa: S607
                env=_environment(),
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


_REVISIONS = "name a commit, a branch or a tag, such as HEAD~1 or main"


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LOCAL}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def _first_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[0] if lines else "it gave no reason"
