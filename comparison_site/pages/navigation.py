"""The order of the pages as a navigation: sections by name, pages by path."""

from comparison_site.pages.pages import Page

HOME = "index.md"

Entry = dict[str, str | list[str]]


def navigation(pages: tuple[Page, ...]) -> list[Entry]:
    """Entries in page order; pages of one section stand together under its name."""
    entries: dict[str, list[str]] = {}
    for page in (page for page in pages if page.title and page.listed):
        name = page.section or ("Overview" if page.path == HOME else page.title)
        entries.setdefault(name, []).append(page.path)
    sections = {page.section for page in pages}
    return [{name: paths if name in sections else paths[0]} for name, paths in entries.items()]
