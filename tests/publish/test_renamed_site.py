"""After records of every kind got other ids, every old address and anchor still works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from comparison_site.authoring.editing import Draft
from comparison_site.authoring.ids import GROUPS, give_id
from comparison_site.core import tree as places
from comparison_site.loading.yaml_reader import read
from tests.support.browser import Visitor
from tests.support.html import Element, addresses, read_page
from tests.support.paths import OTHER_DATA
from tests.support.projects import snapshot
from tests.support.sites import Site, built

MADE_OF_STYLES = "assets/stylesheets/"


@pytest.fixture(scope="session")
def renamed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The second comparison after every record of it was renamed."""
    text = OTHER_DATA.read_text("utf-8")
    for kind, old in every_record(text):
        draft = Draft(text)
        give_id(draft, kind, old, new_id(old.rpartition("/")[2]))
        text = draft.made()
    data = tmp_path_factory.mktemp("data") / "renamed.yaml"
    data.write_text(text, "utf-8")
    with built(data, tmp_path_factory) as site:
        yield site


def every_record(text: str) -> Iterator[tuple[str, str]]:
    """Points first, whose criterion has its old id then."""
    root = read(text).root
    for criterion in root["criteria"]:
        for name in places.ids(places.points(criterion)):
            yield "point", f"{criterion['id'].text}/{name}"
    for kind, group in GROUPS.items():
        yield from ((kind, name) for name in places.ids(root[group]))


def new_id(old: str) -> str:
    return f"new-{old}"


def ids(page: Element) -> set[str]:
    """What a link may lead to: nobody shares one to a field, such as the radio of a tab."""
    anchors = (each for each in page.walk() if each.tag != "input")
    return {each.attributes["id"] for each in anchors if "id" in each.attributes}


def followed(site: Path, address: str) -> Element:
    """The page at an address, or the one that it leads to."""
    page = read_page(site, address)
    refresh = page.all("[http-equiv=refresh]")
    if not refresh:
        return page
    target = refresh[0].attributes["content"].partition("../")[2]
    return read_page(site, f"{address.rpartition('/')[0]}/{target}")


def test_every_anchor_of_the_old_site_stands_on_the_page_that_its_address_leads_to(
    other_site: Site, renamed_site: Site
) -> None:
    old, new = other_site.folder, renamed_site.folder
    found = {address: ids(read_page(old, address)) for address in addresses(old)}
    assert sum(map(len, found.values())) > 300
    lost = {address: anchors - ids(followed(new, address)) for address, anchors in found.items()}
    assert {address: anchors for address, anchors in lost.items() if anchors} == {}


def test_every_file_of_the_old_site_has_its_address(other_site: Site, renamed_site: Site) -> None:
    before, after = (snapshot(site.folder) for site in (other_site, renamed_site))
    lost = [path for path in before if path not in after and not path.startswith(MADE_OF_STYLES)]
    assert lost == []
    badges = [path for path in before if path.startswith("badges/")]
    assert [path for path in badges if before[path] != after[path]] == []


def test_nothing_lists_an_old_address(other_site: Site, renamed_site: Site) -> None:
    gone = {f"criteria/{one.id}/" for one in other_site.comparison.criteria}
    gone |= {f"options/{one.id}/" for one in other_site.comparison.options}
    for name in ("llms.txt", "search/search_index.json", "index.html", "index.md", "changes.xml"):
        text = (renamed_site.folder / name).read_text("utf-8")
        assert [address for address in gone if f"/{address}" in text or f'"{address}' in text] == []


def test_a_link_to_a_point_opens_the_tab_that_it_is_in_now(
    other_site: Site, renamed_site: Site, visitor: Visitor
) -> None:
    criterion = other_site.comparison.criteria[0]
    point = list(criterion.positions.values())[-1].points[-1]
    page = visitor.open(f"{renamed_site.url}criteria/{criterion.id}/#point-{point.id}")
    page.wait_for_url(f"**/criteria/{new_id(criterion.id)}/#point-{point.id}")
    now = page.locator(f"#point-{new_id(point.id)}")
    assert now.is_visible()
    marked = now.evaluate("point => getComputedStyle(point).outlineStyle")
    assert marked == "solid", "as a point is that a link leads to"


def test_shared_weights_and_filters_know_old_ids(
    other_site: Site, renamed_site: Site, visitor: Visitor
) -> None:
    criteria = other_site.comparison.criteria
    split = next(one for one in criteria if one.verdict.published.parts)
    option = split.verdict.published.parts[0].option
    query = f"?{criteria[0].id}=8&{split.id}.part={option}"
    page = visitor.open(f"{renamed_site.url}decide/{query}")
    weight = page.locator(f'[data-weight-of="{new_id(criteria[0].id)}"]')
    part = page.locator(f'[data-part-of="{new_id(split.id)}"]')
    expect(weight).to_have_value("8")
    expect(part).to_have_value(new_id(option))
    rested = other_site.comparison.scenarios[0].criteria[0]
    page = visitor.open(f"{renamed_site.url}scenarios/?criteria={rested}")
    checked = page.locator("#scenario_filter [type=checkbox]:checked")
    assert [box.input_value() for box in checked.all()] == [new_id(rested)]
