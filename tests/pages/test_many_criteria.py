"""Many criteria: no page but the lists grows with their number, and one list leads to all."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from comparison_site.analysis.decide_view import counted
from comparison_site.core.resources import PROGRAM, template_folders
from comparison_site.core.room import FEW
from comparison_site.model import Comparison
from comparison_site.outputs.registry import BuildContext, Page
from comparison_site.pages.rendering import front_matter, render_pages
from tests.benchmark.made_up import Shape
from tests.benchmark.test_made_up import loaded
from tests.support.html import parse

MOST = 3 * FEW + 1


@cache
def _pages(count: int) -> dict[str, Page]:
    whole = loaded(Shape(criteria=MOST, scenarios=0)).comparison
    fewer: Comparison = whole.model_copy(update={"criteria": whole.criteria[:count]})
    pages = render_pages(BuildContext(fewer), template_folders(PROGRAM))
    return {page.path: page for page in pages}


def _criteria(count: int) -> list[Page]:
    return [page for page in _pages(count).values() if page.path.startswith("criteria/")]


def _menu(count: int, at: int) -> list[tuple[str, bool]]:
    """What the theme's menu lists of the section, on one of its pages; and which is the present."""
    templates = PROGRAM / "templates" / "theme"
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True)
    environment.filters["url"] = lambda url: url
    listed = [_pages(count)["criteria.md"], *_criteria(count)]
    items = [SimpleNamespace(title=p.title, url=p.path, meta=front_matter(p)) for p in listed]
    section = SimpleNamespace(title="Criteria", children=items, active=True)
    macros: Any = environment.get_template("partials/site-pages.html").make_module(
        {"page": items[at]}
    )
    links = parse(macros.entry(section, False)).all("a")
    return [(link.attributes["href"], "aria-current" in link.attributes) for link in links]


def test_a_menu_lists_all_of_a_few_criteria() -> None:
    assert len(_menu(FEW, 3)) == FEW + 1


@pytest.mark.parametrize(
    ("at", "first"), [(1, 1), (5, 1), (6, 2), (MOST - 1, MOST - 8), (MOST, MOST - 8)]
)
def test_of_many_it_lists_their_list_and_the_nearest(at: int, first: int) -> None:
    paths = [page.path for page in _criteria(MOST)]
    found = _menu(MOST, at)
    assert [path for path, _ in found] == ["criteria.md", *paths[first - 1 : first + 8]]
    assert [path for path, present in found if present] == [paths[at - 1]]


def test_on_their_list_it_lists_no_other() -> None:
    assert _menu(MOST, 0) == [("criteria.md", True)]


def test_the_page_of_a_criterion_does_not_depend_on_how_many_there_are() -> None:
    fewer, most = _criteria(FEW + 1), _criteria(MOST)
    for one, same in zip(fewer, most, strict=False):
        words = one.content.replace(f"of {FEW + 1}</p>", f"of {MOST}</p>")
        assert words.partition("\n---\n")[2] == same.content.partition("\n---\n")[2]


def test_the_list_leads_to_every_criterion_and_its_rows_bear_their_ids() -> None:
    page = parse(_pages(MOST)["criteria.md"].content)
    rows = page.all("tbody tr")
    led = [row.all("th a")[0].attributes["href"] for row in rows]
    ids = [str(row.attributes["id"]) for row in rows]
    assert led == [f"{name}/" for name in ids]
    assert [f"criteria/{name}.md" for name in ids] == [one.path for one in _criteria(MOST)]


def test_the_overview_shows_the_first_and_where_the_others_are() -> None:
    page = parse(_pages(MOST)["index.md"].content)
    assert len(page.all(".scoreboard tbody tr")) == FEW
    more = page.one(".lookup__more")
    assert f"And {MOST - FEW} more: All {MOST} criteria" in more.text
    every = {f"verdict-{one.path[9:-3]}" for one in _criteria(MOST)}
    assert every <= {str(one.attributes["id"]) for one in page.all("[id]")}, "old anchors are kept"


def test_the_sum_for_a_scenario_shows_what_it_is_about_and_the_others_together() -> None:
    comparison = loaded(Shape(criteria=MOST)).comparison
    for case in counted(comparison, proposals=False).presets:
        assert case.scenario
        assert case.rest
        assert {row.criterion.id for row in case.rows} == set(case.scenario.criteria)
        assert len(case.rows) + case.rest.count == MOST
        assert sum(row.given.weight for row in case.rows) + case.rest.weight == case.total.weight
        everything = sum(case.rest.points.values()) + case.rest.nobody
        assert everything == case.rest.weight


def test_a_sentence_names_a_few_criteria_and_says_how_many_more() -> None:
    robust = parse(_pages(MOST)["decide.md"].content).one("#robustness")
    assert 0 < len(robust.all("b.named")) < 10
    assert "or one of" in robust.text


def test_the_sum_is_folded_in_groups_and_has_every_criterion() -> None:
    table = parse(_pages(MOST)["decide.md"].content).one("#sum")
    folds = table.all("details")
    assert [("open" in fold.attributes, len(fold.all("tbody tr"))) for fold in folds] == [
        (True, 50),
        (False, MOST - 50),
    ]
    rows = [row.attributes["data-row"] for row in table.all("tr[data-row]")]
    assert [f"criteria/{name}.md" for name in rows[:-1]] == [o.path for o in _criteria(MOST)]
    assert rows[-1] == "-sum"


def test_of_many_badges_that_of_the_whole_stands_open() -> None:
    page = parse(_pages(MOST)["share.md"].content)
    folded = [len(fold.all("section")) for fold in page.all("details")]
    assert folded == [50, MOST - 50]
    assert len(page.all("section")) == MOST + 1


def test_many_scenarios_are_folded_and_few_buttons_start_from_them() -> None:
    comparison = loaded(Shape(criteria=MOST, scenarios=MOST)).comparison
    rendered = render_pages(BuildContext(comparison), template_folders(PROGRAM))
    pages = {page.path: parse(page.content) for page in rendered}
    shown, left = pages["decide.md"].all(".presets")
    assert len(shown.all("button")) == FEW  # one for the even sum
    assert len(shown.all("button")) + len(left.all("button")) == MOST + 1
    assert len(pages["decide.md"].all("section.case")) == MOST
    ticked, folded = pages["scenarios.md"].all(".ticks")
    rested = {name for scenario in comparison.scenarios for name in scenario.criteria}
    assert len(ticked.all("input")) == FEW - 1
    assert len(ticked.all("input")) + len(folded.all("input")) == len(rested)
