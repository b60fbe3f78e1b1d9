"""How far a run has come, and how long it may still take."""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

_BAR = 24
_ROOM = 78
_GUESS = 5.0  # seconds, for a first run in which nothing has ended yet


class Progress:
    """A bar on a terminal, one line per step elsewhere.

    `steps` holds the key of every step to come; steps of one key take about as long as each other.
    `timings` is a file with the seconds that each key took last time.
    """

    def __init__(
        self,
        steps: Iterable[str],
        stream: TextIO,
        timings: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._left = Counter(steps)
        self._total = self._left.total()
        self._stream = stream
        self._timings = timings
        self._clock = clock
        self._known = _read(timings)
        self._took: dict[str, list[float]] = {}
        self._started = 0.0
        self._drawn = False

    def begin(self, label: str) -> None:
        """Say what runs now; only a terminal shows it."""
        self._started = self._clock()
        if self._stream.isatty():
            self._draw(label)

    def end(self, key: str, label: str, words: str) -> None:
        """Note that a step has ended, and how."""
        seconds = self._clock() - self._started
        self._took.setdefault(key, []).append(seconds)
        self._left -= Counter([key])
        if self._stream.isatty():
            self._draw(label)
        else:
            self._line(
                f"[{self._done}/{self._total}] {label}: {words}, {seconds:.1f} s{self._rest()}"
            )

    def drop(self, keys: Iterable[str]) -> None:
        """Steps that will not be taken after all."""
        dropped = Counter(keys) & self._left
        self._left -= dropped
        self._total -= dropped.total()

    def note(self, words: str) -> None:
        """A line that stays."""
        self._wipe()
        self._line(words)

    def close(self) -> None:
        """Take the bar away and keep the timings for the next run."""
        self._wipe()
        if self._timings:
            means = {key: sum(each) / len(each) for key, each in self._took.items()}
            self._timings.parent.mkdir(parents=True, exist_ok=True)
            self._timings.write_text(json.dumps({**self._known, **means}), encoding="utf-8")

    def seconds_left(self) -> float:
        """From what each kind of step took in this run, else last time, else on average."""
        return sum(count * self._expected(key) for key, count in self._left.items())

    @property
    def _done(self) -> int:
        return self._total - self._left.total()

    def _expected(self, key: str) -> float:
        if took := self._took.get(key):
            return sum(took) / len(took)
        if key in self._known:
            return self._known[key]
        every = [seconds for took in self._took.values() for seconds in took]
        return sum(every) / len(every) if every else _GUESS

    def _rest(self) -> str:
        return f" ({in_words(self.seconds_left())} left)" if self._left.total() else ""

    def _draw(self, label: str) -> None:
        full = _BAR * self._done // max(self._total, 1)
        bar = f"[{'#' * full}{'.' * (_BAR - full)}] {self._done}/{self._total}{self._rest()}"
        text = f"{bar} {label}"[:_ROOM]
        self._stream.write(f"\r{text:<{_ROOM}}")
        self._stream.flush()
        self._drawn = True

    def _wipe(self) -> None:
        if self._drawn:
            self._stream.write(f"\r{'':<{_ROOM}}\r")
            self._drawn = False

    def _line(self, words: str) -> None:
        self._stream.write(f"{words}\n")
        self._stream.flush()


def in_words(seconds: float) -> str:
    """Roughly how long: "about 40 s", "about 3 min"."""
    if seconds < 90:  # noqa: PLR2004  # below, seconds say more
        return f"about {max(5, round(seconds / 5) * 5)} s"
    return f"about {round(seconds / 60)} min"


def _read(timings: Path | None) -> dict[str, float]:
    with suppress(OSError, ValueError, AttributeError):
        if timings:
            values = json.loads(timings.read_text(encoding="utf-8"))
            return {key: float(value) for key, value in values.items()}
    return {}
