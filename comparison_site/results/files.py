"""The files that lie beside a comparison, read without ever leaving their folder."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from comparison_site.core.fields import is_inside


class UnreadableError(Exception):
    """Raised for a file that cannot be read; its words say why."""


class Files(Protocol):
    """Where a comparison's files are looked up: a folder, or a revision in a repository."""

    def read(self, path: str, limit: int) -> bytes:
        """The bytes of a file of at most `limit` bytes; raises UnreadableError."""

    def names(self, folder: str) -> list[str]:
        """The names of the files in a folder, sorted; none if there is no such folder."""


@dataclass(frozen=True)
class Folder:
    """A folder on the disk. Links out of it, or to anywhere else in it, are not followed."""

    root: Path

    def read(self, path: str, limit: int) -> bytes:
        """As in `Files`."""
        try:
            with self._inside(path).open("rb") as file:
                raw = file.read(limit + 1)
        except FileNotFoundError as error:
            raise UnreadableError("there is no such file") from error
        except (OSError, ValueError) as error:
            words = getattr(error, "strerror", None) or error
            raise UnreadableError(f"it cannot be read: {words}") from error
        if len(raw) > limit:
            raise UnreadableError(f"it is larger than {limit / 1e6:g} MB")
        return raw

    def names(self, folder: str) -> list[str]:
        """As in `Files`."""
        try:
            return sorted(path.name for path in self._inside(folder).iterdir() if path.is_file())
        except (OSError, ValueError, UnreadableError):
            return []

    @cached_property
    def _resolved(self) -> Path:
        return self.root.resolve()

    def _inside(self, path: str) -> Path:
        if not is_inside(path):
            raise UnreadableError("it is not below this folder")
        file = self._resolved / path
        if file.resolve() != file:
            raise UnreadableError("it is reached through a link, which is not followed")
        return file
