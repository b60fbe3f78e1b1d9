"""The live preview in a browser: what is wrong is seen at once, whatever part of it is in view."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from comparison_site.loading.loader import load
from tests.support.browser import INSIDE_VIEWPORT, LAPTOP, Visitor, violations
from tests.support.paths import OTHER_DATA
from tests.support.preview import Preview, serving
from tests.support.projects import new_project, replace_once
from tests.support.sites import BLANK, Site

GOOD, BAD = "label: Smallest files", "lable: <b>Smallest</b> files"
PATIENCE = 30_000  # milliseconds; a loaded machine builds slowly
pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for the module; each test leaves the data as it found it."""
    with serving(
        new_project(tmp_path_factory.mktemp("preview") / "project", OTHER_DATA)
    ) as running:
        running.wait_for(lambda page: page.all("h1"))
        yield running


@pytest.fixture
def page(preview: Preview, visitor: Visitor) -> Page:
    visitor.expected.append(f"{preview.url}{BLANK}")  # a preview has no such page
    return visitor.open(preview.url, viewport=LAPTOP)


@pytest.fixture
def data(preview: Preview) -> Iterator[Path]:
    """The comparison, which is put back as it was."""
    path = preview.project / "comparison.yaml"
    good = path.read_text("utf-8")
    yield path
    path.write_text(good, "utf-8")
    preview.wait_for(lambda page: not page.all(".preview__problems"))


@pytest.mark.parametrize("scrolled", [0, 900])
def test_a_mistake_is_seen_where_the_reader_is(data: Path, page: Page, scrolled: int) -> None:
    page.evaluate("y => scrollTo({top: y, behavior: 'instant'})", scrolled)
    title = page.title()
    replace_once(data, GOOD, BAD)
    panel = page.locator(".preview")
    expect(panel.get_by_role("alert")).to_contain_text("1 problem", timeout=PATIENCE)
    assert panel.evaluate(INSIDE_VIEWPORT)
    assert page.evaluate("scrollY") == scrolled
    assert page.title() == f"(1 problem) {title}"
    expect(panel).to_contain_text("'lable'")
    expect(panel).to_contain_text(BAD)
    line = data.read_text("utf-8").splitlines().index(f"      {BAD}") + 1
    link = panel.get_by_role("link", name=f"comparison.yaml:{line}:7")
    expect(link).to_have_attribute("href", f"vscode://file{data.as_posix()}:{line}:7")
    assert violations(page, part=".preview") == []
    panel.locator("summary").first.click()
    expect(link).to_be_hidden()


def test_what_the_rules_remark_on_is_a_quieter_list(page: Page) -> None:
    """Closed until somebody wants it, and no reason for an alert or another title."""
    remarks = page.locator(".preview summary")
    expect(remarks).to_have_text("15 remarks of the editorial rules")
    assert not page.title().startswith("(")
    expect(page.get_by_role("alert")).to_have_count(0)
    place = page.locator(".preview li a").first
    expect(place).to_be_hidden()
    remarks.click()
    expect(place).to_contain_text("comparison.yaml:")
    assert violations(page, part=".preview") == []


def test_each_verdict_leads_to_its_form(page: Page) -> None:
    links = page.get_by_role("link", name="Edit this verdict")
    expect(links).to_have_count(len(load(OTHER_DATA).criteria))
    links.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Edit the verdict: ")


def test_a_published_page_has_neither_panel_nor_form(other_site: Site) -> None:
    for address in other_site.addresses:
        html = (other_site.folder / address / "index.html").read_text("utf-8")
        assert 'class="preview' not in html
        assert "/-/edit/" not in html
