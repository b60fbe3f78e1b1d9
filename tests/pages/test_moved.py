"""The addresses that criteria and options had under former ids lead to the pages of today."""

import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig

from comparison_site import BuildContext, Comparison, Page, render_pages
from comparison_site.analysis.changes import changes
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.outputs.feed import entry_id
from comparison_site.outputs.markdown import markdown_of
from comparison_site.outputs.registry import outputs
from comparison_site.pages.registry import navigation
from comparison_site.pages.rendering import Rendering
from comparison_site.publish.audit import audit
from comparison_site.publish.export import ExportError, export_site
from tests.support.articles import contents
from tests.support.comparisons import BASE, HOSTILE, eventful, hostile
from tests.support.html import Element, parse
from tests.support.paths import ROOT, TEMPLATES

OLD = "criteria/pace.md"


def renamed(comparison: Comparison) -> Comparison:
    """The comparison with every record renamed; of its criterion two older ids are known."""

    def former(records: Any, *names: str) -> Any:
        return tuple(record.model_copy(update={"formerly": names}) for record in records)

    criteria = []
    for criterion in former(comparison.criteria, "velocity", "pace"):
        positions = {
            option: position.model_copy(
                update={"points": former(position.points, f"about-{option}", f"of-{option}")}
            )
            for option, position in criterion.positions.items()
        }
        criteria.append(criterion.model_copy(update={"positions": positions}))
    first, *others = comparison.options
    return comparison.model_copy(
        update={
            "criteria": tuple(criteria),
            "options": (*former([first], "velocipede"), *others),
            "scenarios": former(comparison.scenarios, "near"),
            "sources": former(comparison.sources, "poll"),
        }
    )


def pages_of(comparison: Comparison, base_url: str = "") -> dict[str, Page]:
    context = BuildContext(comparison, base_url)
    return {page.path: page for page in render_pages(context, TEMPLATES)}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return pages_of(renamed(eventful()))


def test_each_former_id_of_a_criterion_or_an_option_has_a_page(pages: dict[str, Page]) -> None:
    moved = {page.path: page.moved_to for page in pages.values() if page.moved_to}
    assert moved == {
        "criteria/velocity.md": "criteria/speed.md",
        "criteria/pace.md": "criteria/speed.md",
        "options/velocipede.md": "options/bicycle.md",
    }
    assert pages[OLD].file == "criteria/pace/index.html"


def test_it_leads_to_the_page_in_every_way_that_a_program_knows(pages: dict[str, Page]) -> None:
    page = parse(pages[OLD].content)
    assert page.one("a").attributes["href"] == "../speed/"
    assert page.one("link[rel=canonical]").attributes["href"] == "../speed/"
    assert page.one("[http-equiv=refresh]").attributes["content"] == "0; url=../speed/"
    script = page.one("script").attributes
    assert script == {"src": "../../assets/moved.js", "data-to": "../speed/"}
    assert page.attributes["lang"] == "en"
    assert page.one("h1").text == "Speed"


def test_a_shared_link_shows_what_the_page_shows() -> None:
    page = parse(pages_of(renamed(eventful()), BASE)[OLD].content)
    told = {meta.attributes.get("property"): meta for meta in page.all("meta")}
    assert told["og:title"].attributes["content"] == "Bicycle vs Bus: Which one is there first?"
    assert told["og:image"].attributes["content"] == f"{BASE}cards/criteria/speed.png"
    assert page.one("link[rel=canonical]").attributes["href"] == f"{BASE}criteria/speed/"


def test_no_list_names_it(pages: dict[str, Page]) -> None:
    entries = navigation(tuple(pages.values()))
    assert [path for path in paths_in(entries) if pages[path].moved_to] == []
    files = dict(outputs(BuildContext(renamed(eventful())), list(pages.values())))
    assert b"pace" not in files["llms.txt"]


def paths_in(entries: list[dict[str, str | list[str]]]) -> list[str]:
    named = [paths for entry in entries for paths in entry.values()]
    return [p for paths in named for p in ([paths] if isinstance(paths, str) else paths)]


def test_its_markdown_version_says_where_it_went(pages: dict[str, Page]) -> None:
    assert markdown_of(pages[OLD].content, OLD).startswith(
        "# Speed\n\nThis page has another address now: [Speed](../speed/index.md)."
    )


def test_badges_and_pictures_keep_their_addresses(pages: dict[str, Page]) -> None:
    files = dict(outputs(BuildContext(renamed(eventful())), list(pages.values())))
    for name in ("velocity", "pace"):
        assert files[f"badges/{name}.svg"] == files["badges/speed.svg"]
        assert files[f"badges/{name}.json"] == files["badges/speed.json"]
        assert files[f"cards/criteria/{name}.png"] == files["cards/criteria/speed.png"]


def test_anchors_made_of_former_ids_stand_beside_those_of_today() -> None:
    found = contents(renamed(eventful()))
    for path, anchors in {
        "criteria/speed.md": ("point-about-bus", "point-of-bus", "tab-velocipede", "source-poll"),
        "options/bicycle.md": ("source-poll",),
        "scenarios.md": ("near",),
        "sources.md": ("source-poll",),
        "index.md": ("verdict-velocity", "verdict-pace", "option-velocipede"),
        "decide.md": ("for-near",),
        "share.md": ("badge-velocity", "badge-pace"),
    }.items():
        for anchor in anchors:
            assert found[path].count(f'id="{anchor}"') == 1, (path, anchor)


def test_an_entry_of_the_feed_keeps_its_id() -> None:
    before, after = eventful(), renamed(eventful())
    [criterion] = after.criteria
    called = criterion.model_copy(update={"id": "swiftness", "formerly": ("pace", "speed")})
    after = after.model_copy(update={"criteria": (called,)})
    ids = [[entry_id(one, change) for change in changes(one)] for one in (before, after)]
    assert ids[0] == ids[1]


def test_an_id_that_came_back_is_no_page_that_leads_elsewhere() -> None:
    comparison = eventful()
    [criterion] = comparison.criteria
    again = criterion.model_copy(update={"formerly": ("pace", "speed")})
    pages = pages_of(comparison.model_copy(update={"criteria": (again,)}))
    assert pages["criteria/speed.md"].title == "Speed"
    assert [page.path for page in pages.values() if page.moved_to] == ["criteria/pace.md"]


@HOSTILE
def test_hostile_words_stay_words(payload: str, tmp_path: Path, pages: dict[str, Page]) -> None:
    rendering = Rendering(BuildContext(renamed(hostile(payload))), TEMPLATES)
    moved = rendering.content(next(page for page in rendering.pages if page.path == OLD))
    usual = pages[OLD].content
    if "og:image" not in moved:  # no font has letters for its picture
        usual = re.sub('<meta property="og:image".*\n', "", usual)
    assert shape(parse(moved)) == shape(parse(usual))
    for name, text in (("pace", moved), ("speed", "Here")):
        (tmp_path / "criteria" / name).mkdir(parents=True)
        (tmp_path / "criteria" / name / "index.html").write_text(text, encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "moved.js").touch()
    assert audit(tmp_path) == []


def shape(page: Element) -> list[tuple[str, tuple[str, ...]]]:
    return [(element.tag, tuple(element.attributes)) for element in page.walk()]


@pytest.mark.parametrize("path", ["criteria/pace.md", "criteria/pace/index.html"])
def test_a_handwritten_page_in_its_place_is_refused(path: str, tmp_path: Path) -> None:
    (tmp_path / "docs" / path).parent.mkdir(parents=True)
    (tmp_path / "docs" / path).write_text("# Mine\n", encoding="utf-8")
    context = BuildContext(renamed(eventful()))
    pages = tuple(pages_of(context.comparison).values())
    config = MkDocsConfig(str(tmp_path / "mkdocs.yml"))
    config.docs_dir = str(tmp_path / "docs")
    with pytest.raises(ExportError, match=f"docs/{path} stands where"):
        export_site(tmp_path / "plain", context, pages, config)


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "moved.html").write_text("{{ nothing.here }}", encoding="utf-8")
    with pytest.raises(ComparisonError, match=r"moved\.html:1:1"):
        render_pages(BuildContext(renamed(eventful())), (tmp_path, ROOT / "templates"))
