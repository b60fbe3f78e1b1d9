"""The MkDocs plugin, as MkDocs itself runs it, and what happens without it."""

from pathlib import Path
from typing import Literal

import pytest
from jinja2 import UndefinedError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from comparison_site.plugin import ComparisonPlugin
from tests.support.paths import MINIMAL, ROOT
from tests.support.projects import replace_once, snapshot


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that has its data and the shape of the site, and nothing else of ours."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    for name in ("COMPARISON_DATA", "SITE_URL", "REPOSITORY_URL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "comparison.yaml").write_bytes(MINIMAL.read_bytes())
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "method.md").write_text("# Method\n\nWe read.\n", encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        config.replace("  custom_dir: templates/theme\n", ""), encoding="utf-8"
    )
    return tmp_path


def config_of(project: Path, command: Literal["build", "serve"] = "build") -> MkDocsConfig:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(project / "site"))
    config.plugins.on_startup(command=command, dirty=False)
    return config


def plugin_of(config: MkDocsConfig) -> ComparisonPlugin:
    plugin = config.plugins["comparison"]
    assert isinstance(plugin, ComparisonPlugin)
    return plugin


def test_templates_and_assets_come_from_the_program_where_a_project_has_none(small: Path) -> None:
    build(config_of(small))
    page = (small / "site" / "criteria" / "speed" / "index.html").read_text(encoding="utf-8")
    assert 'id="verdict"' in page
    assert 'rel="alternate nofollow"' in page, "the theme's overrides are the program's"
    assert (small / "site" / "assets" / "decide.css").is_file()


def test_a_project_replaces_single_templates_and_assets(small: Path) -> None:
    (small / "templates" / "pages").mkdir(parents=True)
    (small / "templates" / "pages" / "changes.md").write_text("# News\n", encoding="utf-8")
    (small / "docs" / "assets").mkdir()
    (small / "docs" / "assets" / "decide.css").write_text("/* mine */", encoding="utf-8")
    build(config_of(small))
    site = small / "site"
    assert ">News<" in (site / "changes" / "index.html").read_text(encoding="utf-8")
    assert (site / "assets" / "decide.css").read_text(encoding="utf-8") == "/* mine */"
    assert 'id="verdict"' in (site / "criteria/speed/index.html").read_text(encoding="utf-8")


def test_an_engine_that_ignores_the_plugin_fails(small: Path) -> None:
    """Some accept unknown plugins in silence and would publish the handwritten pages alone."""
    replace_once(
        small / "mkdocs.yml", "theme:\n", f"theme:\n  custom_dir: {ROOT}/templates/theme\n"
    )
    config = load_config(
        str(small / "mkdocs.yml"), site_dir=str(small / "site"), plugins=["search"]
    )
    with pytest.raises(UndefinedError, match="comparison_plugin"):
        build(config)


def test_broken_data_stops_a_build_before_the_old_site_is_touched(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (small / "site").mkdir()
    (small / "site" / "index.html").write_text("published", encoding="utf-8")
    (small / "comparison.yaml").write_text("title: only this\n", encoding="utf-8")
    with pytest.raises(Abort):
        build(config_of(small))
    assert "comparison.yaml:1:1: " in caplog.text
    assert snapshot(small / "site") == {"index.html": b"published"}


def test_a_generated_page_never_replaces_a_handwritten_one(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (small / "docs" / "sources.md").write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(Abort):
        build(config_of(small))
    assert "docs/sources.md stands where a generated page goes" in caplog.text


def test_the_preview_keeps_the_last_good_comparison_and_names_what_is_wrong(small: Path) -> None:
    config = config_of(small, "serve")
    plugin = plugin_of(config)
    plugin.on_config(config)
    good = plugin.reading.pages
    (small / "comparison.yaml").write_text("title: only this\n", encoding="utf-8")
    plugin.on_config(config)
    assert plugin.reading.pages == good
    said = config.extra["preview"]
    assert said["problems_count"] == len(said["problems"]) == len(plugin.reading.problems) > 0
    assert (said["to_do"], said["remarks"]) == ((), ())
    (small / "comparison.yaml").write_bytes(MINIMAL.read_bytes())
    plugin.on_config(config)
    assert (plugin.reading.pages, plugin.reading.problems) == (good, ())
    assert not config.extra["preview"] or config.extra["preview"]["problems_count"] == 0


def test_two_instances_share_nothing(small: Path) -> None:
    """What one preview has loaded is no part of another build in the same process."""
    first = config_of(small)
    plugin_of(first).on_config(first)
    assert plugin_of(first).reading.context is not None
    assert not hasattr(ComparisonPlugin(), "reading")


def test_pages_written_by_hand_follow_what_there_is_to_read(small: Path) -> None:
    config = config_of(small)
    config.plugins.on_config(config)
    config.plugins.on_files(Files([]), config=config)
    names = [next(iter(entry)) for entry in config.nav or []]
    assert names[0] == "Overview"
    assert names[names.index("Changes") :][:2] == ["Changes", "Method"]
    assert names[-1] == "For editors"
