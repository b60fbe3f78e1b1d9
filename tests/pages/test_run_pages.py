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
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, ViewportSize, expect

from comparison_site import BuildContext, load, render_pages
from comparison_site.analysis.versions import outdated, outdated_everywhere
from comparison_site.core.vocabulary import RunStatus
from comparison_site.pages.charts import chart
from comparison_site.pages.rendering import code_html
from comparison_site.results.records import Environment, Figure, Runs, Series
from tests.support.articles import markdown_versions
from tests.support.browser import COLOUR_RULES, DESKTOP, OLD_PHONE, PHONE, Visitor, violations
from tests.support.html import addresses, parse, read_page
from tests.support.paths import MEASURED_DATA, OTHER_DATA, ROOT, TEMPLATES
from tests.support.projects import copy_evidence, replace_once
from tests.support.sites import Site

GOLDEN = ROOT / "tests" / "golden" / "runs"
RUNS = ("evidence", "evidence/ticket", "evidence/bell", "evidence/short-way")
SHOWN = (*RUNS, "criteria/speed")
CLIPBOARD = ["clipboard-read", "clipboard-write"]
REFUSE = "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))"
DRAWN = [status for status in RunStatus if status is not RunStatus.SKIPPED]
WIDTHS = "bars => bars.map(bar => bar.getBoundingClientRect().width)"
COLOURS: dict[str, Any] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "light", "forced_colors": "active"},
}


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
    words = "reaches 34 % of it"
    assert f"Bus is highest. Bicycle {words}." in page.text
    assert words in [cell.text for cell in page.all("td")]
    markdown = markdown_versions(BuildContext(comparison))["evidence/short-way/index.md"]
    assert f"Bus is highest. Bicycle {words}." in markdown
    assert f"| {words} |" in markdown


def test_the_chart_is_as_in_the_golden_file() -> None:
    page = pages()["evidence/short-way.md"]
    drawing = re.findall(r"<svg class=\"chart\".*?</svg>\n", page, re.S)[0]
    golden("one-mile.svg", drawing)


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


def a_figure(medians: list[float], status: RunStatus = RunStatus.OK) -> Figure:
    series = tuple(
        Series(
            id=f"s{n}", option="o", name=f"S{n}", status=status, detail="", samples=(),
            median=median, low=median * 0.9, high=median * 1.1,
        )
        for n, median in enumerate(medians)
    )  # fmt: skip
    return Figure(id="f", title="F", unit="ms", series=series)


def percent(text: str) -> float:
    return float(text.removesuffix("%"))


@given(medians=MEDIANS)
def test_bars_are_in_the_picture_and_in_the_order_of_their_numbers(medians: list[float]) -> None:
    drawing = chart(a_figure(medians))
    ends = [percent(bar.start) + percent(bar.width) for bar in drawing.bars]
    assert all(0 <= end <= 100 for end in ends)
    for bar, end in zip(drawing.bars, ends, strict=True):
        assert bar.whisker
        low, high = map(percent, bar.whisker)
        assert -0.01 <= low <= end + 0.02 <= high + 0.04 <= 100.04
    ranked = sorted(range(len(medians)), key=medians.__getitem__)
    assert all(ends[a] <= ends[b] + 0.01 for a, b in pairwise(ranked))
    places = [percent(tick.at) for tick in drawing.ticks]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@given(medians=MEDIANS)
def test_the_scale_is_logarithmic_where_one_is_more_than_ten_times_another(
    medians: list[float],
) -> None:
    assert chart(a_figure(medians)).is_logarithmic is (max(medians) > 10 * min(medians))


@given(medians=st.lists(st.floats(min_value=10, max_value=99), min_size=2, max_size=5))
def test_on_a_plain_scale_twice_as_much_is_twice_as_long(medians: list[float]) -> None:
    widths = [percent(bar.width) for bar in chart(a_figure(medians)).bars]
    for median, width in zip(medians, widths, strict=True):
        assert width / widths[0] == pytest.approx(median / medians[0], rel=0.01)


@pytest.mark.parametrize(
    "medians",
    [
        [0.0],
        [0.0, 5.0],
        [-3.0, 4.0],
        [-3.0],
        [5.0],
        [1e-9, 1.0],
        [5e-324],
        [-1e15, 1e15],
        [5e-324, 1e15],
    ],
)
def test_odd_numbers_make_a_drawing_too(medians: list[float]) -> None:
    series = [
        Series(
            id=f"s{n}", option="o", name="S", status=RunStatus.OK, detail="", samples=(),
            median=median, low=median, high=median,
        )
        for n, median in enumerate(medians)
    ]  # fmt: skip
    drawing = chart(Figure(id="f", title="F", unit="", series=tuple(series)))
    assert all(bar.width and bar.whisker is None for bar in drawing.bars)
    assert all(0 <= percent(bar.width) <= 100 for bar in drawing.bars)


def test_a_skipped_series_is_named_below_the_chart() -> None:
    figure = a_figure([1, 2, 3], RunStatus.OK)
    first = figure.series[0].model_copy(update={"status": RunStatus.SKIPPED})
    drawing = chart(figure.model_copy(update={"series": (first, *figure.series[1:])}))
    assert [bar.series for bar in drawing.bars] == list(figure.series[1:])
    assert drawing.skipped == (first,)
    nothing = chart(figure.model_copy(update={"series": (first,)}))
    assert (nothing.bars, nothing.skipped) == ((), (first,))


def test_a_series_without_a_number_has_no_bar() -> None:
    run = next(run for run in load(MEASURED_DATA).runs if run.id == "short-way")
    assert [bool(bar.width) for bar in chart(run.figures[1]).bars] == [True, True, False]


@given(name=st.text(min_size=1, max_size=80), status=st.sampled_from(DRAWN))
def test_no_name_runs_into_a_number(name: str, status: RunStatus) -> None:
    figure = a_figure([1.5, 2.5], status)
    first = figure.series[0].model_copy(update={"name": name})
    drawn = chart(figure.model_copy(update={"series": (first, figure.series[1])}))
    one, two = drawn.bars
    for y, line in one.names:
        assert len(line) <= 36
        assert y < one.value[0] or len(line) + len(one.value[1]) <= 36
    assert one.value[0] < one.y < one.y + drawn.bar_height < two.names[0][0] - 16


# --- In a browser ---


def test_axe_finds_nothing_on_pages_with_runs(measured_site: Site, visitor: Visitor) -> None:
    found = []
    page = visitor.open()
    for name, colours in COLOURS.items():
        page.emulate_media(**colours)
        for address in SHOWN:
            page.goto(f"{measured_site.url}{address}/")
            rules = () if name == "light" else COLOUR_RULES
            found += [f"{name}: {words}" for words in violations(page, rules)]
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(PHONE)
    page.goto(f"{measured_site.url}evidence/ticket/")
    found += [f"phone: {words}" for words in violations(page)]
    assert found == []


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
    widths = page.locator(".chart__bar").evaluate_all(WIDTHS)
    assert widths[1] / widths[0] == pytest.approx(15.1 / 5.2, rel=0.02)


def test_print_shows_every_program_and_chart(measured_site: Site, visitor: Visitor) -> None:
    page = ticket(measured_site, visitor, PHONE)
    page.emulate_media(media="print")
    assert len(shown_programs(page)) == 2
    expect(page.locator(".copy-code").first).to_be_hidden()
    assert all(name.is_visible() for name in page.locator(".program__name").all())


def test_a_chart_says_in_words_what_it_shows(measured_site: Site, visitor: Visitor) -> None:
    page = visitor.open(f"{measured_site.url}evidence/short-way/")
    drawing = page.get_by_role("img", name="A short way: One mile uphill")
    expect(drawing).to_have_accessible_description(re.compile(r"Bus, at night: Failed\."))
    expect(page.locator(".chart__unit").nth(2)).to_have_text("s, logarithmic scale")
    expect(page.get_by_text("No clear difference between Bicycle and Bus")).to_be_visible()


def test_a_criterion_shows_its_runs_beside_the_points_that_cite_them(
    measured_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(f"{measured_site.url}criteria/speed/", viewport=DESKTOP)
    beside = page.locator("#point-no-waiting .point__run")
    expect(beside).to_have_text("One mile in town, measured")
    beside.get_by_role("link").click()
    expect(page).to_have_url(re.compile("#run-short-way_one-mile$"))
    expect(page.locator("#run-short-way_one-mile .chart")).to_be_in_viewport()
    expect(page.locator(".run")).to_have_count(4)
    counted = page.locator("#run-ticket li").all_inner_texts()
    assert counted == ["Bicycle: Works 2", "Bus: Differs 1, Fails 1", "Night bus: Breaks 1"]
    note = page.get_by_role("note", name="What contradicts this verdict")
    expect(note).to_contain_text("Uphill nobody is ahead; the bicycle needs 11.0 min.")


def test_the_page_names_what_was_skipped(measured_site: Site) -> None:
    run = next(run for run in measured_site.comparison.runs if run.figures)
    skipped = [s.name for s in run.figures[0].series if s.status is RunStatus.SKIPPED]
    legend = read_page(measured_site.folder, f"evidence/{run.id}").all(".chart-legend")[0].text
    assert legend.endswith(f" Skipped: {'; '.join(skipped)}.") is bool(skipped)


def test_a_changed_or_missing_program_and_an_ended_run_are_said(
    measured_site: Site, visitor: Visitor
) -> None:
    page = visitor.open(f"{measured_site.url}evidence/bell/", viewport=DESKTOP)
    for words in (
        "This file has changed since it ran.",
        "The file that ran is no longer there.",
        "Ran out of time",
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
        assert ("assets/runs.css" in html) is wanted, address
