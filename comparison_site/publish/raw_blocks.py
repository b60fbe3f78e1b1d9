"""Blocks of HTML in Markdown, set aside before Python-Markdown and MkDocs each parse them.

Most of our pages is such blocks, which come out as they go in. What is set aside here is what
Python-Markdown's own preprocessor `html_block` would have set aside, as it would; the first thing
that it takes a whole parser to understand, and all behind it, is left to it.
"""

import re
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor

from comparison_site.core.plain_html import Tag, attributes, tags

_BEFORE, _AFTER = 22, 20.5  # MkDocs looks for anchors at 21, and html_block is at 20
_EMPTY = "hr"  # the only element that Python-Markdown knows to have no end
_ANCHORS = "mkdocs_raw_html"
_UNFINISHED = re.compile(r"&#(?![0-9]+;|[xX][0-9a-fA-F]+;)")
"""A reference that Python-Markdown would complete."""


class RawBlocks(Extension):
    """Sets aside blocks of plain HTML, and tells MkDocs their anchors."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's method
        """Register both halves, around MkDocs' search for anchors."""
        if type(md.preprocessors["html_block"]) is HtmlBlockPreprocessor:  # else others read blocks
            aside = _Aside(md)
            md.preprocessors.register(aside, "blocks_aside", _BEFORE)
            md.preprocessors.register(_Anchors(md, aside.anchors), "anchors_aside", _AFTER)


def set_blocks_aside(extensions: list[Any]) -> None:
    """Add what does so to the extensions that pages are converted with, unless it is there."""
    if not any(isinstance(extension, RawBlocks) for extension in extensions):
        extensions.append(RawBlocks())


class _Aside(Preprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.anchors = set[str | None]()

    def run(self, lines: list[str]) -> list[str]:
        """Put a mark in place of each block, and around it the lines that html_block puts there."""
        text = "\n".join(lines)
        if _UNFINISHED.search(text) or not (found := tags(text)):
            return lines
        self.anchors.update(_anchors(found))
        made, end = list[str](), 0
        for start, stop in self._blocks(text, found):
            ended = "\n" if text.startswith("\n\n", stop) else ""
            mark = self.md.htmlStash.store(text[start:stop] + ended)
            made += [text[end:start], f"\n{mark}\n\n"]
            end = stop
        return "".join((*made, text[end:])).split("\n")

    def _blocks(self, text: str, found: list[Tag]) -> Iterator[tuple[int, int]]:
        """Where blocks start and stop that have their lines for themselves, up to one that has not.

        Elements end as html_block has it: an end tag ends all that was opened within.
        """
        opened, start, here = list[str](), 0, text.index("<")
        for (ended, name, _, closed, after), piece in zip(found, text.split("<")[1:], strict=True):
            place, here = here, here + 1 + len(piece)
            if not opened:
                if not self.md.is_block_level(name):
                    continue  # a tag within a line
                if closed or name == _EMPTY or (place and text[place - 1] != "\n"):
                    return
                start = place
            if name and name != _EMPTY and not closed:
                opened.append(name)
            if ended in opened:
                del opened[len(opened) - 1 - opened[::-1].index(ended) :]
                if not opened:
                    if not after.startswith("\n"):
                        return
                    yield start, here - len(after)


def _anchors(found: list[Tag]) -> Iterator[str | None]:
    for _, name, typed, _, _ in found:
        if typed:
            said = attributes(typed)
            yield from (value for key, value in said if key == "id" or (key, name) == ("name", "a"))


class _Anchors(Preprocessor):
    def __init__(self, md: Markdown, anchors: set[str | None]) -> None:
        super().__init__(md)
        self._anchors = anchors

    def run(self, lines: list[str]) -> list[str]:
        """Add the anchors of all blocks to those that MkDocs has found."""
        if _ANCHORS in self.md.preprocessors:
            found: Any = self.md.preprocessors[_ANCHORS]
            found.present_anchor_ids |= self._anchors
        return lines
