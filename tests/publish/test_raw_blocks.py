"""Blocks of HTML that are set aside come out as if Python-Markdown had found them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.structure.pages import _RawHTMLPreprocessor

from comparison_site.publish.raw_blocks import set_blocks_aside

PIECES = [
    *("\n", "\n\n", "\n\n\n", " ", "    ", "text", "# Title { #t }", "*a*", "&#43;", "&#43", "<"),
    *("<p>", "</p>", "<div>", "</div>", '<div id="a">', '<p id="b" class="c">', "<ul>\n<li>"),
    *("<li>", "</ul>", "<hr>", "<br>", "<div/>", "<span>", "</span>", '<a name="n">', "</a>"),
    *("<script>", "</script>", "<pre>", "</pre>", "<!-- c -->", "```", "| a | b |\n|---|---|\n"),
    *("<div>x</div>\n\n", "<p>x</p>\n", "\n\n<section>\n<h2 id=h>x</h2>\n\n</section>\n\n"),
    *("<img alt='x'>", "&amp;", "<DIV>"),
]
NAMES = ["attr_list", "tables", "toc", "fenced_code"]


def converted(text: str, names: list[str], aside: bool) -> tuple[object, ...]:
    """A text as HTML, its anchors as MkDocs sees them, and its table of contents."""
    extensions: list[Any] = [*names]
    if aside:
        set_blocks_aside(extensions)
    markdown, anchors = Markdown(extensions=extensions), _RawHTMLPreprocessor()
    anchors._register(markdown)
    return markdown.convert(text), anchors.present_anchor_ids, getattr(markdown, "toc_tokens", "")


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from([NAMES, ["md_in_html"]]))
def test_a_page_is_the_same_whether_blocks_are_set_aside(text: str, names: list[str]) -> None:
    assert converted(text, names, aside=True) == converted(text, names, aside=False)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# T\n\n<div>\n<p>x</p>\n\ny\n</div>\n\nz", 0),
        ("<p>x</p>\n<p>y</p>\n", 0),
        ("<p>x</p> y\n\n<p>z</p>\n", 2),
        ("  <p>x</p>\n", 1),
    ],
)
def test_a_block_with_lines_of_its_own_is_set_aside(text: str, left: int) -> None:
    extensions: list[Any] = []
    set_blocks_aside(extensions)
    set_blocks_aside(extensions)
    markdown = Markdown(extensions=extensions)
    aside = markdown.preprocessors["blocks_aside"]
    assert "\n".join(aside.run(f"{text}\n\n".split("\n"))).count("<p>") == left
    assert len(extensions) == 1
