"""How the entries of pages are made: what all pages about the comparison as a whole share."""

from dataclasses import replace
from typing import Any

from comparison_site.analysis.addresses import Addresses, folder_of
from comparison_site.analysis.marks import as_draft
from comparison_site.outputs import json_ld
from comparison_site.outputs.cards import card_path, plain_card, shown, verdicts_card
from comparison_site.outputs.registry import BuildContext, Page

CITED_STYLES = "assets/cited.css"
"""The style sheet of pages that list proposals, sources or evidence."""
FILTER_STYLES = "assets/filters.css"
"""The style sheet of pages that narrow what they list."""
FACT_STYLES = "assets/facts.css"
"""The style sheet of pages with rows of facts."""


def about_the_whole(known: BuildContext, name: str, names: str = "", **more: Any) -> Page:
    """A page as wide as the window, about the whole comparison; its name is its title.

    `names` are what it lists: its preview image then shows them below the question. `more` are
    fields of the page, in place of the usual ones. Where a link to it is shared, its title says
    what is compared.
    """
    comparison, path = known.comparison, f"{name}.md"
    heading = comparison.question if names else name.capitalize()
    usual = {
        "template": path,
        "title": name.capitalize(),
        "description": comparison.question,
        "hide": ("navigation", "toc"),
        "linked": lambda: json_ld.web_page(comparison, addresses_in(known, name)),
        "card": plain_card(comparison, heading, names or comparison.question),
    }
    fields = {**usual, **more}
    return Page(path, **{"shared": f"{fields['title']} - {comparison.title}", **fields})


def addresses_in(known: BuildContext, name: str) -> Addresses:
    """The addresses of everything, for links on the page of this name."""
    return known.addresses(f"{folder_of(name)}index.html")


def written_page(known: BuildContext | None, path: str, title: str, description: str) -> Page:
    """A page that somebody wrote by hand, as other sites and the search see it."""
    if not known:
        return Page(path, title=title, description=description)
    comparison = known.comparison
    card, shared = plain_card(comparison, title, description), f"{title} - {comparison.title}"
    page = Page(path, title=title, shared=shared, description=description, card=card)
    return pictured(known, page, front_picture(known))


def front_picture(known: BuildContext) -> str:
    """The path of the picture that stands for pages without one of their own, if there is one."""
    comparison = known.comparison
    can_be = shown(comparison.title, verdicts_card(comparison))
    return card_path("index.md") if can_be else ""


def pictured(known: BuildContext, page: Page, otherwise: str) -> Page:
    """A page with the card that can be drawn of it, or else the picture that stands for others."""
    comparison, card = known.comparison, page.card
    if card and comparison.draft:
        card = replace(card, heading=as_draft(comparison, card.heading))
    card = card and shown(comparison.title, card)
    told = as_draft(comparison, page.shared or page.title) if page.title else ""
    return replace(
        page, card=card, shared=told, picture=card_path(page.path) if card else otherwise
    )
