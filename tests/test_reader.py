"""What readers can do on a page: filter, see what is new, copy a link. All of it is an extra.

Every test fails as well when a page logs an error or asks another origin for anything (conftest).
"""

import gzip
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from conftest import Site, Visitor
from playwright.sync_api import Browser, Page, ViewportSize, expect
from site_pages import REAL_DATA, ROOT, copy_evidence, parse, read_page, replace_once

from generator import load, render_pages
from generator.model import Comparison, Criterion, Point

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
OLD_PHONE: ViewportSize = {"width": 320, "height": 568}
CLIPBOARD = ["clipboard-read", "clipboard-write"]
PARTS = ("scenarios.js", "evidence.js", "since.js", "links.js", "reader.css")
REFUSE = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
NO_STORAGE = """const { getItem } = Storage.prototype;
Storage.prototype.getItem = function (key) {
    if (key.startsWith('since')) throw new DOMException('no', 'SecurityError');
    return getItem.call(this, key);
}"""  # the theme itself cannot do without storage
KEY = "since:1:/"
CHANGE = {
    "id": "deployment.2026-11-20",
    "criterion": "Deployment",
    "on": "2026-11-20",
    "before": "Best for <b>production</b>",
    "after": "Depends on what you serve",
    "because": "<img src=x onerror=alert(1)> The server is no longer maintained.",
    "url": "../criteria/deployment/#history",
}
OLDER = CHANGE | {"id": "ecosystem.2026-05-02", "on": "2026-05-02", "criterion": "Ecosystem"}
TYPING = """texts => texts.map(text => {
    const field = document.querySelector('#scenario_filter [type=search]');
    field.value = text;
    const start = performance.now();
    field.dispatchEvent(new Event('input'));
    const scripted = performance.now();
    document.body.offsetHeight;
    const shown = document.querySelector('.filter__count').textContent;
    return {shown, script: scripted - start, all: performance.now() - start};
})"""


@pytest.fixture(scope="module")
def site(
    real_site: Site,
    tmp_path_factory: pytest.TempPathFactory,
    serve_folder: Callable[[Path], Any],
) -> Iterator[Site]:
    """The real site without the theme's scripts: its pages load in half the time.

    Tests about the whole page use `real_site`.
    """
    folder = tmp_path_factory.mktemp("reader") / "site"
    shutil.copytree(real_site.folder, folder)
    for script in (folder / "assets" / "javascripts").rglob("*.js"):
        script.write_text("", encoding="utf-8")
    with serve_folder(folder) as url:
        yield Site(folder, real_site.comparison, url)


@pytest.fixture(scope="module")
def shared(site: Site, real_site: Site, browser: Browser) -> Iterator[tuple[Visitor, Page]]:
    """One page for all tests that do not need one of their own: opening one takes time."""
    visitor = Visitor(browser)
    visitor.expected += [f"{each.url}favicon.ico" for each in (site, real_site)]  # SVGs name none
    yield visitor, visitor.open(viewport=DESKTOP, permissions=CLIPBOARD)
    visitor.close()


@pytest.fixture
def page(site: Site, shared: tuple[Visitor, Page]) -> Iterator[Page]:
    """A page of the site's origin, with empty storage; fails the test if it logged an error."""
    visitor, page = shared
    page.goto(f"{site.url}assets/favicon.svg")
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    visitor.faults.clear()
    yield page
    page.unroute_all()
    page.set_viewport_size(DESKTOP)
    page.emulate_media(media="screen", color_scheme="light")
    assert visitor.faults == []


def points(criterion: Criterion) -> list[Point]:
    return [point for position in criterion.positions.values() for point in position.points]


# --- Scenarios ---


def scenarios(site: Site, page: Page, query: str = "") -> None:
    page.goto(f"{site.url}scenarios/{query}")
    expect(page.locator("#scenario_filter")).to_be_visible()


def field(page: Page) -> Any:
    return page.get_by_label("Your need")


def needs(page: Page) -> list[str]:
    found: list[str] = page.locator(".lookup--full tbody tr").evaluate_all(
        "all => all.filter(row => row.checkVisibility()).map(row => row.id)"
    )
    return found


def query(page: Page) -> str:
    found: str = page.evaluate("location.search")
    return found


def check(page: Page, site: Site, *ids: str) -> None:
    for name in ids:
        title = site.comparison.criterion(name).name
        page.locator(".tick", has_text=title).click()


def test_words_match_from_their_first_letters_whatever_their_case_and_accents(
    site: Site, page: Page
) -> None:
    scenarios(site, page)
    assert needs(page) == [s.id for s in site.comparison.scenarios]
    for typed, expected in {
        "mobil": ["mobile-and-edge"],
        "  MÓBÏLE, ": ["mobile-and-edge"],
        "obile": [],
        "mobile google": ["mobile-and-edge"],
        "mobile deploy": ["mobile-and-edge"],
        "mobile research": [],
        "?!": [s.id for s in site.comparison.scenarios],
    }.items():
        field(page).fill(typed)
        assert needs(page) == expected, typed


def test_what_the_verdicts_of_a_row_say_is_not_searched(site: Site, page: Page) -> None:
    scenarios(site, page)
    row = page.locator("#learning .rests-on").inner_text()
    assert "TensorFlow" in row
    field(page).fill("tensorflow")
    assert "learning" not in needs(page)
    assert "mobile-and-edge" in needs(page)


def test_a_row_has_to_rest_on_every_checked_criterion(site: Site, page: Page) -> None:
    scenarios(site, page)
    chosen: list[str] = []
    for name in ("ecosystem", "deployment"):
        chosen.append(name)
        check(page, site, name)
        resting = [s.id for s in site.comparison.scenarios if set(chosen) <= set(s.criteria)]
        assert needs(page) == resting
    assert 0 < len(resting) < len(site.comparison.scenarios)


def test_only_criteria_that_some_row_rests_on_are_offered(site: Site, page: Page) -> None:
    scenarios(site, page)
    rested = {name for s in site.comparison.scenarios for name in s.criteria}
    names = [c.name for c in site.comparison.criteria if c.id in rested]
    assert len(names) < len(site.comparison.criteria)
    assert page.locator("#scenario_filter .tick").all_inner_texts() == names


def test_the_count_follows_every_key_and_is_announced_once_at_rest(site: Site, page: Page) -> None:
    scenarios(site, page)
    total = len(site.comparison.scenarios)
    status = page.locator("#scenario_filter [role=status]")
    expect(page.locator(".filter__count")).to_have_text(f"{total} of {total}")
    page.evaluate(
        """() => { window.said = [];
        new MutationObserver(() => said.push(document.querySelector(
            '#scenario_filter [role=status]').textContent)).observe(
            document.querySelector('#scenario_filter [role=status]'), {childList: true}) }"""
    )
    field(page).press_sequentially("mobile", delay=10)
    expect(page.locator(".filter__count")).to_have_text(f"1 of {total}")
    assert page.evaluate("said") == []
    expect(status).to_have_text(f"1 of {total} scenarios match.")
    assert page.evaluate("said.length") == 1
    assert status.get_attribute("role") == "status"


def test_contested_sections_go_with_their_rows(site: Site, page: Page) -> None:
    scenarios(site, page)
    contested = [s.id for s in site.comparison.scenarios if s.open_proposal]
    assert len(contested) == 2
    shown = page.locator('h3[id^="contested-"]').filter(visible=True)
    boxes = page.locator(".proposal").filter(visible=True)
    assert (shown.count(), boxes.count()) == (2, 2)
    field(page).fill("mobile")
    assert [h.get_attribute("id") for h in shown.all()] == ["contested-mobile-and-edge"]
    assert boxes.count() == 1
    field(page).fill("academic")
    expect(page.locator("#contested_advice")).to_be_hidden()
    expect(page.get_by_text("The advice above stays published.")).to_be_hidden()
    assert (shown.count(), boxes.count()) == (0, 0)
    expect(page.locator("#cited_sources")).to_be_visible()


def test_the_address_keeps_the_filter(site: Site, page: Page) -> None:
    scenarios(site, page)
    field(page).fill("google edge ")
    check(page, site, "deployment")
    wanted = "?need=google+edge&criteria=deployment"
    assert query(page) == wanted
    check(page, site, "ecosystem")
    assert query(page) == "?need=google+edge&criteria=ecosystem,deployment"
    check(page, site, "ecosystem")
    assert query(page) == wanted
    page.reload()
    expect(field(page)).to_have_value("google edge")
    assert page.locator(".tick :checked").count() == 1
    assert needs(page) == ["mobile-and-edge"]
    field(page).fill("")
    check(page, site, "deployment")
    assert query(page) == ""


def test_back_leaves_after_typing_in_one_step(site: Site, page: Page) -> None:
    page.goto(f"{site.url}sources/")
    page.goto(f"{site.url}scenarios/")
    field(page).press_sequentially("mobile", delay=5)
    page.wait_for_function("location.search === '?need=mobile'")
    page.go_back()
    assert page.url == f"{site.url}sources/"
    page.go_forward()
    expect(field(page)).to_have_value("mobile")
    assert needs(page) == ["mobile-and-edge"]


def test_back_undoes_one_criterion_at_a_time(site: Site, page: Page) -> None:
    scenarios(site, page)
    field(page).fill("google")
    check(page, site, "ecosystem", "deployment")
    page.go_back()
    assert query(page) == "?need=google&criteria=ecosystem"
    assert page.locator(".tick :checked").evaluate_all("all => all.map(b => b.value)") == [
        "ecosystem"
    ]
    page.go_back()
    assert query(page) == "?need=google"
    expect(field(page)).to_have_value("google")
    page.go_forward()
    assert query(page) == "?need=google&criteria=ecosystem"


def test_an_empty_result_says_what_to_try(site: Site, page: Page) -> None:
    scenarios(site, page, "?need=zzz")
    empty = page.locator("#scenario_filter_empty")
    expect(page.locator(".lookup--full")).to_be_hidden()
    hints = empty.locator("li").filter(visible=True)
    assert [hint.split(" ")[0] for hint in hints.all_inner_texts()] == ["Clear", "Say"]
    check(page, site, "deployment")
    assert hints.count() == 3
    status = page.locator("#scenario_filter [role=status]")
    expect(status).to_contain_text("No scenario matches.")
    href = empty.get_by_role("link", name="Decide page").get_attribute("href") or ""
    assert page.request.get(f"{page.url.split('?')[0]}{href}").ok
    empty.get_by_role("button", name="Show all").click()
    assert needs(page) == [s.id for s in site.comparison.scenarios]
    assert query(page) == ""
    expect(field(page)).to_be_focused()
    expect(empty).to_be_hidden()


def test_show_all_appears_with_the_first_condition(site: Site, page: Page) -> None:
    scenarios(site, page)
    button = page.locator("#scenario_filter button")
    expect(button).to_be_hidden()
    check(page, site, "deployment")
    button.click()
    assert needs(page) == [s.id for s in site.comparison.scenarios]
    expect(button).to_be_hidden()


def test_unknown_criteria_are_ignored(site: Site, page: Page) -> None:
    scenarios(site, page, "?criteria=nope")
    assert needs(page) == [s.id for s in site.comparison.scenarios]
    page.goto(f"{site.url}scenarios/?criteria=nope,,deployment,%3Cb%3E&h=word")
    assert needs(page) == [s.id for s in site.comparison.scenarios if "deployment" in s.criteria]
    page.wait_for_function("location.search === '?criteria=deployment&h=word'")


@pytest.mark.parametrize("anchor", ["learning", "contested-mobile-and-edge"])
def test_a_link_to_a_hidden_row_shows_it(site: Site, page: Page, anchor: str) -> None:
    scenarios(site, page, f"?need=academic#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    expect(field(page)).to_have_value("")
    assert page.url == f"{site.url}scenarios/#{anchor}"
    field(page).fill("academic")
    field(page).blur()
    assert (query(page), page.evaluate("location.hash")) == ("?need=academic", "")
    page.evaluate("anchor => location.hash = anchor", anchor)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    assert page.evaluate("location.hash") == f"#{anchor}"


def test_an_anchor_of_a_row_that_is_shown_stays(site: Site, page: Page) -> None:
    scenarios(site, page, "?need=mobile#mobile-and-edge")
    check(page, site, "deployment")
    assert page.url.endswith("/?need=mobile&criteria=deployment#mobile-and-edge")


def test_five_hundred_scenarios_follow_every_key(site: Site, page: Page) -> None:
    """Of several rounds the fastest counts for each key: a busy machine is not our fault."""
    html = (site.folder / "scenarios" / "index.html").read_text(encoding="utf-8")
    (rows,) = re.findall(
        r'<table class="lookup lookup--full".*?<tbody[^>]*>(.*?)</tbody>', html, re.S
    )
    own = '<tr role="row" id="'
    count = rows.count(own)
    many = "".join(rows.replace(own, f"{own}n{n}-") for n in range(500 // count))
    body = html.replace(rows, many)
    page.route("**/scenarios/", lambda r: r.fulfill(body=body, content_type="text/html"))
    page.goto(f"{site.url}scenarios/")
    texts = ["m", "mo", "mob", "mobi", "mob", "mo", "", "zz", "mobile g", ""]
    rounds = [page.evaluate(TYPING, texts) for _ in range(6)]
    assert [step["shown"] for step in rounds[0][2:4]] == ["100 of 500"] * 2
    script = [min(step["script"] for step in same) for same in zip(*rounds, strict=True)]
    layout = [min(step["all"] for step in same) for same in zip(*rounds, strict=True)]
    assert max(script) < 8
    assert median(layout) < 16
    assert max(layout) < 60  # all rows return at once: 13 at rest, 300 were every row laid out
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]


# --- Evidence ---


def kinds(comparison: Comparison, point: Point) -> set[str]:
    return {comparison.source(name).kind.value for name in point.sources}


def evidence(site: Site, page: Page, name: str, query: str = "") -> None:
    page.goto(f"{site.url}criteria/{name}/{query}")
    expect(page.locator("#evidence-filter")).to_be_visible()


def shown(page: Page) -> list[str]:
    """The ids of the points that the filter leaves, in open and closed tabs."""
    found: list[str] = page.locator(".tabbed-block > .points > .point:not([hidden])").evaluate_all(
        "all => all.map(point => point.id.replace('point-', ''))"
    )
    return found


def expected(site: Site, criterion: Criterion, *allowed: str) -> list[str]:
    return [point.id for point in points(criterion) if kinds(site.comparison, point) & set(allowed)]


def test_points_that_rest_only_on_other_evidence_are_hidden(site: Site, page: Page) -> None:
    criterion = site.comparison.criterion("deployment")
    evidence(site, page, "deployment")
    every = [point.id for point in points(criterion)]
    assert shown(page) == every
    page.get_by_label("Documentation", exact=True).uncheck()
    left = expected(site, criterion, "measured", "release-note", "article", "opinion")
    assert shown(page) == left
    assert 0 < len(left) < len(every)
    page.get_by_text("All at once", exact=True).click()
    assert shown(page) == left
    mixed = next(
        p
        for p in points(criterion)
        if "documentation" in kinds(site.comparison, p) and p.id in left
    )
    assert page.locator(f'a[href="#point-{mixed.id}"]').is_visible()


def test_the_kinds_on_offer_are_those_of_the_page(site: Site, page: Page) -> None:
    criterion = site.comparison.criterion("performance")
    evidence(site, page, "performance")
    offered = page.locator("#evidence-filter input").evaluate_all("all => all.map(b => b.value)")
    assert set(offered) == set().union(
        *(kinds(site.comparison, point) for point in points(criterion))
    )


def test_a_page_with_one_kind_of_evidence_has_no_filter(other_site: Site) -> None:
    """A filter with one box could only hide everything."""
    assert not read_page(other_site.folder, "criteria/memory").all("#evidence-filter")
    assert read_page(other_site.folder, "criteria/smallest-files").all("#evidence-filter")


def test_the_page_says_how_many_points_are_left_for_each_option(site: Site, page: Page) -> None:
    criterion = site.comparison.criterion("deployment")
    evidence(site, page, "deployment")
    status = page.locator("#evidence-filter [role=status]")
    expect(status).to_have_text("Every point is shown.")
    page.get_by_label("Documentation", exact=True).uncheck()
    left = expected(site, criterion, "measured", "release-note", "article", "opinion")
    totals, notes = [], []
    for option in site.comparison.options:
        own = [point.id for point in criterion.positions[option.id].points]
        count = len(set(own) & set(left))
        totals.append(f"{option.name} {count} of {len(own)}")
        notes.append(f"Showing {count} of {len(own)}; the filter hides {len(own) - count}.")
    assert status.locator("li").all_inner_texts() == totals
    visible = page.locator(".points-note").filter(visible=True)
    assert visible.all_inner_texts() == notes[:1]
    page.get_by_text("All at once", exact=True).click()
    assert visible.all_inner_texts() == notes
    page.locator("#evidence-filter button").click()
    expect(status).to_have_text("Every point is shown.")
    assert visible.count() == 0
    assert shown(page) == [point.id for point in points(criterion)]


def test_print_shows_what_is_left_and_how_many_are_hidden(site: Site, page: Page) -> None:
    criterion = site.comparison.criterion("deployment")
    evidence(site, page, "deployment", "?evidence=article")
    page.emulate_media(media="print")
    left = expected(site, criterion, "article")
    assert page.locator(".point").filter(visible=True).count() == len(left)
    visible = page.locator(".points-note").filter(visible=True)
    assert visible.count() == len(site.comparison.options)
    assert "the filter hides" in visible.all_inner_texts()[0]
    expect(page.locator("#evidence-filter")).to_be_hidden()
    assert not page.get_by_text("Copy link").filter(visible=True).count()


def test_the_address_keeps_the_kinds(site: Site, page: Page) -> None:
    criterion = site.comparison.criterion("deployment")
    evidence(site, page, "deployment")
    every = shown(page)
    for name in ("Documentation", "Opinion"):
        page.get_by_label(name, exact=True).uncheck()
    assert query(page) == "?evidence=measured,release-note,article"
    left = expected(site, criterion, "measured", "release-note", "article")
    page.reload()
    assert shown(page) == left
    assert page.locator("#evidence-filter :checked").count() == 3
    page.go_back()
    assert query(page) == "?evidence=measured,release-note,article,opinion"
    page.go_back()
    assert (query(page), shown(page)) == ("", every)


def test_no_kind_at_all_is_a_choice_too(site: Site, page: Page) -> None:
    evidence(site, page, "deployment", "?evidence=article")
    page.get_by_label("Article", exact=True).uncheck()
    assert (query(page), shown(page)) == ("?evidence=none", [])
    page.reload()
    assert shown(page) == []
    page.get_by_role("button", name="Show all").click()
    assert query(page) == ""
    assert page.locator("#evidence-filter input").first.evaluate(
        "e => e === document.activeElement"
    )


def test_unknown_kinds_are_ignored(site: Site, page: Page) -> None:
    criterion = site.comparison.criterion("deployment")
    evidence(site, page, "deployment", "?evidence=rumour,article,%22")
    assert shown(page) == expected(site, criterion, "article")
    page.goto(f"{site.url}criteria/deployment/?evidence=rumour")
    assert shown(page) == [point.id for point in points(criterion)]


def test_a_link_to_a_hidden_point_shows_it(site: Site, page: Page) -> None:
    criterion = site.comparison.criterion("deployment")
    left = expected(site, criterion, "article")
    gone = [p for p in criterion.positions["pytorch"].points if p.id not in left][-1]
    evidence(site, page, "deployment", f"?evidence=article#point-{gone.id}")
    expect(page.locator(f"#point-{gone.id}")).to_be_in_viewport(ratio=0.9)
    assert page.url == f"{site.url}criteria/deployment/#point-{gone.id}"
    page.get_by_label("Documentation", exact=True).uncheck()
    for name in ("Release note", "Opinion"):
        page.get_by_label(name, exact=True).uncheck()
    assert page.evaluate("location.hash") == ""
    page.evaluate("name => location.hash = name", f"point-{gone.id}")
    expect(page.locator(f"#point-{gone.id}")).to_be_in_viewport(ratio=0.9)


def test_a_point_says_in_the_html_that_only_opinions_carry_it(site: Site, tmp_path: Path) -> None:
    every = [p for c in site.comparison.criteria for p in points(c)]
    first = next(
        p for p in every if len(p.sources) == 1 and "measured" not in kinds(site.comparison, p)
    )
    data = tmp_path / "comparison.yaml"
    copy_evidence(REAL_DATA, tmp_path)
    data.write_text(REAL_DATA.read_text(encoding="utf-8"), encoding="utf-8")
    turn_into_opinion(data, first.sources[0])
    changed = load(data)
    pages = {page.path: page.content for page in render_pages(changed, ROOT / "templates")}
    labelled, opinions = set(), set()
    for criterion in changed.criteria:
        opinions |= {p.id for p in points(criterion) if kinds(changed, p) == {"opinion"}}
        for item in parse(pages[f"criteria/{criterion.id}.md"]).all("li.point"):
            if "Opinion only" in item.text and "id" in item.attributes:
                labelled.add(item.attributes["id"].removeprefix("point-"))
    assert first.id in opinions
    assert labelled == opinions


def turn_into_opinion(data: Path, source: str) -> None:
    entry = re.compile(rf"^  - id: {source}\n(?:    .*\n)+", re.MULTILINE)
    (found,) = entry.findall(data.read_text(encoding="utf-8"))
    replace_once(data, found, re.sub(r"kind: [a-z-]+", "kind: opinion", found, count=1))


# --- Since your last visit ---


def overview(site: Site, page: Page, changes: Any, seen: str | None = "2026-05-02") -> None:
    """Open the overview in a browser that remembers `seen`."""
    body = changes if isinstance(changes, str) else json.dumps(changes)
    page.unroute_all()
    page.route("**/assets/changes.json", lambda route: route.fulfill(body=body))
    if seen is not None:
        if not page.url.startswith(site.url):
            page.goto(f"{site.url}assets/favicon.svg")
        page.evaluate("([key, seen]) => localStorage.setItem(key, seen)", [KEY, seen])
    settled(page, lambda: page.goto(site.url))


def settled(page: Page, visit: Callable[[], Any]) -> None:
    """Visit a page and wait until its list of changes was read."""
    with page.expect_response("**/assets/changes.json"):
        visit()
    page.wait_for_timeout(50)


def remembered(page: Page) -> str | None:
    found: str | None = page.evaluate("key => localStorage.getItem(key)", KEY)
    return found


def test_a_first_visit_shows_nothing_and_is_remembered(site: Site, page: Page) -> None:
    overview(site, page, [OLDER, CHANGE], seen=None)
    expect(page.locator("#since")).to_be_hidden()
    assert remembered(page) == "2026-11-20"
    settled(page, page.reload)
    expect(page.locator("#since")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('since'))") == [KEY]


def test_a_returning_reader_sees_what_changed_since(site: Site, page: Page) -> None:
    overview(site, page, [OLDER, CHANGE])
    items = page.locator("#since li").filter(visible=True)
    assert items.count() == 1
    for text in ("before", "after", "because", "criterion"):
        assert CHANGE[text] in (items.text_content() or "")
    expect(items.locator("time")).to_have_text("20 November 2026")
    assert page.locator("#since img, #since li b b").count() == 0
    assert items.locator("a").evaluate("a => a.href") == f"{site.url}criteria/deployment/#history"
    href = page.get_by_role("link", name="All changes").get_attribute("href")
    assert page.request.get(f"{site.url}{href}").ok


def test_news_stay_during_a_visit_and_are_gone_at_the_next(site: Site, page: Page) -> None:
    overview(site, page, [CHANGE])
    settled(page, page.reload)
    expect(page.locator("#since")).to_be_visible()
    assert remembered(page) == "2026-11-20"
    page.evaluate("sessionStorage.clear()")  # the browser does this when the tab is closed
    settled(page, page.reload)
    expect(page.locator("#since")).to_be_hidden()


def test_news_can_be_dismissed(site: Site, page: Page) -> None:
    overview(site, page, [CHANGE])
    page.get_by_role("button", name="Dismiss").press("Enter")
    expect(page.locator("#since")).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()
    settled(page, page.reload)
    expect(page.locator("#since")).to_be_hidden()


def test_the_first_change_ever_is_news(site: Site, page: Page) -> None:
    overview(site, page, [], seen=None)
    expect(page.locator("#since")).to_be_hidden()
    overview(site, page, [OLDER], seen=None)
    expect(page.locator("#since")).to_be_visible()


def test_many_changes_are_shortened(site: Site, page: Page) -> None:
    overview(site, page, [CHANGE | {"on": f"2026-10-{day:02}"} for day in range(1, 9)])
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
def test_whatever_is_broken_shows_nothing(site: Site, page: Page, changes: Any, seen: str) -> None:
    overview(site, page, changes, seen)
    expect(page.locator("#since")).to_be_hidden()


def test_a_bad_address_is_no_link(site: Site, page: Page) -> None:
    overview(site, page, [CHANGE | {"url": "javascript:alert(1)"}])
    link = page.locator("#since li a").filter(visible=True)
    expect(link).to_have_text("Deployment")
    assert link.get_attribute("href") is None


def test_without_an_answer_nothing_happens(
    site: Site, page: Page, shared: tuple[Visitor, Page]
) -> None:
    shared[0].expected.append(f"{site.url}assets/changes.json")
    page.evaluate("([key, seen]) => localStorage.setItem(key, seen)", [KEY, "2026-01-01"])
    page.route("**/assets/changes.json", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto(site.url)
    page.wait_for_timeout(50)
    expect(page.locator("#since")).to_be_hidden()
    assert remembered(page) == "2026-01-01"


def test_without_storage_nothing_happens(site: Site, visitor: Visitor) -> None:
    visitor.expected.append(f"{site.url}favicon.ico")
    page = visitor.open(f"{site.url}assets/favicon.svg")
    page.add_init_script(NO_STORAGE)
    overview(site, page, [CHANGE])
    expect(page.locator("#since")).to_be_hidden()


# --- Copied links ---


def permalinks(site: Site) -> list[tuple[str, str]]:
    """A verdict, a point and a scenario: the page and the anchor."""
    criterion = site.comparison.criteria[0]
    point = points(criterion)[0]
    address = f"criteria/{criterion.id}/"
    return [
        (address, "verdict"),
        (address, f"point-{point.id}"),
        ("scenarios/", site.comparison.scenarios[0].id),
    ]


def link_to(page: Page, anchor: str) -> Any:
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


def test_every_verdict_point_and_scenario_has_a_link_to_copy(site: Site, page: Page) -> None:
    page.goto(f"{site.url}scenarios/")
    assert page.get_by_text("Copy link").filter(visible=True).count() == len(
        site.comparison.scenarios
    )
    criterion = site.comparison.criteria[0]
    page.goto(f"{site.url}criteria/{criterion.id}/")
    page.get_by_text("All at once", exact=True).click()
    links = page.locator(".copies").filter(visible=True)
    assert links.count() == 1 + len(points(criterion))


def test_a_refused_clipboard_leaves_a_plain_link(site: Site, page: Page) -> None:
    address, anchor = permalinks(site)[1]
    page.goto(f"{site.url}{address}")
    page.evaluate(REFUSE)
    link_to(page, anchor).click()
    page.wait_for_function("anchor => location.hash === '#' + anchor", arg=anchor)
    expect(link_to(page, anchor)).to_have_text("Copy link")
    expect(page.locator("#copy_link")).to_be_empty()


def test_without_a_clipboard_nothing_promises_to_copy(site: Site, visitor: Visitor) -> None:
    page = visitor.open()
    page.add_init_script(NO_CLIPBOARD)
    page.goto(f"{site.url}scenarios/")
    expect(page.locator("#scenario_filter")).to_be_visible()
    assert set(page.locator(".row-link").all_inner_texts()) == {"#"}


# --- All of it ---


def test_without_script_there_are_no_dead_controls_and_nothing_is_hidden(
    site: Site, visitor: Visitor
) -> None:
    page = visitor.open(java_script_enabled=False)
    for address in (
        "",
        "scenarios/?need=zzz&criteria=deployment",
        "criteria/deployment/?evidence=none",
    ):
        page.goto(f"{site.url}{address}")
        controls = page.locator("article :is(button, fieldset, input:not([name=evidence]))")
        assert [c for c in controls.all() if c.is_visible()] == []
        for part in (".filter", ".filter-empty", ".since"):
            assert page.locator(part).filter(visible=True).count() == 0
        assert page.get_by_text("Copy link").count() == 0
    assert page.locator(".point[hidden]").count() == 0
    page.goto(f"{site.url}scenarios/?need=zzz")
    assert needs(page) == [s.id for s in site.comparison.scenarios]
    assert page.locator(".row-link").first.inner_text() == "#"


def test_the_filter_works_by_keyboard(real_site: Site, page: Page) -> None:
    scenarios(real_site, page)
    field(page).focus()
    page.keyboard.type("google")
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert query(page) == "?need=google&criteria=deployment"
    outline = page.locator(".tick:has(:focus-visible)").evaluate("e => getComputedStyle(e).outline")
    assert "solid" in outline
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Show all"
    page.keyboard.press("Enter")
    assert query(page) == ""


def test_axe_finds_nothing_in_what_appears(real_site: Site, page: Page) -> None:
    overview(real_site, page, [CHANGE])
    expect(page.locator("#since")).to_be_visible()
    found = violations(page, "#since")
    page.goto(f"{real_site.url}scenarios/?need=zzz")
    found += violations(page, "#scenario_filter", "#scenario_filter_empty")
    page.goto(f"{real_site.url}criteria/deployment/?evidence=article")
    found += violations(page, "#evidence-filter", ".evidence-tabs", ".verdict__head")
    assert found == []


def violations(page: Page, *selectors: str) -> list[str]:
    """What axe finds in these parts, in both colour schemes."""
    found = []
    for scheme, name in (("light", "default"), ("dark", "slate")):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
        assert all(page.locator(selector).is_visible() for selector in selectors)
        parts = {"include": [[selector] for selector in selectors]}
        answer = Axe().run(page, parts, {"resultTypes": ["violations"]}).response
        assert answer["passes"]
        found += [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in answer["violations"]]
    return found


def test_targets_are_large_enough_and_fit_a_small_phone(real_site: Site, page: Page) -> None:
    page.set_viewport_size(OLD_PHONE)
    overview(real_site, page, [CHANGE])
    small = too_small(page, ".since button, .since__foot a")
    for address in (
        "scenarios/?need=mobile",
        "scenarios/?need=zzz",
        "criteria/deployment/?evidence=article",
    ):
        assert page.evaluate("document.documentElement.scrollWidth") <= OLD_PHONE["width"]
        page.goto(f"{real_site.url}{address}")
        small += too_small(
            page, ".filter button, .filter-empty button, .tick, .filter__field, .copies"
        )
    assert page.evaluate("document.documentElement.scrollWidth") <= OLD_PHONE["width"]
    assert small == []


def too_small(page: Page, selector: str) -> list[str]:
    targets = page.locator(selector).filter(visible=True).all()
    assert targets
    boxes = [(t.inner_text() or "field", t.bounding_box()) for t in targets]
    return [
        f"{text}: {box}" for text, box in boxes if not box or min(box["height"], box["width"]) < 24
    ]


def test_all_of_it_is_small() -> None:
    """What a reader downloads, as a server would compress it."""
    pages: dict[str, Callable[[str], bool]] = {
        "overview": lambda name: name in ("since.js", "reader.css"),
        "scenarios": lambda name: name in ("scenarios.js", "links.js", "reader.css"),
        "criterion": lambda name: name != "since.js",
    }
    assets = ROOT / "docs" / "assets"
    sizes = {name: len(gzip.compress((assets / name).read_bytes())) for name in PARTS}
    for needed in pages.values():
        assert sum(size for name, size in sizes.items() if needed(name)) < 6000
    on_every_page = ("site.css", "reader.css", "site.js", "since.js")
    own = sum(len(gzip.compress((assets / name).read_bytes())) for name in on_every_page)
    assert own < 15_000
    together = b"".join((assets / name).read_bytes() for name in PARTS)
    assert len(gzip.compress(together)) < 6000
