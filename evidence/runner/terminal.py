"""What a terminal shows: how far a run has come, then tables of what it found."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from comparison_site.results.samples import coverage, percent

Document = dict[str, Any]


@dataclass
class Progress:
    """A line for each step of a run: which task of how many, what runs now, how that ended."""

    tasks: int
    stream: TextIO
    task: int = 0
    ended: str = "ok"

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """Say what runs now, and when it is over, how it has `ended`."""
        started, self.ended = time.monotonic(), "ok"
        self.stream.write(f"[{self.task}/{self.tasks}] {label} ... ")
        self.stream.flush()
        try:
            yield
        except BaseException:
            self.ended = "stopped"
            raise
        finally:
            self.stream.write(f"{self.ended}, {time.monotonic() - started:.1f} s\n")


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
