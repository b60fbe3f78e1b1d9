#!/usr/bin/env python3
"""The door: `python build.py ...` on the command line, and the hook that MkDocs calls.

The only module that knows MkDocs. Functions named `on_...` are MkDocs events.
"""

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import click
from markupsafe import Markup, escape
from mkdocs.__main__ import cli as mkdocs_cli
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as SitePage

from comparison_site import OPTION_STYLES, BuildContext, ComparisonError, Page, render_pages
from comparison_site.analysis.addresses import markdown_path
from comparison_site.analysis.claims import Claims
from comparison_site.analysis.repository import find_repository
from comparison_site.commands import COMMANDS
from comparison_site.commands.common import (
    DATA_VARIABLE,
    DefaultsToBuild,
    Failure,
    data_option,
    epoch,
    read,
    rendered,
    summary,
)
from comparison_site.outputs.markdown import markdown_of
from comparison_site.outputs.registry import alternates, outputs
from comparison_site.pages.registry import head, navigation
from comparison_site.publish.audit import audit
from comparison_site.publish.export import Content, ExportError, export_site
from comparison_site.publish.inputs import Inputs, read_inputs
from comparison_site.publish.preview import Preview
from comparison_site.publish.sourcemaps import without_source_map
from comparison_site.publish.styles import joined, sheet_path
from comparison_site.publish.swap import STAMP, PublishingError, replacing
from comparison_site.results.gathering import RESULTS
from comparison_site.schema.command_facts import command_facts
from comparison_site.schema.file_schema import refresh
from comparison_site.upstream.releases import releases_file

ROOT = Path(__file__).resolve().parent
CONFIG = ROOT / "mkdocs.yml"
TEMPLATES = ROOT / "templates"
_THEME_STYLES = "assets/stylesheets/"
_THEME_SCRIPTS = "assets/javascripts/"
_SITEMAPS = ("sitemap.xml", "sitemap.xml.gz")
_UNUSED = ("assets/javascripts/lunr/", "assets/images/favicon.png")


preview = Preview()


# --- MkDocs events -------------------------------------------------------------------------------


def on_startup(*, command: str, **_: Any) -> None:
    """Learn whether this is a build or a live preview."""
    preview.serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and render everything before MkDocs touches the old site."""
    try:
        inputs = read_inputs(Path(os.path.relpath(data_file(config))))
        context = BuildContext(
            inputs.comparison,
            base_url(config),
            inputs.newest,
            _claims(inputs, config),
            command_facts(cli),
        )
        preview.remember(context, render_pages(context, TEMPLATES))
        if preview.serving:
            refresh(data_file(config), inputs.loaded.text)
    except ComparisonError as error:
        if not preview.serving:
            raise PluginError(str(error)) from error
        click.echo(f"\n{error}\n", err=True)
        preview.problems = error.problems
    config.site_name = escape(preview.title)
    config.extra["problems"] = preview.problems
    config.extra["articles"] = {}
    config.extra["alternates"] = alternates(preview.context) if preview.context else ()
    config.edit_uri = f"edit/{config.extra['branch']}/docs/" if config.repo_url else None
    config.extra_css.append(OPTION_STYLES)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the generated pages and put them into the navigation in publishing order."""
    handwritten = list(config.nav or [])
    _drop_unused_theme_files(files)
    pages = preview.pages or _EMPTY_PREVIEW
    config.nav = [*navigation(pages), *handwritten]
    edit_uri = _edit_uri()
    for page in pages:
        if files.get_file_from_path(page.path):
            raise PluginError(f"docs/{page.path} stands where a generated page goes; rename it")
        file = File.generated(config, page.path, content=page.content, inclusion=_inclusion(page))
        file.edit_uri = edit_uri
        files.append(file)
    _join_styles(files, config)
    return files


def _inclusion(page: Page) -> InclusionLevel:
    return InclusionLevel.UNDEFINED if page.listed else InclusionLevel.NOT_IN_NAV


def on_page_markdown(markdown: str, *, page: SitePage, **_: Any) -> str:
    """Give each page what its head says.

    Generated titles are escaped already; they are marked so, that no theme escapes them again.
    """
    if page.file.generated_by:
        page.meta = {key: _marked(value) for key, value in page.meta.items()}
    known = {known.path: known for known in preview.pages}
    if preview.context:
        path = page.file.src_uri
        page.meta["head"] = head(known.get(path) or Page(path))
    return markdown


def on_page_content(html: str, *, page: SitePage, config: MkDocsConfig, **_: Any) -> str:
    """Keep the article of every page for its Markdown version."""
    path, title = page.file.src_uri, str(page.title)
    known = {known.path: known for known in preview.pages}
    entry = known.get(path) or Page(
        path, title=title, description=str(page.meta.get("description", ""))
    )
    config.extra["articles"][path] = (entry, html)
    return html


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what MkDocs does not make, and the sign that a later build may replace this folder.

    Where the site's address is not known, no list of addresses is published: it would be empty.
    """
    site = Path(config.site_dir)
    for name in _SITEMAPS if not config.site_url else ():
        (site / name).unlink(missing_ok=True)
    for path, content in _files(config):
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (site / STAMP).touch()


def _files(config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """What programs read: the Markdown version of every page, and all other outputs."""
    if preview.context is None:
        return
    articles = config.extra["articles"]
    pages = [page for page, _ in articles.values()]
    for page, html in articles.values():
        yield (
            markdown_path(page.path),
            markdown_of(html, page.path, preview.context.base_url).encode(),
        )
    for output in outputs(preview.context, pages):
        yield output.path, output.content


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Watch the data and what is recorded beside it, wherever they are."""
    data = data_file(config)
    server.watch(str(data))
    for recorded in (releases_file(data), data.parent / RESULTS):
        if recorded.exists():
            server.watch(str(recorded))
    return server


def data_file(config: MkDocsConfig) -> Path:
    """The comparison file that the configuration names, relative to mkdocs.yml."""
    return Path(config.config_file_path).parent / str(config.extra["data"])


def _drop_unused_theme_files(files: Files) -> None:
    """Source maps, other languages' word stems, the theme's icon: no page asks for them.

    A browser whose tools are open would ask for the maps, as long as the scripts name them.
    """
    for file in list(files):
        unused = file.src_uri.endswith(".map") or file.src_uri.startswith(_UNUSED)
        if unused:
            files.remove(file)
        elif file.src_uri.startswith(_THEME_SCRIPTS):
            file.content_bytes = without_source_map(file.content_bytes)


def _join_styles(files: Files, config: MkDocsConfig) -> None:
    """Put the theme's style sheets and those of every page into one, which the theme then links."""
    theme = sorted(f.src_uri for f in files.css_files() if f.src_uri.startswith(_THEME_STYLES))
    names = [*theme, *(str(path) for path in config.extra_css)]
    sheets = [file for name in names if (file := files.get_file_from_path(name))]
    content = joined(file.content_bytes for file in sheets)
    for file in sheets:
        files.remove(file)
    config.extra_css = []
    config.extra["stylesheet"] = sheet_path(content)
    files.append(File.generated(config, sheet_path(content), content=content))


def base_url(config: MkDocsConfig) -> str:
    """The site's address with a slash at its end, or nothing where it is not known."""
    return f"{config.site_url.rstrip('/')}/" if config.site_url and not preview.serving else ""


def _marked(value: Any) -> Any:
    return Markup(value) if isinstance(value, str) else value  # noqa: S704 - inert since rendering


def _claims(inputs: Inputs, config: MkDocsConfig) -> Claims | None:
    """The links into the repository that holds the data, where one is named and does."""
    repository = find_repository(
        config.repo_url or "",
        data_file(config),
        project=ROOT,
        branch=config.extra["branch"],
        revision=config.extra["revision"],
    )
    return Claims(inputs.loaded, repository, base_url(config)) if repository else None


def _edit_uri() -> str | None:
    """Where the pencil of a generated page leads, seen from the docs folder: to the data."""
    claims = preview.context.claims if preview.context else None
    return f"../{quote(claims.repository.path)}" if claims else None


_EMPTY_PREVIEW = (
    Page(
        "index.md",
        title="Preview",
        content="# Preview\n\nThe pages appear here once the data is mended.",
    ),
    Page(OPTION_STYLES),
)


# --- The command line ----------------------------------------------------------------------------


@click.group(cls=DefaultsToBuild, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Turn comparison.yaml into a website.

    \b
    python build.py                     check the data, build into site/, swap it in
    python build.py check               only check the data
    python build.py serve               live preview on http://127.0.0.1:8000
    python build.py export plain/       plain Markdown for any MkDocs-like engine
    python build.py diff                say what readers will see differently
    python build.py new DIR ...         start a comparison of your own

    Exit codes: 0 all is well, 1 the data or the site has problems, 2 wrong usage.
    A failed build leaves the published site as it was.
    """


@cli.command()
@data_option
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder to publish into.",
)
def build(data: Path, site: Path) -> None:
    """Check the data, build beside the old site, check every link, then swap the two.

    \b
    Example: python build.py build --data comparison.yaml --site site
    """
    comparison = read(data).comparison
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(epoch(comparison)))
    try:
        with replacing(site) as fresh:
            _build_into(fresh, data)
    except PublishingError as error:
        raise Failure(str(error)) from error
    except MkDocsException as error:  # MkDocs has logged what is wrong
        raise Failure("The build stopped; nothing was published.") from error
    click.echo(f"Built {site} from {data}: {summary(comparison)}.")


@cli.command()
@data_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
def serve(data: Path, address: str) -> None:
    """Show the site and rebuild it on every change of data, templates or docs.

    Mistakes in the data appear as a panel on the page, above the last good version.

    \b
    Example: python build.py serve --address 127.0.0.1:8080
    """
    os.environ[DATA_VARIABLE] = str(data.absolute())
    arguments = ["serve", "--no-strict", "--config-file", str(CONFIG), "--dev-addr", address]
    mkdocs_cli.main(arguments, prog_name="build.py serve", standalone_mode=False)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@data_option
def export(folder: Path, data: Path) -> None:
    """Write the pages as plain Markdown, with the docs and a mkdocs.yml without hooks.

    \b
    Example: python build.py export plain && mkdocs build -f plain/mkdocs.yml
    """
    inputs = read(data)
    context = BuildContext(inputs.comparison, newest=inputs.newest, commands=command_facts(cli))
    pages = rendered(context, TEMPLATES)
    handwritten = load_config(str(CONFIG)).nav or []
    entries = [*navigation(pages), *handwritten]
    try:
        export_site(folder, Content(context, pages, entries), ROOT)
    except ExportError as error:
        raise Failure(str(error)) from error
    click.echo(f"Exported {sum(bool(page.title) for page in pages)} pages to {folder}.")


for command in COMMANDS:
    cli.add_command(command)


def _build_into(folder: Path, data: Path) -> None:
    os.environ[DATA_VARIABLE] = str(data.absolute())
    config = load_config(str(CONFIG), site_dir=str(folder.absolute()), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    base = urlsplit(config.site_url or "/").path or "/"
    if problems := audit(folder, base):
        raise Failure(str(ComparisonError(problems)))


if __name__ == "__main__":
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    cli(prog_name="build.py")
