"""A program's text as HTML: words of a few kinds in spans, everything else as characters."""

from collections.abc import Iterator
from itertools import groupby

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.token import Token
from pygments.util import ClassNotFound

from comparison_site.core.characters import visible
from comparison_site.core.inline_text import verbatim

_KINDS = (
    (Token.Comment, "comment"),
    (Token.Literal.String, "string"),
    (Token.Literal.Number, "number"),
    (Token.Keyword, "keyword"),
    (Token.Operator.Word, "keyword"),
    (Token.Name.Function, "name"),
    (Token.Name.Class, "name"),
    (Token.Name.Decorator, "name"),
)


def code_html(text: str, name: str) -> str:
    """The text of the file `name`, highlighted, on one line; for a `pre` element.

    Classes are `code-comment`, `-string`, `-number`, `-keyword` and `-name`. Letters that nobody
    sees, which could make code look like other code, are replaced.
    """
    pieces = groupby(_pieces(visible(text).rstrip("\n"), name), key=lambda piece: piece[0])
    return "".join(_span(kind, "".join(word for _, word in words)) for kind, words in pieces)


def _pieces(text: str, name: str) -> Iterator[tuple[str, str]]:
    return ((_kind(token), word) for token, word in _lexer(name).get_tokens(text))


def _lexer(name: str) -> Lexer:
    try:
        return get_lexer_for_filename(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False, ensurenl=False)


def _kind(token: object) -> str:
    return next((name for kind, name in _KINDS if token in kind), "")


def _span(kind: str, text: str) -> str:
    inert = verbatim(text)
    return f'<span class="code-{kind}">{inert}</span>' if kind else inert
