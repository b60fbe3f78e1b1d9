"""The built site, read as a crawler reads it: HTML and nothing that a script would add."""

import re
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest

from comparison_site.analysis.marks import mark_words
from comparison_site.analysis.outcomes import AT_MOST
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Comparison, Criterion, Outcome, Source
from tests.support.html import Element, read_page
from tests.support.sites import REPOSITORY, Site

VERDICTS = [
    ("Ease of use", "Easiest to learn", "PyTorch"),
    (
        "Ecosystem and community support",
        "Winner: depends",
        "TensorFlow for production tools; PyTorch for research and prototyping",
    ),
    ("Computation graphs", "More flexible", "PyTorch"),
    ("Deployment and production", "Best for production", "TensorFlow"),
    ("Performance", "Close", "Tie"),
]
ADVICE = {
    "Learning and exploration": "PyTorch",
    "Academic research": "PyTorch",
    "Large-scale deployment": "TensorFlow",
    "Mobile and edge applications": "TensorFlow",
    "Quick prototyping": "PyTorch",
}


@pytest.fixture(params=["published_site", "other_site", "measured_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """Each of the sites in turn."""
    built: Site = request.getfixturevalue(request.param)
    return built


@pytest.fixture
def front(real_site: Site) -> Element:
    return read_page(real_site.folder, "")


def article(site: Site, address: str) -> Element:
    return read_page(site.folder, address).one("article")


def says(comparison: Comparison, outcome: Outcome) -> str:
    """An outcome as a reader should find it on the page."""
    if outcome.kind in (Kind.TIE, Kind.UNKNOWN):
        return outcome.kind.words
    names = [comparison.option(id_).name for id_ in outcome.option_ids]
    purposes = [f" for {part.purpose}" for part in outcome.parts] or [""]
    return "; ".join(name + purpose for name, purpose in zip(names, purposes, strict=True))


def shown_points(page: Element) -> list[str]:
    """The texts of the points inside the tabs, without their source numbers."""
    return [point.text_without(".cites") for point in page.all(".point__text")]


# --- The front page of TensorFlow vs PyTorch ---


def test_the_scoreboard_shows_the_five_verdicts_in_order(front: Element) -> None:
    rows = front.one("table.scoreboard").one("tbody").all("tr")
    found = [
        (row.one("th").text, row.one(".badge__label").text, row.one(".result").text) for row in rows
    ]
    assert found == VERDICTS


def test_the_front_page_gives_the_five_recommendations(front: Element) -> None:
    rows = front.one("table.lookup").one("tbody").all("tr")
    assert {row.one("th").text: row.one(".badge").text for row in rows} == ADVICE


def test_the_scenarios_page_gives_the_five_recommendations(real_site: Site) -> None:
    rows = article(real_site, "scenarios").one("table").one("tbody").all("tr")
    found = {row.one("th").text.removesuffix(" #"): row.one(".badge").text for row in rows}
    assert found == ADVICE


def test_the_front_page_opens_with_question_and_bottom_line(front: Element) -> None:
    body = front.one("article").text
    assert "TensorFlow or PyTorch: which should your next project use?" in front.one("h1").text
    lead = front.one("p.lead").text
    assert lead.startswith("PyTorch stands out for its intuitive design and its flexibility")
    assert lead.endswith("many people end up learning both.")
    assert body.index(lead) < body.index("Easiest to learn")


# --- Both sites ---


def test_the_scoreboard_has_every_published_verdict(site: Site) -> None:
    rows = read_page(site.folder, "").one("table.scoreboard").one("tbody").all("tr")
    found = [
        (
            row.one("th").text,
            row.one(".badge__label").text,
            row.one(".result").text,
            row.one(".scoreboard__why").text,
        )
        for row in rows
    ]
    assert found == [
        (
            criterion.name,
            criterion.verdict.published.label,
            says(site.comparison, criterion.verdict.published),
            plain_text(criterion.verdict.published.because),
        )
        for criterion in site.comparison.criteria
    ]


def test_the_scoreboard_says_how_sure_each_verdict_is_and_once_when_and_on_what(site: Site) -> None:
    page = read_page(site.folder, "")
    rows = page.one("table.scoreboard").one("tbody").all("tr")
    for criterion, row in zip(site.comparison.criteria, rows, strict=True):
        sure = criterion.verdict.published.confidence.words
        assert sure.startswith(row.one(".scoreboard__sure").text)
        assert not row.all("time, .version")
    days = sorted(criterion.verdict.reviewed_on for criterion in site.comparison.criteria)
    told = page.one(".reviewed")
    assert told.all("time")[-1].text == f"{days[-1].day} {days[-1]:%B %Y}"
    assert told.all("time")[0].attributes["datetime"] == days[0].isoformat()
    assert [version.text for version in told.all(".version")] == [
        f"{option.name} {option.version}" for option in site.comparison.options
    ]


def test_the_overview_begins_with_what_to_take_for_which_need(site: Site) -> None:
    page = read_page(site.folder, "")
    answer, body = page.one(".answer"), page.one("article").text
    assert body.index(answer.text) < body.index(page.one(".scoreboard").text)
    comparison = site.comparison
    needs = [link.text for link in answer.all("li > a:first-child")]
    assert len(needs) == len(set(needs)) == min(len(comparison.scenarios), AT_MOST)
    for group in answer.all(".answer__group"):
        for item in group.all("li"):
            [scenario] = [s for s in comparison.scenarios if item.text.startswith(s.need)]
            if option := scenario.published.option:
                assert comparison.option(option).name in group.one("dt").text
            assert ("Contested" in item.text) is bool(scenario.open_proposal)


def test_the_tally_adds_up(site: Site) -> None:
    """A single criterion needs none."""
    told = [tally.text for tally in read_page(site.folder, "").all(".tally")]
    assert len(told) == (len(site.comparison.criteria) > 1)
    if not told:
        return
    total, *parts = [int(n) for n in re.findall(r"\d+", told[0])]
    assert total == len(site.comparison.criteria)
    contested = sum(1 for c in site.comparison.criteria if mark_words(site.comparison, c))
    if contested:
        assert parts[-2:] == [contested, total]
        parts = parts[:-2]
    assert sum(parts) == total


def test_contested_verdicts_are_marked_wherever_they_are_published(site: Site) -> None:
    rows = read_page(site.folder, "").one("table.scoreboard").one("tbody").all("tr")
    for criterion, row in zip(site.comparison.criteria, rows, strict=True):
        page = article(site, f"criteria/{criterion.id}")
        mark = mark_words(site.comparison, criterion)
        for place in (row, page.one("#verdict")):
            assert (mark in place.text) if mark else ("Contested" not in place.text)
        assert bool(page.all("#contested")) is (criterion.verdict.open_proposal is not None)


def test_the_second_comparison_contests_a_verdict_and_advice(other_site: Site) -> None:
    """Or the tests around this one would look at nothing where nothing published is contested."""
    assert any(criterion.verdict.open_proposal for criterion in other_site.comparison.criteria)
    assert any(scenario.open_proposal for scenario in other_site.comparison.scenarios)


def test_contested_advice_is_marked_and_argued(site: Site) -> None:
    page = article(site, "scenarios")
    for scenario in site.comparison.scenarios:
        proposal = scenario.open_proposal
        assert ("Contested" in page.one(f"#{scenario.id}").text) is (proposal is not None)
        if proposal:
            assert page.all(f"#contested-{scenario.id}")
            assert proposal.label in page.text
            assert plain_text(proposal.argument) in page.text


def test_every_criterion_page_has_verdict_points_and_sources(site: Site) -> None:
    for criterion in site.comparison.criteria:
        check_criterion(site, criterion)


def check_criterion(site: Site, criterion: Criterion) -> None:
    page = article(site, f"criteria/{criterion.id}")
    verdict = criterion.verdict.published
    head = page.one("#verdict").text
    points = [point for option in criterion.positions.values() for point in option.points]
    for words in (
        verdict.label,
        says(site.comparison, verdict),
        verdict.confidence.value.capitalize(),
    ):
        assert words in head
    assert plain_text(verdict.because) in head
    assert plain_text(criterion.verdict.flips_if) in head
    assert sorted(shown_points(page)) == sorted(plain_text(point.text) for point in points)
    for position in criterion.positions.values():
        assert plain_text(position.summary) in page.text
    for point in points:
        assert not point.changed or plain_text(point.changed) in page.text
    cited = {name for point in points for name in point.sources}
    listed = {item.attributes["id"].removeprefix("source-") for item in page.all("li.source")}
    assert cited <= listed


def source_address(site: Site, source: Source, root: str) -> str:
    """What a source links to: a page on the web, or the page of the run that it is."""
    run, figure = site.comparison.run(source), site.comparison.figure(source)
    if run is None:
        return str(source.url)
    return f"{root}evidence/{run.id}/" + (f"#figure-{figure.id}" if figure else "")


def test_every_point_leads_to_its_sources_on_the_same_page(site: Site) -> None:
    for criterion in site.comparison.criteria:
        page = article(site, f"criteria/{criterion.id}")
        entries = {item.attributes["id"]: item for item in page.all("li.source")}
        for position in criterion.positions.values():
            for point in position.points:
                numbers = page.one(f"#point-{point.id}").one(".cites").all("a")
                assert len(numbers) == len(point.sources)
                for name, number in zip(point.sources, numbers, strict=True):
                    entry = entries[number.attributes["href"].removeprefix("#")]
                    source = site.comparison.source(name)
                    address = entry.all("a")[0].attributes["href"]
                    assert address == source_address(site, source, "../../")
                    assert source.title in entry.text


def test_every_point_can_be_linked_to_and_is_said_once_per_view(site: Site) -> None:
    for criterion in site.comparison.criteria:
        page = article(site, f"criteria/{criterion.id}")
        for position in criterion.positions.values():
            for point in position.points:
                anchor = f"#point-{point.id}"
                assert anchor in [a.attributes["href"] for a in page.one(anchor).all("a")]
        ids = [element.attributes["id"] for element in page.all("[id]")]
        assert sorted(ids) == sorted(set(ids))


def test_every_option_page_says_when_to_choose_and_when_to_avoid_it(site: Site) -> None:
    for option in site.comparison.options:
        page = article(site, f"options/{option.id}")
        for words in (*option.choose_when, *option.avoid_when, option.summary):
            assert plain_text(words) in page.text
        assert option.origin
        for fact in (option.origin.by, str(option.origin.year), option.license, option.version):
            assert fact in page.one("dl.facts").text


def test_the_sources_page_lists_every_source_with_its_address(site: Site) -> None:
    rows = [row for body in article(site, "sources").all("tbody") for row in body.all("tr")]
    found = [(row.one("a.source__title").text, row.all("a")[0].attributes["href"]) for row in rows]
    sources = sorted(site.comparison.sources, key=lambda source: source.result is not None)
    assert found == [(s.title, source_address(site, s, "../")) for s in sources]
    assert all(row.one("ul").all("a") for row in rows)


def test_every_page_has_one_heading_a_title_and_a_description(site: Site) -> None:
    titles = []
    for address in site.addresses:
        page = read_page(site.folder, address)
        assert len(page.all("h1")) == 1, address
        assert page.one("h1").text.removesuffix("#").strip(), address
        titles.append(page.one("head").one("title").text)
        described = [m for m in page.all("meta") if m.attributes.get("name") == "description"]
        assert [bool(m.attributes["content"].strip()) for m in described] == [True], address
    assert len(set(titles)) == len(titles)
    assert all(site.comparison.title in title for title in titles)


def test_a_shared_link_says_the_verdict_in_words(site: Site) -> None:
    for criterion in site.comparison.criteria:
        verdict = criterion.verdict.published
        said = shared_words(site, f"criteria/{criterion.id}")
        assert said.startswith(verdict.label)
        if verdict.option_ids:
            assert f"{verdict.label}: {says(site.comparison, verdict)}" in said
        mark = mark_words(site.comparison, criterion)
        assert (f"({mark}). " in said) if mark else ("Contested" not in said)
        assert said.endswith(f". {plain_text(verdict.because)}")
    for option in site.comparison.options:
        assert shared_words(site, f"options/{option.id}") == plain_text(option.summary)
    assert shared_words(site, "") == plain_text(site.comparison.bottom_line)


def test_a_shared_link_says_what_is_compared_and_what_its_picture_shows(site: Site) -> None:
    comparison = site.comparison
    for address in site.addresses:
        title = shared_words(site, address, "og:title")
        assert comparison.title in title or title == comparison.question, address
        assert shared_words(site, address, "og:image:alt"), address
    for criterion in comparison.criteria:
        shown = shared_words(site, f"criteria/{criterion.id}", "og:image:alt")
        assert criterion.verdict.published.label in shown
        assert mark_words(comparison, criterion) in shown


def shared_words(site: Site, address: str, name: str = "og:description") -> str:
    tags = read_page(site.folder, address).all("meta")
    named = [tag for tag in tags if tag.attributes.get("property") == name]
    [content] = [tag.attributes["content"] for tag in named]
    return content


def test_headings_never_skip_a_level(site: Site) -> None:
    for address in site.addresses:
        headings = [
            int(element.tag[1])
            for element in article(site, address).walk()
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        ]
        assert headings[0] == 1, address
        steps = pairwise(headings)
        assert [step for step in steps if step[1] > step[0] + 1] == [], address


def test_every_table_has_a_caption_and_headers_with_a_scope(site: Site) -> None:
    tables = [table for a in site.addresses for table in read_page(site.folder, a).all("table")]
    assert len(tables) >= 4
    for table in tables:
        assert table.one("caption").text
        scopes = {header.attributes.get("scope") for header in table.all("th")}
        assert scopes - {"rowgroup"} == {"col", "row"}


def test_every_generated_page_has_an_edit_link_to_the_comparison_file(real_site: Site) -> None:
    for address in real_site.addresses:
        links = read_page(real_site.folder, address).all("a")
        edits = [a.attributes["href"] for a in links if a.attributes.get("rel") == "edit"]
        file = "docs/method.md" if address == "method" else "tests/data/frameworks.yaml"
        assert edits == [f"{REPOSITORY}/edit/main/{file}"], address


def test_every_internal_link_leads_to_a_page_or_anchor_that_exists(site: Site) -> None:
    pages = {address: read_page(site.folder, address) for address in site.addresses}
    links = 0
    for address, page in pages.items():
        here = f"https://site.invalid/{address}/".replace("//", "/").replace(":/", "://", 1)
        for link in page.all("a"):
            target = urlsplit(urljoin(here, link.attributes.get("href", "")))
            if target.netloc != "site.invalid":
                continue
            if (site.folder / target.path.strip("/")).is_file():
                continue
            there = pages[target.path.strip("/")]
            assert not target.fragment or there.all(f"#{target.fragment}"), (address, target)
            links += 1
    assert links > 100


def test_the_404_page_lists_every_page_and_the_evidence_page_every_run(site: Site) -> None:
    runs = {f"evidence/{run.id}" for run in site.comparison.runs}
    page = read_page(site.folder, "404.html")
    found = {a.attributes["href"].rstrip(".").strip("/") for a in article_links(page)}
    assert found == set(site.listed)
    if runs:
        links = article_links(read_page(site.folder, "evidence"))
        assert runs <= {f"evidence/{a.attributes['href'].strip('/')}" for a in links}


def article_links(page: Element) -> list[Element]:
    return page.one("article").all("a")


def test_nothing_is_loaded_from_another_site(site: Site) -> None:
    for address in [*site.addresses, "404.html"]:
        page = read_page(site.folder, address)
        loaded = [e.attributes.get("src", "") for e in page.all("script") + page.all("img")]
        loaded += [e.attributes["href"] for e in page.all("link") if "href" in e.attributes]
        assert [url for url in loaded if urlsplit(url).netloc] == [], address
