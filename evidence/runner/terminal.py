"""What a terminal shows: how far a run has come, then tables of what it found."""

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from comparison_site.results.samples import coverage, percent

Document = dict[str, Any]

_BAR = 24
_ROOM = 78


@contextmanager
def while_read() -> Iterator[None]:
    """Around what prints: whoever reads it may stop before its end, as `head` does. Exits with 1
    then, as click does."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # Python would flush again as it ends, and tell of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


@dataclass
class Step:
    """One step of a run; `words` say how it ended."""

    words: str = "ok"


@dataclass
class Progress:
    """A bar on a terminal, one line per step elsewhere; `total` is the number of steps."""

    total: int
    stream: TextIO
    _done: int = 0
    _drawn: bool = False

    @contextmanager
    def step(self, label: str) -> Iterator[Step]:
        """Say what runs now, and when it is over without an exception, how it ended."""
        started, step = time.monotonic(), Step()
        self._draw(label)
        yield step
        self._done += 1
        if self.stream.isatty():
            self._draw(label)
        else:
            seconds = time.monotonic() - started
            self.note(f"[{self._done}/{self.total}] {label}: {step.words}, {seconds:.1f} s")

    def note(self, words: str) -> None:
        """A line that stays."""
        self.close()
        self.stream.write(f"{words}\n")
        self.stream.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self.stream.write(f"\r{'':<{_ROOM}}\r")
            self._drawn = False

    def _draw(self, label: str) -> None:
        if self.stream.isatty():
            full = _BAR * self._done // max(self.total, 1)
            bar = f"[{'#' * full}{'.' * (_BAR - full)}] {self._done}/{self.total} {label}"
            self.stream.write(f"\r{bar[:_ROOM]:<{_ROOM}}")
            self.stream.flush()
            self._drawn = True


def summarised(documents: Sequence[Document]) -> list[str]:
    """Lines: a table of the pairs, then one for each benchmark."""
    agreed = {True: "agree", False: "DISAGREE", None: "not compared"}
    pairs = [each for each in documents if each["kind"] == "pair"]
    lines = _table([[pair["id"], agreed[pair["agrees"]], pair["comparison"]] for pair in pairs])
    for document in documents:
        if document["kind"] == "benchmark":
            lines += ["", f"{document['id']}: medians, their intervals, and what these cover"]
            for figure in document["figures"]:
                lines.append(f"  {figure['title']} ({figure['unit']})")
                lines += _table([_series(series) for series in figure["series"]], "    ")
    return lines


def troubles(document: Document) -> list[str]:
    """What went wrong in a task, one line each; being skipped is not wrong."""
    rows = document.get("programs") or [
        series for figure in document["figures"] for series in figure["series"]
    ]
    lines = [
        f"{document['id']} {row['id']}: {row['status']}, {row['detail']}"
        for row in rows
        if row["status"] not in ("ok", "skipped")
    ]
    if document.get("agrees") is False:
        lines.append(f"{document['id']}: the programs disagree: {document['comparison']}")
    return list(dict.fromkeys(lines))


def _series(series: Document) -> list[str]:
    if series["median"] is None:
        return [series["name"], series["status"], series["detail"]]
    low, high = series["low"], series["high"]
    covers = percent(coverage(series["samples"], low, high))
    return [series["name"], f"{series['median']:.4g}", f"{low:.4g} to {high:.4g} ({covers})"]


def _table(rows: Sequence[Sequence[str]], before: str = "") -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    padded = [[f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)] for row in rows]
    return [f"{before}{'  '.join(row)}".rstrip() for row in padded]
