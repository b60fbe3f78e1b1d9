"""Pages that are kept with what the theme puts around them: what that is made from."""

from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from comparison_site.publish.framing import OF_ITS_OWN
from tests.benchmark.made_up import Shape, as_yaml, made_up
from tests.support.paths import ROOT


class Watched(dict[str, Any]):
    """What a page says of itself, and notes what is read of it where another one is made."""

    def __init__(self, page: Page, read: set[str]) -> None:
        super().__init__(page.meta)
        self._page, self._read = page, read

    def __getitem__(self, key: str) -> Any:
        if not self._page.active:
            self._read.add(key)
        return super().__getitem__(key)


def test_our_templates_print_nothing_of_other_pages_that_they_are_not_framed_anew_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = set[str]()

    def watch(_env: object, _config: object, files: Files, *_: object) -> None:
        for file in files.documentation_pages():
            if file.page:
                file.page.meta = Watched(file.page, read)

    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    monkeypatch.setattr("comparison_site.plugin.keep_framed", watch)
    data = tmp_path / "comparison.yaml"
    data.write_text(as_yaml(made_up(Shape(22, points=1, sources=2))), encoding="utf-8")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.plugins["comparison"].config.file = str(data)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert "place" in read
    assert read.isdisjoint(OF_ITS_OWN)
