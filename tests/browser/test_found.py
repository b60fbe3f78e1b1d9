"""What readers type leads first to what it has to: the theme's own worker answers every search."""

import json
import re
from typing import Any

import pytest

from comparison_site import Comparison
from comparison_site.core.vocabulary import Confidence
from tests.support.browser import Visitor
from tests.support.sites import BLANK, Site

ASK = """async ([root, searches]) => {
    const page = new DOMParser().parseFromString(await (await fetch(root)).text(), "text/html");
    const index = await (await fetch(`${root}search/search_index.json`)).json();
    const worker = new Worker(root + JSON.parse(page.getElementById("__config").text).search);
    const ask = message => new Promise((resolve, reject) => {
        worker.onmessage = ({data}) => resolve(data.data);
        worker.onerror = ({message}) => reject(Error(message));
        setTimeout(() => reject(Error(`no answer to a message of type ${message.type}`)), 60000);
        worker.postMessage(message);
    });
    // It says once that it is ready, maybe at once: nothing may be waited for in between.
    await ask({type: 0, data: {...index, options: {suggest: false}}});
    const found = [];
    for (const words of searches) {
        const items = (await ask({type: 2, data: words})).items;
        found.push(items.map(item => item.map(({location, terms}) => ({location, terms}))));
    }
    worker.terminate();
    return found;
}"""
"""The pages that each search finds, best first, each with its parts, best first."""


def found(site: Site, visitor: Visitor, *searches: str) -> list[Any]:
    results = visitor.open(f"{site.url}{BLANK}").evaluate(ASK, [site.url, list(searches)])
    assert len(results) == len(searches)
    return list(results)


def expected(comparison: Comparison) -> dict[str, list[str]]:
    """Every search that has to find something first, with the addresses that may be first."""
    records = [
        *((f"criteria/{each.id}/", each) for each in comparison.criteria),
        *((f"options/{each.id}/", each) for each in comparison.options),
        *((f"scenarios/#{each.id}", each) for each in comparison.scenarios),
    ]
    table: dict[str, list[str]] = {}
    for address, record in records:
        for words in record.first_for:
            table.setdefault(words, []).append(address)
    return table


@pytest.mark.parametrize("fixture", ["published_site", "real_site", "other_site"])
def test_each_search_finds_first_what_it_has_to(
    request: pytest.FixtureRequest, visitor: Visitor, fixture: str
) -> None:
    site: Site = request.getfixturevalue(fixture)
    table = expected(site.comparison)
    first = {}
    for words, pages in zip(table, found(site, visitor, *table), strict=True):
        here = pages[0][0]["location"] if pages else ""
        first[words] = here if here.startswith("scenarios/") else here.partition("#")[0]
    wrong = {words: here for words, here in first.items() if here not in table[words]}
    assert wrong == {}
    assert table


def test_stop_words_neither_find_nor_are_marked(real_site: Site, visitor: Visitor) -> None:
    asked, short, none, quoted = found(
        real_site, visitor, "which is faster", "faster", "is", '"is" faster'
    )
    assert asked == short
    assert {term for page in asked for part in page for term in part["terms"]} == {"faster"}
    assert none, "where nothing else is typed, they count"
    assert quoted != short


def test_terms_and_what_is_said_of_them_are_read_apart(site: Site) -> None:
    file = site.folder / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))["docs"]
    texts = [re.sub(r"<[^>]*>", "", entry["text"]) for entry in index]
    levels = "|".join(level.words for level in Confidence)
    assert [text for text in texts if re.search(rf"[a-z](?:{levels})\b", text)] == []
    assert [entry for entry in index if re.search(r"#(?:</|$)", entry["text"])] == []


def test_keywords_are_text_in_the_index_and_on_no_page(real_site: Site) -> None:
    index = (real_site.folder / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "&lt;b&gt;i &amp; &quot;o&lt;/b&gt;" in index
    assert "<b>i" not in index
    for page in real_site.folder.rglob("*.md"):
        assert "smartphone" not in page.read_text(encoding="utf-8").lower(), page


def test_words_are_found_without_their_accents_and_inside_a_row_of_letters(
    world_site: Site, visitor: Visitor
) -> None:
    leads = {
        "velib": "options/velib/",
        "Vélib": "options/velib/",
        "montreal": "options/bixi/",
        "單車": "options/youbike/",
        "微笑": "options/youbike/",
        "كريم": "options/careem/",
        "אופן": "options/tel-o-fun/",
        "electrique": "options/bixi/",
    }
    for (words, address), pages in zip(
        leads.items(), found(world_site, visitor, *leads), strict=True
    ):
        assert address in [part["location"].partition("#")[0] for p in pages for part in p], words


RETRY = """([root, search]) => {
    const worker = new Worker(root + search);
    worker.onmessage = ({data: {type, data}}) => {
        if (type === 3) document.title = data.items.length;
    };
    window.ask = words => worker.postMessage({type: 2, data: words});
}"""


def test_a_search_that_could_not_be_prepared_is_prepared_with_the_next_word(
    other_site: Site, visitor: Visitor
) -> None:
    html = (other_site.folder / "index.html").read_text("utf-8")
    [search] = re.findall(r'"search": *"([^"]*)"', html)
    page = visitor.open(f"{other_site.url}{BLANK}")
    index = "**/search/search_index.json"
    page.route(index, lambda route: route.fulfill(body="Bad gateway"))
    page.evaluate(RETRY, [other_site.url, search])
    with page.expect_response(index):
        page.evaluate("ask('zstd')")
    page.unroute(index)
    with page.expect_response(index):
        page.evaluate("ask('zstd'), ask('gzip')")
    page.wait_for_function("Number(document.title) > 0")
