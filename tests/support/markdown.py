"""Reading Markdown as GitHub does."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token


def tokens(markdown: str) -> Iterator[Token]:
    """Tokens of GitHub Flavored Markdown, those inside lines included."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for token in parser.parse(markdown):
        yield token
        yield from token.children or ()


def plain(markdown: str) -> str:
    """What a reader of the Markdown sees, on one line."""
    shown = {"text", "code_inline", "text_special"}
    return "".join(token.content for token in tokens(markdown) if token.type in shown)


def links(markdown: str) -> list[str]:
    return [str(t.attrs["href"]) for t in tokens(markdown) if t.type == "link_open"]


def harmless(markdown: str) -> None:
    """Nothing in the Markdown is markup that runs, loads or hides something."""
    kinds = {token.type for token in tokens(markdown)}
    assert not kinds & {"html_block", "html_inline", "image", "s_open"}
    assert not [link for link in links(markdown) if link.lower().startswith("javascript")]
