"""The bytes of a file at a git revision, and of the files beside it."""

import posixpath
from dataclasses import dataclass
from pathlib import Path

from comparison_site.authoring.git import Repository, RevisionError
from comparison_site.core.fields import is_inside
from comparison_site.core.tree import clip
from comparison_site.results.files import Files, UnreadableError


@dataclass(frozen=True)
class Snapshot:
    """A file as it was: its bytes, a name such as `HEAD:data.yaml`, and what lay beside it."""

    raw: bytes
    name: str
    files: Files


def snapshot(file: Path, revision: str) -> Snapshot:
    """The file as it was at a revision, also where it had another name then.

    Raises RevisionError, or AbsentError if the file was not there then.
    """
    target = file.resolve()
    repository = Repository(target.parent)
    repository.require()
    commit = repository.commit(revision)
    name = repository.name_at(commit, target.name, revision)
    blob = repository.blob(commit, name, revision)
    beside = _Beside(repository, commit, posixpath.dirname(name))
    return Snapshot(repository.content(blob), f"{clip(revision)}:{name}", beside)


@dataclass(frozen=True)
class _Beside:
    """The files below a folder at a commit; `base` is that folder, seen from the file's own."""

    repository: Repository
    commit: str
    base: str

    def read(self, path: str, limit: int) -> bytes:
        """As in `Files`."""
        if not is_inside(path):
            raise UnreadableError("it is not below this folder")
        try:
            blob = self.repository.blob(self.commit, posixpath.join(self.base, path), "")
            raw = self.repository.content(blob)
        except RevisionError as error:
            raise UnreadableError("there is no such file") from error
        if len(raw) > limit:
            raise UnreadableError(f"it is larger than {limit / 1e6:g} MB")
        return raw

    def names(self, folder: str) -> list[str]:
        """As in `Files`."""
        return self.repository.names_in(self.commit, posixpath.join(self.base, folder))
