"""Sees what becomes of files, also of those that are missing, or are deleted and come back."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from mkdocs.livereload import LiveReloadServer

_OFTEN = 0.5  # seconds between two looks
_Seen = dict[Path, tuple[int, int, int]]


class Watch:
    """Calls `changed` after something has become of one of the paths, or of a file below one."""

    def __init__(self, paths: Iterable[Path], changed: Callable[[], object]) -> None:
        self._paths, self._changed, self._over = tuple(paths), changed, Event()
        self._seen = self._look()

    def start(self) -> None:
        """Look from now on, in a thread that ends with the program."""
        Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    def look(self) -> None:
        """Look once."""
        now = self._look()
        if now != self._seen:
            self._seen = now
            self._changed()

    def _run(self) -> None:
        while not self._over.wait(_OFTEN):
            self.look()

    def _look(self) -> _Seen:
        seen: _Seen = {}
        for path in self._paths:
            for file in _files(path):
                with suppress(OSError):  # it is gone
                    found = file.stat()
                    seen[file] = found.st_mtime_ns, found.st_size, found.st_ino
        return seen


def rebuilding(server: LiveReloadServer) -> Callable[[], None]:
    """What asks a server to build anew. Its own `watch` is deaf once a file has been missing."""

    def ask() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    return ask


def _files(path: Path) -> Iterator[Path]:
    """A file, or the files below a folder."""
    if not path.is_dir():
        yield path
    for folder, _, names in os.walk(path):
        yield from (Path(folder, name) for name in names)
