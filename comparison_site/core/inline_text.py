"""Formatted words: inline Markdown in, harmless HTML out.

Allowed are `code`, *emphasis*, **strong** and [links](https://...). Everything else, raw HTML
included, is printed as the characters that were typed.
"""

import re
from functools import cache
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

_LONGEST = 1000
_TAGS = {"code", "em", "strong", "a"}
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>')
_CODE_OR_LINK = re.compile(r"<(code|a)\b[^>]*>.*?</\1>")
_BARE = re.compile(r"(?:https?://|www\.)[^\s)]*[^\s).,;:!?]")
_ADDRESS = re.compile(r'(?<=href=")[^"]*')
_NOWHERE = re.compile(r"<a(?: rel=\"[^\"]*\")?>(.*?)</a>")  # its address was none of the web
_MARKUP = re.compile(r"[!$'()*+@\[\\\]^_`{|}~]|(?<!&)#")  # a reference has no other of them
_MARKED = re.compile(r"[!*\[\\\]_`\0]")  # without one of these, every character is itself
_TAG = re.compile(r"<[^>]*>")
_PIECE = re.compile(r"<[^>]*>|&#?\w+;|[^<&]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SENTENCE_END = re.compile(r"[.!?][\"')\]*`]*(?=\s+[\"'(\[*`]*[A-Z0-9])")
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Za-z]|approx|cf|etc|incl|no|vs|Dr|Inc|Mr|Mrs|St))\.$")


def inert(text: str) -> str:
    """Turn text into characters that neither HTML nor Markdown gives a meaning to, on one line."""
    return _PUNCTUATION.sub(_reference, " ".join(text.split()))


def verbatim(text: str) -> str:
    """As `inert`, but every space and line end stays: for the inside of a `pre` element.

    Line ends become references, so that no blank line can end a block of HTML in Markdown.
    """
    return _PUNCTUATION.sub(_reference, text.expandtabs(4)).replace("\n", "&#10;")


@cache
def inline_html(text: str) -> str:
    """Render inline Markdown as HTML that is safe in any element and inert in Markdown."""

    def only_web_addresses(_tag: str, name: str, value: str) -> str | None:
        is_safe = name == "rel" or value.lower().startswith(("https://", "http://"))
        return value if is_safe else None

    allowed = {"a": {"href"}, "*": set[str]()}
    html = nh3.clean(_render(text), _TAGS, attributes=allowed, attribute_filter=only_web_addresses)
    html = _NOWHERE.sub(r"\1", html)
    return "".join(_inert_piece(piece) for piece in _PIECE.findall(html))


def plain_text(text: str) -> str:
    """The words of a formatted text without their marks, on one line."""
    return unescape(_TAG.sub("", _render(text)))


def first_sentence(text: str) -> str:
    """The first sentence of a formatted text, formatted as it was; the whole where none ends."""
    text = " ".join(text.split())
    for end in _SENTENCE_END.finditer(text):
        sentence = text[: end.end()]
        closed = all(sentence.count(a) == sentence.count(b) for a, b in ("()", "[]"))
        closed &= not sentence.count("`") % 2 and not sentence.count("*") % 2
        if closed and not _ABBREVIATED.search(sentence):
            return sentence
    return text


def link_targets(text: str) -> list[str]:
    """The addresses that a formatted text links to, as typed. A text beyond all limits has none:

    it is refused for its length, and rendering time grows with the square of it.
    """
    if "](" not in text or len(text) > _LONGEST:
        return []
    return [unescape(href) for href, _ in _LINK.findall(_render(text))]


def links(text: str) -> list[tuple[str, str]]:
    """The links of a formatted text, as words and address. An address in the open has no words."""
    html = _render(text)
    bare = _TAG.sub("", _CODE_OR_LINK.sub("", html))
    return [
        *((unescape(_TAG.sub("", words)), unescape(href)) for href, words in _LINK.findall(html)),
        *(("", unescape(address)) for address in _BARE.findall(bare)),
    ]


def _inert_piece(piece: str) -> str:
    if piece[0] == "<":  # its address may hold what Markdown reads before it sees the tag
        return _ADDRESS.sub(lambda address: _MARKUP.sub(_reference, address[0]), piece)
    return piece if piece[0] == "&" else _PUNCTUATION.sub(_reference, piece)


def _reference(mark: re.Match[str]) -> str:
    return f"&#{ord(mark[0])};"


def _render(text: str) -> str:
    text = " ".join(text.split())
    return str(_ENGINE.renderInline(text)) if _MARKED.search(text) else escapeHtml(text)


def _picture(state: StateInline, silent: bool) -> bool:
    """What starts a picture is text, or else the link behind the mark would be one."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += 2
    return True


# CommonMark's inline rules that are allowed; every address passes, and is judged later.
_ENGINE = MarkdownIt("zero", {"html": False})
_ENGINE.enable(["backticks", "emphasis", "escape", "link"])
_ENGINE.inline.ruler.before("link", "picture", _picture)
_ENGINE.validateLink = lambda url: True  # type: ignore[method-assign] # noqa: ARG005
_ENGINE.normalizeLink = lambda url: url  # type: ignore[method-assign]
