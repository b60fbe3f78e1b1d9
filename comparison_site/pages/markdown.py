"""Words as GitHub Flavored Markdown (https://github.github.com/gfm/) without HTML."""

import re
from html.parser import HTMLParser

from markupsafe import Markup

from comparison_site.core.characters import visible
from comparison_site.core.inline_text import inline_html

# `<` and `&` as references, because older dialects know no backslash before them.
_ANYWHERE = re.compile(r"[\\`*_\[\]>|~#$]|!(?=\[|$)|(?<=[Ww]{3})\.|:(?=\S)")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
_SIMPLE = re.compile(r"[\w./:?#=%+,;~@-]+", re.ASCII)
_SHORTEST_FENCE = 3
_IN_ADDRESS = {ord(mark): f"%{ord(mark):02X}" for mark in "<>\\|` "}


def printed(value: object) -> Markup:
    """What a template prints, as text that Markdown leaves alone. For Jinja's `finalize`."""
    return value if isinstance(value, Markup) else Markup(_escaped(str(value)))  # noqa: S704


def formatted(text: str) -> Markup:
    """Formatted words as Markdown again: code, emphasis and links, and everything else as text."""
    writer = _Writer()
    writer.feed(inline_html(text))
    writer.close()
    return Markup("".join(writer.pieces))  # noqa: S704


def fenced(text: str, language: str = "") -> Markup:
    """A block of code between longer fences than it holds; unseen letters are replaced."""
    code = visible(text.expandtabs(4)).rstrip("\n")
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    word = language if re.fullmatch(r"[a-z0-9]*", language) else ""
    return Markup(f"{fence}{word}\n{code}\n{fence}")  # noqa: S704


def code_span(code: object) -> Markup:
    """Words as they are typed, on one line; not for a table, whose cells end at a bar."""
    return Markup(_code_span(" ".join(visible(str(code)).split())))  # noqa: S704


def web(name: object, address: str) -> Markup:
    """A Markdown link with this name, which is plain words, to this address."""
    return Markup(f"[{printed(name)}]{_target(address)}")  # noqa: S704


def _target(address: str) -> str:
    """Simple addresses stand bare: not every reader of llms.txt knows the brackets."""
    if _SIMPLE.fullmatch(address):
        return f"({address})"
    return f"(<{_REFERENCE.sub('&amp;', address.translate(_IN_ADDRESS))}>)"


def _escaped(text: str) -> str:
    """Backslashes before whatever means something in a line, at its start, or in a table."""
    line = _ANYWHERE.sub(r"\\\g<0>", _REFERENCE.sub("&amp;", " ".join(text.split())))
    return _AT_THE_START.sub(r"\g<0>\\", line).replace("<", "&lt;")


class _Writer(HTMLParser):
    """Turns the few tags that formatted words can become back into their Markdown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._code = False
        self._addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code = self._code or tag == "code"
        if tag == "a":
            self._addresses.append(dict(attrs).get("href") or "")
        self.pieces.append({"em": "*", "strong": "**", "a": "["}.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._code = self._code and tag != "code"
        if tag == "a":
            self.pieces.append(f"]{_target(self._addresses.pop())}")
        self.pieces.append({"em": "*", "strong": "**"}.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.pieces.append(_code_span(data) if self._code else _escaped_within(data))


def _escaped_within(text: str) -> str:
    """Escaped text that keeps the spaces around it."""
    spaces = [" " if text[:1].isspace() else "", " " if text[-1:].isspace() else ""]
    return spaces[0] + _escaped(text) + (spaces[1] if text.strip() else "")


def _code_span(code: str) -> str:
    """Code between more backticks than it holds, with the spaces that GFM strips again."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence, gap = "`" * (longest + 1), " " if code[:1] in "` " or code[-1:] in "` " else ""
    return f"{fence}{gap}{code}{gap}{fence}"
