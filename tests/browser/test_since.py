""" "Since your last visit": what changed, for readers who come back."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import DESKTOP, SHIFTS, Visitor, settled
from tests.support.since import CHANGE, KEY, OLDER, overview
from tests.support.sites import BLANK, Site

NO_STORAGE = """const { getItem } = Storage.prototype;
Storage.prototype.getItem = function (key) {
    if (key.startsWith('since')) throw new DOMException('no', 'SecurityError');
    return getItem.call(this, key);
}"""  # the theme itself cannot do without storage


def remembered(page: Page) -> str | None:
    found: str | None = page.evaluate("key => localStorage.getItem(key)", KEY)
    return found


def test_a_first_visit_shows_nothing_and_is_remembered(bare_site: Site, page: Page) -> None:
    overview(bare_site, page, [CHANGE, OLDER], seen=None)
    expect(page.locator("#since")).to_be_hidden()
    assert remembered(page) == "2026-11-20 deployment.2026-11-20"
    page.reload()
    expect(page.locator("#since")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('since'))") == [KEY]


def test_a_returning_reader_sees_what_changed_since(bare_site: Site, page: Page) -> None:
    overview(bare_site, page, [CHANGE, OLDER])
    items = page.locator("#since li").filter(visible=True)
    assert items.count() == 1
    for text in ("before", "after", "because", "criterion"):
        assert CHANGE[text] in (items.text_content() or "")
    expect(items.locator("time")).to_have_text("20 November 2026")
    assert page.locator("#since img, #since li b b").count() == 0
    assert (
        items.locator("a").evaluate("a => a.href") == f"{bare_site.url}criteria/deployment/#history"
    )
    href = page.get_by_role("link", name="All changes").get_attribute("href")
    assert page.request.get(f"{bare_site.url}{href}").ok


def test_news_stay_during_a_visit_and_are_gone_at_the_next(bare_site: Site, page: Page) -> None:
    overview(bare_site, page, [CHANGE])
    page.reload()
    expect(page.locator("#since")).to_be_visible()
    assert remembered(page) == "2026-11-20 deployment.2026-11-20"
    page.evaluate("sessionStorage.clear()")  # the browser does this when the tab is closed
    page.reload()
    expect(page.locator("#since")).to_be_hidden()


def test_news_can_be_dismissed(bare_site: Site, page: Page) -> None:
    overview(bare_site, page, [CHANGE])
    page.get_by_role("button", name="Dismiss").press("Enter")
    expect(page.locator("#since")).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()
    page.reload()
    expect(page.locator("#since")).to_be_hidden()


def test_the_first_change_ever_is_news(bare_site: Site, page: Page) -> None:
    overview(bare_site, page, [], seen=None)
    expect(page.locator("#since")).to_be_hidden()
    overview(bare_site, page, [OLDER], seen=None)
    expect(page.locator("#since")).to_be_visible()


def test_a_second_change_on_the_same_day_is_news(bare_site: Site, page: Page) -> None:
    overview(bare_site, page, [OLDER], seen=None)
    second = CHANGE | {
        "id": "performance.2026-05-02",
        "on": OLDER["on"],
        "criterion": "Performance",
    }
    page.evaluate("sessionStorage.clear()")
    overview(bare_site, page, [OLDER, second], seen=None)
    expect(page.locator("#since li").filter(visible=True)).to_have_count(1)
    expect(page.locator("#since")).to_contain_text("Performance")


def test_many_changes_are_shortened(bare_site: Site, page: Page) -> None:
    overview(bare_site, page, [CHANGE | {"on": f"2026-10-{day:02}"} for day in range(8, 0, -1)])
    dates = page.locator("#since time").filter(visible=True).all_inner_texts()
    assert dates == [f"{day} October 2026" for day in (8, 7, 6, 5, 4)]
    expect(page.locator("#since")).to_contain_text("and 3 more")


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ([CHANGE], "banana"),
        ([CHANGE], "9999-12-31"),
        ("<!doctype html>", "2026-01-01"),
        ([None, 7, {"on": "2026-11-20"}, CHANGE | {"on": "soon"}], "2026-01-01"),
    ],
)
def test_whatever_is_broken_shows_nothing(
    bare_site: Site, page: Page, changes: Any, seen: str
) -> None:
    overview(bare_site, page, changes, seen)
    expect(page.locator("#since")).to_be_hidden()


def test_nothing_moves_when_the_news_appear(bare_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=DESKTOP, script=SHIFTS)
    overview(bare_site, page, [CHANGE, OLDER], seen="2026-01-01")
    expect(page.locator("#since")).to_be_visible()
    settled(page)
    assert page.evaluate("shifts") == []


def test_without_storage_nothing_happens(bare_site: Site, visitor: Visitor) -> None:
    page = visitor.open(bare_site.url + BLANK, script=NO_STORAGE)
    overview(bare_site, page, [CHANGE])
    expect(page.locator("#since")).to_be_hidden()
