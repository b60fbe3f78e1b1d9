"""Text that runs from right to left, kept apart so that it turns nothing around it about.

Pages run from left to right. A name in Arabic or Hebrew would draw the figure or the comma beside
it to its other side (Unicode Standard Annex 9), unless it is isolated: in HTML by `bdi`, in
attributes and plain text by the characters that mean the same.
"""

import re
import unicodedata
from collections import Counter

ISOLATE, END = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_RIGHT_TO_LEFT = (  # the blocks of such scripts
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_ANY = re.compile(f"[{_RIGHT_TO_LEFT}]")
# From the first such letter to the last one that only spaces, digits and signs part from it.
_RUN = re.compile(rf"[{_RIGHT_TO_LEFT}](?:(?:&#?\w+;|[^\w<>&]|[\d\u200c])*[{_RIGHT_TO_LEFT}])*")
_TAG = re.compile(r"(<[^>]*>)")
_REFERENCE = re.compile(r"&#?\w+;")
_PIECE = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^>]*>|[^<]+|<")
_TEXT_ALONE = {"svg", "title", "option", "textarea", "script", "style"}
"""Elements in which markup is no markup, or is not shown."""


def runs_leftwards(text: str) -> bool:
    """Whether a text has as many letters that run from right to left as others, or more."""
    if not _ANY.search(text):
        return False
    found = Counter(unicodedata.bidirectional(letter) for letter in text)
    return found["R"] + found["AL"] >= found["L"]


def isolated(text: str) -> str:
    """A plain text for a page that runs from left to right: whole, or what does not, isolated."""
    if not _ANY.search(text):
        return text
    if runs_leftwards(text):
        return f"{ISOLATE}{text}{END}"
    return _RUN.sub(rf"{ISOLATE}\g<0>{END}", text)


def isolated_html(html: str) -> str:
    """The same for a text with elements and references, which stay as they are."""
    if runs_leftwards(_REFERENCE.sub("", _TAG.sub("", html))):
        return f"{ISOLATE}{html}{END}"
    parts = _TAG.split(html)
    parts[::2] = map(isolated, parts[::2])
    return "".join(parts)


def with_elements(html: str) -> str:
    """HTML with a `bdi` element in place of the characters, wherever an element may stand."""
    if ISOLATE not in html:
        return html
    pieces, inside = [], 0
    for piece in _PIECE.finditer(html):
        if (piece[2] or "").lower() in _TEXT_ALONE and not piece[0].endswith("/>"):
            inside += -1 if piece[1] else 1
        is_text = not piece[2] and not inside
        shown = piece[0].replace(ISOLATE, '<bdi dir="rtl">').replace(END, "</bdi>")
        pieces.append(shown if is_text else piece[0])
    return "".join(pieces)
