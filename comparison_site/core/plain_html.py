"""HTML in which every `<` begins a tag, written as ours is: read at the speed of one expression.

Parsers in Python look at every character, which is most of what a build would spend on a page. What
is not so plain (a comment, a script that holds a `<`, an attribute between apostrophes) is theirs.
"""

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

Tag = tuple[str, str, str, str, str]
"""The name of an end tag; that of a start tag, its attributes as typed, a `/` where it closes
itself; and the text up to the next tag. One of the names is empty."""
Attributes = tuple[tuple[str, str | None], ...]
"""As HTMLParser has them: names in small letters, values without references, or None."""

_NAME = "[a-z][a-z0-9-]*"
_ATTRIBUTE = r"""([a-zA-Z][\w:.-]*)(?:=(?:"([^"<`]*)"|([!#-&\x28-;?-_a-~]+)))?"""
_ATTRIBUTES = rf"(?:[ \n]+{re.sub(r'[(](?![?])', '(?:', _ATTRIBUTE)})*"
_TAG = re.compile(rf"<(?:/({_NAME})[ \n]*|({_NAME})({_ATTRIBUTES})[ \n]*(/?))>([^<]*)", re.ASCII)
_PAIR = re.compile(_ATTRIBUTE, re.ASCII)
_HIDING = re.compile(
    r"<(?:(?:iframe|noembed|noframes|plaintext|xmp)\b"
    r'|(script|style|textarea|title)\b(?:"[^"]*"|[^">])*+>[^<]*+(?!</\1[ \n]*>))'
)
"""Elements that hold no tags whatever they hold, unless they plainly hold none."""
_LITERAL = ("script", "style")
_REMEMBERED = 10_000


def tags(html: str) -> list[Tag] | None:
    """Every tag, in order; None where it takes a whole parser to tell which there are."""
    found = _TAG.findall(html)
    return found if len(found) == html.count("<") and not _HIDING.search(html) else None


@lru_cache(_REMEMBERED)
def attributes(typed: str) -> Attributes:
    """The attributes of a tag."""
    return tuple(
        (found[1].lower(), unescape(found[2] or found[3] or "") if "=" in found[0] else None)
        for found in _PAIR.finditer(typed)
    )


def tell(parser: HTMLParser, html: str) -> bool:
    """Have a parser handle the whole of `html`, as its own `feed` and `close` would, but sooner.

    Where `html` is not plain, nothing is handled, and the answer is no.
    """
    if (found := tags(html)) is None:
        return False
    if before := html.partition("<")[0]:
        parser.handle_data(_text(before))
    for ended, started, typed, closed, text in found:
        if ended:
            parser.handle_endtag(ended)
        elif closed:
            parser.handle_startendtag(started, list(attributes(typed)))
        else:
            parser.handle_starttag(started, list(attributes(typed)))
        if text:
            parser.handle_data(text if started in _LITERAL and not closed else _text(text))
    return True


@lru_cache(_REMEMBERED)
def _text(typed: str) -> str:
    return unescape(typed)
