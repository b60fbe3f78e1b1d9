"""The articles of generated pages as MkDocs makes them, and their Markdown versions."""

from markdown import Markdown

from comparison_site import BuildContext, Comparison, render_pages
from comparison_site.analysis.addresses import markdown_path
from comparison_site.outputs.markdown import markdown_of
from tests.support.paths import TEMPLATES

EXTENSIONS = ["attr_list", "tables", "toc", "fenced_code"]
SETTINGS = {"toc": {"permalink": "#", "permalink_title": "Link to this section"}}


def contents(comparison: Comparison) -> dict[str, str]:
    """What every page and style sheet holds before MkDocs sees it, by its path."""
    return {page.path: page.content for page in render_pages(BuildContext(comparison), TEMPLATES)}


def article(markdown: str) -> str:
    """The HTML of a page's text, as mkdocs.yml asks for it."""
    return Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS).convert(markdown)


def articles(context: BuildContext, but: str = "") -> dict[str, str]:
    """The HTML of every generated page `but` one, by the page's path."""
    return {
        page.path: article(page.content.split("---\n", 2)[2])
        for page in render_pages(context, TEMPLATES)
        if page.title and page.path != but
    }


def markdown_versions(context: BuildContext) -> dict[str, str]:
    """The Markdown version of every generated page, by its own path."""
    found = articles(context).items()
    return {markdown_path(page): markdown_of(html, page, context.base_url) for page, html in found}
