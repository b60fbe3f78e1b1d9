"""Prints Lighthouse's scores from its reports, or the weight of our own CSS and JavaScript."""

import gzip
import json
import re
import sys
from pathlib import Path
from statistics import median
from typing import Any

_ELSEWHERE = ("decide.css", "editing.css", "runs.css")  # which the overview does not load


def scores(page: str, reports: list[Path]) -> None:
    """The run with the median performance: its scores, then what kept one below 100.

    The last line tells the spread of the runs, and Lighthouse's own measure of the machine's speed
    (`benchmarkIndex`), without which performance on two machines cannot be compared.
    """
    runs = sorted((json.loads(path.read_text(encoding="utf-8")) for path in reports), key=_speed)
    _print_scores(page, runs[len(runs) // 2])
    spread = [_speed(run) for run in runs]
    index = median(run["environment"]["benchmarkIndex"] for run in runs)
    print(f"    performance of {len(runs)} runs: {spread}; speed of the machine: {index:.0f}")


def _speed(run: dict[str, Any]) -> int:
    return round((run["categories"]["performance"]["score"] or 0) * 100)


def _print_scores(page: str, data: dict[str, Any]) -> None:
    categories = data["categories"].values()
    print(page, *(f"{c['title']}: {round((c['score'] or 0) * 100)}" for c in categories), sep="  ")
    for category in categories:
        for reference in category["auditRefs"]:
            audit = data["audits"][reference["id"]]
            if reference["weight"] and (audit["score"] or 0) < 1 and audit["score"] is not None:
                print(f"    {audit['id']}: {audit['score']} {audit.get('displayValue', '')}")


def sizes(site: Path, assets: Path) -> None:
    """The weight of the overview: the page, what it loads, and our own share; raw and gzipped."""
    html = (site / "index.html").read_text(encoding="utf-8")
    loaded = sorted(set(re.findall(r'(?:href|src)="([^":]+\.(?:css|js))"', html)))
    scripts = [assets / Path(name).name for name in loaded if name.endswith(".js")]
    own = [path for path in (*sorted(assets.glob("*.css")), *scripts) if path.is_file()]
    own = [path for path in own if path.name not in _ELSEWHERE]
    _print("HTML", [site / "index.html"])
    _print("CSS and JS in all", [site / name for name in loaded])
    _print("own CSS and JS", own)


def _print(name: str, files: list[Path]) -> None:
    raw = [path.read_bytes() for path in files]
    small = sum(len(gzip.compress(content)) for content in raw)
    print(f"{name}: {len(files)} files, {sum(map(len, raw))} bytes, {small} gzipped")


if __name__ == "__main__":
    if sys.argv[1] == "--sizes":
        sizes(Path(sys.argv[2]), Path(__file__).parents[2] / "docs" / "assets")
    else:
        scores(sys.argv[1], [Path(name) for name in sys.argv[2:]])
