"""Programs as readers see them: coloured, and called by their language. The only module that knows
Pygments.
"""

from functools import cache
from itertools import groupby
from pathlib import PurePosixPath

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.token import Token
from pygments.util import ClassNotFound

from comparison_site.core.characters import visible
from comparison_site.core.inline_text import verbatim

_KINDS = {
    "comment": (Token.Comment,),
    "string": (Token.Literal.String,),
    "number": (Token.Literal.Number,),
    "keyword": (Token.Keyword, Token.Operator.Word),
    "name": (Token.Name.Function, Token.Name.Class, Token.Name.Decorator),
}


def language(name: str) -> str:
    """What the language of the file `name` is called, as other highlighters know it."""
    return next(iter(_lexer(name).aliases), "text")


def code_html(text: str, name: str) -> str:
    """The text of the file `name`, highlighted, on one line; for a `pre` element.

    Classes are `code-comment`, `-string`, `-number`, `-keyword` and `-name`. Letters that nobody
    sees, which could make code look like other code, are replaced.
    """
    spans, pieces = [], _lexer(name).get_tokens(visible(text).rstrip("\n"))
    for kind, same in groupby(pieces, key=lambda piece: _code_kind(piece[0])):
        escaped = verbatim("".join(word for _, word in same))
        spans.append(f'<span class="code-{kind}">{escaped}</span>' if kind else escaped)
    return "".join(spans)


@cache
def _code_kind(found: object) -> str:
    kinds = ((kind, token) for kind, several in _KINDS.items() for token in several)
    return next((kind for kind, token in kinds if found in token), "")


def _lexer(name: str) -> Lexer:
    return _lexer_of(PurePosixPath(name).name)  # Pygments does not look at folders either


@cache
def _lexer_of(name: str) -> Lexer:
    """The library knows five hundred languages, and looks at each."""
    try:
        return get_lexer_for_filename(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False, ensurenl=False)
