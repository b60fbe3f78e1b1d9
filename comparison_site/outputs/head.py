"""What pages say about themselves in their heads, for programs to read."""

from markupsafe import Markup

from comparison_site.model import Comparison
from comparison_site.outputs.cards import card_path, cards
from comparison_site.outputs.json_ld import linked
from comparison_site.pages.paths import twin_path

Head = dict[str, str]


def heads(comparison: Comparison, base_url: str, pages: list[str]) -> dict[str, Head]:
    """For every page, by the path of its Markdown file: its JSON-LD, its picture and its twin.

    The JSON-LD is safe inside a script element; the paths count from the site's root. A page
    without a picture of its own shows the overview's.
    """
    things = linked(comparison, base_url)
    pictures = {card.path for card in cards(comparison)}
    overview = card_path("index.md")
    return {
        page: {
            "linked": Markup(things.get(page, "")),  # noqa: S704
            "card": card_path(page) if card_path(page) in pictures else overview,
            "twin": twin_path(page),
        }
        for page in pages
    }
