"""A rebuild that fails shows the last good version of each page, and what is wrong."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from mkdocs.exceptions import Abort, ConfigurationError

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.preview.rebuilding import Rebuild
from tests.support.html import Element, parse
from tests.support.paths import TEMPLATES

GOOD = "<html><head><title>Tea</title></head><body><p>The last good version</p></body></html>"
PROBLEM = Diagnostic.at("data.yaml", 3, 4, "the kind is missing")
REMARK = Diagnostic.at("data.yaml", 5, 6, "one point here")


class Preview:
    """A site of one page, and whatever a build does to it."""

    def __init__(self, folder: Path) -> None:
        self.site, self.theme = folder / "site", folder / "templates" / "theme"
        self.site.mkdir()
        self.theme.mkdir(parents=True)
        (self.site / "index.html").write_text(GOOD)
        self.act: Callable[[], object] = lambda: None
        self.problems: tuple[Diagnostic, ...] = ()
        templates = (folder / "templates", *TEMPLATES)
        settings = folder / "mkdocs.yml"
        said = lambda: (self.problems, (REMARK,))  # noqa: E731
        self.rebuild = Rebuild(self._build, templates, settings, said)

    def _build(self) -> None:
        self.act()

    def after(self, act: Callable[[], object]) -> Element:
        """The page after a rebuild that does this."""
        self.act = act
        self.rebuild()
        page = self.rebuild.page(self.site, "") or (self.site / "index.html").read_bytes()
        return parse(page.decode())

    def fails(self, error: Exception, *logged: str) -> Element:
        """The page after a rebuild that logs these errors and ends with this one."""

        def act() -> None:
            for words in logged:
                logging.getLogger("mkdocs.config").error(words)
            raise error

        return self.after(act)


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    monkeypatch.chdir(tmp_path)
    return Preview(tmp_path)


def panel(page: Element) -> str:
    return " ".join(page.one(".preview").text.split())


def test_the_page_is_as_it_was_and_says_what_is_wrong(
    preview: Preview, capsys: pytest.CaptureFixture[str]
) -> None:
    page = preview.fails(ConfigurationError("oops\n  in line 7, column 2"))
    assert "The last good version" in page.text
    assert page.one("title").text == "(1 problem) Tea"
    assert "mkdocs.yml:7:2 oops in line 7, column 2" in panel(page)
    assert "1 remark of the editorial rules" in panel(page)
    assert capsys.readouterr().err == "\nmkdocs.yml:7:2: oops in line 7, column 2\n\n"


def test_what_mkdocs_has_logged_is_told_instead_of_how_many_errors_there_were(
    preview: Preview,
) -> None:
    page = preview.fails(Abort("Aborted with 2 errors"), "<b>one</b>", "two")
    assert page.one("title").text == "(2 problems) Tea"
    assert "<b>one</b>" in panel(page)
    assert "Aborted" not in panel(page)


def test_problems_of_the_data_stay_in_the_panel(preview: Preview) -> None:
    preview.problems = (PROBLEM,)
    page = preview.fails(ConfigurationError("oops"))
    assert page.one("title").text == "(2 problems) Tea"
    assert "data.yaml:3:4 the kind is missing" in panel(page)


def test_a_panel_that_was_there_gives_way_to_the_new_one(preview: Preview) -> None:
    old = '<section class="preview"><b>old</b></section>'
    first = GOOD.replace("<p>", f"{old}<p>").replace("<title>", "<title>(12 problems) ")
    (preview.site / "index.html").write_text(first)
    preview.after(lambda: (preview.site / "index.html").write_text(first))
    page = preview.fails(ConfigurationError("oops"))
    assert len(page.all(".preview")) == 1
    assert "old" not in page.text
    assert page.one("title").text == "(1 problem) Tea"


@pytest.mark.parametrize("mistake", ["{% endfor %}", "{{ nothing.at.all }}", "{{ 1 / 0 }}"])
def test_a_template_of_the_theme_is_named_with_its_line(preview: Preview, mistake: str) -> None:
    (preview.theme / "main.html").write_text(f"<p>\n{mistake}")
    theme = Environment(loader=FileSystemLoader(preview.theme), autoescape=True)
    page = preview.after(lambda: theme.get_template("main.html").render())
    assert "templates/theme/main.html:2:1 " in panel(page)


def test_the_panel_itself_may_be_broken(preview: Preview) -> None:
    (preview.theme / "preview.html").write_text("{% if %}")
    page = preview.fails(ConfigurationError("<b>oops</b>"))
    assert page.one(".preview").one("pre").attributes["role"] == "alert"
    assert panel(page) == "mkdocs.yml <b>oops</b>"


def test_what_nobody_foresaw_is_named_and_its_traceback_is_on_the_terminal(
    preview: Preview, capsys: pytest.CaptureFixture[str]
) -> None:
    page = preview.fails(KeyError("a plugin's"))
    assert 'mkdocs.yml KeyError: "a plugin\'s"' in panel(page)
    assert "Traceback" in capsys.readouterr().err


def test_the_panel_goes_once_a_rebuild_succeeds(preview: Preview) -> None:
    preview.fails(ConfigurationError("oops"))
    page = preview.after(lambda: (preview.site / "index.html").write_text(GOOD))
    assert page.all(".preview") == []
    assert "The last good" in preview.fails(ConfigurationError("again")).text
