"""A preview that reads the data anew: which changes all pages show, so that all are made."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from comparison_site import BuildContext
from comparison_site.core.resources import PROGRAM
from comparison_site.publish.reading import Reading
from tests.benchmark.made_up import Shape, as_yaml, made_up

SETTINGS = MkDocsConfig()


def read_whole(file: Path) -> Reading:
    folders = (PROGRAM / "templates",)
    reading = Reading(file, folders, lambda inputs, _: BuildContext(inputs.comparison))
    reading.whole(SETTINGS, is_preview=False)
    assert reading.again(SETTINGS)
    return reading


def test_menus_show_what_a_group_is_called(tmp_path: Path) -> None:
    data, file = made_up(Shape(2, points=1, sources=2)), tmp_path / "comparison.yaml"
    data["groups"] = [{"id": "costs", "name": "Costs"}]
    for criterion in data["criteria"]:
        criterion["group"] = "costs"
    file.write_text(as_yaml(data), "utf-8")
    reading = read_whole(file)
    data["groups"][0]["name"] = "What it costs"
    file.write_text(as_yaml(data), "utf-8")
    assert not reading.again(SETTINGS)


def test_a_page_may_ask_for_style_sheets_that_no_page_had_together(tmp_path: Path) -> None:
    data, file = made_up(Shape(2, points=1, sources=2, facts=1)), tmp_path / "comparison.yaml"
    facts = data["criteria"][1].pop("facts")
    file.write_text(as_yaml(data), "utf-8")
    reading = read_whole(file)
    data["criteria"][1]["facts"] = facts
    file.write_text(as_yaml(data), "utf-8")
    assert not reading.again(SETTINGS)
