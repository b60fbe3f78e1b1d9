"""The plain Markdown export builds the same pages with engines that know no hooks."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from tests.support.commands import build_py, mkdocs, run
from tests.support.html import addresses
from tests.support.paths import MEASURED_DATA, MINIMAL, OTHER_DATA
from tests.support.projects import snapshot
from tests.support.sites import Site

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


def main_content(site: Path, address: str) -> list[str]:
    """What a page says, without its edit links and the white space between elements."""
    html = (site / address / "index.html").read_text(encoding="utf-8")
    for pattern in (_EDIT_LINK, _CLAIM, _FROM_REPOSITORY):
        html = pattern.sub("", html)
    parts = [pattern.findall(html) for pattern in (_MAIN, _TITLE, _DESCRIPTION, _TABS)]
    assert [len(part) for part in parts] == [1, 1, 1, 1], address
    return [" ".join(part[0].split()).replace("> <", "><") for part in parts]


def export(data: Path, folder: Path) -> Path:
    result = build_py("export", folder, "--data", data)
    assert (result.returncode, result.stderr) == (0, "")
    return folder


def same_pages(site: Path, other: Path) -> None:
    assert addresses(other) == addresses(site)
    for address in addresses(site):
        assert main_content(other, address) == main_content(site, address), address


@pytest.mark.parametrize(
    ("fixture", "data"), [("measured_site", MEASURED_DATA), ("other_site", OTHER_DATA)]
)
def test_mkdocs_builds_the_same_pages_from_the_export(
    request: pytest.FixtureRequest, tmp_path: Path, fixture: str, data: Path
) -> None:
    built: Site = request.getfixturevalue(fixture)
    plain = export(data, tmp_path / "plain")
    config, site = plain / "mkdocs.yml", tmp_path / "site"
    result = mkdocs("build", "--strict", "-f", config, "-d", site)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    same_pages(built.folder, site)
    plain_assets, assets = (snapshot(folder / "assets").keys() for folder in (site, built.folder))
    assert plain_assets >= {path for path in assets if not path.startswith("stylesheets/all.")}
    assert not (site / "llms.txt").exists(), "it would list what an export does not have"


@pytest.mark.process
@pytest.mark.skipif(
    importlib.util.find_spec("properdocs") is None,
    reason="ProperDocs is not installed: pip install properdocs",
)
def test_properdocs_builds_the_same_pages_from_the_export(
    tmp_path: Path, measured_site: Site
) -> None:
    plain = export(MEASURED_DATA, tmp_path / "plain")
    config, site = plain / "mkdocs.yml", tmp_path / "site"
    result = run(sys.executable, "-m", "properdocs", "build", "--strict", "-f", config, "-d", site)
    assert result.returncode == 0, result.stderr
    same_pages(measured_site.folder, site)


def test_the_export_needs_nothing_of_the_generator(tmp_path: Path) -> None:
    plain = export(MINIMAL, tmp_path / "plain")
    config = (plain / "mkdocs.yml").read_text(encoding="utf-8")
    assert not re.search(r"^(hooks|watch):", config, re.M)
    assert "templates/theme" not in config
    assert {path.name for path in plain.iterdir()} == {"mkdocs.yml", "docs", "theme"}
    assert not [path for path in plain.rglob("*") if path.suffix in (".py", ".pyc")]


def test_the_export_holds_the_handwritten_and_the_generated_pages(tmp_path: Path) -> None:
    docs = export(MINIMAL, tmp_path / "plain") / "docs"
    assert (docs / "method.md").is_file()
    assert (docs / "criteria" / "speed.md").read_text(encoding="utf-8").count("# Speed")


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
