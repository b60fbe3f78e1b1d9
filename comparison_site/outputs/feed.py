"""The Atom feed of verdict changes (RFC 4287), with tag URIs as ids (RFC 4151)."""

from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.changes import Change, changes
from comparison_site.analysis.marks import as_draft
from comparison_site.analysis.outcomes import badge_words, verdict_words
from comparison_site.core.direction import isolated
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison

FEED_PATH = "changes.xml"

_ATOM = "http://www.w3.org/2005/Atom"
_NOWHERE = "comparison.invalid"  # a name that can belong to nobody (RFC 2606)


def feed(comparison: Comparison, base_url: str = "") -> str:
    """The feed as XML: an entry for each change of a verdict or an advice, newest first.

    An entry's id is made of the site's host and path, the first id of the record and the day, so it
    survives changes of words, ids and the scheme. Without a base URL the host is `.invalid`, and
    the path is made of the title, so that no two comparisons share an id. A feed without entries
    was last touched when the site was reviewed. An entry's content is what it was, what it became,
    and why: one line each.
    """
    addresses, found = Addresses(base_url, FEED_PATH), changes(comparison)
    nowhere = f"tag:{_NOWHERE},2026:{_path(comparison, base_url)}{FEED_PATH}"
    name = f"{base_url}{FEED_PATH}" if base_url else nowhere
    title = as_draft(comparison, comparison.title)
    updated = max((change.on for change in found), default=comparison.last_reviewed)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": comparison.lang})
    _texts(root, id=name, title=title, subtitle=comparison.question, updated=_instant(updated))
    _texts(SubElement(root, "author"), name=title)
    _link(root, "self", addresses.of(FEED_PATH), "application/atom+xml")
    _link(root, "alternate", addresses.of(""))
    for change in found:
        entry = SubElement(root, "entry")
        outcomes = (change.after,) if change.stays else (change.before, change.after)
        name, because = entry_id(comparison, change, base_url), plain_text(change.because)
        short = " → ".join(isolated(badge_words(comparison, outcome)) for outcome in outcomes)
        told = [isolated(verdict_words(comparison, outcome)) for outcome in outcomes]
        signs = "=" if change.stays else "-+"
        lines = (f"{sign} {words}\n" for sign, words in zip(signs, told, strict=False))
        _texts(entry, id=name, title=f"{change.name}: {short}")
        _texts(entry, updated=_instant(change.on), summary=because)
        _texts(entry, content=f"{''.join(lines)}{because}")
        _link(entry, "alternate", change.at(addresses))
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def entry_id(comparison: Comparison, change: Change, base_url: str = "") -> str:
    """The id by which a reader's feed program remembers a change, for good."""
    host = urlsplit(base_url).hostname or _NOWHERE
    return f"tag:{host},{change.on.isoformat()}:{_path(comparison, base_url)}{change.id}"


def _path(comparison: Comparison, base_url: str) -> str:
    if base_url:
        return urlsplit(base_url).path or "/"
    return f"/{sha256(comparison.title.encode()).hexdigest()[:12]}/"


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _link(parent: Element, relation: str, address: str, media_type: str = "text/html") -> None:
    SubElement(parent, "link", {"rel": relation, "href": address, "type": media_type})


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
