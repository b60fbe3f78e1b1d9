"""What the search finds on a page, as the search plugin reads it, or as it read it before."""

import json
from typing import Any

from material.plugins.search import plugin as reading  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from comparison_site.core.cache import Cache, Kind
from comparison_site.core.plain_html import tell


class QuickElement(str):
    """An element as the search plugin's parser keeps it, equal to its tag.

    Any text can be compared without a call; the parser compares some hundred thousand.
    """

    attrs: dict[str, str | None]

    def __new__(cls, tag: str, attrs: dict[str, str | None] | None = None) -> "QuickElement":
        """As the parser makes one."""
        made = super().__new__(cls, tag)
        made.attrs = attrs or {}
        return made

    @property
    def tag(self) -> str:
        """Its name."""
        return str(self)

    def is_excluded(self) -> bool:
        """Whether the search is to leave it out."""
        return "data-search-exclude" in self.attrs


class QuickParser(reading.Parser):  # type: ignore[misc] # the theme has no types
    """The search plugin's own parser, told at once what there is on a page of plain HTML."""

    def feed(self, data: str) -> None:
        """As the plugin calls it, with a whole page."""
        if not tell(self, data):
            super().feed(data)


reading.Parser, reading.Element = QuickParser, QuickElement  # the plugin can be given no others


def search_entries(config: MkDocsConfig) -> list[dict[str, Any]]:
    """The entries of all pages that the search plugin has read; nothing where it is not used."""
    index = _index(config)
    return index.entries if index else []


def reads_a_dictionary(config: MkDocsConfig) -> bool:
    """Whether the search plugin is given words in a file."""
    index = _index(config)
    return bool(index and (index.config["jieba_dict"] or index.config["jieba_dict_user"]))


def _index(config: MkDocsConfig) -> Any:
    plugin = config.plugins.get("material/search")
    return plugin.search_index if plugin and plugin.config.enabled else None


def keep_entries(config: MkDocsConfig, cache: Cache) -> None:
    """See to it that the search plugin does not read a page again that holds the same.

    A dictionary of words, which the plugin can be given for Chinese, is a file: then it reads all.
    """
    index = _index(config)
    if not index or reads_a_dictionary(config):
        return
    read = index.add_entry_from_context

    def make(page: Page) -> bytes:
        before = len(index.entries)
        read(page)
        made = index.entries[before:]
        del index.entries[before:]
        return json.dumps(made, default=str).encode()  # as the plugin writes them

    def add(page: Page) -> None:
        toc = [_told(item) for item in page.toc]
        meta = {name: page.meta.get(name) for name in ("title", "tags", "search")}
        said = json.dumps([page.url, page.title, meta, toc], default=str)
        index.entries += json.loads(
            cache.kept(Kind.SEARCH, [said, str(page.content)], lambda: make(page))
        )

    index.add_entry_from_context = add


def _told(item: Any) -> Any:
    return [item.id, [_told(child) for child in item.children]]
