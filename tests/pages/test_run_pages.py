"""The pages of runs: what stands on them, and how they behave in a browser.

The golden files hold the chart and the pages of tests/data/measured. After an intended change:
    UPDATE_GOLDEN=1 pytest tests/test_runs_pages.py
and read the difference before you commit it.
"""

import json
import os
import re
import shutil
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, ViewportSize, expect

from comparison_site import BuildContext, load, render_pages
from comparison_site.analysis.claims import Claims
from comparison_site.analysis.repository import Repository
from comparison_site.analysis.versions import outdated, outdated_everywhere
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.vocabulary import RunStatus
from comparison_site.loading.loader import load_file
from comparison_site.pages.charts import FAR, chart
from comparison_site.pages.contexts import what_works
from comparison_site.pages.highlighting import code_html
from comparison_site.results.records import Environment, Figure, Mode, Series
from comparison_site.results.runs import Runs
from tests.support.articles import markdown_versions
from tests.support.browser import DESKTOP, OLD_PHONE, PHONE, Visitor
from tests.support.html import Element, addresses, parse
from tests.support.paths import MEASURED_DATA, OTHER_DATA, ROOT, TEMPLATES
from tests.support.projects import copy_evidence, replace_once
from tests.support.sites import Site

GOLDEN = ROOT / "tests" / "golden" / "runs"
RUNS = ("evidence", "evidence/ticket", "evidence/bell", "evidence/short-way")
SHOWN = (*RUNS, "criteria/speed")
CLIPBOARD = ["clipboard-read", "clipboard-write"]
REFUSE = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))"
PLACES = "dots => dots.map(dot => dot.cx.baseVal.value)"


# --- What is rendered ---


def pages() -> dict[str, str]:
    return {
        page.path: page.content
        for page in render_pages(BuildContext(load(MEASURED_DATA)), TEMPLATES)
    }


@pytest.mark.parametrize("name", ["evidence/ticket.md", "evidence/short-way.md", "evidence.md"])
def test_pages_of_runs_are_as_in_the_golden_files(name: str) -> None:
    golden(name, pages()[name])


def test_where_higher_is_better_the_others_reach_a_part_of_the_best(tmp_path: Path) -> None:
    """The sentence, the table and the Markdown version say it in the same words."""
    copy_evidence(MEASURED_DATA, tmp_path)
    data = shutil.copy(MEASURED_DATA, tmp_path)
    about = tmp_path / "evidence/benchmarks/short-way/benchmark.toml"
    replace_once(about, 'better = "lower"', 'better = "higher"')
    comparison = load(Path(data))
    rendered = {
        page.path: page.content for page in render_pages(BuildContext(comparison), TEMPLATES)
    }
    page = parse(rendered["evidence/short-way.md"])
    assert "Bus is highest. Bicycle reaches 34 % of it." in page.text
    assert (
        "Bus is highest. Bicycle reaches 34 % of it."
        in markdown_versions(BuildContext(comparison))["evidence/short-way/index.md"]
    )
    [first, second, *_] = [row.text for row in page.all(".dots tbody tr")]
    assert first.startswith("Bus15")
    assert second.startswith("Bicycle5")
    assert (
        "1\N{MULTIPLICATION SIGN} highest" in first,
        "0.34\N{MULTIPLICATION SIGN}" in second,
    ) == (True, True)


def test_the_fastest_is_not_said_to_be_alone_where_another_of_its_option_is_level(
    tmp_path: Path,
) -> None:
    copy_evidence(MEASURED_DATA, tmp_path)
    data = shutil.copy(MEASURED_DATA, tmp_path)
    result = tmp_path / "evidence/results/short-way.json"
    found = json.loads(result.read_text(encoding="utf-8"))
    [uphill] = [figure for figure in found["figures"] if figure["id"] == "uphill"]
    slow, bus, night = uphill["series"]
    of_night = {name: night[name] for name in ("id", "option", "name")}
    slow.update(samples=[95.0, 110.0, 135.0], median=110.0, low=95.0, high=135.0)
    uphill["series"] = [slow, bus, {**bus, **of_night}]
    result.write_text(json.dumps(found), encoding="utf-8")
    pages = render_pages(BuildContext(load(Path(data))), TEMPLATES)
    [page] = [parse(page.content) for page in pages if page.path == "evidence/short-way.md"]
    assert "Bus is fastest, with no clear difference from Bus, at night. Bicycle" in page.text


def test_the_chart_is_as_in_the_golden_file() -> None:
    page = pages()["evidence/short-way.md"]
    golden("one-mile.html", re.findall(r"<table class=\"dots.*?</table>\n", page, re.S)[0])


def golden(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), "UPDATE_GOLDEN=1 rewrites the golden files"


def test_the_evidence_stands_before_the_sources_with_pairs_first() -> None:
    paths = [path for path in pages() if path.startswith(("evidence", "sources"))]
    assert paths == [
        "evidence.md", "evidence/ticket.md", "evidence/bell.md", "evidence/short-way.md",
        "sources.md",
    ]  # fmt: skip


def test_without_measured_sources_there_is_no_trace_of_runs() -> None:
    for page in render_pages(BuildContext(load(OTHER_DATA)), TEMPLATES):
        assert not re.search(r"assets/run|evidence/[a-z]|class=\"run|point__run", page.content)
        assert not page.path.startswith("evidence")


def test_no_page_holds_a_blank_line_inside_of_a_drawing_or_a_program() -> None:
    """Other readers of Markdown end a block of HTML at the first blank line."""
    for content in pages().values():
        for block in re.findall(r"<(?:svg|pre)\b.*?</(?:svg|pre)>", content, re.S):
            assert "\n\n" not in block


def test_what_every_run_is_behind_in_is_said_once() -> None:
    comparison = load(MEASURED_DATA)
    [first, *_] = comparison.runs
    assert outdated_everywhere(comparison) == outdated(comparison, first)
    newer = replace(first, result=first.result.model_copy(update={"environments": {}}))
    assert outdated_everywhere(comparison.with_runs(Runs((first, newer)))) == ()
    assert outdated_everywhere(comparison.with_runs(Runs())) == ()
    page = pages()["evidence.md"]
    assert page.count("ran on Bicycle 2025&#46;1") == 1


def test_a_run_on_other_versions_than_those_judged_says_so() -> None:
    comparison = load(MEASURED_DATA)
    [first, *_] = comparison.runs
    assert [(entry.option.id, entry.ran) for entry in outdated(comparison, first)] == [
        ("bicycle", "2025.1")
    ]
    assert "ran on Bicycle 2025&#46;1" in pages()["evidence/ticket.md"]
    assert "ran on Bus" not in pages()["evidence/ticket.md"]


@pytest.mark.parametrize(
    ("packages", "told"),
    [
        ({"wheels": "2025.1"}, ["2025.1"]),
        ({"wheels": "2026.0.1+cpu"}, []),
        ({"wheels-cpu": "2025.1"}, ["2025.1"]),
        ({"wheelset": "2025.1"}, []),
        ({"wheels": "unknown"}, []),
    ],
)
def test_the_release_of_the_package_is_compared(packages: dict[str, str], told: list[str]) -> None:
    """Also where a program ran in an environment that is not called like its option."""
    comparison = load(MEASURED_DATA)
    [run, *_] = comparison.runs
    [program, *others] = run.programs
    own = program.model_copy(update={"environment": "bicycle-extras"})
    environments = {"bicycle-extras": Environment(python="3.11", packages=packages)}
    changed = {"programs": (own, *others), "environments": environments}
    ran = replace(run, result=run.result.model_copy(update=changed))
    assert [entry.ran for entry in outdated(comparison, ran)] == told


def test_code_keeps_every_character_and_marks_a_few_kinds() -> None:
    text = 'def f(x):\n\n    return "<b>`a`</b>"  # \u202e &amp; {% x %}\n'
    html = code_html(text, "a.py")
    assert "\n" not in html
    assert "\u202e" not in html
    assert set(re.findall(r'class="([^"]*)"', html)) == {
        "code-keyword", "code-name", "code-string", "code-comment",
    }  # fmt: skip
    assert not re.search(r"[<`{%*](?!/?span)", html)
    assert code_html("<a>", "no-such.kind") == "&#60;a&#62;"


# --- Charts ---

MEDIANS = st.lists(st.floats(min_value=1e-6, max_value=1e9), min_size=1, max_size=8)


def a_figure(medians: list[float], spread: float = 0.1) -> Figure:
    series = tuple(
        Series(
            id=f"s{n}", option="o", name=f"S{n}", status=RunStatus.OK, detail="", samples=(),
            median=median, low=median * (1 - spread), high=median * (1 + spread),
        )
        for n, median in enumerate(medians)
    )  # fmt: skip
    return Figure(id="f", title="F", unit="ms", series=series)


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@given(medians=MEDIANS)
def test_dots_are_in_the_picture_and_in_the_order_of_their_numbers(medians: list[float]) -> None:
    """Those that lie beyond the axis are larger than all of the others, and are named."""
    figure = a_figure(medians)
    drawing = chart(figure)
    dots = [drawing.dots[series.id] for series in figure.series]
    for dot in (dot for dot in dots if dot.at):
        low, at, high = map(percent, (dot.low, dot.at, dot.high))
        assert 0 <= low <= at + 0.02 <= high + 0.04 <= 100.04
    on_axis = sorted(
        (median, percent(d.at)) for median, d in zip(medians, dots, strict=True) if d.at
    )
    assert all(one <= other + 0.01 for (_, one), (_, other) in pairwise(on_axis))
    beyond = [series for series in figure.series if not drawing.dots[series.id].at]
    assert sorted(s.id for s in drawing.beyond) == sorted(s.id for s in beyond)
    assert len(beyond) <= len(medians) / 3
    assert all((s.median or 0) >= FAR * on_axis[-1][0] for s in beyond)
    places = [percent(tick.at) for tick in drawing.ticks]
    assert places == sorted(places)
    assert drawing.ticks
    assert all(0 <= place <= 100 for place in (*places, *map(percent, drawing.lines)))


@pytest.mark.parametrize(
    ("medians", "is_logarithmic", "beyond"),
    [
        ([1, 50], False, 0),
        ([1, 51], True, 0),
        ([1, 2, 3, 500], False, 1),
        ([1, 2, 3, 11], False, 0),
        ([1, 100, 5000], True, 0),
        ([1, 2, 3, 4, 300, 900], False, 2),
        ([0, 1, 500], False, 1),
        ([-2, 1, 500], False, 1),
        ([7, 7, 7], False, 0),
    ],
)
def test_the_axis_is_linear_unless_the_numbers_ask_for_more(
    medians: list[float], is_logarithmic: bool, beyond: int
) -> None:
    drawing = chart(a_figure(medians, spread=0))
    assert (drawing.is_logarithmic, len(drawing.beyond)) == (is_logarithmic, beyond)
    assert bool(drawing.lines) is is_logarithmic


def test_what_reaches_onto_the_axis_with_its_interval_is_not_beyond_it() -> None:
    figure = a_figure([1, 2, 3, 500])
    wide = figure.series[3].model_copy(update={"low": 3.1})
    changed = figure.model_copy(update={"series": (*figure.series[:3], wide)})
    assert chart(changed).beyond == ()


@given(medians=st.lists(st.floats(min_value=10, max_value=99), min_size=2, max_size=2))
def test_on_a_linear_axis_twice_as_much_is_twice_as_far_from_zero(medians: list[float]) -> None:
    drawing = chart(a_figure(medians))
    [zero] = [percent(tick.at) for tick in drawing.ticks if tick.label == "0"]
    one, other = (percent(drawing.dots[name].at) - zero for name in ("s0", "s1"))
    assert one / other == pytest.approx(medians[0] / medians[1], rel=0.01)


@pytest.mark.parametrize(
    "medians",
    [
        [0.0], [0.0, 5.0], [-3.0, 4.0], [-3.0], [5.0], [1e-9, 1.0], [5e-324], [-1e15, 1e15],
        [5e-324, 1e15], [0.0, 0.0, 0.0, 1e15],
    ],
)  # fmt: skip
def test_odd_numbers_make_a_drawing_too(medians: list[float]) -> None:
    drawing = chart(a_figure(medians, spread=0))
    assert not drawing.has_intervals
    assert all(0 <= percent(dot.at) <= 100 for dot in drawing.dots.values() if dot.at)


def test_a_series_without_a_number_has_no_dot() -> None:
    run = next(run for run in load(MEASURED_DATA).runs if run.id == "short-way")
    assert [series.id for series in run.figures[1].series] == ["bicycle", "bus", "bus-night"]
    assert list(chart(run.figures[1]).dots) == ["bicycle", "bus"]


# --- In a browser ---


def test_no_page_with_runs_scrolls_sideways(measured_site: Site, visitor: Visitor) -> None:
    page = visitor.open(viewport=OLD_PHONE)
    for address in SHOWN:
        page.goto(f"{measured_site.url}{address}/")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def shown_programs(page: Page) -> list[str]:
    blocks = page.locator(".run-tabs .tabbed-block:visible")
    return [text.split("\n")[0] for text in blocks.locator(".program__code pre").all_inner_texts()]


def ticket(site: Site, visitor: Visitor, screen: ViewportSize, **more: Any) -> Page:
    return visitor.open(f"{site.url}evidence/ticket/", viewport=screen, **more)


def test_programs_stand_side_by_side_where_there_is_room(
    measured_site: Site, visitor: Visitor
) -> None:
    page = ticket(measured_site, visitor, DESKTOP)
    boxes = [box.bounding_box() for box in page.locator(".tabbed-block").all()]
    assert [box and round(box["y"]) for box in boxes] == [round(boxes[0]["y"])] * 2  # type: ignore[index]
    expect(page.locator(".run-tabs label").first).to_be_hidden()
    expect(page.locator(".program__name").first).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_programs_stand_in_tabs_on_a_phone(
    measured_site: Site, visitor: Visitor, script: bool
) -> None:
    page = ticket(measured_site, visitor, PHONE, java_script_enabled=script)
    blocks = page.locator(".run-tabs .tabbed-block")
    expect(blocks.nth(0)).to_be_visible()
    expect(blocks.nth(1)).to_be_hidden()
    page.locator(".run-tabs label").nth(1).click()
    expect(blocks.nth(0)).to_be_hidden()
    expect(blocks.nth(1)).to_be_visible()


def test_the_chosen_option_stays_chosen_on_the_next_run(
    measured_site: Site, visitor: Visitor
) -> None:
    page = ticket(measured_site, visitor, PHONE)
    page.locator(".run-tabs label").nth(1).click()
    page.goto(f"{measured_site.url}evidence/bell/")
    expect(page.locator(".run-tabs .tabbed-block").nth(1)).to_be_visible()


def test_a_program_is_copied_as_its_file_is(measured_site: Site, visitor: Visitor) -> None:
    page = ticket(measured_site, visitor, DESKTOP)
    button = page.get_by_role("button", name="Copy the program: Bus")
    button.click()
    expect(button).to_have_text("Copied")
    text = (MEASURED_DATA.parent / "evidence/pairs/ticket/bus.py").read_text("utf-8")
    assert page.evaluate("navigator.clipboard.readText()") == text


def test_a_refused_clipboard_selects_the_program(measured_site: Site, visitor: Visitor) -> None:
    page = ticket(measured_site, visitor, DESKTOP)
    page.evaluate(REFUSE)
    page.get_by_role("button", name="Copy the program: Bus").click()
    assert "FARE = Decimal" in page.evaluate("getSelection().toString()")


def test_without_script_programs_outputs_and_charts_are_there(
    measured_site: Site, visitor: Visitor
) -> None:
    page = ticket(measured_site, visitor, DESKTOP, java_script_enabled=False)
    assert shown_programs(page) == ['"""Pay for a way to work."""'] * 2
    assert page.locator(".program__output").all_inner_texts() == ["price: 0.0", "price: 2.50"]
    assert page.locator(".copy-code").count() == 0
    page.goto(f"{measured_site.url}evidence/short-way/")
    places = page.locator(".dots").first.locator(".dots__dot").evaluate_all(PLACES)
    assert places[0] < places[1]


def test_print_shows_every_program_and_chart(measured_site: Site, visitor: Visitor) -> None:
    page = ticket(measured_site, visitor, PHONE)
    page.emulate_media(media="print")
    assert len(shown_programs(page)) == 2
    expect(page.locator(".copy-code").first).to_be_hidden()
    assert all(name.is_visible() for name in page.locator(".program__name").all())


def test_a_chart_is_a_table_that_says_what_it_shows(measured_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{measured_site.url}evidence/short-way/")
    table = page.get_by_role("table", name="One mile uphill")
    expect(table.get_by_role("row", name="Bus, at night")).to_contain_text("Failed")
    expect(table.get_by_role("rowheader")).to_have_text(["Bicycle", "Bus", "Bus, at night"])
    expect(page.locator(".dots").nth(1)).not_to_contain_text("Logarithmic")
    expect(page.locator(".dots").nth(2)).to_contain_text("Logarithmic axis")
    expect(page.get_by_text("No clear difference between Bicycle and Bus")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 1024, 768, 390, 320])
def test_no_name_number_or_interval_runs_into_another(
    measured_site: Site, visitor: Visitor, width: int
) -> None:
    """What is drawn ends before the number beside it, and below or beside the name."""
    page = visitor.open(
        f"{measured_site.url}evidence/short-way/", viewport={"width": width, "height": 900}
    )
    for row in page.locator(".dots tbody tr:has(.dots__value)").all():
        names = ("th > span", "line.dots__interval-line", ".dots__value", ".dots__times")
        boxes = [box for name in names if (box := row.locator(name).bounding_box())]
        assert len(boxes) == len(names)
        for one, other in combinations(boxes, 2):
            beside = (
                one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            )
            below = one["y"] + one["height"] <= other["y"] + 1
            assert beside or below or other["y"] + other["height"] <= one["y"] + 1


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=str)
def test_the_finding_and_its_chart_are_on_the_first_screen(
    measured_site: Site, visitor: Visitor, size: tuple[int, int]
) -> None:
    screen: ViewportSize = {"width": size[0], "height": size[1]}
    page = visitor.open(f"{measured_site.url}evidence/short-way/", viewport=screen)
    expect(page.locator(".run-finding")).to_have_text(re.compile("^Bicycle leads in 2 of 3"))
    for shown in (page.locator(".run-finding"), page.locator(".dots__dot").nth(1)):
        box = shown.bounding_box()
        assert box
        assert box["y"] + box["height"] < size[1]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_method_is_folded_until_it_is_asked_for(
    measured_site: Site, visitor: Visitor, script: bool
) -> None:
    address = f"{measured_site.url}evidence/short-way/"
    page = visitor.open(address, viewport=PHONE, java_script_enabled=script)
    method = page.get_by_text("A test wrote three numbers")
    expect(method).to_be_hidden()
    page.get_by_role("link", name="How it was measured").first.click()
    expect(method).to_be_visible()
    expect(method).to_be_in_viewport()
    page.goto(f"{measured_site.url}evidence/ticket/")
    equal = page.get_by_text("the prices differ by 2.5")
    expect(equal).to_be_hidden()
    page.emulate_media(media="print")
    expect(equal).to_be_visible()


def test_the_commands_that_run_it_again_are_copied(measured_site: Site, visitor: Visitor) -> None:
    page = ticket(measured_site, visitor, DESKTOP)
    page.get_by_role("button", name="Copy the commands").click()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert copied.startswith("git clone https://example.org/team/comparison\ncd comparison\n")
    assert copied.endswith("\nmake evidence\n")


def test_running_it_again_says_what_it_takes_as_far_as_that_is_recorded(tmp_path: Path) -> None:
    copy_evidence(MEASURED_DATA, tmp_path)
    data = Path(shutil.copy(MEASURED_DATA, tmp_path))
    folder = tmp_path / "evidence"
    (folder / "evidence.toml").write_text('again = "go {id}"\nneeds = "A `bell`."\n', "utf-8")
    replace_once(
        folder / "benchmarks/short-way/benchmark.toml", "better =", 'disk = "one-mile"\nbetter ='
    )
    loaded = load_file(data)
    repository = Repository("https://example.org/us/ways", "abc", "main", "data/ways.yaml")
    known = BuildContext(loaded.comparison, claims=Claims(loaded, repository))
    [html] = [
        page.content for page in render_pages(known, TEMPLATES) if page.path == "evidence/ticket.md"
    ]
    page = parse(html)
    again = page.text.partition("Run it again")[2]
    assert "git clone https://example.org/us/ways cd ways go ticket" in again
    for words in ("A bell.", "Bicycle 5.20 min, Bus 15.1 min", "0.500 s", "Ran asmake evidence"):
        assert words in again
    assert "https://example.org/us/ways/blob/abc/data/evidence/pairs/ticket/bus.py" in html


def a_page_of_runs(folder: Path, *later: dict[str, Any]) -> Element:
    """The page of the short way after later runs; `bus` are its samples of the first mile then."""
    copy_evidence(MEASURED_DATA, folder)
    data = Path(shutil.copy(MEASURED_DATA, folder))
    text = (folder / "evidence/results/short-way.json").read_text("utf-8")
    days: list[str] = []
    for number, changes in enumerate(later):
        found, samples = json.loads(text), changes.pop("bus", None)
        found |= {"measured_on": f"2026-11-{22 + number}"} | changes
        if samples:
            ends = {"low": sorted(samples)[1], "high": sorted(samples)[-2]}
            numbers = {"samples": samples, "median": median(samples), **ends}
            found["figures"][0]["series"][1] |= numbers
        days.append(found["measured_on"])
        turn = f"-{days.count(days[-1])}" if days[-1] in days[:-1] else ""
        file = folder / f"evidence/results/short-way.{days[-1]}{turn}.json"
        file.write_text(json.dumps(found), "utf-8")
    rendered = render_pages(BuildContext(load(data)), TEMPLATES)
    return parse(next(p.content for p in rendered if p.path == "evidence/short-way.md"))


def test_a_page_says_how_its_figures_moved_and_on_which_versions(tmp_path: Path) -> None:
    newer = {"bicycle": {"python": "3.12", "packages": {"wheels": "2026.0"}}}
    page = a_page_of_runs(tmp_path, {"bus": [16.0, 16.1, 16.2], "environments": newer})
    assert "Run 22 November 2026 on Bicycle 2026.0 · one earlier run" in page.text
    [moved, *_] = page.all(".numbers")
    assert "22 November 2026Bicycle 2026.0" in moved.one("thead").text
    assert "21 November 2026Bicycle 2025.1" in moved.one("thead").text
    cells = [cell.text for cell in moved.all("td")]
    assert cells == ["5.20 min", "5.20 min", "16.1 min 1.07\N{MULTIPLICATION SIGN}", "15.1 min"]
    files = [link.attributes["href"] for link in page.all(".run-versions a")]
    assert files[-1].endswith("2026-11-21.json")


def test_a_page_says_how_far_a_second_run_in_the_same_place_agrees(tmp_path: Path) -> None:
    """Rows whose intervals overlap are counted, and the one furthest apart is named."""
    day = {"measured_on": "2026-11-22"}
    page = a_page_of_runs(tmp_path / "a", {**day}, {**day, "bus": [30.0, 30.2, 30.4]})
    assert "in 5 of 6 rows the intervals of the two runs overlap" in page.text
    assert (
        "Furthest apart: One mile, door to door, Bus, with 2.0\N{MULTIPLICATION SIGN}" in page.text
    )
    [moved, *_] = page.all(".numbers")
    heads = [head.text for head in moved.all("thead th")]
    assert [head.partition("2026")[2][:7] for head in heads[1:3]] == [", run 2", "Bicycle"]


def test_a_run_that_gives_the_same_again_says_only_that(tmp_path: Path) -> None:
    page = a_page_of_runs(tmp_path, {})
    assert "in all of 6 rows the intervals of the two runs overlap" in page.text
    assert "Furthest apart" not in page.text


def test_a_run_with_other_versions_repeats_nothing(tmp_path: Path) -> None:
    newer = {"bicycle": {"python": "3.12", "packages": {"wheels": "2026.0"}}}
    page = a_page_of_runs(tmp_path, {"environments": newer})
    assert "How it moved" in page.text
    assert "intervals of the two runs overlap" not in page.text


def test_what_is_behind_two_that_are_level_is_measured_against_the_best(tmp_path: Path) -> None:
    found = json.loads(
        (MEASURED_DATA.parent / "evidence/results/short-way.json").read_text("utf-8")
    )
    first = found["figures"][0]
    bicycle, bus = first["series"]
    level = bicycle | {"id": "tram", "option": "tram", "name": "Tram"}
    page = a_page_of_runs(
        tmp_path, {"figures": [first | {"series": [bicycle, level, bus]}, *found["figures"][1:]]}
    )
    assert "2.9\N{MULTIPLICATION SIGN} as long as the best" in page.text


def test_a_page_says_how_busy_the_machine_was_and_whether_the_run_drifted(tmp_path: Path) -> None:
    quiet = {"before": 0.0, "load": 0.031, "steal": 0.002, "mhz": 2445.4}
    loud = {"before": 0.2, "load": 0.4, "steal": 0.002, "mhz": 3200.0}
    told = {"limit": 0.1, "repeated": 2, "samples": {"bus": [quiet, quiet]}}
    page = a_page_of_runs(tmp_path / "a", {"conditions": told})
    assert "at most 3.1 % of the CPU time during a sample, the host 0.2 %" in page.text
    assert "happened 2 times. Clock: 2,445 MHz." in page.text
    assert "not quiet" not in page.text
    noisy = told | {"samples": {"bus": [quiet, loud]}}
    slower = [19.00, 19.08, 19.21, 25.99, 24.86, 24.07, 26.47]
    page = a_page_of_runs(tmp_path / "b", {"conditions": noisy, "bus": slower})
    for words in (
        "The machine was not quiet during this run",
        "Clock: 2,445 to 3,200 MHz.",
        "This run drifted: 1 row is clearly slower or faster",
        "Bus 1.33\N{MULTIPLICATION SIGN}",
    ):
        assert words in page.text
    assert "Not recorded." in a_page_of_runs(tmp_path / "c").text


def test_an_environment_is_called_as_its_declaration_says(tmp_path: Path) -> None:
    copy_evidence(MEASURED_DATA, tmp_path)
    data = Path(shutil.copy(MEASURED_DATA, tmp_path))
    runtime = tmp_path / "evidence/runtimes/bus-extras/runtime.toml"
    runtime.parent.mkdir(parents=True)
    runtime.write_text('name = "Bus with a trailer"\n', "utf-8")
    result = tmp_path / "evidence/results/bell.json"
    replace_once(result, '"bus": {\n   "python"', '"bus-extras": {\n   "python"')
    rendered = {p.path: p.content for p in render_pages(BuildContext(load(data)), TEMPLATES)}
    assert "Bus with a trailer</b>: Python" in rendered["evidence/bell.md"]
    assert "Bus with a trailer</b>: Python" in rendered["evidence.md"]
    runtime.write_text("name = ", "utf-8")
    with pytest.raises(ComparisonError, match=r"bus-extras/runtime\.toml: this is not TOML"):
        load(data)


def test_the_list_says_where_it_all_ran_once_and_what_differs_in_its_row() -> None:
    comparison = load(MEASURED_DATA)
    first, *others = comparison.runs
    other = first.result.machine.model_copy(update={"processor": "Another one"})
    changed = replace(first, result=first.result.model_copy(update={"machine": other}))
    known = BuildContext(comparison.with_runs(Runs((changed, *others))))
    [page] = [page for page in render_pages(known, TEMPLATES) if page.path == "evidence.md"]
    assert page.content.count("Another one") == 1
    assert page.content.count("Fake processor") == 1
    rows = parse(page.content)
    assert "Another one" in rows.one("#ticket").text
    assert "Speaks against it" in rows.one("#short-way").text


def test_a_way_of_running_with_the_id_of_a_program_stands_in_its_column() -> None:
    [run] = [run for run in load(MEASURED_DATA).runs if run.id == "ticket"]
    mode = Mode(id="bus", option="bus", name="Any bus")
    columns, rows = what_works(
        replace(run, result=run.result.model_copy(update={"modes": (mode,)}))
    )
    assert [column.name for column in columns] == ["Bicycle", "Any bus"]
    assert all(len(found) == 2 for _, found in rows)


def test_a_criterion_shows_its_runs_beside_the_points_that_cite_them(
    measured_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(f"{measured_site.url}criteria/speed/", viewport=DESKTOP)
    beside = page.locator("#point-no-waiting .point__run")
    expect(beside).to_have_text(
        "One mile in town, measured: Bicycle is fastest, 2.9\N{MULTIPLICATION SIGN}."
    )
    beside.get_by_role("link").click()
    expect(page).to_have_url(re.compile("#run-short-way_one-mile$"))
    expect(page.locator("#run-short-way_one-mile .dots")).to_be_in_viewport()
    expect(page.locator(".run")).to_have_count(4)
    counted = page.locator("#run-ticket li").all_inner_texts()
    assert counted == ["Bicycle: Works 2", "Bus: Differs 1, Fails 1", "Night bus: Breaks 1"]
    note = page.get_by_role("note", name="What the evidence says now")
    expect(note).to_contain_text("Uphill nobody is ahead; the bicycle needs 11.0 min.")


def test_a_changed_or_missing_program_and_an_ended_run_are_said(
    measured_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(f"{measured_site.url}evidence/bell/", viewport=DESKTOP)
    for words in (
        "This file has changed since it ran.",
        "The file that ran is no longer there.",
        "Bus: ran out of time",
        "stopped after 60 s",
    ):
        expect(page.get_by_text(words)).to_be_visible()


def test_every_result_can_be_read_by_programs(measured_site: Site) -> None:
    for name in ("ticket", "bell", "short-way"):
        file = MEASURED_DATA.parent / f"evidence/results/{name}.json"
        assert (measured_site.folder / f"evidence/{name}.json").read_bytes() == file.read_bytes()
    data = json.loads((measured_site.folder / "api/v1/comparison.json").read_text("utf-8"))
    [_, _, run] = data["result"]["evidence"]
    assert run["figures"][0]["series"][0]["median"] == 5.2
    [source] = [s for s in data["result"]["sources"] if s["id"] == "uphill"]
    assert source["result"] == {"run": "short-way", "figure": "uphill"}
    assert source["accessed_on"] == "2026-11-21"


def test_pages_without_runs_load_no_style_of_theirs(measured_site: Site) -> None:
    for address in addresses(measured_site.folder):
        html = (measured_site.folder / address / "index.html").read_text("utf-8")
        wanted = address.startswith(("evidence", "criteria/"))
        assert bool(re.search(r"/[\w-]*\bcharts[\w-]*\.\w+\.css", html)) is wanted, address
