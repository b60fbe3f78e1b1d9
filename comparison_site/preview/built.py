"""What is kept of the last build, so that a preview can make one page of it anew."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import Environment
from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from comparison_site.outputs.search import unmarked


@dataclass(frozen=True)
class Built:
    """What MkDocs had when it built a site, and needs to make one page of it anew."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    articles: list[tuple[Page, str]] = field(default_factory=list)
    """The article of each page, in the order in which they were converted."""

    def read(self) -> Iterator[tuple[Page, str]]:
        """Each page with its article, once: none is kept any longer."""
        self.articles.reverse()
        while self.articles:
            yield self.articles.pop()

    @property
    def pages(self) -> dict[str, Page]:
        """The pages by their addresses."""
        found = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        return {file.url.removeprefix("./"): file.page for file in found if file.page}

    def html(self, page: Page) -> bytes:
        """The page as MkDocs' own build makes it, but for the search, which is told later."""
        _populate_page(page, self.config, self.files)
        page.content = unmarked(page.content or "")
        page.active = True
        try:
            every = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            context = get_context(self.nav, every, self.config, page)
            template = self.env.get_template(page.meta.get("template", "main.html"))
            return template.render(context).encode("utf-8", errors="xmlcharrefreplace")
        finally:
            page.active = False
