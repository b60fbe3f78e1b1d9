"""Groups of criteria: a heading over what belongs together, wherever criteria are listed."""

import json
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader

from comparison_site import BuildContext, Comparison, load
from comparison_site.analysis.grouping import by_group, folds
from comparison_site.authoring.difference import difference
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.ids import give_id
from comparison_site.authoring.versions import present_version
from comparison_site.core.resources import PROGRAM, template_folders
from comparison_site.core.room import FEW
from comparison_site.loading.loader import load_bytes
from comparison_site.model import Group
from comparison_site.outputs.api import comparison_json
from comparison_site.outputs.registry import Page, outputs
from comparison_site.pages.rendering import front_matter, render_pages
from tests.benchmark.made_up import Shape
from tests.benchmark.test_made_up import loaded
from tests.support.articles import markdown_versions
from tests.support.comparisons import poison
from tests.support.html import Element, parse
from tests.support.paths import MINIMAL, OTHER_DATA, SCRIPTS

MONEY, WAY = "المال (money)", "On the way"
MANY = 3 * FEW + 1
FIRST = 55  # of many criteria, those of the first group


def _rendered(comparison: Comparison) -> dict[str, Page]:
    pages = render_pages(BuildContext(comparison), template_folders(PROGRAM))
    return {page.path: page for page in pages}


@cache
def _many() -> Comparison:
    """Many criteria in two groups, of which the first is too large to be folded as one."""
    whole = loaded(Shape(criteria=MANY, scenarios=1)).comparison
    groups = (Group(id="first", name="The first"), Group(id="rest", name="The rest"))
    named = (
        one.model_copy(update={"group": "first" if n < FIRST else "rest"})
        for n, one in enumerate(whole.criteria)
    )
    return whole.model_copy(update={"groups": groups, "criteria": tuple(named)})


@cache
def _few() -> Comparison:
    return load(SCRIPTS)


@cache
def _pages(make: Callable[[], Comparison]) -> dict[str, Page]:
    return _rendered(make())


def _page(path: str, make: Callable[[], Comparison] = _few) -> Element:
    return parse(_pages(make)[path].content)


def test_the_overview_and_the_page_of_all_criteria_have_a_heading_for_each_group() -> None:
    board = _page("index.md").one(".scoreboard")
    assert [row.text for row in board.all(".scoreboard__group")] == [MONEY, WAY]
    assert [len(body.all("tr")) for body in board.all("tbody")] == [2, 2]
    [link, _] = board.all(".scoreboard__group a")
    assert link.attributes["href"] == "criteria/#group_money"
    page = _page("criteria.md")
    heads = [(one.tag, one.attributes["id"]) for one in page.all(".criteria :is(h2, h3[id])")]
    assert heads == [
        ("h2", "group_money"), ("h3", "price"), ("h2", "group_on-the-way"), ("h3", "stations"),
    ]  # fmt: skip
    assert page.one(".group__summary").text == "What a ride costs, however long."


def test_decide_and_compare_have_a_heading_for_each_group() -> None:
    page = _page("decide.md")
    sums = page.all("table.sum")
    assert len(sums) == 2, "what a reader sets, and what a scenario weighs"
    for table in sums:
        assert [row.one("th").text for row in table.all(".sum__group")] == [MONEY, WAY]
    all_at_once = sums[0].all("[data-weights-of]")
    assert [one.attributes["data-weights-of"] for one in all_at_once] == ["price", "stations"]
    assert not sums[1].all("select")
    assert [one.text for one in _page("compare.md").all(".facts__over")] == [MONEY]


def test_the_page_of_a_criterion_leads_to_its_group() -> None:
    eyebrow = _page("criteria/stations.md").one(".eyebrow")
    assert eyebrow.text == f"{WAY} · Criterion 2 of 2"
    assert eyebrow.one("a").attributes["href"] == "../#group_on-the-way"


def test_the_search_finds_criteria_by_their_group() -> None:
    assert _pages(_few)["criteria/price.md"].keywords == (MONEY,)


def test_programs_are_told_the_groups() -> None:
    result = json.loads(comparison_json(_few()))["result"]
    assert [(one["id"], one["name"], one["summary"]["plain"]) for one in result["groups"]] == [
        ("money", MONEY, "What a ride costs, however long."), ("on-the-way", WAY, ""),
    ]  # fmt: skip
    assert result["groups"][0]["html"] == "../../criteria/#group_money"
    assert [one["group"] for one in result["criteria"]] == ["money", "on-the-way"]
    context = BuildContext(_few())
    llms = dict(outputs(context, tuple(_pages(_few).values())))["llms.txt"].decode()
    assert [line for line in llms.splitlines() if line.startswith("## Crit")] == [
        "## Criteria", f"## Criteria: {MONEY}", f"## Criteria: {WAY}",
    ]  # fmt: skip


def test_the_markdown_versions_have_the_headings() -> None:
    texts = markdown_versions(BuildContext(_few()))
    assert (
        f"| **{WAY}** " in texts["index.md"]
        or f"| [{WAY}](criteria/index.md) |" in texts["index.md"]
    )
    lines = texts["criteria/index.md"].splitlines()
    heads = [line.partition("(")[0] for line in lines if line.startswith(("## ", "### "))]
    assert heads[0].startswith("## المال")
    assert [head for head in heads if WAY in head] == [f"## {WAY}"]
    assert "### [Stations]" in heads


def _menu(pages: dict[str, Page], at: int) -> list[str]:
    """What the theme's menu lists of the section on one of its pages: headings, then pages."""
    templates = PROGRAM / "templates" / "theme"
    environment = Environment(loader=FileSystemLoader(templates), autoescape=False)  # noqa: S701
    environment.filters["url"] = lambda url: url
    listed = [one for path, one in pages.items() if path.startswith("criteria")]
    items = [SimpleNamespace(title=p.title, url=p.path, meta=front_matter(p)) for p in listed]
    section = SimpleNamespace(title="Criteria", children=items, active=True)
    macros: Any = environment.get_template("partials/site-pages.html").make_module(
        {"page": items[at]}
    )
    menu = parse(macros.entry(section, False))
    assert len(menu.all("li li > ul")) == len(menu.all("li li > span")), "lists within the list"
    return [one.text for one in menu.all("span, a")]


def test_the_menu_lists_criteria_below_their_groups() -> None:
    money, *found = _menu(_pages(_few), 1)[2:]
    assert money == f"\u2067{MONEY}\u2069", "isolated, as it runs from right to left"
    assert found == ["Price 💶", WAY, "Stations"]


def test_of_many_the_menu_lists_the_nearest_below_their_groups() -> None:
    names = [criterion.name for criterion in _many().criteria]
    found = _menu(_pages(_many), FIRST)  # the last one of the first group
    assert found[2:] == ["The first", *names[FIRST - 5 : FIRST], "The rest", *names[FIRST:][:4]]


def test_many_criteria_are_folded_by_group_and_a_large_one_in_parts() -> None:
    parts = [
        (group and group.id, first, len(some))
        for group, first, some in folds(_many(), _many().criteria)
    ]
    assert parts == [("first", 1, 50), ("first", 51, FIRST - 50), ("rest", FIRST + 1, MANY - FIRST)]
    folded = _page("criteria.md", _many).all("details")
    assert [one.one("summary").attributes.get("id") for one in folded] == [
        "group_first", None, "group_rest",
    ]  # fmt: skip
    assert [len(one.all("tbody tr")) for one in folded] == [size for *_, size in parts]
    table = _page("decide.md", _many).one("#sum")
    assert [len(one.all("tr[data-row]")) for one in table.all("details")] == [s for *_, s in parts]


def test_without_groups_there_is_one_list_and_nothing_is_folded_otherwise() -> None:
    comparison = load(OTHER_DATA)
    assert by_group(comparison, comparison.criteria) == [(None, comparison.criteria)]
    bare = _many().model_copy(update={"groups": ()})
    assert [first for _, first, _ in folds(bare, bare.criteria)] == [1, 51]
    for path, page in _rendered(comparison).items():
        assert path == "editing.md" or "group_" not in page.content, path


def test_a_group_is_renamed_and_its_change_is_told() -> None:
    text = SCRIPTS.read_text("utf-8")
    draft = Draft(text)
    give_id(draft, "group", "money", "cost")
    assert draft.made().count("group: cost\n") == 1
    changed = draft.made().replace("name: On the way\n", "name: On the way\n    summary: New.\n")
    old, new = (present_version(load_bytes(one.encode(), "a.yaml")) for one in (text, changed))
    told = [
        (section.part, change.key.field, change.before, change.after)
        for section in difference(old, new).sections
        for change in section.changes
    ]
    assert told == [("group", "renamed", "money", "cost"), ("group", "summary", None, "New.")]
    [price, _] = load_bytes(draft.made().encode(), "a.yaml").comparison.criteria
    assert price.group == "cost"


def test_former_ids_of_a_group_still_lead_to_it() -> None:
    groups = tuple(one.model_copy(update={"formerly": ("gone",)}) for one in _few().groups[:1])
    comparison = _few().model_copy(update={"groups": (*groups, *_few().groups[1:])})
    page = parse(_rendered(comparison)["criteria.md"].content)
    assert page.all('.former[id="group_gone"]')


def test_no_name_of_a_group_becomes_markup() -> None:
    payload = "<b>x</b> *a* [b](c)"
    groups = poison(_few().groups, payload)
    pages = _rendered(_few().model_copy(update={"groups": groups}))
    for path, where in {
        "index.md": ".scoreboard__group", "criteria.md": ".criteria__group",
        "compare.md": ".facts__over", "decide.md": ".sum__group th",
    }.items():  # fmt: skip
        assert {one.text for one in parse(pages[path].content).all(where)} == {payload}, path
    assert payload in _menu(pages, 1)


def test_a_file_without_groups_says_nothing_of_them() -> None:
    assert load(MINIMAL).groups == ()
    assert json.loads(comparison_json(load(MINIMAL)))["result"]["criteria"][0]["group"] is None
