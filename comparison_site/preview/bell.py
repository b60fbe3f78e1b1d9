"""What the system tells of folders, at once: inotify, FSEvents, or what Windows has."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog import events
from watchdog.observers import Observer

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
