"""From what the site says to the line it stands on, and to an issue that disputes it."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from comparison_site import BuildContext, Comparison, load, render_pages
from comparison_site.analysis.claims import Claims, cited_by, clipped
from comparison_site.analysis.repository import Repository, find_repository
from comparison_site.loading.loader import load_bytes, load_file
from tests.support.browser import Visitor
from tests.support.html import Element, parse, read_page
from tests.support.paths import FRAMEWORKS, MINIMAL, OTHER_DATA, REAL_DATA, ROOT, TEMPLATES
from tests.support.sites import REPOSITORY, REVISION, Site

URL = "https://code.example/team/site"
LONGEST_ADDRESS = 6000


def links_below(element: Element) -> dict[str, str]:
    """The links at the foot of a claim, by their words without the number."""
    foot = element.one(".claim")
    return {link.text.split()[0]: link.attributes["href"] for link in foot.all("a")}


def issue(address: str) -> tuple[str, str]:
    """The title and the body of the issue that an address opens."""
    query = parse_qs(urlsplit(address).query, strict_parsing=True)
    return query["title"][0], query["body"][0]


def line_at(address: str, data: Path) -> str:
    """The line of the data that an address leads to."""
    return lines(data)[int(urlsplit(address).fragment.removeprefix("L")) - 1].strip()


@cache
def lines(data: Path) -> list[str]:
    return data.read_text(encoding="utf-8").splitlines()


# --- The repository ---


def git(folder: Path, *words: str) -> str:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    command = ["git", "-C", str(folder), *identity, *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository whose data stands in a folder."""
    folder = tmp_path / "checkout"
    (folder / "my data").mkdir(parents=True)
    (folder / "my data" / "a#b.yaml").write_text("title: x\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet", str(folder))
    git(folder, "add", "--all")
    return folder


def found(data: Path, project: Path, revision: str = "") -> Repository | None:
    return find_repository(URL, data, project=project, branch="main", revision=revision)


def test_the_published_revision_is_the_commit_that_is_checked_out(checkout: Path) -> None:
    git(checkout, "commit", "--quiet", "--message", "first")
    git(checkout, "checkout", "--quiet", "--detach")
    repository = found(checkout / "my data" / "a#b.yaml", checkout)
    assert repository
    commit = git(checkout, "rev-parse", "HEAD")
    assert repository.line(12) == f"{URL}/blob/{commit}/my%20data/a%23b.yaml#L12"
    assert repository.edit(12) == f"{URL}/edit/main/my%20data/a%23b.yaml#L12"


def test_a_revision_that_is_told_is_taken(checkout: Path) -> None:
    repository = found(checkout / "my data" / "a#b.yaml", checkout, revision=REVISION)
    assert repository
    assert repository.line(1) == f"{URL}/blob/{REVISION}/my%20data/a%23b.yaml#L1"


def test_before_the_first_commit_the_branch_is_the_revision(checkout: Path) -> None:
    repository = found(checkout / "my data" / "a#b.yaml", checkout)
    assert repository
    assert (repository.revision, repository.path) == ("main", "my data/a#b.yaml")


def test_without_git_the_project_is_the_root_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    repository = found(REAL_DATA, ROOT)
    assert repository
    assert (repository.revision, repository.path) == ("main", "comparison.yaml")


def test_data_outside_of_the_repository_has_no_links(checkout: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.yaml"
    outside.touch()
    assert found(outside, checkout) is None
    untracked = checkout / "draft.yaml"
    untracked.touch()
    assert found(untracked, checkout) is None


def test_without_the_setting_there_are_no_links() -> None:
    assert find_repository("", REAL_DATA, project=ROOT, branch="main") is None
    pages = render_pages(BuildContext(load(REAL_DATA)), TEMPLATES)
    assert [page.path for page in pages if parse(page.content).all(".claim")] == []


# --- The links on the site ---


def claims_of(site: Site) -> Iterator[tuple[str, list[Element], str]]:
    """Every claim: where the site says it, the elements that do, and how its line begins."""
    for criterion in site.comparison.criteria:
        address = f"criteria/{criterion.id}"
        page = read_page(site.folder, address)
        yield f"{address}#verdict", page.all("#verdict"), "verdict:"
        for point in points_of(site.comparison, criterion.id):
            yield f"{address}#point-{point}", page.all(f"#point-{point}"), f"- id: {point}"
    scenarios = read_page(site.folder, "scenarios")
    for scenario in site.comparison.scenarios:
        row = scenarios.all(f"#{scenario.id}")
        yield f"scenarios#{scenario.id}", row, f"- id: {scenario.id}"
    sources = read_page(site.folder, "sources")
    for source in site.comparison.sources:
        row = sources.all(f"#source-{source.id}")
        yield f"sources#source-{source.id}", row, f"- id: {source.id}"
    for option in site.comparison.options:
        page = read_page(site.folder, f"options/{option.id}")
        yield f"options/{option.id}", [page], f"- id: {option.id}"


def points_of(comparison: Comparison, criterion: str) -> list[str]:
    positions = comparison.criterion(criterion).positions
    return [p.id for option in comparison.options for p in positions[option.id].points]


@pytest.mark.parametrize(("name", "data"), [("real_site", FRAMEWORKS), ("other_site", OTHER_DATA)])
def test_every_claim_leads_to_its_line_and_to_an_issue_about_it(
    name: str, data: Path, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(name)
    path = data.relative_to(ROOT).as_posix()
    repository = Repository(REPOSITORY, REVISION, "main", path)
    seen = 0
    for claim, elements, start in claims_of(site):
        assert len(elements) == 1, claim
        for element in elements:
            seen += 1
            links = links_below(element)
            assert line_at(links["Line"], data) == start, claim
            assert links["Line"].startswith(repository.line(1)[:-1]), claim
            assert links["Edit"] == repository.edit(int(links["Line"].rpartition("#L")[2]))
            title, body = issue(links["Dispute"])
            assert links["Dispute"].startswith(f"{REPOSITORY}/issues/new?title=")
            assert title == f"Dispute: {claim}"
            assert f"Claim `{claim}`" in body
            assert links["Line"] in body
            assert len(links["Dispute"]) <= LONGEST_ADDRESS
    assert seen == sum(len(read_page(site.folder, a).all(".claim")) for a in site.addresses)


def test_an_issue_holds_the_present_words_and_the_sources(real_site: Site) -> None:
    criterion = real_site.comparison.criteria[0]
    point = criterion.positions[real_site.comparison.options[0].id].points[0]
    page = read_page(real_site.folder, f"criteria/{criterion.id}")
    _, body = issue(links_below(page.one(f"#point-{point.id}"))["Dispute"])
    assert f"```text\n{point.text}\n{point.changed}\n```" in body
    for name in point.sources:
        address = real_site.comparison.source(name).url
        line = f"- {name}: <{address}>" if address else f"- {name}"
        assert line in body.splitlines()
    _, body = issue(links_below(page.one("#verdict"))["Dispute"])
    verdict = criterion.verdict.published
    assert f"{verdict.label}: " in body
    assert f"{verdict.because}\n```" in body


def test_words_of_the_links_are_not_found_by_the_search(real_site: Site) -> None:
    index = (real_site.folder / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "Dispute this" not in index
    assert not re.search(r"Line \d+ ?Edit", index)


def dispute(text: str, *, url: str = "", base_url: str = "") -> str:
    """The address that disputes the bus lane of the smallest comparison, which says `text`."""
    raw = MINIMAL.read_text(encoding="utf-8")
    raw = raw.replace("On its own lane it passes every queue.", f'"{text}"')
    raw = raw.replace("https://example.org/survey", url or "https://example.org/survey")
    loaded = load_bytes(raw.encode(), "comparison.yaml")
    repository = Repository(URL, REVISION, "main", "comparison.yaml")
    context = BuildContext(loaded.comparison, claims=Claims(loaded, repository, base_url))
    pages = {p.path: p.content for p in render_pages(context, TEMPLATES)}
    return links_below(parse(pages["criteria/speed.md"]).one("#point-bus-lane"))["Dispute"]


@pytest.mark.parametrize("letter", ["a", "%", "&", "é", "漢", "🦀"])
def test_an_address_stays_short_however_long_the_words_are(letter: str) -> None:
    address = dispute(letter * 420, url=f"https://example.org/{letter * 470}")
    assert len(address) <= LONGEST_ADDRESS
    title, body = issue(address)
    assert title == "Dispute: criteria/speed#point-bus-lane"
    assert letter * 100 in body
    assert "�" not in body


@pytest.mark.parametrize(
    "text",
    [
        "``` @team closes #1 ~~~",
        "&title=other&labels=x#L1",
        "<!-- --> <img src=x onerror=1> ![x](https://foreign.example/x.png)",
        "%0A%0A%26body%3Dx {{ 7 * 7 }} {% raw %}",
    ],
)
def test_words_of_strangers_stay_words_in_the_issue(text: str) -> None:
    title, body = issue(dispute(text))
    assert title == "Dispute: criteria/speed#point-bus-lane"
    fences = re.findall(r"^(`{3,})(?:text)?$", body, re.MULTILINE)
    assert len(fences) == 2
    assert len(set(fences)) == 1
    assert body.split(fences[0])[1] == f"text\n{text}\n"


def test_an_issue_names_the_place_on_the_site_where_it_is_known() -> None:
    place = "https://example.org/site/criteria/speed/#point-bus-lane"
    assert f"What the site says now, at {place}:" in issue(dispute("x", base_url=place[:25]))[1]
    assert "What the site says now:" in issue(dispute("x"))[1]


def test_what_does_not_fit_is_cut_between_letters() -> None:
    assert clipped("abc", 3) == "abc"
    assert clipped("abcdefghé", 11) == "ab…"
    assert clipped("é" * 9, 22) == "éé…"


def test_many_sources_are_counted_where_they_do_not_fit() -> None:
    loaded = load_file(FRAMEWORKS)
    busy = max(loaded.comparison.criteria, key=lambda c: len(set(cited_by(c))))
    repository = Repository(URL, REVISION, "main", "comparison.yaml")
    context = BuildContext(loaded.comparison, claims=Claims(loaded, repository))
    pages = {p.path: p.content for p in render_pages(context, TEMPLATES)}
    verdict = parse(pages[f"criteria/{busy.id}.md"]).one("#verdict")
    _, body = issue(links_below(verdict)["Dispute"])
    listed, more = len(re.findall(r"^- [a-z0-9-]+(?:: <|$)", body, re.MULTILINE)), body.split()[-2]
    assert listed > 5
    assert body.endswith(f"- and {more} more")
    assert listed + int(more) == len(set(cited_by(busy)))


def test_a_run_of_ours_is_named_with_its_page() -> None:
    loaded = load_file(ROOT / "tests" / "data" / "measured" / "measured.yaml")
    measured = {s.id for s in loaded.comparison.sources if not s.url}
    repository = Repository(URL, REVISION, "main", "comparison.yaml")
    claims = Claims(loaded, repository, "https://example.org/site/")
    context = BuildContext(loaded.comparison, claims=claims)
    pages = render_pages(context, TEMPLATES)
    sources = parse(next(p.content for p in pages if p.path == "sources.md"))
    assert measured
    for name in measured:
        _, body = issue(links_below(sources.one(f"#source-{name}"))["Dispute"])
        assert f"\n- {name}: <https://example.org/site/evidence/" in body


# --- In the browser ---


def test_the_links_of_a_point_wait_behind_a_button_that_the_keyboard_reaches(
    real_site: Site, visitor: Visitor
) -> None:
    address = f"criteria/{real_site.comparison.criteria[0].id}/"
    page = visitor.open(f"{real_site.url}{address}", viewport={"width": 1440, "height": 900})
    point = page.locator(".tabbed-block .point").nth(1)
    assert page.locator(".claim a:visible").count() == 0
    point.locator("summary").press("Enter")
    words = []
    for _ in range(4):
        page.keyboard.press("Tab")
        words += [page.evaluate("document.activeElement.innerText")]
    assert [word.split()[0] for word in words] == ["Copy", "Line", "Edit", "Dispute"]


def test_fingers_find_links_that_are_large_enough(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    for address in (f"criteria/{real_site.comparison.criteria[0].id}/", "scenarios/", "sources/"):
        page.goto(f"{real_site.url}{address}")
        if page.locator(".tools").count():
            page.locator(".tools summary").first.tap()
        shown = page.locator(".claim a:visible")
        assert shown.count() >= 3
        boxes = page.evaluate(
            """[...document.querySelectorAll('.claim a')].filter(a => a.checkVisibility())
            .map(a => [a.getBoundingClientRect(), getComputedStyle(a.parentElement).opacity])
            .map(([box, opacity]) => [box.width, box.height, Number(opacity)])"""
        )
        small = [box for box in boxes if box[0] < 24 or box[1] < 24 or box[2] < 1]
        assert small == [], address


def test_nothing_of_it_is_printed(real_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{real_site.url}sources/")
    page.emulate_media(media="print")
    assert page.locator(".claim:visible").count() == 0


def test_every_point_is_read_once(real_site: Site, visitor: Visitor) -> None:
    criterion = real_site.comparison.criteria[0]
    page = visitor.open(f"{real_site.url}criteria/{criterion.id}/")
    page.locator("#tab--all").evaluate("input => input.click()")
    tools = page.locator(".tools")
    tools.evaluate_all("all => all.forEach(one => { one.name = ''; one.open = true })")
    names = [a.get_attribute("aria-label") for a in page.locator(".claim a:visible").all()]
    assert len(names) == len(set(names))
    assert len(names) == 3 * (1 + len(points_of(real_site.comparison, criterion.id)))
