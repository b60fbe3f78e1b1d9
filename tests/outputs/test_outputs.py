"""Every file for programs is listed once; who announces them reads the list."""

import json

import pytest

from comparison_site import BuildContext, load
from comparison_site.outputs.registry import ANNOUNCED, Output, alternates, outputs
from comparison_site.pages.registry import all_pages
from tests.support.articles import articles
from tests.support.comparisons import BASE
from tests.support.html import parse
from tests.support.paths import MEASURED_DATA, MINIMAL, OTHER_DATA


def made(context: BuildContext) -> dict[str, bytes]:
    files = list(outputs(context, list(all_pages(context))))
    found = dict(files)
    assert len(found) == len(files), "every path is different"
    return found


@pytest.mark.parametrize("base_url", ["", BASE])
def test_every_output_has_a_path_of_its_own_and_content(base_url: str) -> None:
    files = made(BuildContext(load(OTHER_DATA), base_url))
    assert {path.rpartition(".")[2] for path in files} == {"json", "png", "svg", "txt", "xml"}
    for path, content in files.items():
        assert content
        assert not path.startswith("/")
        if path.endswith(".json"):
            json.loads(content)


def test_the_same_data_gives_the_same_files() -> None:
    one, other = (BuildContext(load(MEASURED_DATA), BASE) for _ in range(2))
    assert made(one) == made(other)


def test_heads_and_the_share_page_name_what_is_announced() -> None:
    context = BuildContext(load(MINIMAL))
    named = [file for file in ANNOUNCED if file.name]
    links = parse(articles(context)["share.md"]).one("#machines ~ dl.terms").all("dt, a")
    words = [link.text for link in links]
    assert all(file.name in words and file.path in words for file in named)
    titled = {file.path for file in ANNOUNCED if file.title}
    assert {link["path"] for link in alternates()} == titled


def test_a_new_output_is_announced_by_its_entry_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Output("a.csv", "text/csv", lambda *_: "a,b", title="Table", name="CSV", words="rows")
    monkeypatch.setattr("comparison_site.outputs.registry.ANNOUNCED", (*ANNOUNCED, table))
    context = BuildContext(load(MINIMAL))
    files = dict(outputs(context))
    assert files["a.csv"] == b"a,b"
    assert b"- [Table](a.csv): rows\n" in files["llms.txt"]
    assert {"path": "a.csv", "media_type": "text/csv", "title": "Table"} in alternates()
    terms = [term.text for term in parse(articles(context)["share.md"]).all(".terms div")]
    assert "CSVa.csv: rows" in terms
