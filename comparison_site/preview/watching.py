"""Sees what becomes of files, also of those that are missing, or are deleted and come back.

The system's own notices wake it at once, where it has them; it looks twice a second in any case, as
folders in containers and on networks often send none.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_OFTEN = 0.5  # seconds between two looks, at most
_QUIET = 0.03  # seconds without another change: editors write in several steps
_READING = {"opened", "closed_no_write"}
_Seen = dict[Path, tuple[int, int, int]]


class Watch:
    """Calls `changed` after something has become of one of the paths, or of a file below one."""

    def __init__(self, paths: Iterable[Path], changed: Callable[[], object]) -> None:
        self._paths, self._changed = tuple(path.absolute() for path in paths), changed
        self._over, self._woken = Event(), Event()
        self._observer = Observer()
        self._found: set[Path] = set()
        self._seen = self._look()

    def start(self) -> None:
        """Look from now on, in a thread that ends with the program."""
        handler = _Waking(self._woken)
        for folder, is_whole in _folders(self._paths).items():
            with suppress(OSError):  # the system has no notices left
                self._observer.schedule(handler, str(folder), recursive=is_whole)
        with suppress(OSError):
            self._observer.start()
        Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._woken.set()
        if self._observer.is_alive():
            self._observer.stop()

    def look(self) -> None:
        """Look once."""
        now = self._look()
        if now != self._seen:
            self._found |= {path for path, _ in self._seen.items() ^ now.items()}
            self._seen = now
            self._changed()

    def taken(self) -> set[Path]:
        """The files of which something has become since this was asked last."""
        found, self._found = self._found, set()
        return found

    def _run(self) -> None:
        while not self._over.is_set():
            if self._woken.wait(_OFTEN):
                self._woken.clear()
                while self._woken.wait(_QUIET) and not self._over.is_set():
                    self._woken.clear()
            self.look()

    def _look(self) -> _Seen:
        seen: _Seen = {}
        for path in self._paths:
            for file in _files(path):
                with suppress(OSError):  # it is gone
                    found = file.stat()
                    seen[file] = found.st_mtime_ns, found.st_size, found.st_ino
        return seen


class _Waking(FileSystemEventHandler):
    def __init__(self, woken: Event) -> None:
        self._woken = woken

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Wake whoever waits, unless a file was only read."""
        if event.event_type not in _READING:
            self._woken.set()


def rebuilding(server: LiveReloadServer) -> Callable[[], None]:
    """What asks a server to build anew. Its own `watch` is deaf once a file has been missing."""

    def ask() -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    return ask


def _folders(paths: Iterable[Path]) -> dict[Path, bool]:
    """Where notices are asked for: what is there of the paths, with all below it or without."""
    found: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            found[path] = True
        elif path.parent.is_dir():  # a file may be replaced, or come later
            found.setdefault(path.parent, False)
    return found


def _files(path: Path) -> Iterator[Path]:
    """A file, or the files below a folder."""
    if not path.is_dir():
        yield path
    for folder, _, names in os.walk(path):
        yield from (Path(folder, name) for name in names)
