"""Linked data for the heads of pages, so that programs know what a page is about.

The types and properties are those of https://schema.org, in JSON-LD 1.1 (W3C, 2020).
"""

import json
from collections.abc import Mapping
from typing import Any

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.marks import DRAFT, marked
from comparison_site.analysis.outcomes import verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Option, Source
from comparison_site.results.runs import Run

Thing = dict[str, Any]

_UNSAFE = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}


def json_ld(thing: Mapping[str, Any]) -> str:
    """A thing as JSON-LD that may stand in a script element as it is (HTML 4.12.1.3).

    No character in it can end the element or open a comment.
    """
    whole = {"@context": "https://schema.org", **thing}
    return json.dumps(whole, ensure_ascii=False).translate(_UNSAFE)


def overview(comparison: Comparison, addresses: Addresses) -> Thing:
    """The comparison as a whole, and what it is about."""
    return {
        "@type": "Article",
        "url": addresses.of(""),
        "name": comparison.title,
        "headline": comparison.question,
        **_said({"description": plain_text(comparison.bottom_line)}),
        "dateModified": comparison.last_reviewed.isoformat(),
        "about": [software(option, addresses) for option in comparison.options],
        **_status(comparison),
    }


def web_page(comparison: Comparison, addresses: Addresses, **more: object) -> Thing:
    """The page that `addresses` are seen from, with the properties in `more`."""
    return {
        "@type": "WebPage",
        "url": addresses.of(addresses.here.removesuffix("index.html")),
        "dateModified": comparison.last_reviewed.isoformat(),
        "isPartOf": _whole(comparison, addresses),
        **_status(comparison),
    } | more


def review(comparison: Comparison, criterion: Criterion, addresses: Addresses) -> Thing:
    """A review of every option at once, named by its verdict.

    It has no rating, since a verdict is no number, and no author, since the data names none.
    """
    verdict = criterion.verdict
    words, because = verdict_words(comparison, verdict.published), verdict.published.because
    return {
        "@type": "Review",
        "url": addresses.criterion(criterion.id),
        "name": marked(comparison, criterion, words),
        **_said({"headline": criterion.question}),
        "reviewAspect": criterion.name,
        **_said({"reviewBody": plain_text(because)}),
        "dateModified": verdict.last_reviewed.isoformat(),
        "itemReviewed": [software(option, addresses) for option in comparison.options],
        "isPartOf": _whole(comparison, addresses),
        **_status(comparison),
    }


def software(option: Option, addresses: Addresses) -> Thing:
    """Software if it comes in a package; otherwise no more is claimed than the data holds.

    Wherever it is named it is the same thing: its id is the address of its page.
    """
    kind = "SoftwareApplication" if option.package else "CreativeWork"
    version = "softwareVersion" if option.package else "version"
    known = {
        "url": option.homepage,
        "description": plain_text(option.summary),
        version: option.version,
        "license": {"@type": "CreativeWork", "name": option.license} if option.license else "",
    }
    named = {"@type": kind, "@id": addresses.option(option.id), "name": option.name}
    return named | _said(known)


def dataset(run: Run, addresses: Addresses) -> Thing:
    """What was measured, and the file with every sample."""
    return {
        "@type": "Dataset",
        "name": run.about.title,
        "description": plain_text(f"{run.about.task} {run.about.shows}"),
        "dateCreated": run.result.measured_on.isoformat(),
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": addresses.of(run.published),
        },
    }


def work(source: Source, address: str) -> Thing:
    """What a claim rests on, to be read at this address."""
    published = {"datePublished": source.published_on.isoformat()} if source.published_on else {}
    by = {"publisher": {"@type": "Organization", "name": source.publisher}}
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "url": address,
        **(by if source.publisher else {}),
        **published,
    }


def _said(properties: Thing) -> Thing:
    """Those properties whose value the data holds."""
    return {name: value for name, value in properties.items() if value}


def _status(comparison: Comparison) -> Thing:
    return {"creativeWorkStatus": DRAFT} if comparison.draft else {}


def _whole(comparison: Comparison, addresses: Addresses) -> Thing:
    return {"@type": "Article", "name": comparison.title, "url": addresses.of("")}
