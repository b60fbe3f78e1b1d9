"""The figures as a table for people and as JSON for programs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmark.figures import Row

_HEADINGS = ("What", "Who", "Median (least-greatest)", "Target", "Reached", "Runs", "Load")


def as_text(heading: str, rows: Sequence[Row]) -> str:
    """A heading, and a Markdown table that can be read as it is."""
    cells = [_HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    rule = "|".join(f" {'-' * width} " for width in widths)
    return "\n".join([heading, "", lines[0], f"|{rule}|", *lines[1:]])


def write_json(path: Path, facts: dict[str, Any], rows: Sequence[Row]) -> None:
    """Write the figures with what is to be known of their machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {**facts, "rows": [row.as_json() for row in rows]}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _cells(row: Row) -> tuple[str, ...]:
    figures = ", ".join(f"{name} {one.words}" for name, one in row.figures.items())
    reached = {None: "", True: "yes", False: "NO"}[row.reached]
    target = row.target.words if row.target else ""
    said = "; ".join(filter(None, (figures, row.note))).replace("|", "/")
    loads = f"{min(row.loads):.1f}-{max(row.loads):.1f}" if row.loads else ""
    return row.what, row.who, said, target, reached, str(row.runs or ""), loads
