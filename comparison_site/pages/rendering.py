"""Templates to text: pages as Markdown for any engine. The only module that knows Jinja."""

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import groupby
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2 import TemplateSyntaxError as SyntaxFault
from markupsafe import Markup, escape
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.token import Token
from pygments.util import ClassNotFound

from comparison_site.analysis.addresses import folder_of
from comparison_site.analysis.claims import Claim, Claims
from comparison_site.analysis.versions import judged_in_row
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.inline_text import inert, inline_html, verbatim
from comparison_site.core.resources import Folders
from comparison_site.outputs.context import BuildContext, Page
from comparison_site.outputs.markdown_text import printed
from comparison_site.pages.registry import all_pages

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
_SLUG = re.compile(r"#?[a-z0-9-]+|[0-9]+(?:\.[0-9]+)?%")


Render = Callable[[str, Mapping[str, object]], str]
"""Renders a template by name with the names that it uses."""


def render_pages(context: BuildContext, templates: Folders) -> tuple[Page, ...]:
    """Every generated page and style sheet with its content, in the order of the navigation.

    Raises ComparisonError that names the template and line when a template is broken.
    """
    pages = tuple(all_pages(context))
    environment = _environment(templates, context)
    try:
        return tuple(replace(page, content=_content(environment, page)) for page in pages)
    except Exception as error:  # whatever a template's expressions raise is the template's fault
        raise ComparisonError([_template_problem(error, templates)]) from error


def _content(environment: Environment, page: Page) -> str:
    template = environment.get_template(f"pages/{page.template}")
    body = template.render(page.context, link=_linker(page.path))
    return _front_matter(page) + body if page.title else body


def _front_matter(page: Page) -> str:
    """Themes print these unescaped, so they are written as inert text."""
    meta = {
        "title": inert(page.title),
        "description": inert(page.description),
        "hide": list(page.hide),
        "styles": list(page.styles),
        "scripts": list(page.scripts),
        "above": page.above,
        "search": dict(page.search),
    }
    usual = ("title", "description")
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in meta.items()
        if value or key in usual
    ]
    return "\n".join(["---", *lines, "---", "", ""])


def _claimed(folders: Folders, claims: Claims | None) -> Callable[[str], Claim | None]:
    """Gives templates the links of a claim by its id, once its issue is written; or None."""
    if claims is None:
        return lambda _: None
    environment = _bare_environment(folders, lambda value: Markup(str(value)))  # noqa: S704
    template = environment.get_template("parts/dispute.md")
    return cache(lambda name: claims.links(str(name), lambda claim: template.render(claim=claim)))


def report_renderer(templates: Folders, markdown: bool = False) -> Render:
    """Renders `templates/editing`; what it prints is inert in Markdown, or on a terminal."""
    environment = _bare_environment(templates, printed if markdown else _on_a_terminal)
    return lambda name, names: environment.get_template(f"editing/{name}").render(names)


def start_renderer(templates: Folders, finalize: Callable[[object], object]) -> Render:
    """Renders `templates/start`; `finalize` makes of a value what the file's language needs."""
    environment = _bare_environment(templates, finalize)
    return lambda name, names: environment.get_template(f"start/{name}").render(names)


def _on_a_terminal(value: object) -> object:
    """Data as one line of text without invisible or control characters."""
    line = " ".join(visible(str(value)).split())
    return value if isinstance(value, Markup) else Markup(line)  # noqa: S704


def _bare_environment(templates: Folders, finalize: Callable[[object], object]) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )


def _environment(templates: Folders, context: BuildContext) -> Environment:
    environment = _bare_environment(templates, _finalize)
    environment.globals["comparison"] = context.comparison
    environment.globals["newer"] = context.freshness.newer
    environment.globals["judged"] = partial(judged_in_row, context.comparison)
    environment.globals["claimed"] = _claimed(templates, context.claims)
    environment.filters["inline"] = lambda text: Markup(inline_html(text))  # noqa: S704
    environment.filters["address"] = escape
    environment.filters["slug"] = _slug
    environment.filters["code"] = lambda text, name: Markup(code_html(text, name))  # noqa: S704
    environment.filters["language"] = _language
    environment.filters["verbatim"] = lambda text: Markup(verbatim(text))  # noqa: S704
    environment.filters["day"] = _day
    return environment


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
    escaped = verbatim(text)
    return f'<span class="code-{kind}">{escaped}</span>' if kind else escaped


def _language(name: str) -> str:
    """The language of the file `name`, by which others highlight it, too."""
    return next(iter(_lexer(name).aliases), "text")


def _finalize(value: object) -> object:
    """Whatever a template prints becomes text that neither HTML nor Markdown interprets."""
    return value if isinstance(value, Markup) else Markup(inert(str(value)))  # noqa: S704


def _slug(name: object) -> Markup:
    """Print an id, a number, a percentage or an anchor as it is: nothing to interpret in them."""
    text = str(name)
    if not isinstance(name, Markup) and not _SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is not an id")
    return Markup(text)  # noqa: S704


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _linker(here: str) -> Any:
    folder = folder_of(here)

    def link(path: str, anchor: str = "") -> Markup:
        """The address of a page as seen from this one, as directory URLs have it."""
        target = posixpath.relpath(f"/{folder_of(path)}", f"/{folder}")
        slash = "/" if path.endswith(".md") else ""
        return Markup(f"{target}{slash}{'#' if anchor else ''}{anchor}")  # noqa: S704

    return link


def _template_problem(error: Exception, templates: Folders) -> Diagnostic:
    """Name the template and its line; a fault while rendering shows them in its traceback."""
    if isinstance(error, SyntaxFault):
        return Diagnostic.at(
            error.filename or str(templates[0]), error.lineno, 1, str(error.message)
        )
    message = f"this template cannot be rendered: {error}"
    ours = (
        (frame.filename, frame.lineno or 0)
        for frame in reversed(extract_tb(error.__traceback__))
        if any(Path(frame.filename).is_relative_to(folder) for folder in templates)
    )
    file, line = next(ours, (str(templates[0]), 0))
    return Diagnostic.at(file, line, 1, message)
