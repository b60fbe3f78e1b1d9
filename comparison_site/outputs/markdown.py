"""Built pages as GitHub Flavored Markdown (https://github.github.com/gfm/) without HTML.

The Markdown version of a page is its article, converted by `markdownify` under the rules below. It
says in words whatever the page shows, so it leaves out drawings, controls and names for those who
cannot see a drawing, and it has no anchors.
"""

import posixpath
import re
from collections.abc import Iterable
from copy import copy
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdownify import ATX, MarkdownConverter

from comparison_site.analysis.addresses import Addresses, folder_of, markdown_path
from comparison_site.core.characters import visible
from comparison_site.outputs.markdown_text import code_span, escaped, fenced, link, target

_LANGUAGE = re.compile(r"language-([a-z0-9-]+)")
_PAGE_ONLY = {"svg", "script", "style", "caption", "summary", "button", "input"}
_PAGE_ONLY_CLASSES = {
    *("visually-hidden", "headerlink", "point__link", "row-link", "verdict__link", "tabbed-labels"),
    *("chart-legend", "point__run", "sum__who", "claim"),
}
_PLAIN = ("span", "b", "i", "small", "time", "label", "fieldset", "legend", "details", "figure")
_ENUMERATIONS = ("source__facts", "program__facts", "judged")
_HEADS = ("verdict__head", "point__stance")
_LINES = ("verdict__result", "point__text")
"""Lines that go on with what stands in the head above them."""

_IN_BRACKETS = ".contested-mark, .newer, .judged, .status__detail, .point .evidence--opinion"
_BEFORE_A_COLON = (
    ".badge:not(.badge--advice), .point__stance > span:last-of-type, .bars span, .kinds .evidence, "
    ".rests-on a, .resting a:has(+ .badge), .source > .source__title, .won a:first-child"
)
_BEFORE_A_STOP = ".source__facts:has(+ .source__note), .won li:has(> .won__because) .result"
_BEFORE_A_COMMA = ".run__foot a"


def markdown_of(html: str, page: str, base_url: str = "") -> str:
    """The Markdown version of the page at this path, made from the HTML of its article.

    Links to pages lead to their Markdown versions. `base_url` is the site's address, ending in a
    slash, or empty where it is not known.
    """
    addresses = Addresses(base_url, markdown_path(page))
    soup = BeautifulSoup(html, "html.parser")
    _simplify(soup)
    text = _Converter(addresses).convert_soup(soup).strip()
    overview, here = addresses.of("index.md"), addresses.of(folder_of(page))
    return f"{text}\n\n{link('Overview', overview)}. {link('Web page', here)}\n"


def _simplify(soup: BeautifulSoup) -> None:
    """Leave what Markdown has a form for, with texts as long as possible in single nodes."""
    _cite(soup)
    _draw_in_words(soup)
    for element in soup(_is_page_only):
        element.decompose()
    for day in soup("time", datetime=True):
        day.string = str(day["datetime"])
    _punctuate(soup)
    _arrange(soup)
    for cell in soup(["td", "th"]):
        _join(cell("li"), "; ")
        for item in cell(["ul", "ol", "li"]):
            item.unwrap()
    within = (anchor for anchor in soup("a") if str(anchor.get("href", "#")).startswith("#"))
    for element in (*soup(_PLAIN), *within):
        element.unwrap()
    soup.smooth()


def _is_page_only(element: Tag) -> bool:
    """Whether an element is a drawing, a control, or words for those who cannot see either."""
    return (
        element.name in _PAGE_ONLY
        or "hidden" in element.attrs
        or element.get("aria-hidden") == "true"
        or (
            element.name != "thead"
            and not _PAGE_ONLY_CLASSES.isdisjoint(element.get("class") or ())
        )
    )


def _cite(soup: BeautifulSoup) -> None:
    """Sources in place of their numbers, and the id of a point where only its anchor tells it."""
    titles = {
        f"#{item['id']}": title
        for item in soup.select(".sources > li")
        for title in item("a", class_="source__title")
    }
    for cites in soup(class_="cites"):
        named = (titles.get(str(anchor.get("href"))) for anchor in cites("a"))
        cited = [copy(title) for title in named if title]
        cites.clear()
        cites.extend([" (", *cited, ")"] if cited else [])
        _join(cited, ", ")
    for citation in soup.select('.citing a[href*="#point-"]'):
        citation.insert_after(f" ({str(citation['href']).partition('#point-')[2]})")


def _draw_in_words(soup: BeautifulSoup) -> None:
    """A chart is its numbers: the table below it or, where there is none, its description."""
    for chart in soup.select("svg.chart"):
        words = chart.select_one("desc")
        if words and not chart.find_next_siblings(class_="run-scroll"):
            paragraph = soup.new_tag("p", string=words.get_text())
            chart.insert_before(paragraph)


def _punctuate(soup: BeautifulSoup) -> None:
    """Marks between words that a page sets apart by room, colour or a frame."""
    for element in soup.select(_IN_BRACKETS):
        _strip_end(element)
        element.insert(0, "(")
        element.append(")")
    marks = ((_BEFORE_A_COLON, ": "), (_BEFORE_A_STOP, ". "), (_BEFORE_A_COMMA, ", "))
    for selector, mark in marks:
        for element in soup.select(selector):
            _strip_end(element)
            element.insert_after(mark)
    for element in soup(class_=_ENUMERATIONS):
        _join(element.find_all("span", recursive=False), ", ")


def _arrange(soup: BeautifulSoup) -> None:
    """Order and nesting that read well from top to bottom."""
    for eyebrow in soup(class_="eyebrow"):
        for heading in eyebrow.find_next_siblings("h1"):
            heading.insert_after(eyebrow)
    for line in soup(class_=_LINES):
        for head in line.find_previous_siblings(class_=_HEADS, limit=1):
            head.extend([" ", *list(line.contents), " ", *head("a")])
            line.decompose()
    for rows in soup("tfoot"):
        rows.name = "tbody"
    for terms in soup("dl"):
        _list_terms(soup, terms)
    for heading in soup(["h2", "h3", "h4"]):
        if heading.parent and heading.parent.name == "li":
            heading.parent.unwrap()


def _join(elements: Iterable[Tag], mark: str) -> None:
    for element in list(elements)[:-1]:
        _strip_end(element)
        element.insert_after(mark)


def _strip_end(element: Tag) -> None:
    for last in element.contents[-1:]:
        if isinstance(last, NavigableString):
            last.replace_with(last.rstrip())


def _list_terms(soup: BeautifulSoup, terms: Tag) -> None:
    """A list with an item for each term: its words, a colon and what is said of it."""
    items = soup.new_tag("ul")
    for term in terms.find_all("dt"):
        item = soup.new_tag("li")
        item.extend([*list(term.contents), ": "])
        for definition in term.find_next_siblings("dd"):
            item.extend(list(definition.contents))
        items.append(item)
    terms.replace_with(items)


class _Converter(MarkdownConverter):
    """HTML of our pages as Markdown in which no text can become anything but text."""

    def __init__(self, addresses: Addresses) -> None:
        super().__init__(heading_style=ATX, bullets="-", wrap=True, wrap_width=None)
        self._addresses = addresses

    def escape(self, text: str, _: object) -> str:
        """Text that Markdown leaves alone, with a space at its ends where there was one."""
        before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
        return before + escaped(text) + (after if text.strip() else "")

    def convert_a(self, el: Tag, text: str, **_: object) -> str:
        """A link; its name is converted already."""
        name, address = " ".join(text.split()), str(el["href"])
        return f"[{name}]{target(self._led(address))}" if name else ""

    def convert_img(self, el: Tag, _text: str, **_: object) -> str:
        """A picture is a link to its file, named as it is described."""
        return link(el.get("alt", ""), self._led(str(el["src"])))

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Code between backticks; in a cell, which ends at a bar, as text if it holds one."""
        if "pre" in parent_tags:
            return text
        code = " ".join(visible(el.get_text()).split())
        return escaped(code) if "|" in code and "_inline" in parent_tags else code_span(code)

    def convert_pre(self, el: Tag, _text: str, **_: object) -> str:
        """A block of code between longer fences than it holds, with the name of its language."""
        code = visible(el.get_text().expandtabs(4)).strip("\n")
        language = _LANGUAGE.search(" ".join(" ".join(e.get("class") or []) for e in el("code")))
        return f"\n\n{fenced(code, language[1] if language else '')}\n\n"

    def convert_td(self, el: Tag, text: str, **_: object) -> str:
        """A cell on one line, followed by empty ones where it is as wide as several."""
        return f" {' '.join(text.split())}" + " |" * int(str(el.get("colspan", "1")))

    convert_th = convert_td

    def _led(self, address: str) -> str:
        """Where a link of the page leads, seen from its Markdown version."""
        if urlsplit(address).scheme or address.startswith("/"):
            return address
        path, _, _ = address.partition("#")
        here = posixpath.dirname(self._addresses.here)
        target = posixpath.normpath(posixpath.join(here, path))
        is_file = "." in posixpath.basename(target) and not path.endswith("/")
        return self._addresses.of(target if is_file else posixpath.join(target, "index.md"))
