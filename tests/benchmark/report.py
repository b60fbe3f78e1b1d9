"""What Lighthouse reports of pages, as one table, and what each of them lacks."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Self

from tests.support.weights import own_weights

_SHORT = {
    "performance": "speed",
    "accessibility": "access",
    "best-practices": "practice",
    "seo": "SEO",
    "agentic-browsing": "agents",
}
_SHOWN = 4  # elements of an audit


@dataclass(frozen=True)
class Report:
    """One run on one page."""

    data: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a report as Lighthouse writes it."""
        return cls(json.loads(path.read_text("utf-8")))

    @property
    def scores(self) -> dict[str, int]:
        """By category, 0 to 100."""
        categories = self.data["categories"].items()
        return {name: round((found["score"] or 0) * 100) for name, found in categories}

    def number(self, audit: str) -> float:
        """What an audit measured, in its unit; 0 where it was not asked."""
        return float(self.data["audits"].get(audit, {}).get("numericValue", 0))

    @property
    def transferred(self) -> int:
        """Bytes of all that the page loaded."""
        requests = self.data["audits"].get("network-requests", {}).get("details", {})
        return sum(int(each["transferSize"]) for each in requests.get("items", ()))

    @property
    def speed_of_machine(self) -> float:
        """Lighthouse's own measure, without which two machines cannot be compared."""
        return float(self.data["environment"]["benchmarkIndex"])

    def faults(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The audits that are not full marks, in words, each with the elements that it means."""
        for category in self.data["categories"].values():
            for reference in category["auditRefs"]:
                audit = self.data["audits"][reference["id"]]
                score = audit["score"]
                if score is not None and score < 1 and reference.get("group") != "hidden":
                    name = f"{category['id']}: {audit['id']} {score:g}"
                    yield name, tuple(_elements(audit.get("details", {})))


def printed(site: Path, reports: dict[str, list[Report]]) -> str:
    """The table, the spread of the runs, and what is not full marks, with its pages."""
    rows = [_row(site, page, runs) for page, runs in reports.items()]
    categories = [_SHORT.get(name, name) for name in next(iter(reports.values()))[0].scores]
    head = ["page", *categories, "blocked", "LCP", "CLS", "elements", "own", "all", "runs"]
    table = [head, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    lines = ["  ".join(_aligned(row, widths)) for row in table]
    index = median(run.speed_of_machine for runs in reports.values() for run in runs)
    legend = "blocked and LCP in ms, own CSS and JavaScript and all that is loaded in kB, gzipped"
    return "\n".join([*lines, f"\n{legend}; speed of the machine: {index:.0f}", *_lacks(reports)])


def _row(site: Path, page: str, runs: Sequence[Report]) -> list[str]:
    def middle(audit: str) -> float:
        return median(run.number(audit) for run in runs)

    scores = [_score(name, [run.scores[name] for run in runs]) for name in runs[0].scores]
    return [
        f"/{page}",
        *map(str, scores),
        f"{middle('total-blocking-time'):.0f}",
        f"{middle('largest-contentful-paint'):.0f}",
        f"{middle('cumulative-layout-shift'):.3f}",
        f"{middle('dom-size-insight'):.0f}",
        f"{sum(own_weights(site, page).values()) / 1000:.1f}",
        f"{median(run.transferred for run in runs) / 1000:.0f}",
        " ".join(str(run.scores.get("performance", "")) for run in runs),
    ]


def _score(category: str, scores: list[int]) -> int:
    """The median of what differs from run to run by itself, the worst of everything else."""
    return int(median(scores)) if category == "performance" else min(scores)


def _aligned(row: list[str], widths: list[int]) -> Iterator[str]:
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.ljust(width) if column in (0, len(row) - 1) else cell.rjust(width)


def _lacks(reports: dict[str, list[Report]]) -> Iterator[str]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for page, runs in reports.items():
        for run in runs:
            for fault, elements in run.faults():
                found.setdefault(fault.rsplit(" ", 1)[0], {})[page] = elements
    for fault, pages in sorted(found.items()):
        yield f"\n{fault}: {', '.join(f'/{page}' for page in pages)}"
        named = dict.fromkeys(each for elements in pages.values() for each in elements[:_SHOWN])
        if not fault.startswith("performance"):
            yield from (f"    {element}" for element in named)


def _elements(details: Any) -> Iterator[str]:
    """The elements that are named anywhere in the details of an audit."""
    if isinstance(details, dict) and details.get("type") == "node":
        yield f"{details.get('selector')}  {details.get('snippet', '')}"
    elif isinstance(details, dict | list):
        for each in details.values() if isinstance(details, dict) else details:
            yield from _elements(each)
