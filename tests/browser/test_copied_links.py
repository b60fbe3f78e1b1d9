"""Links of verdicts, points and scenarios: they lead there, and can be copied."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.support.browser import Visitor
from tests.support.comparisons import points
from tests.support.sites import Site

REFUSE = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"


def permalinks(bare_site: Site) -> list[tuple[str, str]]:
    """A verdict, a point and a scenario: the page and the anchor."""
    criterion = bare_site.comparison.criteria[0]
    point = points(criterion)[0]
    address = f"criteria/{criterion.id}/"
    return [
        (address, "verdict"),
        (address, f"point-{point.id}"),
        ("scenarios/", bare_site.comparison.scenarios[0].id),
    ]


def link_to(page: Page, anchor: str) -> Any:
    """The link, which stands behind a button except in rows of scenarios."""
    tools = page.locator(".tools", has=page.locator(f'a[href="#{anchor}"]'))
    if tools.count() and tools.get_attribute("open") is None:
        tools.locator("summary").press("Enter")
    return page.locator(f'article a.copies[href="#{anchor}"]').first


def test_a_permalink_copies_its_address_and_leads_there(real_site: Site, page: Page) -> None:
    for address, anchor in permalinks(real_site):
        page.goto(f"{real_site.url}{address}?utm=x")
        link = link_to(page, anchor)
        expect(link).to_have_text("Copy link")
        assert (link.get_attribute("aria-label") or "").startswith("Copy link. Link to this ")
        link.focus()
        page.keyboard.press("Enter")
        expect(link).to_have_text("Copied")
        expect(page.locator("#copy_link")).to_have_text("Copied")
        copied = f"{real_site.url}{address}#{anchor}"
        assert page.evaluate("navigator.clipboard.readText()") == copied
        assert page.evaluate("location.hash") == f"#{anchor}"
    expect(link).to_have_text("Copy link", timeout=3000)
    expect(page.locator("#copy_link")).to_be_empty()


def test_every_verdict_point_and_scenario_has_a_link_to_copy(bare_site: Site, page: Page) -> None:
    page.goto(f"{bare_site.url}scenarios/")
    assert page.get_by_text("Copy link").filter(visible=True).count() == len(
        bare_site.comparison.scenarios
    )
    criterion = bare_site.comparison.criteria[0]
    page.goto(f"{bare_site.url}criteria/{criterion.id}/")
    page.mouse.move(9, 9)  # the script for closed menus comes with the reader
    expect(page.locator(".tools .copies")).to_have_count(1 + len(points(criterion)))


def test_what_a_reader_can_do_waits_behind_one_button_that_closes_as_a_menu_does(
    real_site: Site, visitor: Visitor
) -> None:
    """It takes no room; a tap, a click or the keyboard opens it, with or without JavaScript."""
    address = f"{real_site.url}criteria/{real_site.comparison.criteria[0].id}/"
    page = visitor.open(address)
    expect(page.locator(".tools__list").first).to_be_hidden()
    verdict, point = page.locator(".verdict .tools"), page.locator(".point .tools").first
    verdict.locator("summary").click()
    expect(verdict.get_by_text("Copy link")).to_be_visible()
    point.locator("summary").click()
    expect(verdict.locator(".tools__list")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(point.locator(".tools__list")).to_be_hidden()
    expect(point.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(point.locator(".tools__list")).to_be_visible()
    page.locator("h1").click()
    expect(point.locator(".tools__list")).to_be_hidden()
    page = visitor.open(address, java_script_enabled=False)
    page.locator(".verdict summary").click()
    expect(page.locator(".verdict .point__link")).to_have_text("Link")


def test_a_refused_clipboard_leaves_a_plain_link(bare_site: Site, page: Page) -> None:
    address, anchor = permalinks(bare_site)[1]
    page.goto(f"{bare_site.url}{address}")
    page.evaluate(REFUSE)
    link_to(page, anchor).click()
    page.wait_for_url(f"**/*#{anchor}")
    expect(link_to(page, anchor)).to_have_text("Copy link")
    expect(page.locator("#copy_link")).to_be_empty()


def test_without_a_clipboard_nothing_promises_to_copy(bare_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{bare_site.url}scenarios/", script=NO_CLIPBOARD)
    expect(page.locator("#scenario_filter")).to_be_visible()
    assert set(page.locator(".row-link").all_inner_texts()) == {"#"}


# --- Snippets of the Share page ---


def test_a_snippet_is_copied_as_it_stands_there(real_site: Site, page: Page) -> None:
    page.goto(f"{real_site.url}share/")
    criterion = real_site.comparison.criteria[0]
    for kind, shown in (("Markdown", f"[![{criterion.name}"), ("HTML", "<a href=")):
        button = page.get_by_role("button", name=f"Copy the badge as {kind}: {criterion.name}")
        button.press("Enter")
        expect(button).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith(shown)
        assert copied in page.locator(".snippet > code").all_inner_texts()


def test_without_script_a_snippet_promises_nothing(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{real_site.url}share/", java_script_enabled=False)
    badges = page.locator(".embed").count()
    assert badges > len(real_site.comparison.criteria)
    assert page.locator(".snippet > code").count() == 2 * badges
    assert page.locator(".snippet button").count() == 0
