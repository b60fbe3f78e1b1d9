"""The part of a form that brings a new source into the data: a page, and the point it supports."""

from collections.abc import Iterator
from datetime import date

from comparison_site.authoring.decisions import Problem
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.sources import add_source, derived_id
from comparison_site.authoring.spelling import Fields
from comparison_site.model import Criterion
from comparison_site.preview.forms import Form

_ASKED = {
    "source-title": "say what the page calls itself",
    "source-publisher": "say who published the page",
    "source-kind": "say what kind of evidence the page is",
    "source-cite": "say which point the page supports",
}


def unsaid(form: Form) -> Iterator[Problem]:
    """What a form that names a new page does not say of it."""
    if form.said("source-url"):
        yield from (Problem(words, name) for name, words in _ASKED.items() if not form.said(name))


def add(form: Form, draft: Draft, criterion: Criterion, on: date) -> None:
    """Add the page that a form names, if it says all of it, and cite it in a point.

    Raises ChangeError where it does not fit.
    """
    if not form.said("source-url") or any(unsaid(form)):
        return
    title, publisher = form.said("source-title"), form.said("source-publisher")
    name = derived_id(draft.document.root, title, publisher)
    fields: Fields = {
        "id": name,
        "title": title,
        "url": form.said("source-url"),
        "publisher": publisher,
        "kind": form.said("source-kind"),
        "accessed_on": on,
    }
    add_source(draft, fields, (f"{criterion.id}/{form.said('source-cite')}",))
