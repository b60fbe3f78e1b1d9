"""Facts: rows of values on the page of their criterion, and all of them on the page Compare."""

import pytest

from comparison_site import load
from comparison_site.analysis.compare import Row, groups
from tests.support.articles import article, contents
from tests.support.comparisons import poison
from tests.support.html import Element, parse, read_page
from tests.support.paths import MINIMAL, SCRIPTS
from tests.support.sites import Site


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row.fact.id: row for _, found in groups(load(SCRIPTS)) for row in found}


@pytest.fixture(scope="module")
def page(world_site: Site) -> Element:
    return read_page(world_site.folder, "compare/")


def best(row: Row) -> set[str]:
    return {name for name, cell in row.cells.items() if cell.is_best}


def test_values_are_printed_with_unit_and_currency(rows: dict[str, Row]) -> None:
    assert rows["warmest"].cells["velib"].words == "42.6\u00a0°C"
    assert rows["half-an-hour"].cells["velib"].words == "€1.50 for visitors"
    assert rows["stations"].cells["youbike"].words == "12,000"
    assert rows["helmet"].cells["youbike"].words == "Partly"
    assert rows["helmet"].cells["bixi"].words == "Not applicable"


def test_the_best_is_the_one_that_the_row_calls_better(rows: dict[str, Row]) -> None:
    assert best(rows["half-an-hour"]) == {"youbike", "tel-o-fun"}
    assert best(rows["stations"]) == {"youbike"}
    assert best(rows["helmet"]) == {"careem"}
    assert best(rows["warmest"]) == set()


def test_versions_are_ordered_by_number_and_a_candidate_before_its_release(
    rows: dict[str, Row],
) -> None:
    ranks = {name: cell.rank for name, cell in rows["firmware"].cells.items()}
    assert ranks == {"velib": 0, "youbike": 1, "careem": 2, "tel-o-fun": 3, "bixi": None}


def test_what_is_not_known_is_no_difference(rows: dict[str, Row]) -> None:
    assert all(row.differs for row in rows.values())
    values = rows["stations"].fact.values
    unknown = dict.fromkeys(values, values["careem"]) | {"velib": values["velib"]}
    fact = rows["stations"].fact.model_copy(update={"values": unknown})
    [criterion, *others] = load(SCRIPTS).criteria
    changed = criterion.model_copy(update={"facts": (fact,)})
    comparison = load(SCRIPTS).model_copy(update={"criteria": (changed, *others)})
    assert [row.differs for _, found in groups(comparison) for row in found] == [False]


def test_the_page_has_every_value_of_every_fact(page: Element, rows: dict[str, Row]) -> None:
    lines = {row.attributes["id"]: row for row in page.all(".facts tr") if "id" in row.attributes}
    assert list(lines) == [f"fact-{name}" for name in rows]
    for name, row in rows.items():
        cells = lines[f"fact-{name}"].all("td")
        assert [cell.attributes["data-option"] for cell in cells] == list(row.cells)


def test_many_facts_stand_in_tables_of_which_all_but_the_first_are_folded() -> None:
    comparison = load(SCRIPTS)
    [criterion, *_] = comparison.criteria
    many = [
        criterion.model_copy(update={"id": f"c{n}", "name": f"C{n}"})
        for n in range(-(-401 // len(criterion.facts)))
    ]
    only = {"criteria": tuple(many), "scenarios": ()}
    markdown = contents(comparison.model_copy(update=only))["compare.md"]
    page = parse(article(markdown.split("---\n", 2)[2]))
    folds = [fold for fold in page.all("details") if fold.all(".facts")]
    rows = [len(fold.all("tr[id]")) for fold in folds]
    assert sum(rows) == len(page.all(".facts tr[id]")) >= 401
    assert (len(rows), max(rows) <= 200) == (3, True)
    assert ["open" in fold.attributes for fold in folds] == [True, False, False]
    assert folds[0].one("summary").text == f"1 to {rows[0] // len(criterion.facts)}: C0 to C27"
    labels = [box.attributes["aria-label"] for box in page.all(".facts")]
    assert len(set(labels)) == len(labels)


def test_the_page_of_the_criterion_has_the_same_rows(world_site: Site, page: Element) -> None:
    here = read_page(world_site.folder, "criteria/price/")
    ids = [row.attributes.get("id") for row in here.all(".facts tr")]
    assert ids[1:] == [row.attributes["id"] for row in page.all(".facts tr[id]")]


def test_where_nothing_is_compared_there_is_no_such_page() -> None:
    assert "compare.md" in contents(load(SCRIPTS))
    assert "compare.md" not in contents(load(MINIMAL))


def test_every_value_is_in_the_markdown_version(world_site: Site) -> None:
    text = (world_site.folder / "compare/index.md").read_text("utf-8")
    assert "| 12,000 " in text
    assert "| Not applicable |" in text
    assert text.count("\n| --- |") == 1


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", "</td><b>x", "*a* [b](c)"])
def test_no_text_of_a_fact_becomes_markup(payload: str) -> None:
    comparison = load(SCRIPTS)
    [criterion, *others] = comparison.criteria
    poisoned = criterion.model_copy(update={"facts": poison(criterion.facts, payload)})
    comparison = comparison.model_copy(update={"criteria": (poisoned, *others)})
    page = parse(article(contents(comparison)["compare.md"]))
    assert not any(page.all(".facts [id] :is(script, b)"))
    values = [value.text for value in page.all(".fact__value")]
    assert set(values) == {payload}
