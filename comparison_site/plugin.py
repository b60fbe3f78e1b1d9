"""The MkDocs plugin `comparison`: a comparison file becomes pages, outputs and their navigation.

Each event is a few lines; what it does is in the packages below. MkDocs keeps the plugin between
the rebuilds of `mkdocs serve`, so the last good comparison is kept here.
"""

import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from filelock import FileLock
from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from comparison_site.analysis.claims import Claims
from comparison_site.analysis.repository import find_repository
from comparison_site.cli import cli
from comparison_site.core.cache import Cache
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.resources import template_folders
from comparison_site.lint.linting import lint, report
from comparison_site.outputs import search
from comparison_site.outputs.cards import plain_card
from comparison_site.outputs.policy import POLICY
from comparison_site.outputs.registry import BuildContext, Page, alternates
from comparison_site.pages.registry import OPTION_STYLES, navigation
from comparison_site.pages.rendering import render_pages
from comparison_site.preview.editor import FORMS, Editor
from comparison_site.preview.folder import hold
from comparison_site.preview.guard import Guard, is_loopback
from comparison_site.preview.panel import findings
from comparison_site.preview.policed import policed
from comparison_site.preview.rebuilding import Rebuild
from comparison_site.preview.watching import Watch, rebuilding
from comparison_site.publish.conversion import keep_conversion
from comparison_site.publish.indexing import keep_entries, search_entries
from comparison_site.publish.inputs import read_inputs
from comparison_site.publish.machine_files import write_machine_files
from comparison_site.publish.site import STAMP
from comparison_site.publish.theme_env import keep_templates
from comparison_site.publish.theme_files import add_assets, drop_unused, join_styles
from comparison_site.results.gathering import RESULTS
from comparison_site.schema.file_schema import refresh
from comparison_site.schema.reference import command_facts
from comparison_site.upstream.answers import releases_file

_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
_PREVIEW = "# Preview\n\nThe pages appear here once the data is fixed."
_EMPTY_PREVIEW = (Page("index.md", title="Preview", content=_PREVIEW), Page(OPTION_STYLES))


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
    context: BuildContext | None = None
    pages: tuple[Page, ...] = _EMPTY_PREVIEW
    problems: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    held: FileLock | None = None
    watch: Watch | None = None
    articles: dict[str, tuple[Page, str]]
    cache = Cache()

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Learn whether this is a build or a live preview."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load and render everything before MkDocs touches the old site."""
        if self.serving and not self.held:
            self.held = hold(Path(config.site_dir))
        self.articles = {}
        self.project = Path(config.config_file_path).parent
        self.data, self.templates = self.project / self.config.file, template_folders(self.project)
        try:
            self._load(config)
        except ComparisonError as error:
            if not self.serving:
                raise PluginError(str(error)) from error
            click.echo(f"\n{error}\n", err=True)
            self.problems, self.remarks = error.problems, ()
        # Our overrides of the theme come before the theme, and a project's own before ours.
        ours = (str(folder / "theme") for folder in self.templates)
        config.theme.dirs[:] = dict.fromkeys([*ours, *config.theme.dirs])
        config.site_name = escape(self.context.comparison.title if self.context else "Preview")
        config.extra |= {"comparison_plugin": True, "alternates": alternates()}
        lists = findings(self.problems), findings(self.remarks)
        config.extra["preview"] = (
            (len(self.problems), len(self.remarks), *lists) if any(lists) else ()
        )
        config.edit_uri = f"edit/{self.config.branch}/docs/" if config.repo_url else None
        config.extra_css.append(OPTION_STYLES)
        return config

    def _load(self, config: MkDocsConfig) -> None:
        name = os.path.relpath(self.data)
        inputs = read_inputs(Path(name))
        url = f"{config.site_url.rstrip('/')}/" if config.site_url and not self.serving else ""
        repository = find_repository(
            config.repo_url or "",
            self.data,
            project=self.project,
            branch=self.config.branch,
            revision=self.config.revision,
        )
        claims = Claims(inputs.loaded, repository, url) if repository else None
        forms = FORMS if self.serving and is_loopback(config.dev_addr.host) else ""
        commands = command_facts(cli)
        known = BuildContext(
            inputs.comparison, url, inputs.newest, claims, commands, forms, self.cache
        )
        self.pages = render_pages(known, self.templates)
        self.context, self.problems, self.remarks = known, (), ()
        if self.serving:
            refresh(self.data, inputs.loaded.text)
            found = lint(inputs.loaded, name, date.today(), inputs.newest)
            self.remarks = report(name, found).remarks

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, in publishing order; their pencils lead to the data."""
        add_assets(files, config)
        drop_unused(files)
        config.nav = navigation(self.pages, config.nav or ())
        claims = self.context.claims if self.context else None
        for page in self.pages:
            for path in {page.path, page.file}:
                if files.get_file_from_path(path):
                    raise PluginError(f"docs/{path} stands where a generated page goes; rename it")
            inclusion = InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, page.file, content=page.content, inclusion=inclusion)
            file.edit_uri = f"../{quote(claims.repository.path)}" if claims else None
            files.append(file)
        join_styles(files, config)
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
        if self.context:
            page.meta["head"] = self._entry(page).head
        keep_conversion(page, self.cache, config)
        return markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
        """Keep what the templates of the theme are compiled to."""
        keep_templates(env, config, self.cache)
        return env

    def on_page_content(self, html: str, *, page: SitePage, **_: Any) -> str:
        """Keep the article of each page for its Markdown version."""
        self.articles[page.file.src_uri] = (self._entry(page), html)
        return search.legible(html)

    @event_priority(-100)  # once the search plugin has read the page
    def on_page_context(
        self, _context: TemplateContext, *, page: SitePage, config: MkDocsConfig, **_: Any
    ) -> None:
        """Tell the search what is found besides the text of a page."""
        entry = self._entry(page)
        search.complete(search_entries(config), page.url, entry.keywords, entry.findable)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what MkDocs does not make, and the sign that a later build may replace this folder.

        Where the site's address is not known, no list of addresses is published: it would be empty.
        """
        site = Path(config.site_dir)
        for name in _SITEMAPS if not config.site_url else ():
            (site / name).unlink(missing_ok=True)
        if self.context:
            moved = ((page, page.content) for page in self.pages if page.moved_to)
            write_machine_files(site, self.context, (*self.articles.values(), *moved))
        (site / STAMP).touch()

    @event_priority(-100)  # other plugins still get the server's own builder
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any
    ) -> LiveReloadServer:
        """Watch the data, what is recorded beside it and the templates, whether they are there yet
        or not; build anew without ever leaving the last good version; put the forms in front.
        """
        server.set_app(answers := policed(server.serve_request))
        if is_loopback(config.dev_addr.host):
            guard = Guard(config.dev_addr.port, config.dev_addr.host.strip("[]"))
            editor = Editor(self.data, self.templates, guard, server.mount_path)
            server.set_app(editor.before(answers))
        settings = Path(config.config_file_path)
        server.builder = Rebuild(
            server.builder, Path(config.site_dir), self.templates, settings, self._said
        )
        server.unwatch(str(settings))
        beside = (releases_file(self.data), self.data.parent / RESULTS)
        own = (self.project / "templates", *self.templates)
        self.watch = Watch({settings, self.data, *beside, *own}, rebuilding(server))
        self.watch.start()
        return server

    def on_shutdown(self) -> None:
        """End what runs beside a preview, so that MkDocs can delete its folder."""
        if self.watch:
            self.watch.stop()
        if self.held:
            self.held.release()

    def _said(self) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
        return self.problems, self.remarks

    def _entry(self, page: SitePage) -> Page:
        """What is known of a page; of one that somebody wrote by hand, what it says itself."""
        path = page.file.src_uri
        if entry := next((entry for entry in self.pages if entry.path == path), None):
            return entry
        title, description = str(page.title), str(page.meta.get("description", ""))
        if not self.context:
            return Page(path, title=title, description=description)
        known = self.context.comparison
        card = plain_card(known, path, title, description)
        shared = f"{title} - {known.title}"
        return Page(path, title=title, shared=shared, description=description, card=card)
