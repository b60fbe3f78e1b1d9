"""JSON-LD names the options and the verdict, and cannot leave its script element."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from comparison_site import BuildContext, Comparison, load
from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.marks import marked
from comparison_site.analysis.outcomes import verdict_words
from comparison_site.core.inline_text import plain_text
from comparison_site.pages.registry import all_pages
from tests.support.comparisons import BASE, DATA, HOSTILE, eventful, hostile
from tests.support.json_values import objects
from tests.support.paths import FRAMEWORKS, MINIMAL


class Scripts(HTMLParser):
    """The tags of a page and the text of its scripts, as a browser's parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data if self.tags[-1:] == ["script"] else ""


def things(comparison: Comparison, base_url: str = "") -> dict[str, Any]:
    return {path: json.loads(text) for path, text in linked(comparison, base_url).items()}


def linked(comparison: Comparison, base_url: str = "") -> dict[str, str]:
    """What stands in the script element of every page's head, by the page's path."""
    pages = all_pages(BuildContext(comparison, base_url))
    return {page.path: page.head["linked"] for page in pages if page.title}


@DATA
def test_every_generated_page_has_json_ld(data: Path) -> None:
    assert all(linked(load(data)).values())


@DATA
def test_the_overview_and_every_criterion_name_all_options(data: Path) -> None:
    comparison = load(data)
    names = [option.name for option in comparison.options]
    found = things(comparison, BASE)
    assert [item["name"] for item in found["index.md"]["about"]] == names
    for criterion in comparison.criteria:
        review = found[f"criteria/{criterion.id}.md"]
        assert [item["name"] for item in review["itemReviewed"]] == names
        assert review["reviewBody"] == plain_text(criterion.verdict.published.because)
        assert review["dateModified"] == criterion.verdict.reviewed_on.isoformat()
        assert review["url"] == f"{BASE}criteria/{criterion.id}/"


@DATA
def test_everything_has_a_type_and_one_context(data: Path) -> None:
    for thing in things(load(data)).values():
        assert thing["@context"] == "https://schema.org"
        assert all("@type" in part for part in objects(thing))


def test_an_option_with_a_package_is_software() -> None:
    option = things(load(FRAMEWORKS))["index.md"]["about"][0]
    assert option["@type"] == "SoftwareApplication"
    assert option["softwareVersion"] == load(FRAMEWORKS).options[0].version


def test_an_option_without_a_package_is_not_called_software() -> None:
    option = things(load(MINIMAL))["index.md"]["about"][0]
    assert (option["@type"], option["version"]) == ("CreativeWork", "2026")


def test_a_page_says_when_it_changed_last_and_claims_no_day_of_publication() -> None:
    for path, thing in things(eventful()).items():
        assert thing["dateModified"] == "2026-11-20"
        assert path == "sources.md" or "datePublished" not in json.dumps(thing)


@DATA
def test_a_review_says_who_won_and_the_reason(data: Path) -> None:
    comparison = load(data)
    for criterion in comparison.criteria:
        review = things(comparison)[f"criteria/{criterion.id}.md"]
        words = verdict_words(comparison, criterion.verdict.published)
        assert review["name"] == marked(comparison, criterion, words)
        assert review["reviewAspect"] == criterion.name
        assert review["reviewBody"] == plain_text(criterion.verdict.published.because)


def test_nobody_is_called_the_author() -> None:
    """The data names none; what a review belongs to is the comparison."""
    found = things(eventful(), BASE)
    assert "author" not in {key for part in objects(found) for key in part}
    whole = {"@type": "Article", "name": "Bicycle vs Bus", "url": BASE}
    assert found["criteria/speed.md"]["isPartOf"] == whole


@DATA
def test_reviews_and_pages_name_the_same_options(data: Path) -> None:
    comparison, found = load(data), things(load(data), BASE)
    pages = [found[f"options/{option.id}.md"]["mainEntity"] for option in comparison.options]
    assert [page["@id"] for page in pages] == [
        f"{BASE}options/{option.id}/" for option in comparison.options
    ]
    assert found["index.md"]["about"] == pages
    assert all(found[f"criteria/{c.id}.md"]["itemReviewed"] == pages for c in comparison.criteria)


def test_without_an_address_an_options_id_leads_from_each_page_to_its_own() -> None:
    found = things(load(MINIMAL))
    ids = [
        found["index.md"]["about"][0]["@id"],
        found["criteria/speed.md"]["itemReviewed"][0]["@id"],
        found["options/bicycle.md"]["mainEntity"]["@id"],
    ]
    assert ids == ["options/bicycle/", "../../options/bicycle/", "./"]


@HOSTILE
def test_hostile_texts_stay_inside_the_script(payload: str) -> None:
    for text in linked(hostile(payload)).values():
        page = Scripts()
        page.feed(f'<script type="application/ld+json">{text}</script>')
        page.close()
        assert page.tags == ["script"]
        assert page.text == text
        assert not set(text) & set("<>&\u2028\u2029")
    assert things(hostile(payload))["index.md"]["headline"] == payload


@pytest.mark.parametrize(
    ("here", "path", "anchor", "address"),
    [
        ("index.html", "", "", "./"),
        ("index.html", "criteria/x/", "history", "criteria/x/#history"),
        ("criteria/x/index.md", "", "", "../../"),
        ("criteria/x/index.md", "criteria/x/", "", "./"),
        ("criteria/x/index.md", "options/y/index.md", "", "../../options/y/index.md"),
        ("api/v1/comparison.json", "api/v1/comparison.json", "", "comparison.json"),
    ],
)
def test_addresses_are_relative_to_the_file(
    here: str, path: str, anchor: str, address: str
) -> None:
    assert Addresses(here=here).of(path, anchor) == address
    absolute = f"{BASE}{path}{'#' if anchor else ''}{anchor}"
    assert Addresses(BASE, here).of(path, anchor) == absolute
