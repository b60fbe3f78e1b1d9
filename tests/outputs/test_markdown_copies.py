"""Twins and llms.txt say in plain Markdown what the pages say; no text of the data is markup."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown import markdown as to_html
from markdown_it import MarkdownIt

from comparison_site import Comparison, load, render_pages
from comparison_site.cli import cli
from comparison_site.core.inline_text import plain_text
from comparison_site.outputs.handwritten import Handwritten, Written, handwritten_twin
from comparison_site.outputs.markdown_copies import Render, twins
from comparison_site.outputs.registry import machine_files
from comparison_site.pages.markdown import formatted, printed
from comparison_site.pages.page_extras import Beside
from comparison_site.pages.paths import twin_path
from comparison_site.pages.rendering import machine_renderer
from comparison_site.schema.command_facts import command_facts
from tests.support.comparisons import BASE, DATA, HOSTILE, eventful, hostile
from tests.support.golden import golden
from tests.support.html import Element, addresses, parse, read_page
from tests.support.markdown import links, plain, tokens
from tests.support.paths import MEASURED_DATA, MINIMAL, OTHER_DATA, REAL_DATA, TEMPLATES
from tests.support.sites import Site

# What only a page has: drawings, controls, the names that a table or a drawing has for those who
# cannot see it, and the numbers and signs that lead elsewhere on the same page.
_PAGE_ONLY = {"svg", "script", "caption", "summary", "label", "button", "[hidden]"} | {
    f".{name}"
    for name in (
        *("visually-hidden", "cites", "point__link", "row-link", "verdict__link"),
        *("tabbed-labels", "chart-legend"),
    )
}
_NOT_IN_TWINS = {"how verdicts are reached", "you need"}  # a handwritten page; a table's heading

_LLMS_LINK = re.compile(r"- \[([^\]]+)\]\(([^)]+)\)(?:: .+)?")


@cache
def renderer() -> Render:
    return machine_renderer(TEMPLATES)


def texts_of(comparison: Comparison, base_url: str = "") -> dict[str, str]:
    files = twins(comparison, base_url, renderer())
    return {file.path: file.content.decode() for file in files}


def test_twins_of_the_smallest_comparison_are_as_in_the_golden_files() -> None:
    texts = texts_of(eventful(), BASE)
    golden("criteria/speed/index.md", texts["criteria/speed/index.md"])
    golden("llms.txt", texts_of(load(MINIMAL))["llms.txt"])


@DATA
def test_every_generated_page_has_a_twin(data: Path) -> None:
    comparison = load(data)
    pages = {page.path for page in render_pages(comparison, TEMPLATES) if page.title}
    written = {twin_path(page) for page in pages}
    assert set(texts_of(comparison)) == {*written, "llms.txt"}


@DATA
def test_links_lead_to_files_of_the_site(data: Path) -> None:
    comparison = load(data)
    files = {file.path for file in machine_files(comparison, BASE, renderer())}
    pages = {path.removesuffix("index.md") for path in files if path.endswith("index.md")}
    ours = [
        link.removeprefix(BASE)
        for text in texts_of(comparison, BASE).values()
        for link in links(text)
        if link.startswith(BASE)
    ]
    assert len(ours) > 10
    assert set(ours) <= files | pages


def test_links_are_relative_when_the_address_is_not_known() -> None:
    texts = texts_of(load(MINIMAL))
    assert links(texts["options/bus/index.md"])[:2] == ["../../index.md", "./"]
    assert "criteria/speed/index.md" in links(texts["llms.txt"])


@DATA
def test_the_twins_hold_what_the_data_says(data: Path) -> None:
    comparison = load(data)
    texts = {path: plain(text) for path, text in texts_of(comparison).items()}
    for criterion in comparison.criteria:
        text = texts[f"criteria/{criterion.id}/index.md"]
        assert plain_text(criterion.verdict.published.because) in text
        for position in criterion.positions.values():
            assert all(plain_text(point.text) in text for point in position.points)
    for scenario in comparison.scenarios:
        assert plain_text(scenario.reason) in texts["scenarios/index.md"]


def shown(element: Element) -> Iterator[str]:
    """Every run of words that a page shows, line by line; of a day, how programs write it."""
    for item in element.items:
        if isinstance(item, str):
            yield from item.splitlines()
        elif item.tag == "time":
            yield item.attributes["datetime"]
        elif not any(item.matches(selector) for selector in _PAGE_ONLY):
            yield from shown(item)


def without_spelling(text: str) -> str:
    """The words alone: what a page sets apart by a capital or a comma, a twin may put otherwise."""
    return " ".join(text.casefold().split()).strip(" .,;:()")


def everything_in(markdown: str) -> str:
    """All that a reader of the Markdown sees, blocks of code included."""
    parser = MarkdownIt().enable("table")
    blocks = (t for t in parser.parse(markdown) if t.type in {"inline", "fence", "code_block"})
    return without_spelling(
        " ".join(plain(t.content) if t.type == "inline" else t.content for t in blocks)
    )


def facts(body: Element) -> Counter[str]:
    """What says how far to trust a claim, as often as the page says it: days, kinds, titles."""
    days = (day.attributes.get("datetime", "") for day in body.all("time"))
    others = (fact.text for name in (".evidence", ".source__title") for fact in body.all(name))
    return Counter(without_spelling(fact) for fact in (*days, *others) if fact)


@pytest.mark.parametrize("data", [REAL_DATA, OTHER_DATA, MEASURED_DATA], ids=lambda path: path.stem)
def test_a_twin_says_whatever_its_page_says(data: Path) -> None:
    """Every run of words at least once; days, kinds of evidence and titles as often as there."""
    comparison, commands = load(data), command_facts(cli)
    newest = {option.id: "99.0" for option in comparison.options}
    files = twins(comparison, "", renderer(), newest, Written(commands))
    texts = {file.path: everything_in(file.content.decode()) for file in files}
    beside = Beside(newest, commands=commands)
    for page in render_pages(comparison, TEMPLATES, beside=beside):
        if page.title:
            text = texts[twin_path(page.path)]
            markdown = page.content.split("---\n", 2)[2]
            body = parse(to_html(markdown, extensions=["attr_list", "tables"]))
            said = {without_spelling(words) for words in shown(body)} - _NOT_IN_TWINS
            assert len(said) > 4, page.path
            assert not {words for words in said if words not in text}
            assert not {fact for fact, times in facts(body).items() if text.count(fact) < times}


@DATA
def test_no_two_citations_of_a_source_read_the_same(data: Path) -> None:
    for source in texts_of(load(data))["sources/index.md"].split("\n## ")[1:]:
        cited = [line for line in source.splitlines() if line.startswith("- Cited by")]
        assert cited
        assert len(set(cited)) == len(cited)


@DATA
def test_twins_hold_no_html(data: Path) -> None:
    for text in texts_of(load(data)).values():
        assert not [token for token in tokens(text) if token.type.startswith("html")]
        assert "\n\n\n" not in text
        assert text.endswith("\n")


@DATA
def test_llms_txt_has_the_shape_of_llmstxt_org(data: Path) -> None:
    lines = [line for line in texts_of(load(data), BASE)["llms.txt"].splitlines() if line]
    assert re.match(r"# \S", lines[0])
    assert re.match(r"> \S", lines[1])
    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    sections = lines[lines.index("## Overview") :]
    assert all(line.startswith("## ") or _LLMS_LINK.fullmatch(line) for line in sections)
    assert sections.count("## Optional") == 1


@DATA
def test_llms_txt_lists_every_page(data: Path) -> None:
    comparison = load(data)
    handwritten = Handwritten("about/us.md", "About us", "Who we are.", "# About us")
    files = twins(comparison, "", renderer(), written=Written(pages=(handwritten,)))
    text = next(file.content.decode() for file in files if file.path == "llms.txt")
    assert sorted(path for path in links(text) if path.endswith(".md")) == sorted(
        file.path for file in files if file.path.endswith(".md")
    )
    assert "- [About us](about/us/index.md): Who we are.\n" in text


@pytest.mark.parametrize(
    ("base", "written", "linked"),
    [
        ("", "[a](decide.md)", "[a](../../decide/index.md)"),
        ("", "[a](decide.md#how)", "[a](../../decide/index.md)"),
        ("", "[a](index.md)", "[a](../../index.md)"),
        ("", "[a](about/them.md)", "[a](../them/index.md)"),
        (BASE, "[a](decide.md)", f"[a]({BASE}decide/index.md)"),
        (BASE, "[a](https://e.org/x.md)", "[a](https://e.org/x.md)"),
        (BASE, "`x.md` (see y.md)", "`x.md` (see y.md)"),
    ],
)
def test_links_of_handwritten_pages_lead_to_twins(base: str, written: str, linked: str) -> None:
    path = "about/us.md"
    text = written.replace("](", "](../") if "](http" not in written else written
    page = Handwritten(path, "About us", "", f"\n{text}\n\n")
    assert handwritten_twin(page, base) == f"{linked}\n"


def test_every_page_of_the_site_names_its_twin_the_data_and_the_feed(real_site: Site) -> None:
    """Handwritten pages, too: their twin is what somebody wrote, without the front matter."""
    for address in addresses(real_site.folder):
        head = read_page(real_site.folder, address).one("head")
        found = [link.attributes for link in head.all("link")]
        named = {a["type"]: a["href"] for a in found if "alternate" in a["rel"].split()}
        assert named.keys() == {"application/atom+xml", "application/json", "text/markdown"}
        for href in named.values():
            assert (real_site.folder / address / href).is_file(), (address, href)
    text = (real_site.folder / "method" / "index.md").read_text("utf-8")
    assert text.startswith("# Method\n")
    ours = [link for link in links(text) if not link.startswith("http")]
    assert ours
    assert all((real_site.folder / "method" / link).is_file() for link in ours)
    assert "- [Method](method/index.md): " in (real_site.folder / "llms.txt").read_text("utf-8")


@HOSTILE
def test_plain_words_stay_what_was_typed(payload: str) -> None:
    """A heading, a list item, a paragraph and a cell hold nothing but the text."""
    words = " ".join(payload.split())
    for before in ("# ", "- ", "", "> ", "line\n\n", "line\n", "line "):
        markdown = f"{before}{printed(payload)}"
        assert plain(markdown) == before.strip("#->\n").lstrip() + words
        harmless(markdown)


@HOSTILE
def test_a_table_row_keeps_its_cells(payload: str) -> None:
    row = f"| a | b | c |\n| --- | --- | --- |\n| {printed(payload)} | x | {printed(payload)} |\n"
    cells = [t.content for t in tokens(row) if t.type == "inline"]
    assert len(cells) == 6
    assert plain(cells[3]) == plain(cells[5]) == " ".join(payload.split())


@HOSTILE
def test_formatted_words_keep_their_words_and_run_nothing(payload: str) -> None:
    for before in ("# ", "- ", "", "line\n\n", "line\n", "line "):
        markdown = f"{before}{formatted(payload)}"
        assert plain(markdown) == before.strip("#-\n").lstrip() + plain_text(payload)
        harmless(markdown)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Take **xz** or *zstd*, see `man xz`.", "Take **xz** or *zstd*, see `man xz`."),
        ("[a b](https://e.org/x)", "[a b](https://e.org/x)"),
        ("[a](https://e.org/x_(y))", "[a](<https://e.org/x_(y)>)"),
        ("``a`b``", "``a`b``"),
        ("`<b>` and <b>", "`<b>` and &lt;b\\>"),
        ("2.15.0, AT&T, 50 %, a - b", "2.15.0, AT&T, 50 %, a - b"),
    ],
)
def test_formatted_words_are_markdown_again(text: str, markdown: str) -> None:
    assert formatted(text) == markdown


@HOSTILE
def test_hostile_texts_stay_texts_in_every_twin(payload: str) -> None:
    calm = texts_of(hostile("calm words"))
    for path, text in texts_of(hostile(payload)).items():
        harmless(text)
        shapes = [[token.type for token in tokens(t) if token.nesting and token.block]
                  for t in (text, calm[path])]  # fmt: skip
        assert shapes[0] == shapes[1], path


def harmless(markdown: str) -> None:
    kinds = {token.type for token in tokens(markdown)}
    assert not kinds & {"html_block", "html_inline", "image", "s_open"}
    assert not [link for link in links(markdown) if link.lower().startswith("javascript")]


@pytest.mark.parametrize("base_url", ["", BASE])
def test_all_machine_files_have_a_path_of_their_own(base_url: str) -> None:
    files = machine_files(load(OTHER_DATA), base_url, renderer())
    paths = [file.path for file in files]
    assert len(set(paths)) == len(paths)
    assert {path.rpartition(".")[2] for path in paths} == {
        *("json", "md", "png", "svg", "txt", "xml"),
    }
    for file in files:
        assert file.content
        assert not file.path.startswith("/")
        if file.path.endswith(".json"):
            json.loads(file.content)


def test_the_same_data_gives_the_same_files() -> None:
    assert machine_files(load(REAL_DATA), BASE, renderer()) == machine_files(
        load(REAL_DATA), BASE, renderer()
    )


@pytest.mark.parametrize(
    ("page", "twin"),
    [
        ("index.md", "index.md"),
        ("method.md", "method/index.md"),
        ("guide/index.md", "guide/index.md"),
        ("guide/README.md", "guide/index.md"),
        ("criteria/x-index.md", "criteria/x-index/index.md"),
    ],
)
def test_a_twin_stands_where_its_page_is_served(page: str, twin: str) -> None:
    assert twin_path(page) == twin


def test_links_between_handwritten_pages_lead_to_twins_and_keep_their_titles() -> None:
    elsewhere = "[c](https://example.org/x.md) [d](x.svg)"
    text = f'[a](../method.md#kinds) [b](other.md "Why") {elsewhere}'
    page = Handwritten("guide/index.md", "Guide", "", text)
    led = '[a](../method/index.md) [b](other/index.md "Why")'
    assert handwritten_twin(page, "") == f"{led} {elsewhere}\n"
