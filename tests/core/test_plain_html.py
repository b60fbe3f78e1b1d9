"""Plain HTML is read as the standard library reads it, or not at all."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparison_site.core.plain_html import tags, tell

PLAIN = '<p id="a" hidden class="b &amp; c">1 &lt; 2<br/> &#43; 3</p>\n<img alt="" src=x/y.png>&amp'
NOT_PLAIN = [
    "1 < 2",
    "<!-- a comment -->",
    "<!doctype html>",
    "<p a='b'>",
    '<p a="b"c="d">',
    '<p a="<">',
    "<P>",
    "<p/ >",
    "</p a>",
    "<script>a<b</script>",
    "<title><b>x</b></title>",
    "<textarea><p></textarea>",
    "<xmp>x</xmp>",
    "<p a=`b`>",
    "<p",
]
PIECES = [
    *(
        "<",
        ">",
        "/",
        "</",
        "/>",
        "=",
        '"',
        "'",
        "`",
        " ",
        "\n",
        "\t",
        "\f",
        "\0",
        "\u00a0",
        "\u2028",
    ),
    *(
        "<p",
        "<p ",
        "<a href=",
        '"x"',
        "id",
        "ID",
        "onclick=f()",
        "a:b",
        "é",
        "p",
        "br",
        "P",
        "&amp",
    ),
    *(
        "&amp;",
        "&#60;",
        "&lt",
        "&notit;",
        "<!--",
        "-->",
        "<!",
        "<?",
        "<![CDATA[",
        "]]>",
        "<script>",
    ),
    *("</script>", "<style>", "</style>", "<title>", "</title>", "<textarea>", "</textarea>"),
    *('<p class="x">', "</p>", "<br/>", "<svg/>", "<xmp>", "x", "<script/>", '<script a=">">'),
]


class Events(HTMLParser):
    """What a parser is told, in order; text in one piece."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("start", tag, attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("whole", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.told.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.told.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.told.append(("comment", data))


def test_plain_html_is_plain() -> None:
    assert len(tags(PLAIN) or ()) == 4


@pytest.mark.parametrize("html", NOT_PLAIN)
def test_what_takes_a_whole_parser_is_left_to_one(html: str) -> None:
    assert tags(html) is None


@given(st.one_of(st.just(PLAIN), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_a_parser_is_told_the_same_as_by_its_own_way(html: str) -> None:
    slow, quick = Events(), Events()
    slow.feed(html)
    slow.close()
    assert quick.told == (slow.told if tell(quick, html) else [])
