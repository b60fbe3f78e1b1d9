"""The theme's templates, compiled once."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from comparison_site.core.cache import Cache
from comparison_site.pages.compiled import Compiled

_PLUGINS = {"material/search", "search", "comparison"}


def is_plain(config: MkDocsConfig) -> bool:
    """Whether no code takes part in a build but that of MkDocs, its theme, its search, and ours."""
    return set(config.plugins) <= _PLUGINS and not config.hooks


def keep_templates(env: Environment, config: MkDocsConfig, cache: Cache) -> None:
    """Keep what is compiled; filters of others may become a part of it, and nobody knows them."""
    if is_plain(config):
        env.bytecode_cache = Compiled(cache, "theme", str(config.theme.locale), *env.extensions)
