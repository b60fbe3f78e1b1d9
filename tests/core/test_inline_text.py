"""What a text may become: little inline HTML, harmless wherever a template prints it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from comparison_site.core.inline_text import (
    first_sentence,
    inert,
    inline_html,
    link_targets,
    plain_text,
)

LINK = '<a href="https://x.org" rel="noopener noreferrer">'

SCRIPT_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1) ",
    "<javascript:alert(1)>",
    "java&#115;cript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "java\\script:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:alert(1)",
    "file:///etc/passwd",
    "//evil.example",
    "../page.md",
    "#anchor",
]

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- comment -->",
    "</td></table><script>",
    "![picture](https://x.org/i.png)",
    "<https://x.org>",
    "[words][reference]",
    "[reference]: https://x.org",
    "*a*{: onclick=alert(1) }",
    "{: #id .class }",
    "{{ config }} {% include 'x' %}",
    "# heading",
    "- item",
    "1. item",
    "> quotation",
    "~~~ fence",
    "--8<-- 'LICENSE'",
    "a | b",
    ":smile:",
    "@name",
    "$x$",
    "&lt;script&gt;",
    "&copy; &nbsp; &#60;b&#62;",
]


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("words", "words"),
        ("*emphasis*", "<em>emphasis</em>"),
        ("_emphasis_", "<em>emphasis</em>"),
        ("**strong**", "<strong>strong</strong>"),
        ("***both***", "<em><strong>both</strong></em>"),
        ("`code`", "<code>code</code>"),
        ("``co`de``", "<code>co&#96;de</code>"),
        ("`<b> & *c*`", "<code>&lt;b&gt; &amp; &#42;c&#42;</code>"),
        ("[words](https://x.org)", f"{LINK}words</a>"),
        ("[*words*](https://x.org)", f"{LINK}<em>words</em></a>"),
        ("[words](https://x.org 'a \"title\" >')", f"{LINK}words</a>"),
        ('[words](https://x.org "a title")', f"{LINK}words</a>"),
        ("snake_case_name", "snake&#95;case&#95;name"),
        ("\\*no emphasis\\*", "&#42;no emphasis&#42;"),
        ("two\nlines", "two lines"),
        ("two  \n\n# lines", "two &#35; lines"),
    ],
)
def test_formatted_words(typed: str, html: str) -> None:
    assert inline_html(typed) == html


@given(st.text(st.characters(exclude_characters="!*[]\\_`\0", exclude_categories=["Cs"])))
def test_a_text_without_a_mark_is_what_it_is_beside_one(typed: str) -> None:
    """Such a text is not parsed; beside an escaped mark it is."""
    assert inline_html(f"{typed} \\*") == f"{inline_html(typed)} &#42;".lstrip()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_printed_as_typed(payload: str) -> None:
    html = inline_html(payload)
    assert re.sub(r"</?em>", "*", unescape(html)) == payload


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_survives_a_second_reading_as_markdown(payload: str) -> None:
    html = inline_html(payload)
    page = Markdown(extensions=["attr_list", "tables", "md_in_html", "def_list"])
    assert unescape(page.convert(f"<div>{html}</div>")) == unescape(f"<div>{html}</div>")
    assert unescape(page.convert(f"Text {html}")) == unescape(f"<p>Text {html}</p>")


@pytest.mark.parametrize("address", SCRIPT_ADDRESSES)
def test_a_link_that_leaves_the_web_is_none(address: str) -> None:
    html = inline_html(f"[*words*]({address}) and [others](https://x.org)")
    assert html == f"<em>words</em> and {LINK}others</a>"


@pytest.mark.parametrize("address", SCRIPT_ADDRESSES)
def test_a_link_that_leaves_the_web_is_seen(address: str) -> None:
    targets = link_targets(f"[words]({address})")
    assert targets
    assert not any(target.startswith("http") for target in targets)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.org/[a](javascript:alert%281%29)",
        "https://x.org/\\`",
        "https://x.org/*a*_b_",
        "https://x.org/{:onclick=x}",
        "https://x.org/?a=1&b=2#c",
        "https://x.org/\"onclick='x'",
        "https://x.org/{{ x }}",
        "https://x.org/%3Cscript%3E",
    ],
)
def test_an_address_stays_one_address_when_read_as_markdown_again(address: str) -> None:
    html = inline_html(f"[first](<{address}>) and [second](<{address}>)")
    page = Markdown(extensions=["attr_list"]).convert(html)
    hrefs = re.findall(r'<a href="([^"]*)" rel="[a-z ]*">(?:first|second)</a>', page)
    assert page == f"<p>{html}</p>"
    assert [unescape(href) for href in hrefs] == link_targets(f"[a](<{address}>)") * 2


def test_of_a_link_inside_a_link_only_the_inner_one_is_a_link() -> None:
    html = inline_html("[[inner](https://y.org)](https://x.org)")
    assert html.count("<a ") == 1
    assert '<a href="https://y.org" rel="noopener noreferrer">inner</a>' in html


def test_a_picture_inside_a_link_is_not_a_picture() -> None:
    assert "<img" not in inline_html("[![p](https://x.org/i.png)](https://x.org)")


def test_one_text_never_changes_the_next() -> None:
    inline_html("[name]: https://x.org\n\n[name]")
    assert "<a" not in inline_html("[name]")


@pytest.mark.parametrize(
    "typed", ["<b>", "*a* _b_ `c`", "{{ x }}", "[a](b)", "a | b", "&amp;", "\"'", "# a", "\\"]
)
def test_inert_text_means_nothing_but_itself(typed: str) -> None:
    text = inert(typed)
    assert unescape(text) == typed
    assert not re.search(r"[<>*_`{}\[\]()|\"'\\]", text)


def test_inert_text_stands_on_one_line() -> None:
    assert inert("  two\n\t lines  ") == "two lines"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("**a** *b* `c` [d](https://x.org)", "a b c d"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("`<b>`", "<b>"),
        ("two\nlines", "two lines"),
    ],
)
def test_plain_words(typed: str, words: str) -> None:
    assert plain_text(typed) == words


@pytest.mark.parametrize(
    ("typed", "targets"),
    [
        ("no link", []),
        ("[a](https://x.org) [b](y.md)", ["https://x.org", "y.md"]),
        ("[a](https://x.org/?b=1&c=2)", ["https://x.org/?b=1&c=2"]),
        ("[a](https://x.org 'title')", ["https://x.org"]),
        ("`[a](y.md)`", []),
        ("\\[a](y.md)", []),
        ("![a](y.png)", []),
        ("[a](y.md) " + "x" * 1000, []),
    ],
)
def test_link_targets(typed: str, targets: list[str]) -> None:
    assert link_targets(typed) == targets


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("No end", "No end"),
        ("Version 2.16 (March 2024) came. Then more.", "Version 2.16 (March 2024) came."),
        ("It took 3.5 s, e.g. On a phone. Then more.", "It took 3.5 s, e.g. On a phone."),
        ("(See *this. That* too.) Then.", "(See *this. That* too.)"),
        ("`a. B` works! Then.", "`a. B` works!"),
        ("[A. B](https://x.org) is it. Then.", "[A. B](https://x.org) is it."),
        ("J. Doe said so. Then.", "J. Doe said so."),
        ("Is it? Yes.", "Is it?"),
        ("One.\nTwo.", "One."),
        ("ends. small letters go on", "ends. small letters go on"),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
