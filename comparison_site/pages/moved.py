"""Pages at the addresses that criteria and options had under former ids: each leads to the page."""

from collections.abc import Iterable, Iterator

from comparison_site.analysis.addresses import folder_of
from comparison_site.outputs.policy import POLICY
from comparison_site.outputs.registry import BuildContext, Page


def moved_pages(known: BuildContext, pages: Iterable[Page]) -> Iterator[Page]:
    """For every former id of a record that has a page of its own, one that leads to it.

    It has no title, so that no list names it. Its picture is the one of the page, for links that
    were shared: their readers' programs do not follow it.
    """
    comparison, paths = known.comparison, {page.path: page for page in pages}
    for folder, records in (("criteria", comparison.criteria), ("options", comparison.options)):
        for record in records:
            now = paths[f"{folder}/{record.id}.md"]
            context = {
                "now": now,
                "card": now.picture,
                "base_url": known.base_url,
                "policy": POLICY,
                "address": f"{known.base_url}{folder_of(now.path)}",
            }
            for name in record.other_ids:
                path = f"{folder}/{name}.md"
                yield Page(path, "moved.html", context, moved_to=now.path, card=now.card)
