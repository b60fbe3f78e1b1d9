"""The MkDocs plugin `comparison`: a comparison file becomes pages, outputs and their navigation.

Each event is a few lines; what it does is in the packages below. MkDocs keeps the plugin between
the rebuilds of `mkdocs serve`, so the last good comparison is kept here.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click
from filelock import FileLock
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from comparison_site.analysis.claims import Claims
from comparison_site.analysis.repository import find_repository
from comparison_site.cli import cli
from comparison_site.core.cache import Cache, Memory
from comparison_site.core.cache_folder import CacheFolder, cache_folder
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.later import LaterModule
from comparison_site.outputs import search
from comparison_site.outputs.policy import POLICY
from comparison_site.outputs.registry import BuildContext, Page
from comparison_site.pages.entry import written_page
from comparison_site.pages.registry import OPTION_STYLES, navigation
from comparison_site.preview.built import Built
from comparison_site.preview.folder import hold, other_folder
from comparison_site.preview.panel import tell
from comparison_site.publish.conversion import keep_conversion
from comparison_site.publish.framing import keep_framed
from comparison_site.publish.indexing import keep_entries, search_entries
from comparison_site.publish.inputs import Inputs
from comparison_site.publish.machine_files import drop_addresses, write_machine_files
from comparison_site.publish.project import adopt, folder_of, written_pages
from comparison_site.publish.reading import Reading
from comparison_site.publish.site import STAMP
from comparison_site.publish.theme_env import keep_templates, list_what_is_shown
from comparison_site.publish.theme_files import add_assets, drop_unused, join_styles, joined
from comparison_site.publish.told import speak, told
from comparison_site.schema.file_schema import refresh
from comparison_site.schema.reference import known_commands

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from comparison_site.preview import serving
    from comparison_site.preview.live import Live
    from comparison_site.preview.watching import Watch
else:
    serving = LaterModule("comparison_site.preview.serving")


class Settings(Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say of the plugin."""

    file = config_options.Type(str, default="comparison.yaml")
    """The comparison file, relative to mkdocs.yml."""
    branch = config_options.Type(str, default="main")
    """The branch that edit links change."""
    revision = config_options.Type(str, default="")
    """What is published; git knows it, unless it is told here."""


class ComparisonPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Turns MkDocs into the generator; see each event."""

    serving = False
    reading: Reading
    read: dict[Path, Inputs] | None = None  # by a build, before it began
    held: FileLock | None = None
    live: "Live | None" = None
    watch: "Watch | None" = None
    building: Built
    built: Built
    cache = Cache()

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Learn whether this is a build or a live preview."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and render everything before MkDocs touches the old site."""
        project, templates = adopt(config)
        data = project / self.config.file
        if not hasattr(self, "reading"):
            self.reading = Reading(data, templates, self._context)
        self.reading.data, self.reading.templates = data, templates
        self.reading.known = self.read or {}
        if self.serving:  # into the one of two folders that is not served
            root, served = Path(config.site_dir), self.built.config.site_dir if self.live else ""
            if not self.held:
                self.held = hold(root)
                self.cache = Cache(Memory(), CacheFolder(cache_folder(project / "site")))
            config.site_dir = str(other_folder(root, served))
        self._load(config)
        list_what_is_shown(config)
        self._tell(config)
        config.extra |= told(self.reading.context)
        speak(config, config.extra["lang"])
        config.edit_uri = f"edit/{self.config.branch}/docs/" if config.repo_url else None
        config.extra_css.append(OPTION_STYLES)
        return config

    def _load(self, config: MkDocsConfig) -> None:
        try:
            self.reading.whole(config, is_preview=self.serving)
        except ComparisonError as error:
            if not self.serving:
                raise PluginError(str(error)) from error
            click.echo(f"\n{error}\n", err=True)
            self.reading.fail(error)
        else:
            if self.serving:
                refresh(self.reading.data, self.reading.text)

    def _tell(self, config: MkDocsConfig) -> None:
        known = self.reading.context
        tell(config, known.comparison.title if known else "Preview", *self.reading.said)

    def _context(self, inputs: Inputs, config: MkDocsConfig) -> BuildContext:
        url = f"{config.site_url.rstrip('/')}/" if config.site_url and not self.serving else ""
        repository = find_repository(
            config.repo_url or "",
            self.reading.data,
            project=folder_of(config),
            branch=self.config.branch,
            revision=self.config.revision,
        )
        claims = Claims(inputs.loaded, repository, url) if repository else None
        forms = serving.forms_of(config) if self.serving else ""
        commands = known_commands(cli, self.cache)
        return BuildContext(
            inputs.comparison, url, inputs.newest, claims, commands, forms, inputs.left, self.cache
        )

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, in publishing order; their pencils lead to the data."""
        add_assets(files, config)
        drop_unused(files)
        config.nav = navigation(self.reading.pages, written_pages(config.nav, config))
        known = self.reading.context
        claims = known.claims if known else None
        for page in self.reading.pages:
            for path in {page.path, page.file}:
                if files.get_file_from_path(path):
                    raise PluginError(f"docs/{path} stands where a generated page goes; rename it")
            inclusion = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, page.file, content=page.content, inclusion=inclusion)
            file.edit_uri = f"../{quote(claims.repository.path)}" if claims else None
            files.append(file)
        join_styles(files, config, {page.styles for page in self.reading.pages})
        keep_entries(config, self.cache)
        config.extra["policy"] = "" if self.serving else POLICY  # a preview sends it instead
        return files

    def on_page_markdown(
        self, markdown: str, *, page: SitePage, config: MkDocsConfig, **_: Any
    ) -> str:
        """Give each page its head; what is escaped already is marked so, for themes that escape."""
        if page.file.generated_by:
            texts = {key: text for key, text in page.meta.items() if isinstance(text, str)}
            page.meta.update((key, Markup(text)) for key, text in texts.items())  # noqa: S704
            page.meta["styles"] = joined(page.meta.get("styles", []), config)
        if self.reading.context:
            page.meta["head"] = self._entry(page).head
        keep_conversion(page, self.cache, config)
        return markdown

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember what a preview needs to make single pages again."""
        self.building = Built(config, files, nav, Environment(autoescape=True))
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
        """Keep what the templates of the theme are compiled to, and what they make of a page."""
        keep_templates(env, config, self.cache)
        if not self.serving:  # which makes pages one by one
            keep_framed(env, config, self.building.files, self.building.nav, self.cache)
        self.building = replace(self.building, env=env)
        return env

    def on_page_content(self, html: str, *, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
        """Keep the article of each page for its Markdown version, while the whole is built."""
        if self.live:
            self.live.give_way()
        if config is self.building.config:
            self.building.articles.append((page, html))
        return search.legible(html)

    @event_priority(-100)  # once the search plugin has read the page
    def on_page_context(
        self, _context: TemplateContext, *, page: SitePage, config: MkDocsConfig, **_: Any
    ) -> None:
        """Tell the search what is found besides the text of a page."""
        if self.live:
            self.live.give_way()
        entry = self._entry(page)
        search.complete(search_entries(config), page.url, entry.keywords, entry.findable)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what MkDocs does not make, and the sign that a build may replace this folder."""
        site = Path(config.site_dir)
        if not config.site_url or config.extra["draft"]:
            drop_addresses(site)
        if known := self.reading.context:
            read = ((self._entry(page), html) for page, html in self.building.read())
            moved = ((page, page.content) for page in self.reading.pages if page.moved_to)
            write_machine_files(site, known, read, moved)
        (site / STAMP).touch()
        self.built = self.building
        if self.serving:
            self.cache.end()

    @event_priority(-100)  # other plugins still get the server's own builder
    def on_serve(
        self, server: "LiveReloadServer", *, config: MkDocsConfig, **_: Any
    ) -> "LiveReloadServer":
        """Put the preview's own parts in front of and behind MkDocs' server."""
        parts = server, config, self.reading, self._tell, lambda: self.built
        self.live, self.watch = serving.serve(*parts)
        return server

    def on_shutdown(self) -> None:
        """End what runs beside a preview, so that MkDocs can delete its folder."""
        if self.watch:
            self.watch.stop()
        if self.live:
            self.live.stop()
        if self.held:
            self.held.release()

    def _entry(self, page: SitePage) -> Page:
        """What is known of a page; of one that somebody wrote by hand, what it says itself."""
        path = page.file.src_uri
        if entry := self.reading.page(path):
            return entry
        description = str(page.meta.get("description", ""))
        return written_page(self.reading.context, path, str(page.title), description)
