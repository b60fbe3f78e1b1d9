"""The plain Markdown export is the same site with engines that know nothing of the generator."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml

from comparison_site import load
from tests.support.browser import DESKTOP, PHONE, Visitor, settled, url
from tests.support.commands import build_py, run
from tests.support.paths import MEASURED_DATA
from tests.support.projects import own_template, replace_once, snapshot
from tests.support.sites import Site, made_once, served

_EDIT_LINK = re.compile(r'<a [^>]*rel="edit">.*?</a>', re.DOTALL)
_CLAIM = re.compile(r'<p class="claim".*?</p>\s*|\s*<details class="tools".*?</details>', re.DOTALL)
_FROM_REPOSITORY = re.compile(
    r'\s*<span><a href="[^"]*/blob/[^"]*"[^>]*>[^<]*</a></span>'
    r'|<p>[^<]*</p>\s*<div class="run-again".*?</pre>',
    re.DOTALL,
)
"""Links to programs, and the commands that run them again: an export has no repository."""
_MAIN = re.compile(r"<article.*?</article>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description"[^>]*>')
_TABS = re.compile(r'<nav class="md-tabs".*?</nav>', re.DOTALL)
_HREF = re.compile(r'(href|src)="([^"]*)"')
_OF_ZENSICAL = re.compile(r'<a id="__skip" tabindex="-1"></a>| data-search-exclude')
"""What it adds to a page, and what it takes away once its search has read it."""
_OF_OTHERS = ".claim, .claim *, .tools, .tools *, [rel=edit], [rel=edit] *"  # of a repository
_OF_THE_THEME = "#__skip, .tabbed-labels a, .tabbed-control, .tabbed-control *"
"""What its scripts add, now or later."""
_LOOKED_AT = f"article *:not({_OF_OTHERS}, {_OF_THE_THEME}), .md-tabs__list *"
_STYLES = """selector => [...document.querySelectorAll(selector)].map(each => {
    const style = getComputedStyle(each);
    return [each.tagName, each.id, ...["color", "backgroundColor", "fontFamily", "fontSize",
        "fontWeight", "lineHeight", "display", "position", "padding", "margin", "borderTop",
        "borderLeft", "textDecorationLine"].map(name => style[name])].join(" ");
})"""
THEME = ("javascripts/", "stylesheets/", "images/")
ENGINES = ("mkdocs", "properdocs", "zensical")
engines = pytest.mark.parametrize("engine", ENGINES)


def main_content(site: Path, address: str) -> list[str]:
    """What a page says and where it leads, without edit links and white space between elements."""
    html = (site / address / "index.html").read_text(encoding="utf-8")
    for pattern in (_EDIT_LINK, _CLAIM, _FROM_REPOSITORY, _OF_ZENSICAL):
        html = pattern.sub("", html)
    here = f"/{address}".rstrip("/")
    html = _HREF.sub(lambda link: f'{link[1]}="{urljoin(f"{here}/", link[2])}"', html)
    parts = [pattern.findall(html) for pattern in (_MAIN, _TITLE, _DESCRIPTION, _TABS)]
    assert [len(part) for part in parts] == [1, 1, 1, 1], address
    return [" ".join(part[0].split()).replace("> <", "><") for part in parts]


def export(data: Path, folder: Path) -> Path:
    result = build_py("export", folder, "--data", data)
    assert (result.returncode, result.stderr) == (0, "")
    return folder


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export, made once for all workers; nobody writes into it."""

    def make(folder: Path) -> None:
        export(MEASURED_DATA, folder / "plain")

    return made_once(tmp_path_factory, "export", make) / "plain"


@pytest.fixture(scope="session")
def rebuilt(
    plain: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], AbstractContextManager[Site]]:
    """Gives the site that an engine makes of the export, built once for all workers."""

    def make(engine: str, folder: Path) -> None:
        shutil.copytree(plain, folder / "plain")
        options = ["--clean"] if engine == "zensical" else ["--site-dir", folder / "plain" / "site"]
        config = folder / "plain" / "mkdocs.yml"
        result = run(sys.executable, "-m", engine, "build", "--strict", "-f", config, *options)
        assert result.returncode == 0, result.stderr
        assert "WARNING" not in result.stderr

    @contextmanager
    def site_of(engine: str) -> Iterator[Site]:
        folder = made_once(tmp_path_factory, f"export-{engine}", partial(make, engine))
        with served(folder / "plain" / "site") as url:
            yield Site(folder / "plain" / "site", load(MEASURED_DATA), url)

    return site_of


Rebuilt = Callable[[str], AbstractContextManager[Site]]


@pytest.mark.process
@engines
def test_each_engine_builds_the_same_pages(
    rebuilt: Rebuilt, measured_site: Site, engine: str
) -> None:
    with rebuilt(engine) as site:
        assert site.addresses == measured_site.addresses
        for address in site.addresses:
            assert main_content(site.folder, address) == main_content(
                measured_site.folder, address
            ), address
        built, assets = (
            {path for path in snapshot(each.folder / "assets") if not path.startswith(THEME)}
            for each in (site, measured_site)
        )
        assert assets <= built
        assert not (site.folder / "llms.txt").exists(), "it lists what an export does not have"


def test_its_pages_look_the_same(rebuilt: Rebuilt, measured_site: Site, visitor: Visitor) -> None:
    def looks(site: Site, address: str) -> list[str]:
        page = visitor.open(url(site, address), viewport=DESKTOP)
        settled(page)
        found: list[str] = page.evaluate(_STYLES, _LOOKED_AT)
        return found

    with ExitStack() as served_sites:
        sites = {engine: served_sites.enter_context(rebuilt(engine)) for engine in ENGINES}
        for address in ("", "criteria/speed", "decide", "sources"):
            ours = looks(measured_site, address)
            assert ours, address
            for engine, site in sites.items():
                assert looks(site, address) == ours, (engine, address)


@engines
def test_its_pages_work_the_same(rebuilt: Rebuilt, visitor: Visitor, engine: str) -> None:
    with rebuilt(engine) as site:
        page = visitor.open(site.url, viewport=DESKTOP)
        page.locator(".palette button:visible").click()
        page = visitor.open(site.url, viewport=PHONE)
        page.get_by_role("button", name="Navigation").click()
        page.get_by_role("link", name="Decide").first.click()
        page.get_by_role("heading", level=1, name="Decide").wait_for()


@engines
def test_its_search_finds_a_page(rebuilt: Rebuilt, visitor: Visitor, engine: str) -> None:
    with rebuilt(engine) as site:
        page = visitor.open(site.url, viewport=DESKTOP)
        page.locator(".md-search__button, .md-search__input").click()
        page.keyboard.type("bicycle")
        page.get_by_role("link", name="Bicycle").first.wait_for()
        page.locator("a[href*='options/bicycle/']:visible").first.wait_for()


def test_links_of_handwritten_pages_follow(plain: Path) -> None:
    """Generated pages stand in a folder each, where links in HTML start from for every engine."""
    assert "[Decide](decide/index.md)" in (plain / "docs" / "method.md").read_text("utf-8")


def test_the_export_needs_nothing_of_the_generator(plain: Path) -> None:
    config = (plain / "mkdocs.yml").read_text(encoding="utf-8")
    assert not re.search(r"^(hooks|watch|INHERIT):", config, re.M)
    assert "templates/theme" not in config
    assert {path.name for path in plain.iterdir()} == {"mkdocs.yml", "docs", "theme"}
    assert not [path for path in plain.rglob("*") if path.suffix in (".py", ".pyc")]


def test_the_export_holds_the_handwritten_and_the_generated_pages(plain: Path) -> None:
    docs = plain / "docs"
    assert (docs / "method.md").is_file()
    text = (docs / "criteria" / "speed" / "index.md").read_text(encoding="utf-8")
    assert text.count("# Speed") == 1


def test_settings_and_single_templates_of_a_project_are_kept(project: Path, tmp_path: Path) -> None:
    """Whatever way they are written in; the generator's own assets come along."""
    (project / "docs" / "own.css").write_text("h1 { color: teal }", encoding="utf-8")
    listed = "extra_css: [assets/site.css, assets/reader.css, assets/claims.css]"
    rest = listed.replace("[", "\n  - ").replace(", ", "\n  - ").replace("]", "\n  - own.css")
    replace_once(project / "mkdocs.yml", listed, rest)
    own_template(project, "theme/404.html").write_text("Gone", encoding="utf-8")
    assert build_py("export", tmp_path / "plain", cwd=project).returncode == 0
    said = yaml.safe_load((tmp_path / "plain" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert said["extra_css"] == [
        "assets/site.css", "assets/reader.css", "assets/claims.css", "own.css", "assets/options.css"
    ]  # fmt: skip
    for path in said["extra_css"]:
        assert (tmp_path / "plain" / "docs" / path).is_file(), path
    assert (tmp_path / "plain" / "theme" / "404.html").read_text(encoding="utf-8") == "Gone"
    assert (tmp_path / "plain" / "theme" / "main.html").is_file()


def test_an_occupied_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = build_py("export", tmp_path)
    assert result.returncode == 1
    assert "is not empty" in result.stderr
    assert snapshot(tmp_path) == {"notes.txt": b"mine"}


def test_a_handwritten_page_on_a_generated_path_is_refused(project: Path) -> None:
    (project / "docs" / "sources.md").write_text("# Mine\n", encoding="utf-8")
    result = build_py("export", "plain", cwd=project)
    assert result.returncode == 1
    assert "sources.md" in result.stderr


def test_bad_data_is_not_exported(project: Path) -> None:
    (project / "comparison.yaml").write_text("title: only this\n", encoding="utf-8")
    result = build_py("export", "plain", cwd=project)
    assert result.returncode == 1
    assert "comparison.yaml:1:" in result.stderr
    assert not (project / "plain").exists()
