"""The filter above the sources: kinds, a publisher and the order, kept in the address."""

from collections.abc import Sequence

from playwright.sync_api import Page, expect

from comparison_site import Comparison
from tests.support.browser import PHONE, Visitor, query
from tests.support.sites import Site

ROWS = "tr[id^=source-]"


def shown(page: Page) -> list[str]:
    rows = page.locator(ROWS).filter(visible=True)
    found: Sequence[str] = rows.evaluate_all("all => all.map(row => row.id.slice(7))")
    return list(found)


def of(comparison: Comparison, kind: str) -> list[str]:
    return [source.id for source in comparison.sources if source.kind.value == kind]


def test_kind_publisher_and_order_are_kept_in_the_address(bare_site: Site, page: Page) -> None:
    page.goto(f"{bare_site.url}sources/")
    every, kind = shown(page), bare_site.comparison.sources[0].kind
    assert set(every) == {source.id for source in bare_site.comparison.sources}
    page.locator(f"#source_filter [value={kind.value}]").check()
    assert set(shown(page)) == set(of(bare_site.comparison, kind.value)) != set(every)
    page.locator("select[name=order]").select_option("newest")
    days = [page.locator(f"#source-{name}").get_attribute("data-day") or "" for name in shown(page)]
    assert days == sorted(days, reverse=True)
    publisher = bare_site.comparison.sources[0].publisher
    page.locator("select[name=publisher]").select_option(publisher)
    few = shown(page)
    assert 0 < len(few) < len(days)
    expect(page.locator("#source_filter [role=status]")).to_contain_text(f"{len(few)} of ")
    page.reload()
    assert shown(page) == few
    page.go_back()
    assert len(shown(page)) == len(days)
    page.get_by_role("button", name="Show all").click()
    assert (shown(page), query(page)) == (every, "")


def test_a_link_to_a_hidden_source_shows_it(bare_site: Site, page: Page) -> None:
    source = bare_site.comparison.sources[0]
    other = next(s.kind for s in bare_site.comparison.sources if s.kind is not source.kind)
    page.goto(f"{bare_site.url}sources/?kind={other.value}&order=nope#source-{source.id}")
    expect(page.locator(f"#source-{source.id}")).to_be_in_viewport()
    assert query(page) == ""


def test_runs_of_our_own_stand_apart(measured_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{measured_site.url}sources/", java_script_enabled=False, viewport=PHONE)
    runs = {source.id for source in measured_site.comparison.sources if source.result}
    apart = page.locator(f"#runs_group ~ table {ROWS}")
    assert {str(row.get_attribute("id"))[7:] for row in apart.all()} == runs
    expect(page.locator("#source_filter")).to_be_hidden()
