"""The articles of generated pages as MkDocs makes them, and their Markdown versions.

Each is made when a test asks for it: most look at one page of a site.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from markdown import Markdown

from comparison_site import BuildContext, Comparison
from comparison_site.analysis.addresses import markdown_path
from comparison_site.outputs.markdown import markdown_of
from comparison_site.pages.rendering import Rendering
from tests.support.paths import TEMPLATES

EXTENSIONS = ["attr_list", "tables", "toc", "fenced_code"]
SETTINGS = {"toc": {"permalink": "#", "permalink_title": "Link to this section"}}


class Texts(Mapping[str, str]):
    """Texts by path, each made when it is asked for, and once."""

    def __init__(self, makers: dict[str, Callable[[], str]]) -> None:
        self._makers, self._made = makers, dict[str, str]()

    def __getitem__(self, path: str) -> str:
        if path not in self._made:
            self._made[path] = self._makers[path]()
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def contents(comparison: Comparison) -> Texts:
    """What every page and style sheet holds before MkDocs sees it, by its path."""
    rendering = Rendering(BuildContext(comparison), TEMPLATES)
    return Texts({page.path: partial(rendering.content, page) for page in rendering.pages})


def article(markdown: str) -> str:
    """The HTML of a page's text, as mkdocs.yml asks for it."""
    return Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS).convert(markdown)


def articles(context: BuildContext, but: str = "") -> Texts:
    """The HTML of every generated page `but` one, by the page's path."""
    rendering = Rendering(context, TEMPLATES)
    pages = [page for page in rendering.pages if page.title and page.path != but]

    def made(at: int) -> str:
        return article(rendering.content(pages[at]).split("---\n", 2)[2])

    return Texts({page.path: partial(made, at) for at, page in enumerate(pages)})


def markdown_versions(context: BuildContext) -> Texts:
    """The Markdown version of every generated page, by its own path."""
    found = articles(context)

    def made(page: str) -> str:
        return markdown_of(found[page], page, context.base_url)

    return Texts({markdown_path(page): partial(made, page) for page in found})
