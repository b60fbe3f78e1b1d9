"""Where a newer release is out, every page that names the version judged says so."""

import json
from pathlib import Path

import pytest

from comparison_site import BuildContext, Comparison, load, render_pages
from comparison_site.analysis.versions import Freshness, newest
from comparison_site.core.vocabulary import Manager
from comparison_site.model import Package
from comparison_site.outputs.registry import outputs
from comparison_site.publish.inputs import read_inputs
from comparison_site.upstream.answers import Release, releases_file, write_answers
from tests.support.articles import markdown_versions
from tests.support.commands import build_py
from tests.support.html import parse
from tests.support.paths import MINIMAL, TEMPLATES

NEWEST = {"bicycle": "2027.1", "bus": "2026.4"}


@pytest.fixture
def comparison() -> Comparison:
    """The smallest comparison, judged on two packages of the series 2026."""
    plain = load(MINIMAL)
    options = tuple(
        option.model_copy(update={"package": Package(manager=Manager.PIP, name=option.id)})
        for option in plain.options
    )
    return plain.model_copy(update={"options": options})


def texts(context: BuildContext) -> dict[str, str]:
    """The words of every page, by its path."""
    pages = render_pages(context, TEMPLATES)
    return {page.path: parse(page.content).text for page in pages}


def test_releases_are_found_by_the_options_packages(comparison: Comparison) -> None:
    release = Release.model_validate(
        {"version": "2027.1", "first_seen_on": "2027-01-02", "looked_up_on": "2027-01-09"}
    )
    found = newest(comparison, {"pip:bicycle": release, "npm:bus": release, "pip:car": release})
    assert found == {"bicycle": "2027.1"}
    assert newest(load(MINIMAL), {"pip:bicycle": release}) == {}


def test_only_verdicts_on_an_older_version_are_behind(comparison: Comparison) -> None:
    [(criterion, option, version, latest)] = Freshness(comparison, NEWEST).behind()
    assert (criterion.id, option, version, latest) == ("speed", "bicycle", "2026", "2027.1")
    assert list(Freshness(comparison).behind()) == []


def test_a_page_names_the_newest_release_beside_an_older_version(comparison: Comparison) -> None:
    pages = texts(BuildContext(comparison, newest=NEWEST))
    assert "Bicycle 2026 newest 2027.1, Bus 2026" in pages["criteria/speed.md"]
    assert "Bicycle 2026 newest 2027.1, Bus 2026." in pages["index.md"]
    assert "2026 newest 2027.1" in pages["options/bicycle.md"]
    assert "newest" not in pages["options/bus.md"]


def test_nothing_is_said_about_versions_that_are_the_newest_or_unknown(
    comparison: Comparison,
) -> None:
    named = {"bicycle": "2026.2", "bus": "2027<script>"}
    assert "newest 2" not in " ".join(texts(BuildContext(comparison, newest=named)).values())


def test_programs_read_the_newest_release_too(comparison: Comparison) -> None:
    context = BuildContext(comparison, newest=NEWEST)
    files = markdown_versions(context)
    result = json.loads(dict(outputs(context))["api/v1/comparison.json"])["result"]
    assert [option["newest_version"] for option in result["options"]] == ["2027.1", "2026.4"]
    [criterion] = result["criteria"]
    assert [judged["newer"] for judged in criterion["verdict"]["as_of"]] == ["2027.1", None]
    assert (
        "- Judged on: Bicycle 2026 (newest 2027.1), Bus 2026\n" in files["criteria/speed/index.md"]
    )
    assert "- Version judged: 2026 (newest 2027.1)\n" in files["options/bicycle/index.md"]


def packaged(folder: Path) -> Path:
    """A comparison file in which the bicycle comes in a package."""
    data = folder / "comparison.yaml"
    text = MINIMAL.read_text(encoding="utf-8")
    mark = "    hue: 140\n"
    line = "    package: {manager: npm, name: bicycle}\n"
    data.write_text(text.replace(mark, line + mark), encoding="utf-8")
    return data


def test_the_record_is_read_from_the_folder_beside_the_data(tmp_path: Path) -> None:
    data = packaged(tmp_path)
    assert read_inputs(data).newest == {}
    days = {"first_seen_on": "2027-01-02", "looked_up_on": "2027-01-09"}
    release = Release.model_validate({"version": "2027.1.0", **days})
    write_answers(releases_file(data), {"npm:bicycle": release})
    assert read_inputs(data).newest == {"bicycle": "2027.1.0"}


def test_a_build_tells_every_problem_of_the_data_and_of_the_record(tmp_path: Path) -> None:
    data = packaged(tmp_path)
    data.write_text(data.read_text(encoding="utf-8").replace("year: 1817", "year: soon"))
    releases_file(data).parent.mkdir()
    releases_file(data).write_text('{\n "npm:bicycle": {"version": 2}\n', encoding="utf-8")
    result = build_py("build", "--data", data, "--site", tmp_path / "site")
    assert result.returncode == 1
    assert f"{data}:12:" in result.stderr
    assert f"{releases_file(data)}:1:1: " in result.stderr
    assert "2 problems. Nothing was published." in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()
