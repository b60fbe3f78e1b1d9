"""Markdown twins of the generated pages, and llms.txt, for readers that are programs.

The twins are GitHub Flavored Markdown (https://github.github.com/gfm/) without HTML; llms.txt has
the shape that https://llmstxt.org describes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from markupsafe import Markup

from generator.badges import outcome_words
from generator.changes import changes
from generator.citations import citations
from generator.deciding import decide_context
from generator.linked import Addresses
from generator.model import Comparison
from generator.standings import standing, tally
from generator.text import inline_html, plain_text

LLMS_PATH = "llms.txt"

Render = Callable[[str, Mapping[str, object]], str]
"""Renders a template of `templates/machine` by name; what it prints must pass `printed`."""

# `<` and `&` as references, because older dialects know no backslash before them.
_ANYWHERE = re.compile(r"[\\`*_\[\]>|~#$]|!(?=\[|$)|(?<=[Ww]{3})\.|:(?=\S)")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_AT_THE_START = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))")
_BLANK_LINES = re.compile(r"\n{3,}")
_SIMPLE = re.compile(r"[\w./:?#=%+,;~@-]+", re.ASCII)
_IN_ADDRESS = {ord(mark): f"%{ord(mark):02X}" for mark in "<>\\|` "}


@dataclass(frozen=True)
class MachineFile:
    """A file of the site that MkDocs does not make; `path` is relative to the site's root."""

    path: str
    content: bytes


@dataclass(frozen=True)
class _Plan:
    path: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)


def twins(comparison: Comparison, base_url: str, render: Render) -> tuple[MachineFile, ...]:
    """A Markdown file for every generated page, beside its HTML, and llms.txt that lists them."""
    return tuple(
        MachineFile(plan.path, _rendered(comparison, base_url, plan, render).encode())
        for plan in _plans(comparison)
    )


def twin_path(page: str) -> str:
    """Where the twin of a page stands: `criteria/speed.md` becomes `criteria/speed/index.md`."""
    return page if page == "index.md" else f"{page.removesuffix('.md')}/index.md"


def printed(value: object) -> Markup:
    """What a template prints, as text that Markdown leaves alone. For Jinja's `finalize`."""
    return value if isinstance(value, Markup) else Markup(_escaped(str(value)))  # noqa: S704


def formatted(text: str) -> Markup:
    """Formatted words as Markdown again: code, emphasis and links, and everything else as text."""
    writer = _Writer()
    writer.feed(inline_html(text))
    writer.close()
    return Markup("".join(writer.pieces))  # noqa: S704


def _plans(comparison: Comparison) -> Iterator[_Plan]:
    yield _Plan(twin_path("index.md"), "overview.md", {"tally": tally(comparison)})
    for criterion in comparison.criteria:
        own = [change for change in changes(comparison) if change.criterion is criterion]
        resting = [s for s in comparison.scenarios if criterion.id in s.criteria]
        context = {"criterion": criterion, "changes": own, "scenarios": resting}
        yield _Plan(twin_path(f"criteria/{criterion.id}.md"), "criterion.md", context)
    if comparison.scenarios:
        yield _Plan(twin_path("scenarios.md"), "scenarios.md")
    yield _Plan(twin_path("decide.md"), "decide.md", decide_context(comparison))
    for option in comparison.options:
        context = {"option": option, "standing": standing(comparison, option)}
        yield _Plan(twin_path(f"options/{option.id}.md"), "option.md", context)
    yield _Plan(twin_path("sources.md"), "sources.md", {"citations": citations(comparison)})
    yield _Plan(twin_path("changes.md"), "changes.md", {"changes": changes(comparison)})
    yield _Plan(twin_path("share.md"), "share.md")
    yield _Plan(LLMS_PATH, LLMS_PATH)


def _rendered(comparison: Comparison, base_url: str, plan: _Plan, render: Render) -> str:
    """The template's text; the names are those that templates use besides their records."""
    addresses = Addresses(base_url, plan.path)

    def link(name: object, page: str, anchor: str = "") -> Markup:
        path = page if "." in page.rpartition("/")[2] else f"{page}index.md"
        return web(name, addresses.of(path, anchor))

    names = {
        "comparison": comparison,
        "link": link,
        "page": lambda name, path: web(name, addresses.of(path)),
        "web": web,
        "md": formatted,
        "plain": plain_text,
        "words": lambda outcome: outcome_words(comparison, outcome),
    }
    text = render(plan.template, names | plan.context)
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n"


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
