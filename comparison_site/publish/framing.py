"""Pages as the theme frames them, or as it framed them before.

What the theme prints around a page is made from that page, from the settings, from what stands
where in the navigation, and from what other pages are called and say of themselves. One digest says
all of it but the page: where it is the same, an unchanged page need not be framed again.
"""

import json
import os
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from comparison_site.core.cache import Cache, Kind, digest
from comparison_site.core.resources import PROGRAM
from comparison_site.publish.conversion import settings_of_conversion
from comparison_site.publish.theme_env import is_of_a_library, is_plain

_EPOCH = "SOURCE_DATE_EPOCH"
_TOLD_OTHERWISE = {"site_dir", "theme", "plugins", "markdown_extensions", "mdx_configs"}
"""Settings that are objects, and the folder that a site is built in."""
OF_ITS_OWN = frozenset({"description", "head", "search", "styles", "scripts"})
"""What a page says of itself and our templates print on no other page."""


def keep_framed(
    env: Environment, config: MkDocsConfig, files: Files, nav: Navigation, cache: Cache
) -> None:
    """See to it that a page is not framed anew which is the same, in the same frame.

    Where anybody's code takes part, or pages say when they were built, each always is.
    """
    conversion = settings_of_conversion(config)
    if not (conversion and is_plain(config) and _EPOCH in os.environ):
        return
    frame = digest([_json([conversion, os.environ[_EPOCH], *_settings(config)]), _json(nav.items),
                    *_pages(config, files), *_templates(config)])  # fmt: skip

    class Framed(Template):
        """The template of a whole page. Those that it includes are not rendered on their own."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            page = args[0].get("page") if args else None
            if not isinstance(page, Page):
                return super().render(*args, **kwargs)
            made_from = (frame, str(self.name), _json(_whole(page)))
            make = partial(super().render, *args, **kwargs)
            return str(cache.kept_json(Kind.FRAMED, made_from, make))

    env.template_class = Framed


def _settings(config: MkDocsConfig) -> Iterator[Any]:
    yield {name: value for name, value in dict(config).items() if name not in _TOLD_OTHERWISE}
    theme = config.theme
    yield theme.name, str(theme.locale), list(theme.dirs), {name: theme[name] for name in theme}
    yield {name: dict(plugin.config) for name, plugin in config.plugins.items()}


def _pages(config: MkDocsConfig, files: Files) -> Iterator[str]:
    """What pages are called, and say of themselves as far as others may print it.

    Templates of a project's own may print anything.
    """
    own = frozenset[str]() if any(_own_templates(config)) else OF_ITS_OWN
    for file in files.documentation_pages():
        if page := file.page:
            meta = {name: value for name, value in page.meta.items() if name not in own}
            yield _json([file.src_uri, file.inclusion.value, page.url, page.title, meta])


def _own_templates(config: MkDocsConfig) -> Iterator[Path]:
    """The folders of the theme that are neither a library's nor the program's."""
    folders = map(Path, config.theme.dirs)
    project = Path(config.config_file_path).parent
    others = (folder for folder in folders if not is_of_a_library(folder, project))
    return (folder for folder in others if folder.resolve() != PROGRAM / "templates" / "theme")


def _templates(config: MkDocsConfig) -> Iterator[bytes]:
    """Every template of the theme that no library brings."""
    for folder in (PROGRAM / "templates" / "theme", *_own_templates(config)):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            yield str(path.relative_to(folder)).encode()
            yield path.read_bytes()


def _whole(page: Page) -> list[Any]:
    around = [each.url if each else None for each in (page.previous_page, page.next_page)]
    said = [page.url, page.title, page.content, page.meta, page.edit_url, page.canonical_url]
    return [*said, page.is_homepage, around, list(page.toc)]


def _json(value: Any) -> str:
    return json.dumps(value, default=_plain)


def _plain(value: Any) -> Any:
    match value:
        case AnchorLink():
            return [value.title, value.id, value.level, value.children]
        case Section():
            return [value.title, value.children]
        case Page() | Link():
            return [type(value).__name__, value.title, value.url]
        case Mapping():
            return dict(value)
    return str(value)
