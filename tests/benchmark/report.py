"""Prints Lighthouse's scores from a report, or the weight of our own CSS and JavaScript."""

import gzip
import json
import re
import sys
from pathlib import Path

_ELSEWHERE = ("decide.css",)  # styles of a single page, which the overview does not load


def scores(report: Path, page: str) -> None:
    """One line of scores, then what kept a score below 100."""
    data = json.loads(report.read_text(encoding="utf-8"))
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
        scores(Path(sys.argv[1]), sys.argv[2])
