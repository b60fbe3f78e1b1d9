"""A scenario that recommended something else before says so wherever verdicts do."""

import json
from datetime import date

from comparison_site import BuildContext
from comparison_site.analysis.changes import changes, news
from comparison_site.outputs.api import comparison_json
from comparison_site.outputs.feed import feed
from tests.analysis.test_verdict_changes import is_atom, links, texts
from tests.support.articles import articles
from tests.support.comparisons import ADVICE_HISTORY, BASE, advised
from tests.support.html import parse


def test_changes_of_advice_stand_among_those_of_verdicts_by_day() -> None:
    assert [change.id for change in changes(advised())] == [
        "speed.2026-11-20",
        "scenarios.short-way.2026-11-18",
        "speed.2025-03-01",
        "scenarios.short-way.2025-02-01",
    ]
    newer = changes(advised())[1]
    assert newer.before == ADVICE_HISTORY[0]
    assert newer.after == advised().scenarios[0].published


def test_a_returning_reader_is_told_who_was_recommended() -> None:
    assert news(advised())[1] == {
        "id": "scenarios.short-way.2026-11-18",
        "criterion": "A short way in town",
        "on": "2026-11-18",
        "before": "Bus",
        "after": "Bicycle",
        "because": "Rain, all year.",
        "url": "scenarios/#short-way",
    }


def test_the_feed_leads_to_the_row_of_the_scenario() -> None:
    entry = is_atom(feed(advised(), BASE)).findall("{http://www.w3.org/2005/Atom}entry")[1]
    assert texts(entry, "title") == ["A short way in town: Bus → Bicycle"]
    assert texts(entry, "content") == ["- Bus\n+ Bicycle\nRain, all year."]
    assert links(entry)["alternate"] == f"{BASE}scenarios/#short-way"


def test_the_pages_show_it_at_the_row_and_among_the_changes() -> None:
    pages = articles(BuildContext(advised()))
    change = parse(pages["changes.md"]).all(".change")[1]
    assert change.one("h2 a").attributes["href"] == "../scenarios/#short-way"
    assert [side.text for side in change.all("dd")] == ["Bus", "Bicycle"]
    row = parse(pages["scenarios.md"]).one("#short-way")
    assert [told.text for told in row.all(".advice-past")] == [
        "Until 18 November 2026: Bus. Rain, all year.",
        "Until 1 February 2025: Tie. Nobody knew.",
        "Reviewed 19 November 2026",
    ]


def test_programs_get_the_history_and_the_day_of_the_review() -> None:
    document = json.loads(comparison_json(advised(), BASE))
    [scenario] = document["result"]["scenarios"]
    assert scenario["reviewed_on"] == "2026-11-19"
    assert [
        (past["on"], past["words"], past["because"]["plain"]) for past in scenario["history"]
    ] == [
        ("2026-11-18", "Bus", "Rain, all year."),
        ("2025-02-01", "Tie", "Nobody knew."),
    ]


def test_the_newest_day_of_the_whole_may_be_one_of_advice() -> None:
    comparison = advised()
    [scenario] = comparison.scenarios
    later = scenario.model_copy(update={"reviewed_on": date(2026, 11, 22)})
    assert comparison.last_reviewed == date(2026, 11, 20)
    newer = comparison.model_copy(update={"scenarios": (later,)})
    assert newer.last_reviewed == date(2026, 11, 22)
