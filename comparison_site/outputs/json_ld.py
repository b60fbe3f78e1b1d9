"""Linked data: the address of everything on the site, and JSON-LD for the heads of its pages.

The types and properties are those of https://schema.org, in JSON-LD 1.1 (W3C, 2020).
"""

import json
from collections.abc import Iterator
from typing import Any

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.outcome_words import contested_mark, verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Option, Source
from comparison_site.results.runs import Run

Thing = dict[str, Any]

GENERAL = ("decide", "changes", "share", "editing")
"""The pages about the comparison as a whole that hold no records of their own."""

_UNSAFE = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def linked(comparison: Comparison, base_url: str = "") -> dict[str, str]:
    """JSON-LD for every generated page, by the page's path (as in `Page.path`).

    The text may stand in a script element as it is.
    """
    return {
        path: _safe_in_script({"@context": "https://schema.org", **thing})
        for path, thing in _things(comparison, base_url)
    }


def _things(comparison: Comparison, base_url: str) -> Iterator[tuple[str, Thing]]:
    yield "index.md", _overview(comparison, Addresses(base_url, "index.html"))
    for criterion in comparison.criteria:
        here = Addresses(base_url, f"criteria/{criterion.id}/index.html")
        yield f"criteria/{criterion.id}.md", _review(comparison, criterion, here)
    if comparison.scenarios:
        here = Addresses(base_url, "scenarios/index.html")
        yield "scenarios.md", _page(comparison, here, "scenarios/")
    for option in comparison.options:
        here = Addresses(base_url, f"options/{option.id}/index.html")
        page = _page(comparison, here, f"options/{option.id}/")
        yield f"options/{option.id}.md", page | {"mainEntity": _option(option, here)}
    here = Addresses(base_url, "sources/index.html")
    sources = [_source(s, here.behind(comparison, s)) for s in comparison.sources]
    yield "sources.md", _page(comparison, here, "sources/") | {"citation": sources}
    for name in GENERAL:
        here = Addresses(base_url, f"{name}/index.html")
        yield f"{name}.md", _page(comparison, here, f"{name}/")
    if comparison.runs:
        here = Addresses(base_url, "evidence/index.html")
        yield "evidence.md", _page(comparison, here, "evidence/")
    for run in comparison.runs:
        here = Addresses(base_url, f"evidence/{run.id}/index.html")
        page = _page(comparison, here, f"evidence/{run.id}/")
        yield f"evidence/{run.id}.md", page | {"mainEntity": _dataset(run, here)}


def _overview(comparison: Comparison, addresses: Addresses) -> Thing:
    return {
        "@type": "Article",
        "url": addresses.of(""),
        "name": comparison.title,
        "headline": comparison.question,
        "description": plain_text(comparison.bottom_line),
        "dateModified": comparison.last_reviewed.isoformat(),
        "about": [_option(option, addresses) for option in comparison.options],
    }


def _whole(comparison: Comparison, addresses: Addresses) -> Thing:
    return {"@type": "Article", "name": comparison.title, "url": addresses.of("")}


def _page(comparison: Comparison, addresses: Addresses, path: str) -> Thing:
    return {
        "@type": "WebPage",
        "url": addresses.of(path),
        "dateModified": comparison.last_reviewed.isoformat(),
        "isPartOf": _whole(comparison, addresses),
    }


def _review(comparison: Comparison, criterion: Criterion, addresses: Addresses) -> Thing:
    """A review of every option at once, named by its verdict.

    It has no rating, since a verdict is no number, and no author, since the data names none.
    """
    verdict = criterion.verdict
    words = verdict_words(comparison, verdict.published)
    return {
        "@type": "Review",
        "url": addresses.criterion(criterion.id),
        "name": f"{words}{contested_mark(criterion)}",
        "headline": criterion.question,
        "reviewAspect": criterion.name,
        "reviewBody": plain_text(verdict.published.because),
        "dateModified": verdict.last_reviewed.isoformat(),
        "itemReviewed": [_option(option, addresses) for option in comparison.options],
        "isPartOf": _whole(comparison, addresses),
    }


def _option(option: Option, addresses: Addresses) -> Thing:
    """Software if it comes in a package; otherwise no more is claimed than the data holds.

    Wherever it is named it is the same thing: its id is the address of its page.
    """
    kind, version = ("SoftwareApplication", "softwareVersion")
    if not option.package:
        kind, version = ("CreativeWork", "version")
    return {
        "@type": kind,
        "@id": addresses.option(option.id),
        "name": option.name,
        "url": option.homepage,
        "description": plain_text(option.summary),
        version: option.version,
        "license": {"@type": "CreativeWork", "name": option.license},
    }


def _dataset(run: Run, addresses: Addresses) -> Thing:
    """What was measured, and the file with every sample."""
    file = {
        "@type": "DataDownload",
        "encodingFormat": "application/json",
        "contentUrl": addresses.of(f"evidence/{run.id}.json"),
    }
    return {
        "@type": "Dataset",
        "name": run.about.title,
        "description": plain_text(f"{run.about.task} {run.about.shows}"),
        "dateCreated": run.result.measured_on.isoformat(),
        "distribution": file,
    }


def _source(source: Source, address: str) -> Thing:
    publisher = {"@type": "Organization", "name": source.publisher}
    work: Thing = {"@type": "CreativeWork", "name": source.title, "url": address}
    published = {"datePublished": source.published_on.isoformat()} if source.published_on else {}
    return work | {"publisher": publisher} | published


def _safe_in_script(thing: Thing) -> str:
    """JSON in which no character can end a script element or open a comment (HTML 4.12.1.3)."""
    return json.dumps(thing, ensure_ascii=False).translate(_UNSAFE)
