"""Pages converted from Markdown as MkDocs does it, or as it did it before."""

import json
import logging
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from comparison_site.core.cache import Cache, Kind
from comparison_site.publish.raw_blocks import RawBlocks, set_blocks_aside

_PYTHON_MARKDOWN = {
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
    "smarty", "tables", "toc", "wikilinks",
}  # fmt: skip
_PYMDOWN = "pymdownx."
_READING = {"pymdownx.b64", "pymdownx.snippets"}
"""Extensions that read other files."""
_LIBRARIES = ("markdown.", _PYMDOWN)

_Lead = list[Any] | None  # path, address and inclusion of the file that a link leads to


def keep_conversion(page: Page, cache: Cache, config: MkDocsConfig) -> None:
    """See to it that a page which is converted from the same Markdown again is not.

    Blocks of HTML in it are set aside in any case.
    Where an extension is used that may read what nobody names, it always is.
    """
    set_blocks_aside(config.markdown_extensions)
    if settings := settings_of_conversion(config):
        page.render = partial(_render, page, cache, settings)  # type: ignore[method-assign]


def settings_of_conversion(config: MkDocsConfig) -> str:
    """What the settings say of conversion; nothing where they say things that cannot be known."""
    names = [name for name in config.markdown_extensions if not isinstance(name, RawBlocks)]
    ours = {name.removeprefix("markdown.extensions.") for name in names if isinstance(name, str)}
    told = {name for name in ours if name in _PYTHON_MARKDOWN or name.startswith(_PYMDOWN)}
    if len(told) != len(names) or told & _READING:
        return ""
    level = logging.getLogger("mkdocs.structure.pages").getEffectiveLevel()
    said = (
        names,
        config.mdx_configs,
        config.use_directory_urls,
        dict(config.validation.links),
        level,
    )
    try:
        return json.dumps(said, default=_function, sort_keys=True)
    except TypeError:
        return ""


def _function(value: Any) -> str:
    """The name of a function of a library that MkDocs' settings may name; TypeError for others."""
    module = str(getattr(value, "__module__", ""))
    if not callable(value) or not module.startswith(_LIBRARIES):
        raise TypeError(f"{value!r} is not known")
    return f"{module}:{value.__qualname__}"


def _render(page: Page, cache: Cache, settings: str, config: MkDocsConfig, files: Files) -> None:
    """What MkDocs' own `Page.render` does; which files links lead to is looked up anew."""
    file = page.file
    place = json.dumps((file.src_uri, file.url, file.inclusion.value))
    made_from = (settings, place, str(page.markdown))
    if (kept := cache.get(Kind.PAGE, made_from)) and _restored(page, files, json.loads(kept)):
        return
    asked, ear = _Asked(files), _Ear()
    logging.getLogger().addHandler(ear)
    try:
        Page.render(page, config, asked)  # type: ignore[arg-type] # it asks for nothing else
    finally:
        logging.getLogger().removeHandler(ear)
    if not ear.heard:  # what was said has to be said again
        cache.put(Kind.PAGE, made_from, json.dumps(_converted(page, asked)).encode())


class _Ear(logging.Handler):
    heard = False

    def emit(self, _: logging.LogRecord) -> None:
        """Note that something was said."""
        self.heard = True


class _Asked:
    """The files of a site, and which of them a page has asked for."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.leads: dict[str, _Lead] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """As MkDocs asks for it."""
        self.leads[path] = _lead(self._files, path)
        return self._files.get_file_from_path(path)


def _lead(files: Files, path: str) -> _Lead:
    file = files.get_file_from_path(path)
    return [file.src_uri, file.url, file.inclusion.value] if file else None


def _converted(page: Page, asked: _Asked) -> dict[str, Any]:
    links = page.links_to_anchors
    return {
        "leads": asked.leads,
        "content": page.content,
        "toc": [_token(item) for item in page.toc],
        "title": page._title_from_render,
        "anchors": sorted(page.present_anchor_ids or ()),
        "links": None if links is None else [(f.src_uri, found) for f, found in links.items()],
    }


def _token(item: AnchorLink) -> dict[str, Any]:
    """What MkDocs makes an item of the table of contents of."""
    children = [_token(child) for child in item.children]
    return {"name": item.title, "id": item.id, "level": item.level, "children": children}


def _restored(page: Page, files: Files, known: dict[str, Any]) -> bool:
    """Give a page what was kept of it, unless one of its links leads elsewhere by now."""
    if any(_lead(files, path) != found for path, found in known["leads"].items()):
        return False
    page.content, page.toc = known["content"], get_toc(known["toc"])
    page._title_from_render = known["title"]
    page.present_anchor_ids = set(known["anchors"])
    if known["links"] is not None:
        found = ((files.get_file_from_path(path), links) for path, links in known["links"])
        page.links_to_anchors = {file: links for file, links in found if file}
    return True
