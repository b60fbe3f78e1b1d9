"""The search finds what pages say, in closed tabs, too."""

from playwright.sync_api import expect

from tests.support.browser import DESKTOP, Visitor, search
from tests.support.sites import Site


def test_search_finds_a_verdict_and_the_result_leads_to_it(
    real_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    search(page, "Easiest to learn")
    page.locator('.md-search-result__link[href*="criteria/ease-of-use/"]').first.click()
    page.wait_for_url("**/criteria/ease-of-use/**")
    expect(page.locator("#verdict")).to_contain_text("Easiest to learn")


def test_search_finds_a_point_inside_a_closed_tab(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(real_site.url, viewport=DESKTOP)
    search(page, "Tensors arrays NumPy")
    link = page.locator('.md-search-result__link[href*="criteria/ease-of-use/"]').first
    link.click()
    page.wait_for_url("**/criteria/ease-of-use/**")
    expect(page.locator("h1")).to_contain_text("Ease of use")


def test_search_shows_words_as_typed(other_site: Site, visitor: Visitor) -> None:
    page = visitor.open(other_site.url, viewport=DESKTOP)
    search(page, "Noticing damage")
    shown = " ".join(page.locator(".md-search-result__list").all_inner_texts())
    assert "Noticing damage" in shown
    assert "&#" not in shown
    assert "&amp;" not in shown
