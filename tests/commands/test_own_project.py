"""A project holds its data, and of docs, templates and settings what it has of its own."""

from pathlib import Path

import pytest

from tests.support.commands import build_py
from tests.support.html import read_page
from tests.support.paths import MINIMAL, ROOT
from tests.support.projects import snapshot


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Data, a handwritten page, and one template in place of the program's."""
    (tmp_path / "comparison.yaml").write_bytes(MINIMAL.read_bytes())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text("# About us\n\n[Weigh](decide.md)\n", "utf-8")
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    (tmp_path / "templates" / "pages" / "changes.md").write_text("# News\n", "utf-8")
    return tmp_path


def test_it_needs_no_settings_and_gets_all_its_own_pages(own: Path) -> None:
    before = snapshot(own)
    result = build_py(cwd=own)
    assert (result.returncode, result.stderr) == (0, "")
    front = read_page(own / "site", "")
    assert {"About us", "Method"} <= {link.text for link in front.all("a")}
    assert read_page(own / "site", "about").one("article a[href='../decide/']").text == "Weigh"
    assert read_page(own / "site", "changes").one("h1").text.startswith("News")
    left = {path: raw for path, raw in snapshot(own).items() if not path.startswith(("site/", "."))}
    assert left == before, "nothing of the generator lands in a project"


def test_a_change_of_its_own_files_is_seen_by_the_next_build(own: Path) -> None:
    assert build_py(cwd=own).returncode == 0
    (own / "docs" / "about.md").write_text("# We\n", "utf-8")
    (own / "templates" / "pages" / "changes.md").write_text("# Old news\n", "utf-8")
    assert build_py(cwd=own).returncode == 0
    assert read_page(own / "site", "about").one("h1").text.startswith("We")
    assert read_page(own / "site", "changes").one("h1").text.startswith("Old news")


def test_its_export_holds_them_too(own: Path) -> None:
    assert build_py("export", "plain", cwd=own).returncode == 0
    assert "(decide/index.md)" in (own / "plain" / "docs" / "about.md").read_text("utf-8")
    assert "about.md" in (own / "plain" / "mkdocs.yml").read_text("utf-8")
    assert (own / "plain" / "docs" / "method.md").is_file()


def test_settings_of_its_own_come_before_the_programs(own: Path) -> None:
    theirs = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = theirs.replace("  custom_dir: templates/theme\n", "")
    nav = "  - Who we are: about.md\n  - Method: method.md\n"
    (own / "mkdocs.yml").write_text(settings.replace("  - Method: method.md\n", nav), "utf-8")
    result = build_py(cwd=own)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Who we are" in {link.text for link in read_page(own / "site", "").all("a")}
