"""The filter above the evidence: which kinds carry a point, and how many are left."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from comparison_site import load
from comparison_site.model import Comparison, Criterion, Point
from tests.support.articles import contents
from tests.support.browser import query
from tests.support.comparisons import points
from tests.support.html import parse, read_page
from tests.support.paths import FRAMEWORKS
from tests.support.projects import replace_once
from tests.support.sites import Site


def kinds(comparison: Comparison, point: Point) -> set[str]:
    return {comparison.source(name).kind.value for name in point.sources}


def evidence(bare_site: Site, page: Page, name: str, query: str = "") -> None:
    page.goto(f"{bare_site.url}criteria/{name}/{query}")
    expect(page.locator("#evidence-filter")).to_be_visible()


def shown(page: Page) -> list[str]:
    """The ids of the points that the filter leaves, in open and closed tabs."""
    found: list[str] = page.locator(".tabbed-block > .points > .point:not([hidden])").evaluate_all(
        "all => all.map(point => point.id.replace('point-', ''))"
    )
    return found


def expected(bare_site: Site, criterion: Criterion, *allowed: str) -> list[str]:
    return [
        point.id for point in points(criterion) if kinds(bare_site.comparison, point) & set(allowed)
    ]


def test_points_that_rest_only_on_other_evidence_are_hidden(bare_site: Site, page: Page) -> None:
    criterion = bare_site.comparison.criterion("deployment")
    evidence(bare_site, page, "deployment")
    every = sorted(point.id for point in points(criterion))
    assert sorted(shown(page)) == every
    page.get_by_label("Documentation", exact=True).uncheck()
    left = expected(bare_site, criterion, "measured", "release-note", "article", "opinion")
    assert sorted(shown(page)) == sorted(left)
    assert 0 < len(left) < len(every)
    page.locator(".tabbed-labels > label").first.click()
    assert sorted(shown(page)) == sorted(left)
    page.get_by_text("All at once", exact=True).click()
    mixed = next(
        p
        for p in points(criterion)
        if "documentation" in kinds(bare_site.comparison, p) and p.id in left
    )
    assert page.locator(f"#point-{mixed.id}").is_visible()


def test_the_kinds_on_offer_are_those_of_the_page(bare_site: Site, page: Page) -> None:
    criterion = bare_site.comparison.criterion("performance")
    evidence(bare_site, page, "performance")
    offered = page.locator("#evidence-filter input").evaluate_all("all => all.map(b => b.value)")
    assert set(offered) == set().union(
        *(kinds(bare_site.comparison, point) for point in points(criterion))
    )


def test_a_page_with_one_kind_of_evidence_has_no_filter(other_site: Site) -> None:
    """A filter with one box could only hide everything."""
    assert not read_page(other_site.folder, "criteria/memory").all("#evidence-filter")
    assert read_page(other_site.folder, "criteria/smallest-files").all("#evidence-filter")


def test_the_page_says_how_many_points_are_left_for_each_option(
    bare_site: Site, page: Page
) -> None:
    criterion = bare_site.comparison.criterion("deployment")
    evidence(bare_site, page, "deployment")
    status = page.locator("#evidence-filter [role=status]")
    expect(status).to_have_text("Every point is shown.")
    page.get_by_label("Documentation", exact=True).uncheck()
    left = expected(bare_site, criterion, "measured", "release-note", "article", "opinion")
    totals, notes = [], []
    for option in bare_site.comparison.options:
        own = [point.id for point in criterion.positions[option.id].points]
        count = len(set(own) & set(left))
        totals.append(f"{option.name} {count} of {len(own)}")
        notes.append(f"Showing {count} of {len(own)}; the filter hides {len(own) - count}.")
    assert status.locator("li").all_inner_texts() == totals
    visible = page.locator(".points-note").filter(visible=True)
    assert visible.all_inner_texts() == notes
    page.locator(".tabbed-labels > label").first.click()
    assert visible.all_inner_texts() == notes[:1]
    page.locator("#evidence-filter button").click()
    expect(status).to_have_text("Every point is shown.")
    assert visible.count() == 0
    assert len(shown(page)) == len(points(criterion))


def test_print_shows_what_is_left_and_how_many_are_hidden(bare_site: Site, page: Page) -> None:
    criterion = bare_site.comparison.criterion("deployment")
    evidence(bare_site, page, "deployment", "?evidence=article")
    page.emulate_media(media="print")
    left = expected(bare_site, criterion, "article")
    assert page.locator(".point").filter(visible=True).count() == len(left)
    visible = page.locator(".points-note").filter(visible=True)
    assert visible.count() == len(bare_site.comparison.options)
    assert "the filter hides" in visible.all_inner_texts()[0]
    expect(page.locator("#evidence-filter")).to_be_hidden()
    assert not page.get_by_text("Copy link").filter(visible=True).count()


def test_the_address_keeps_the_kinds(bare_site: Site, page: Page) -> None:
    criterion = bare_site.comparison.criterion("deployment")
    evidence(bare_site, page, "deployment")
    every = shown(page)
    for name in ("Documentation", "Opinion"):
        page.get_by_label(name, exact=True).uncheck()
    assert query(page) == "?evidence=measured,release-note,article"
    left = expected(bare_site, criterion, "measured", "release-note", "article")
    page.reload()
    assert shown(page) == left
    assert page.locator("#evidence-filter :checked").count() == 3
    page.go_back()
    assert query(page) == "?evidence=measured,release-note,article,opinion"
    page.go_back()
    assert (query(page), shown(page)) == ("", every)


def test_no_kind_at_all_is_a_choice_too(bare_site: Site, page: Page) -> None:
    evidence(bare_site, page, "deployment", "?evidence=article")
    page.get_by_label("Article", exact=True).uncheck()
    assert (query(page), shown(page)) == ("?evidence=none", [])
    page.reload()
    assert shown(page) == []
    page.get_by_role("button", name="Show all").click()
    assert query(page) == ""
    assert page.locator("#evidence-filter input").first.evaluate(
        "e => e === document.activeElement"
    )


def test_unknown_kinds_are_ignored(bare_site: Site, page: Page) -> None:
    criterion = bare_site.comparison.criterion("deployment")
    evidence(bare_site, page, "deployment", "?evidence=rumour,article,%22")
    assert shown(page) == expected(bare_site, criterion, "article")
    page.goto(f"{bare_site.url}criteria/deployment/?evidence=rumour")
    assert len(shown(page)) == len(points(criterion))


def test_a_link_to_a_hidden_point_shows_it(bare_site: Site, page: Page) -> None:
    criterion = bare_site.comparison.criterion("deployment")
    left = expected(bare_site, criterion, "article")
    gone = [p for p in criterion.positions["pytorch"].points if p.id not in left][-1]
    evidence(bare_site, page, "deployment", f"?evidence=article#point-{gone.id}")
    expect(page.locator(f"#point-{gone.id}")).to_be_in_viewport(ratio=0.9)
    assert page.url == f"{bare_site.url}criteria/deployment/#point-{gone.id}"
    page.get_by_label("Documentation", exact=True).uncheck()
    for name in ("Release note", "Opinion"):
        page.get_by_label(name, exact=True).uncheck()
    assert page.evaluate("location.hash") == ""
    page.evaluate("name => location.hash = name", f"point-{gone.id}")
    expect(page.locator(f"#point-{gone.id}")).to_be_in_viewport(ratio=0.9)


def test_a_point_says_in_the_html_that_only_opinions_carry_it(
    bare_site: Site, tmp_path: Path
) -> None:
    every = [p for c in bare_site.comparison.criteria for p in points(c)]
    first = next(
        p for p in every if len(p.sources) == 1 and "measured" not in kinds(bare_site.comparison, p)
    )
    data = tmp_path / "comparison.yaml"
    data.write_text(FRAMEWORKS.read_text(encoding="utf-8"), encoding="utf-8")
    turn_into_opinion(data, first.sources[0])
    changed = load(data)
    pages = contents(changed)
    labelled, opinions = set(), set()
    for criterion in changed.criteria:
        opinions |= {p.id for p in points(criterion) if kinds(changed, p) == {"opinion"}}
        for item in parse(pages[f"criteria/{criterion.id}.md"]).all("li.point"):
            if "Opinion only" in item.text and "id" in item.attributes:
                labelled.add(item.attributes["id"].removeprefix("point-"))
    assert first.id in opinions
    assert labelled == opinions


def turn_into_opinion(data: Path, source: str) -> None:
    entry = re.compile(rf"^  - id: {source}\n(?:    .*\n)+", re.MULTILINE)
    (found,) = entry.findall(data.read_text(encoding="utf-8"))
    replace_once(data, found, re.sub(r"kind: [a-z-]+", "kind: opinion", found, count=1))
