"""The theme's templates: compiled once, and listed without its ten thousand icons."""

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig

from comparison_site.core.cache import Cache
from comparison_site.pages.compiled import Compiled

_LIBRARIES = {"site-packages", "dist-packages"}
_PLUGINS = {"material/search", "search", "comparison"}


def is_plain(config: MkDocsConfig) -> bool:
    """Whether no code takes part in a build but that of MkDocs, its theme, its search, and ours."""
    return set(config.plugins) <= _PLUGINS and not config.hooks


def is_of_a_library(folder: Path, project: Path) -> bool:
    """Whether a folder is one of an installed library, whose version tells what stands in it."""
    below = folder.relative_to(project) if folder.is_relative_to(project) else folder
    return not _LIBRARIES.isdisjoint(below.parts)


def keep_templates(env: Environment, config: MkDocsConfig, cache: Cache) -> None:
    """Keep what is compiled; filters of others may become a part of it, and nobody knows them."""
    env.optimized = False  # as for our own: it takes longer than it saves
    if is_plain(config):
        env.bytecode_cache = Compiled(cache, "theme", str(config.theme.locale), *env.extensions)


class _Shown(FileSystemLoader):
    """Lists no hidden file: MkDocs asks for all, and leaves those out one by one."""

    def list_templates(self) -> list[str]:
        """The names of the others, sorted."""
        found = set[str]()
        for searched in self.searchpath:
            for folder, below, names in os.walk(searched):
                below[:] = (name for name in below if not name.startswith("."))
                place = os.path.relpath(folder, searched).replace(os.sep, "/")
                shown = (name for name in names if not name.startswith("."))
                found.update(name if place == "." else f"{place}/{name}" for name in shown)
        return sorted(found)


def list_what_is_shown(config: MkDocsConfig) -> None:
    """See to it that a build looks through no icons of the theme for what it publishes."""
    theme, make = config.theme, config.theme.get_env

    def get_env() -> Environment:
        environment = make()
        environment.loader = _Shown(theme.dirs)
        return environment

    if is_plain(config):
        theme.get_env = get_env  # type: ignore[method-assign]
