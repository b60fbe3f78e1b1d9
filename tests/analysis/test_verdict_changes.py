"""Every change of a verdict becomes an entry of the feed, whose id never changes."""

import re
import warnings
from datetime import date
from typing import Any
from xml.etree import ElementTree as Tree

import pytest

from comparison_site import BuildContext, Comparison, load
from comparison_site.analysis.changes import NEWS_AT_MOST, changes, news
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Past
from comparison_site.outputs.feed import entry_id, feed
from tests.support.articles import articles
from tests.support.comparisons import (
    BASE,
    HISTORY,
    HOSTILE,
    advised,
    eventful,
    hostile,
    with_history,
)
from tests.support.golden import golden
from tests.support.html import parse
from tests.support.paths import MINIMAL, OTHER_DATA, REAL_DATA

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # feedparser's own, not ours
    import feedparser  # type: ignore[import-untyped]

ATOM = "{http://www.w3.org/2005/Atom}"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def texts(element: Tree.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.findall(f"{ATOM}{name}")]


def links(element: Tree.Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{ATOM}link")}


def is_atom(text: str) -> Tree.Element:
    """Assert what RFC 4287 asks of a feed (4.1.1) and its entries (4.1.2)."""
    root = Tree.fromstring(text)  # noqa: S314 - our own feed
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(texts(element, name)) == 1
        assert re.match(r"(tag|https):", texts(element, "id")[0])
        assert INSTANT.fullmatch(texts(element, "updated")[0])
        assert "alternate" in links(element)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert "self" in links(root)
    ids = [texts(entry, "id")[0] for entry in entries]
    assert len(set(ids)) == len(ids)
    return root


def read(text: str) -> Any:
    document = feedparser.parse(text.encode())
    assert not document.bozo, document.get("bozo_exception")
    assert document.version == "atom10"
    return document


def test_the_feed_of_an_eventful_comparison_is_as_in_the_golden_file() -> None:
    golden("changes.xml", feed(eventful(), BASE))


def test_a_verdict_became_the_next_newer_one() -> None:
    newer, older = changes(eventful())
    assert [newer.on, older.on] == [date(2026, 11, 20), date(2025, 3, 1)]
    assert (older.before, older.after) == (HISTORY[1], HISTORY[0])
    assert newer.before == HISTORY[0]
    assert newer.after == eventful().criteria[0].verdict.published


def test_changes_of_all_criteria_are_newest_first() -> None:
    comparison = eventful()
    [criterion] = comparison.criteria
    other = criterion.model_copy(update={"id": "comfort"})
    both = comparison.model_copy(update={"criteria": (criterion, other)})
    assert [change.id for change in changes(both)] == [
        "speed.2026-11-20",
        "comfort.2026-11-20",
        "speed.2025-03-01",
        "comfort.2025-03-01",
    ]


def test_a_second_change_on_a_day_leaves_the_first_one_its_id() -> None:
    assert [c.id for c in changes(with_history(HISTORY[0]))] == ["speed.2026-11-20"]
    assert [c.id for c in changes(with_history(HISTORY[0], HISTORY[0]))] == [
        "speed.2026-11-20.2",
        "speed.2026-11-20",
    ]


def test_the_list_for_the_browser_has_few_keys_and_plain_words() -> None:
    assert news(eventful())[0] == {
        "id": "speed.2026-11-20",
        "criterion": "Speed",
        "on": "2026-11-20",
        "before": "Too close: Tie",
        "after": "First in town: Bicycle",
        "because": "A new road.",
        "url": "criteria/speed/#history",
    }


def test_changes_before_those_that_may_be_shown_have_only_id_and_day() -> None:
    days = [
        HISTORY[day % 2].model_copy(update={"on": date(2026, 1, day)}) for day in range(9, 0, -1)
    ]
    bare = [set(record) == {"id", "on"} for record in news(with_history(*days))]
    assert bare == [False] * NEWS_AT_MOST + [True] * 4


def test_all_changes_of_a_day_may_be_shown_since_some_may_be_seen_already() -> None:
    day = {"on": HISTORY[0].on}
    found = news(with_history(*[HISTORY[n % 2].model_copy(update=day) for n in range(7)]))
    assert len(found) == 7
    assert all("because" in record for record in found)


@pytest.mark.parametrize("base_url", ["", BASE])
@pytest.mark.parametrize("data", [OTHER_DATA, REAL_DATA, MINIMAL], ids=lambda path: path.stem)
def test_every_feed_is_valid(data: Any, base_url: str) -> None:
    comparison = load(data)
    root = is_atom(feed(comparison, base_url))
    assert len(root.findall(f"{ATOM}entry")) == len(changes(comparison))


def test_a_feed_reader_understands_the_entries() -> None:
    document = read(feed(eventful(), BASE))
    assert document.feed.title == "Bicycle vs Bus"
    assert document.feed.updated == "2026-11-20T00:00:00Z"
    newest, oldest = document.entries
    assert newest.link == f"{BASE}criteria/speed/#history"
    assert newest.updated == "2026-11-20T00:00:00Z"
    assert newest.summary == "A new road."
    assert oldest.title == "Speed: Nobody knows: Not known yet → Too close: Tie"


def test_without_a_change_the_feed_is_as_old_as_the_review() -> None:
    root = is_atom(feed(load(MINIMAL)))
    assert texts(root, "updated") == ["2026-11-20T00:00:00Z"]


def test_an_entrys_id_survives_new_words_and_a_new_scheme() -> None:
    before = [entry_id(advised(), change, BASE) for change in changes(advised())]
    reworded = hostile("Other words")
    http = BASE.replace("https", "http")
    assert before == [entry_id(reworded, change, BASE) for change in changes(reworded)]
    assert before == [entry_id(reworded, change, http) for change in changes(reworded)]
    assert before[0] == "tag:example.org,2026-11-20:/site/speed.2026-11-20"


def test_without_an_address_the_ids_are_made_of_the_title() -> None:
    assert ids_of(eventful()) == [
        "tag:comparison.invalid,2026:/521ab495ee3f/changes.xml",
        "tag:comparison.invalid,2026-11-20:/521ab495ee3f/speed.2026-11-20",
        "tag:comparison.invalid,2025-03-01:/521ab495ee3f/speed.2025-03-01",
    ]
    retitled = eventful().model_copy(update={"title": "Tram vs Bus"})
    assert not set(ids_of(eventful())) & set(ids_of(retitled))


def ids_of(comparison: Comparison) -> list[str]:
    root = is_atom(feed(comparison))
    return [*texts(root, "id"), *(texts(e, "id")[0] for e in root.findall(f"{ATOM}entry"))]


@HOSTILE
def test_hostile_texts_stay_texts(payload: str) -> None:
    text = feed(hostile(payload), BASE)
    root = is_atom(text)
    assert {element.tag.removeprefix(ATOM) for element in root.iter()} == {
        *("feed", "entry", "id", "title", "subtitle", "updated", "author", "name"),
        *("link", "summary", "content"),
    }
    assert texts(root, "title") == [payload]
    assert texts(root.findall(f"{ATOM}entry")[0], "summary") == [plain_text(payload)]
    assert not read(text).bozo
    assert news(hostile(payload))[0]["criterion"] == payload


def test_what_was_considered_and_not_done_stays_what_it_was() -> None:
    published = load(MINIMAL).criteria[0].verdict
    kept = Past(
        on=date(2026, 11, 21), kind=Kind.WINNER, option="bicycle", label=published.label,
        because="The proposal was answered.",
    )  # fmt: skip
    comparison = with_history(kept, *HISTORY)
    newest = changes(comparison)[0]
    assert newest.stays
    entry = is_atom(feed(comparison, BASE)).findall(f"{ATOM}entry")[0]
    assert texts(entry, "title") == ["Speed: First in town: Bicycle"]
    assert texts(entry, "content") == ["= First in town: Bicycle\nThe proposal was answered."]
    assert newest.id not in [record["id"] for record in news(comparison)]
    page = parse(articles(BuildContext(comparison))["changes.md"]).all(".change")[0]
    assert [side.text for side in page.all("dl > div")] == ["StaysFirst in town: Bicycle"]
    reworded = kept.model_copy(update={"label": "Quick"})
    assert not changes(with_history(reworded))[0].stays
