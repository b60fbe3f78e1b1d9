"""Whose turn it is: one request per host at a time, with a pause between two."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True)
class Clock:
    """Seconds that only go forward, and a way to let some of them pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep


class Turns:
    """Keeps the hosts apart, whichever threads ask them. `pause` is in seconds."""

    def __init__(self, clock: Clock, pause: float) -> None:
        self._clock = clock
        self._pause = pause
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._not_before: dict[str, float] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until the host may be asked, and let no other thread ask it meanwhile."""
        with self._lock:
            mine = self._locks[host]
        with mine:
            wait = self._not_before.get(host, 0) - self._clock.now()
            if host in self._not_before and wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                self.postpone(host, self._pause)

    def postpone(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds from now on, or longer if that was agreed."""
        until = self._clock.now() + seconds
        self._not_before[host] = max(until, self._not_before.get(host, until))
