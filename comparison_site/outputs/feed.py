"""The Atom feed of verdict changes (RFC 4287), with tag URIs as ids (RFC 4151)."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.outcomes import Change, badge_words, changes, verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison

FEED_PATH = "changes.xml"

_ATOM = "http://www.w3.org/2005/Atom"
_NOWHERE = "comparison.invalid"  # a name that can belong to nobody (RFC 2606)


def feed(comparison: Comparison, base_url: str = "") -> str:
    """The feed as XML: an entry for each change of a verdict, newest first.

    An entry's id is made of the site's host and path, the criterion's id and the day, so it
    survives changes of words and of the scheme. Without a base URL the host is `.invalid`, and the
    path is made of the title, so that no two comparisons share an id.
    """
    addresses = Addresses(base_url, FEED_PATH)
    found = changes(comparison)
    root = Element("feed", {"xmlns": _ATOM})
    _texts(root, {"id": _feed_id(comparison, base_url), "title": comparison.title})
    _texts(root, {"subtitle": comparison.question, "updated": _instant(_updated(comparison))})
    _author(root, comparison)
    _link(root, "self", addresses.of(FEED_PATH), "application/atom+xml")
    _link(root, "alternate", addresses.of(""), "text/html")
    _entries(root, comparison, found, base_url)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entries(root: Element, comparison: Comparison, found: Iterable[Change], base_url: str) -> None:
    for change in found:
        entry = SubElement(root, "entry")
        before, after = (badge_words(comparison, o) for o in (change.before, change.after))
        _texts(
            entry,
            {
                "id": entry_id(comparison, change, base_url),
                "title": f"{change.criterion.name}: {before} → {after}",
                "updated": _instant(change.on),
                "summary": plain_text(change.because),
                "content": _content(comparison, change),
            },
        )
        address = Addresses(base_url, FEED_PATH).criterion(change.criterion.id, "history")
        _link(entry, "alternate", address, "text/html")


def entry_id(comparison: Comparison, change: Change, base_url: str = "") -> str:
    """The id by which a reader's feed program remembers a change, for good."""
    path = f"{_path(comparison, base_url)}{change.id}"
    return f"tag:{_authority(base_url)},{change.on.isoformat()}:{path}"


def _feed_id(comparison: Comparison, base_url: str) -> str:
    nowhere = f"tag:{_NOWHERE},2026:{_path(comparison, base_url)}{FEED_PATH}"
    return f"{base_url}{FEED_PATH}" if base_url else nowhere


def _authority(base_url: str) -> str:
    return urlsplit(base_url).hostname or _NOWHERE


def _path(comparison: Comparison, base_url: str) -> str:
    if base_url:
        return urlsplit(base_url).path or "/"
    return f"/{sha256(comparison.title.encode()).hexdigest()[:12]}/"


def _content(comparison: Comparison, change: Change) -> str:
    """What it was, what it became, and why: one line each."""
    before, after = (verdict_words(comparison, o) for o in (change.before, change.after))
    return "\n".join([f"- {before}", f"+ {after}", plain_text(change.because)])


def _updated(comparison: Comparison) -> date:
    """The newest change; a feed without entries was last touched when the site was reviewed."""
    return max((change.on for change in changes(comparison)), default=comparison.last_reviewed)


def _author(root: Element, comparison: Comparison) -> None:
    SubElement(SubElement(root, "author"), "name").text = comparison.title


def _texts(parent: Element, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _link(parent: Element, relation: str, address: str, media_type: str) -> None:
    SubElement(parent, "link", {"rel": relation, "href": address, "type": media_type})


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
