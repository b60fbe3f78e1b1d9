"""Prints Lighthouse's scores from a report, or the weight of our own CSS and JavaScript."""

import gzip
import json
import re
import sys
from pathlib import Path


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


def sizes(site: Path) -> None:
    """The weight of the overview: the page, our own files, the theme's; raw and gzipped."""
    html = (site / "index.html").read_text(encoding="utf-8")
    files = sorted(set(re.findall(r'(?:href|src)="([^":]+\.(?:css|js))"', html)))
    theme = [name for name in files if re.search(r"\.min\.(css|js)$", name)]
    groups = {"HTML": ["index.html"], "theme": theme}
    groups["own CSS and JS"] = [name for name in files if name not in theme]
    for name, members in groups.items():
        raw = [(site / member).read_bytes() for member in members]
        small = sum(len(gzip.compress(content)) for content in raw)
        print(f"{name}: {len(members)} files, {sum(map(len, raw))} bytes, {small} gzipped")


if __name__ == "__main__":
    if sys.argv[1] == "--sizes":
        sizes(Path(sys.argv[2]))
    else:
        scores(Path(sys.argv[1]), sys.argv[2])
