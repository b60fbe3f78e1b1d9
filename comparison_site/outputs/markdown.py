"""Built pages as GitHub Flavored Markdown (https://github.github.com/gfm/) without HTML.

The Markdown version of a page is its article, in the form that `markdown_writer` gives it. It
says in words whatever the page shows, so it leaves out drawings, controls and names for those who
cannot see a drawing, and it has no anchors.
"""

import posixpath
from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from comparison_site.analysis.addresses import Addresses, folder_of, markdown_path
from comparison_site.outputs.markdown_text import link
from comparison_site.outputs.markdown_writer import written

_PAGE_ONLY = (
    "svg, script, style, title, caption, summary, button, input, [hidden], [aria-hidden=true], "
    ".visually-hidden:not(thead), .headerlink, .row-link, .tools, .jump, "
    ".tabbed-labels, .criteria__tab, .chart-legend, .run-parts, .sum__who, .claim"
)
"""Drawings, controls, and words for those who cannot see either."""
_PLAIN = (
    "span, b, i, small, time, label, fieldset, legend, details, figure, tfoot, "
    "td ul, td ol, td li, th ul, th ol, th li, a:not([href]), a[href^='#']"
)
_ENUMERATIONS = ".source__facts, .program__facts, .judged"
_HEADS = ("verdict__head", "point__stance")
_CONTINUED = ":is(.verdict__head, .point__stance) ~ :is(.verdict__result, .point__text)"
"""Lines that go on with what stands in the head above them."""

_IN_BRACKETS = "a.mark, .newer, .judged, .status__detail, .point .evidence--opinion"
_BEFORE_A_COLON = (
    ".badge:not(.badge--advice, .side__wins *), .side__wins li > a:first-child, "
    ".point__stance > span:last-of-type, .bars span, .kinds .evidence, "
    ".answer li > a:has(+ .answer__why), .answer li > .mark, .bearing > a, "
    ".rests-on a, .resting a:has(+ .badge), .source > .source__title, .won a:first-child, "
    ".facts__group a:has(+ .facts__order)"
)
_BEFORE_A_STOP = ".source__facts:has(+ .source__note), .won li:has(> .won__because) .result"
_BEFORE_A_COMMA = ".run__foot a"


def markdown_of(html: str, page: str, base_url: str = "") -> str:
    """The Markdown version of the page at this path, made from the HTML of its article.

    Links to pages lead to their Markdown versions. `base_url` is the site's address, ending in a
    slash, or empty where it is not known.
    """
    addresses, tree = Addresses(base_url, markdown_path(page)), LexborHTMLParser(html)
    _simplify(tree)
    text = written(tree.body, partial(_led, addresses)) if tree.body else ""
    overview, here = addresses.of("index.md"), addresses.of(folder_of(page))
    return f"{text}\n\n{link('Overview', overview)}. {link('Web page', here)}\n"


def _simplify(tree: LexborHTMLParser) -> None:
    """Leave what Markdown has a form for, in the order and nesting in which it reads well."""
    _cite(tree)
    for element in _last_first(tree, _PAGE_ONLY):
        element.decompose()
    for day in tree.css("time[datetime]"):
        day.replace_with(day.attributes["datetime"] or "")
    _punctuate(tree)
    _arrange(tree)
    for cell in tree.css("td, th"):
        _join(cell.css("li"), "; ")
    for element in tree.css(_PLAIN):
        element.unwrap()


def _last_first(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """Each element that the selector means, once, before the elements around it."""
    return list({element.mem_id: element for element in tree.css(selector)}.values())[::-1]


def _cite(tree: LexborHTMLParser) -> None:
    """Sources in place of their numbers, and the id of a point where only its anchor tells it."""
    titles = {f"#{a.parent.id}": a for a in tree.css(".sources > li > a.source__title") if a.parent}
    for cites in tree.css(".cites"):
        found = [titles.get(str(anchor.attributes.get("href"))) for anchor in cites.css("a")]
        for child in list(cites.iter(include_text=True)):
            child.decompose()
        for number, title in enumerate(filter(None, found)):
            cites.insert_child(", " if number else " (")
            cites.insert_child(title)
        if any(found):
            cites.insert_child(")")
    for citation in tree.css('.citing a[href*="#point-"]'):
        citation.insert_after(f" ({str(citation.attributes['href']).partition('#point-')[2]})")


def _punctuate(tree: LexborHTMLParser) -> None:
    """Marks between words that a page sets apart by room, colour or a frame."""
    for element in _last_first(tree, _IN_BRACKETS):
        _strip_end(element)
        if element.first_child:
            element.first_child.insert_before("(")
        element.insert_child(")")
    marks = ((_BEFORE_A_COLON, ": "), (_BEFORE_A_STOP, ". "), (_BEFORE_A_COMMA, ", "))
    for selector, mark in marks:
        for element in _last_first(tree, selector):
            _strip_end(element)
            element.insert_after(mark)
    for element in tree.css(_ENUMERATIONS):
        _join([child for child in element.iter() if child.tag == "span"], ", ")


def _arrange(tree: LexborHTMLParser) -> None:
    for heading in tree.css(".eyebrow ~ h1"):
        _move([_before(heading, "eyebrow")], heading.insert_after)
    for line in tree.css(_CONTINUED):
        head = _before(line, *_HEADS)
        anchors = head.css("a")
        head.insert_child(" ")
        _move(line.iter(include_text=True), head.insert_child)
        head.insert_child(" ")
        _move(anchors, head.insert_child)
        line.decompose()
    for terms in tree.css("dl"):
        items = []
        for term in terms.css("dt"):
            said: list[LexborNode | str] = [*term.iter(include_text=True), ": "]
            after = term.next
            while after:
                said += after.iter(include_text=True)
                after = after.next
            items.append(_element(tree, "li", *said))
        terms.replace_with(_element(tree, "ul", *items))
    for heading in tree.css("li > :is(h2, h3, h4)"):
        if heading.parent:
            heading.parent.unwrap()


def _element(tree: LexborHTMLParser, tag: str, *contents: LexborNode | str) -> LexborNode:
    element = tree.create_node(tag)
    for each in contents:
        element.insert_child(each)
    return element


def _move(nodes: Iterable[LexborNode], insert: Callable[[LexborNode], object]) -> None:
    for node in list(nodes):
        insert(node)
        node.decompose()


def _before(element: LexborNode, *classes: str) -> LexborNode:
    """The nearest element before this one, below the same parent, with one of these classes."""
    before = element.prev
    while before and not set(classes) & set((before.attributes.get("class") or "").split()):
        before = before.prev
    return before or element


def _join(elements: Iterable[LexborNode], mark: str) -> None:
    for element in list(elements)[:-1]:
        _strip_end(element)
        element.insert_after(mark)


def _strip_end(element: LexborNode) -> None:
    last = element.last_child
    if last and last.is_text_node:
        last.replace_with(last.text().rstrip())


def _led(addresses: Addresses, address: str) -> str:
    """Where a link of the page leads, seen from its Markdown version."""
    if urlsplit(address).scheme or address.startswith("/"):
        return address
    path, _, _ = address.partition("#")
    here = posixpath.dirname(addresses.here)
    target = posixpath.normpath(posixpath.join(here, path))
    is_file = "." in posixpath.basename(target) and not path.endswith("/")
    return addresses.of(target if is_file else posixpath.join(target, "index.md"))
