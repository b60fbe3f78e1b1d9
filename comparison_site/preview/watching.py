"""Sees what becomes of files, also of those that are missing, or are deleted and come back.

Where the system tells of it (inotify, FSEvents, or what Windows has), at once; a look every half
second finds what no system tells, of a folder on another machine for example. What has changed is
always found by looking, so nothing happens where a file was only read, or one that nobody watches
was written.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog import events
from watchdog.observers import Observer

_OFTEN, _REST = 0.5, 0.01  # seconds between two looks, at most and at least
_QUIET = 0.03  # seconds without a change, after which a preview is built anew
_Seen = dict[Path, tuple[int, int, int]]
_TOLD: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]
"""Whoever only reads changes nothing; to be told of that, too, would ring at every look."""

_Place = tuple[Path, bool, int]  # a folder, whether with all below it, and which one it is


class Watch:
    """Calls `changed` with those of the paths, or of the files below one, that something became of.

    All is looked at from the thread that `start` makes.
    """

    def __init__(self, paths: Iterable[Path], changed: Callable[[set[Path]], object]) -> None:
        self._paths, self._changed = tuple(paths), changed
        self._rung, self._over = Event(), Event()
        self._seen = self._look()

    def start(self) -> None:
        """Look from now on, in a thread that ends with the program."""
        Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._rung.set()

    def look(self) -> None:
        """Look once."""
        now = self._look()
        if different := {path for path, _ in now.items() ^ self._seen.items()}:
            self._seen = now
            self._changed(different)

    def _run(self) -> None:
        bell = Bell(self._rung.set)
        while not self._over.wait(_REST):
            self._rung.clear()
            bell.listen(self._paths)
            self.look()
            self._rung.wait(_OFTEN)
        bell.stop()

    def _look(self) -> _Seen:
        seen: _Seen = {}
        for path in self._paths:
            for file in _files(path):
                with suppress(OSError):  # it is gone
                    found = file.stat()
                    seen[file] = found.st_mtime_ns, found.st_size, found.st_ino
        return seen


def rebuilding(server: LiveReloadServer) -> Callable[[object], None]:
    """What asks a server to build anew. Its own `watch` is deaf once a file has been missing."""
    server.build_delay = _QUIET

    def ask(_: object) -> None:
        with server._rebuild_cond:
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    return ask


class Bell(events.FileSystemEventHandler):
    """Rings when something happens to one of several paths; silent where the system is."""

    def __init__(self, ring: Callable[[], object]) -> None:
        self._ring, self._observer = ring, Observer()
        self._heard: dict[_Place, Any] = {}
        with suppress(OSError):  # no more than so many at once
            self._observer.start()

    def on_any_event(self, _: events.FileSystemEvent) -> None:
        """As watchdog calls it."""
        self._ring()

    def listen(self, paths: Iterable[Path]) -> None:
        """Ring for these paths from now on; for one that is not there, once its folder changes."""
        places = {place for path in paths if (place := _place(path))}
        for gone in self._heard.keys() - places:
            if watch := self._heard.pop(gone):
                with suppress(OSError, KeyError):
                    self._observer.unschedule(watch)
        for place in places - self._heard.keys():
            self._heard[place] = None
            with suppress(OSError):
                self._heard[place] = self._observer.schedule(
                    self, str(place[0]), recursive=place[1], event_filter=_TOLD
                )

    def stop(self) -> None:
        """Ring no more."""
        if self._observer.is_alive():
            self._observer.stop()


def _place(path: Path) -> _Place | None:
    """Where to listen: a folder of the same name that is made later is another one."""
    folder = next(one for one in (path, *path.parents) if one.is_dir())
    with suppress(OSError):
        return folder, folder == path, folder.stat().st_ino
    return None


def _files(path: Path) -> Iterator[Path]:
    """A file, or the files below a folder."""
    if not path.is_dir():
        yield path
    for folder, _, names in os.walk(path):
        yield from (Path(folder, name) for name in names)
