"""The filter of the phrasebook, kept in the address."""

from playwright.sync_api import Page, expect

from tests.support.browser import query
from tests.support.sites import Site


def test_words_of_a_title_or_of_the_code_find_phrases_and_an_anchor_wins(
    published_site: Site, page: Page
) -> None:
    page.goto(f"{published_site.url}phrasebook/")
    phrases = page.locator(".phrase")
    shown = phrases.filter(visible=True)
    total, last = phrases.count(), phrases.last
    anchor = last.locator("h3").get_attribute("id")
    words = last.locator("code").first.inner_text().split("\n")[0]
    page.get_by_role("searchbox", name="Phrases").fill(words)
    expect(last).to_be_visible()
    assert shown.count() < total
    page.get_by_role("searchbox", name="Phrases").blur()
    assert query(page).startswith("?find=")
    page.goto(f"{published_site.url}phrasebook/?find=xyzzy")
    expect(shown).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(total)
    page.goto(f"{published_site.url}phrasebook/?find=xyzzy#{anchor}")
    expect(last).to_be_in_viewport()
    assert query(page) == ""
