"""What a run found, as tables for a terminal."""

from collections.abc import Sequence
from typing import Any

Document = dict[str, Any]


def summarised(documents: Sequence[Document]) -> list[str]:
    """Lines: a table of the pairs, then one for each benchmark."""
    pairs = [document for document in documents if document["kind"] == "pair"]
    lines = _table([_pair(document) for document in pairs])
    for document in documents:
        if document["kind"] == "benchmark":
            lines += ["", *_benchmark(document)]
    return lines


def troubles(document: Document) -> list[str]:
    """What went wrong in a task, one line each; being skipped is not wrong."""
    rows = document.get("programs") or [
        series for figure in document["figures"] for series in figure["series"]
    ]
    lines = {
        f"{document['id']} {row['id']}: {row['status']}, {row['detail']}": None
        for row in rows
        if row["status"] not in ("ok", "skipped")
    }
    if document.get("agrees") is False:
        lines[f"{document['id']}: the programs disagree: {document['comparison']}"] = None
    return list(lines)


def _pair(document: Document) -> list[str]:
    words = {True: "agree", False: "DISAGREE", None: "not compared"}[document["agrees"]]
    return [document["id"], words, document["comparison"]]


def _benchmark(document: Document) -> list[str]:
    lines = [f"{document['id']}: medians with 95 % intervals"]
    for figure in document["figures"]:
        lines.append(f"  {figure['title']} ({figure['unit']})")
        lines += _table([_series(series) for series in figure["series"]], "    ")
    return lines


def _series(series: Document) -> list[str]:
    if series["median"] is None:
        return [series["name"], series["status"], series["detail"]]
    low, high = (f"{series[end]:.4g}" for end in ("low", "high"))
    return [series["name"], f"{series['median']:.4g}", f"{low} to {high}"]


def _table(rows: Sequence[Sequence[str]], before: str = "") -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    padded = [[f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)] for row in rows]
    return [f"{before}{'  '.join(row)}".rstrip() for row in padded]
