"""Rules about words: can they be followed, and do links say where they lead?"""

import re
from collections.abc import Iterator

from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.inline_text import links, plain_text
from comparison_site.core.tree import Node
from comparison_site.core.vocabulary import Rule
from comparison_site.lint.rule import Level, LintRule, Review

_MOST_WORDS = 40
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+")
_ADDRESS = re.compile(r"https?:|www\.")
_NOT_READ = ("id", "url", "homepage", "at", "rule")
_FILLERS = {"a", "an", "at", "for", "from", "in", "it", "of", "on", "our", "that", "the", "to"}
_EMPTY_WORDS = _FILLERS | {
    "article", "click", "details", "docs", "here", "link", "more", "page", "post", "read", "see",
    "site", "source", "this", "website",
}  # fmt: skip


def overlong_sentence(review: Review) -> Diagnostics:
    """Readers lose the thread of a long sentence, and translators lose its meaning. Forty words
    without a full stop, a colon or a semicolon are too many.
    """
    for leaf in _texts(review.root):
        if leaf.text.count(" ") < _MOST_WORDS:
            continue
        longest = max(len(part.split()) for part in _SENTENCE_END.split(plain_text(leaf.text)))
        if longest > _MOST_WORDS:
            message = f"{longest} words without a stop; {_MOST_WORDS} are plenty"
            yield Diagnostic(leaf.path, message, "make two sentences of it")


def empty_link_words(review: Review) -> Diagnostics:
    """People who listen to a page jump from link to link and hear nothing but their words. 'Here'
    and a bare address tell them nothing.
    """
    for leaf in _texts(review.root):
        for words, address in links(leaf.text) if _ADDRESS.search(leaf.text) else ():
            if not words:
                message = f"the address {address} stands in the open"
                yield Diagnostic(leaf.path, message, "make a link of it: [what is there](address)")
            elif _says_nothing(words):
                message = f"the link '{words}' does not say where it leads"
                yield Diagnostic(leaf.path, message, "name what is there")


def _says_nothing(words: str) -> bool:
    is_address = words.startswith(("http://", "https://", "www."))
    return is_address or set(re.findall(r"\w+", words.lower())) <= _EMPTY_WORDS


def _texts(root: Node) -> Iterator[Node]:
    """Every text that readers or editors read."""
    return (leaf for leaf in root.leaves() if leaf.key not in _NOT_READ)


RULES = (
    LintRule(Rule.OVERLONG_SENTENCE, Level.WARNING, overlong_sentence),
    LintRule(Rule.EMPTY_LINK_WORDS, Level.WARNING, empty_link_words),
)
