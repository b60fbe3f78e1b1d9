"""Markdown versions say in plain Markdown what the pages say; no text of the data is markup."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from comparison_site import BuildContext, load
from comparison_site.analysis.addresses import markdown_path
from comparison_site.cli import cli
from comparison_site.core.inline_text import inline_html, plain_text
from comparison_site.outputs.markdown import markdown_of
from comparison_site.outputs.markdown_text import printed
from comparison_site.outputs.registry import outputs
from comparison_site.schema.reference import command_facts
from tests.support.articles import Texts, article, articles, markdown_versions
from tests.support.comparisons import BASE, DATA, HOSTILE, MIXED, eventful, hostile, mixed
from tests.support.golden import golden
from tests.support.html import Element, addresses, parse, read_page
from tests.support.markdown import harmless, links, plain, tokens
from tests.support.paths import MEASURED_DATA
from tests.support.sites import Site

# What only a page has: drawings, controls, the names that a table or a drawing has for those who
# cannot see it, and the numbers and signs that lead elsewhere on the same page.
_PAGE_ONLY = {"svg", "script", "caption", "summary", "label", "button", "[hidden]"} | {
    f".{name}"
    for name in (
        *("visually-hidden", "cites", "point__link", "row-link", "verdict__link", "headerlink"),
        *("tabbed-labels", "chart-legend", "run-parts"),
    )
}


@cache
def articles_of(data: Path, base_url: str = "") -> Texts:
    """The articles of a site whose pages name newer releases, and all commands."""
    comparison = load(data)
    newest = {option.id: "99.0" for option in comparison.options}
    return articles(BuildContext(comparison, base_url, newest, None, command_facts(cli)))


@cache
def versions_of(data: Path, base_url: str = "") -> dict[str, str]:
    found = articles_of(data, base_url).items()
    return {markdown_path(page): markdown_of(html, page, base_url) for page, html in found}


END = "\n\n[Overview](../index.md). [Web page](./)\n"


@DATA
def test_links_lead_to_files_of_the_site(data: Path) -> None:
    texts = versions_of(data, BASE)
    others = (path for path, _ in outputs(BuildContext(load(data), BASE)))
    files = {*texts, *others, "method/index.md"}
    pages = {path.removesuffix("index.md") for path in texts}
    ours = [
        link.removeprefix(BASE)
        for text in texts.values()
        for link in links(text)
        if link.startswith(BASE)
    ]
    assert len(ours) > 10
    assert set(ours) <= files | pages


def test_links_are_relative_when_the_address_is_not_known() -> None:
    texts = markdown_versions(BuildContext(eventful()))
    assert links(texts["options/bus/index.md"])[-2:] == ["../../index.md", "./"]
    assert links(texts["index.md"])[-2:] == ["index.md", "./"]
    assert "criteria/speed/index.md" in links(texts["index.md"])


@DATA
def test_markdown_versions_hold_what_the_data_says(data: Path) -> None:
    comparison = load(data)
    texts = {path: plain(text) for path, text in versions_of(data).items()}
    for criterion in comparison.criteria:
        text = texts[f"criteria/{criterion.id}/index.md"]
        assert plain_text(criterion.verdict.published.because) in text
        for position in criterion.positions.values():
            assert all(plain_text(point.text) in text for point in position.points)
    for scenario in comparison.scenarios:
        assert plain_text(scenario.published.because) in texts["scenarios/index.md"]


def test_the_markdown_version_of_a_criterion_is_as_in_the_golden_file() -> None:
    texts = markdown_versions(BuildContext(eventful(), BASE))
    golden("criteria/speed/index.md", texts["criteria/speed/index.md"])


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
    """The words alone: where a page has a capital or a comma, its Markdown may have none."""
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


def lacks(html: str, markdown: str) -> set[str]:
    """What a page says and its Markdown version does not, or not as often where that matters."""
    body, text = parse(html), everything_in(markdown)
    said = {without_spelling(words) for words in shown(body)}
    assert len(said) > 3
    rare = {fact for fact, times in facts(body).items() if text.count(fact) < times}
    return {words for words in said if words not in text} | rare


@DATA
def test_a_markdown_version_says_whatever_its_page_says(data: Path) -> None:
    """Every run of words at least once; days, kinds of evidence and titles as often as there."""
    comparison = load(data)
    found = articles_of(data)
    assert len(found) > len(comparison.criteria) + len(comparison.options) + len(comparison.runs)
    for page, html in found.items():
        assert not lacks(html, versions_of(data)[markdown_path(page)]), page


def test_what_is_left_out_is_noticed() -> None:
    html = "<h1>A</h1><p>one</p><p>two</p><p><time datetime='2026-01-02'>2 January</time></p>"
    assert lacks(html, "# A\n\none\n\ntwo\n") == {"2026-01-02"}
    assert lacks(html, "# A\n\none\n\n2026-01-02\n") == {"two"}
    assert not lacks(html, markdown_of(html, "a.md"))


@DATA
def test_tables_headings_and_code_keep_their_shape(data: Path) -> None:
    """As many rows of as many cells, every heading at its level, every block of code as it is."""
    for page, html in articles_of(data).items():
        body, found = parse(html), list(tokens(versions_of(data)[markdown_path(page)]))
        cells = [cell for row in body.all("tr") for cell in row.all("td, th")]
        wide = sum(int(cell.attributes.get("colspan", "1")) for cell in cells)
        assert sum(t.type in {"td_open", "th_open"} for t in found) == wide, page
        assert sum(t.type == "tr_open" for t in found) == len(body.all("tr")), page
        assert sum(t.type == "table_open" for t in found) == len(body.all("table")), page
        hidden = {element.text for element in body.all("[hidden] h2")}
        headings = [e.tag for e in body.all("h1, h2, h3, h4, h5, h6") if e.text not in hidden]
        assert [t.tag for t in found if t.type == "heading_open"] == headings, page
        blocks = [(language_of(block), code_in(block)) for block in body.all("pre")]
        fences = [(t.info, t.content.strip("\n")) for t in found if t.type == "fence"]
        assert fences == blocks, page


def language_of(block: Element) -> str:
    return block.one("code").attributes.get("class", "").removeprefix("language-")


def test_programs_and_examples_name_their_language() -> None:
    texts = versions_of(MEASURED_DATA)
    assert "\n```python\n" in texts["evidence/ticket/index.md"]
    assert "\n```yaml\nlint:\n" in texts["editing/index.md"]


def code_in(block: Element) -> str:
    texts = (item if isinstance(item, str) else code_in(item) for item in block.items)
    return "".join(texts).strip("\n")


def test_every_tab_has_its_label_as_a_heading() -> None:
    labels = 0
    for page, html in articles(BuildContext(load(MEASURED_DATA))).items():
        lines = markdown_of(html, page).splitlines()
        for tabs in parse(html).all(".tabbed-labels"):
            of_blocks = [label.text for label in tabs.all("label") if label.text != "All at once"]
            assert {f"### {label}" for label in of_blocks} <= set(lines)
            labels += len(of_blocks)
    assert labels > 5


def test_a_chart_becomes_its_numbers() -> None:
    """In brief, an interval stands beside its median."""
    texts = markdown_versions(BuildContext(load(MEASURED_DATA)))
    times = "1\N{MULTIPLICATION SIGN} (fastest)"
    assert (
        f"| Bicycle | 5.20 min | {times} | 5.00 to 5.50 | 3 |"
        in texts["evidence/short-way/index.md"]
    )
    assert f"| Bicycle | 5.20 min (5.00 to 5.50) | {times} |" in texts["criteria/speed/index.md"]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            '<pre><code class="language-yaml">a: 1\n\n\nb: 2\n</code></pre>',
            "```yaml\na: 1\n\n\nb: 2\n```",
        ),
        ("<pre><code>```\nx\n```</code></pre>", "````\n```\nx\n```\n````"),
        ("<p>a <code>`b`</code></p>", "a `` `b` ``"),
        ("<p>1. x</p><p><b>1</b>. y</p>", "1\\. x\n\n1\\. y"),
        ("<ul><li>+ x</li><li>2) <i>y</i></li></ul>", "- \\+ x\n- 2\\) y"),
        ("<p>a\n# b\n- c</p>", "a \\# b - c"),
        ('<p><a href="../x/#y">x</a> <a href="#z">z</a></p>', "[x](../x/index.md) z"),
        ('<p><a href="https://e.org/x_(y)">x</a></p>', "[x](<https://e.org/x_(y)>)"),
        ('<p><a href="../data.json">d</a></p>', "[d](../data.json)"),
        ('<p><img src="../a.svg" alt="A [b]"></p>', "[A \\[b\\]](../a.svg)"),
        ("<dl><div><dt>a</dt><dd>b <em>c</em></dd></div></dl>", "- a: b *c*"),
    ],
)
def test_single_forms(html: str, markdown: str) -> None:
    assert markdown_of(html, "a.md") == f"{markdown}{END}"


@DATA
def test_no_two_citations_of_a_source_read_the_same(data: Path) -> None:
    text = versions_of(data)["sources/index.md"]
    rows = [line.split(" | ")[1] for line in text.splitlines() if line.startswith("| [")]
    assert rows
    for row in rows:
        cited = row.removesuffix(" |").split("; ")
        assert all(entry.startswith("[") for entry in cited)
        assert len(set(cited)) == len(cited)


@DATA
def test_markdown_versions_hold_no_html(data: Path) -> None:
    for text in versions_of(data).values():
        assert not [token for token in tokens(text) if token.type.startswith("html")]
        assert "\n\n\n" not in re.sub(r"(?ms)^(`{3,}).*?^\1$", "code", text)
        assert text.endswith("\n")


def test_every_page_of_the_site_names_its_markdown_the_data_and_the_feed(real_site: Site) -> None:
    """Handwritten pages, too."""
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
    assert all((real_site.folder / "method" / link).exists() for link in ours)
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
    for html in (f"<h1>{inline_html(payload)}</h1>", f"<p>{inline_html(payload)}</p>"):
        markdown = markdown_of(html, "a.md").removesuffix(
            "\n\n[Overview](../index.md). [Web page](./)\n"
        )
        assert plain(markdown) == plain_text(payload)
        harmless(markdown)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Take **xz** or *zstd*, see `man xz`.", "Take **xz** or *zstd*, see `man xz`."),
        ("[a b](https://e.org/x)", "[a b](https://e.org/x)"),
        ("``a`b``", "``a`b``"),
        ("`<b>` and <b>", "`<b>` and &lt;b\\>"),
        ("2.15.0, AT&T, 50 %, a - b", "2.15.0, AT&T, 50 %, a - b"),
    ],
)
def test_formatted_words_are_markdown_again(text: str, markdown: str) -> None:
    assert markdown_of(f"<p>{inline_html(text)}</p>", "a.md").startswith(f"{markdown}\n\n")


@cache
def calm_versions() -> Texts:
    return markdown_versions(BuildContext(hostile("calm words")))


_WITHOUT_DATA = "editing.md"


@MIXED
def test_hostile_texts_stay_texts_in_every_markdown_version(number: int) -> None:
    calm = calm_versions()
    for page, html in articles(BuildContext(mixed(number)), _WITHOUT_DATA).items():
        text = markdown_of(html, page)
        harmless(text)
        assert not lacks(html, text), page
        shapes = [[token.type for token in tokens(t) if token.nesting and token.block]
                  for t in (text, calm[markdown_path(page)])]  # fmt: skip
        assert shapes[0] == shapes[1], page


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("index.md", "index.md"),
        ("method.md", "method/index.md"),
        ("guide/index.md", "guide/index.md"),
        ("guide/README.md", "guide/index.md"),
        ("criteria/x-index.md", "criteria/x-index/index.md"),
    ],
)
def test_a_markdown_version_stands_where_its_page_is_served(page: str, path: str) -> None:
    assert markdown_path(page) == path


@pytest.mark.parametrize(
    ("base", "written", "linked"),
    [
        ("", "[a](../../decide/)", "[a](../../decide/index.md)"),
        ("", "[a](../../decide/#how)", "[a](../../decide/index.md)"),
        ("", "[a](../../)", "[a](../../index.md)"),
        ("", "[a](../them/)", "[a](../them/index.md)"),
        (BASE, "[a](../../decide/)", f"[a]({BASE}decide/index.md)"),
        (BASE, "[a](https://e.org/x.md)", "[a](https://e.org/x.md)"),
        (BASE, "`x.md` (see y.md)", "`x.md` (see y.md)"),
    ],
)
def test_links_of_handwritten_pages_lead_on(base: str, written: str, linked: str) -> None:
    html = article(f"# About us\n\n{written}\n")
    assert markdown_of(html, "about/us.md", base).startswith(f"# About us\n\n{linked}\n")
