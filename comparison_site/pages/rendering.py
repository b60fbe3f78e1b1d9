"""Templates to text: pages as Markdown for any engine. The only module that knows Jinja."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2 import TemplateSyntaxError as SyntaxFault
from markupsafe import Markup, escape

from comparison_site.analysis import marks
from comparison_site.analysis.addresses import Addresses, folder_of
from comparison_site.analysis.claims import Claim, Claims
from comparison_site.analysis.findings import called
from comparison_site.analysis.grouping import by_group
from comparison_site.analysis.ranking import unplaced
from comparison_site.analysis.versions import judged_in_row, judged_otherwise, ran_on
from comparison_site.core.cache import Cache, Kind
from comparison_site.core.characters import visible
from comparison_site.core.counting import many
from comparison_site.core.diagnostics import ComparisonError, Diagnostic
from comparison_site.core.direction import isolated, isolated_html, with_elements
from comparison_site.core.inline_text import first_sentence, inert, inline_html, verbatim
from comparison_site.core.later import LaterModule
from comparison_site.core.resources import COMMAND, Folders
from comparison_site.model import in_short
from comparison_site.outputs.markdown_text import printed
from comparison_site.outputs.registry import BuildContext, Page
from comparison_site.pages.compiled import Compiled
from comparison_site.pages.registry import all_pages, moved_pages

if TYPE_CHECKING:
    from comparison_site.pages import highlighting
else:  # most code is highlighted already
    highlighting = LaterModule("comparison_site.pages.highlighting")

_SLUG = re.compile(r"#?[a-z0-9_-]+|[0-9]+(?:\.[0-9]+)?%")

Render = Callable[[str, Mapping[str, object]], str]
"""Renders a template by name with the names that it uses."""
Finalize = Callable[[object], object]
"""Makes of a value what a template prints in its place."""


def render_pages(context: BuildContext, templates: Folders) -> tuple[Page, ...]:
    """Every generated page and style sheet with its content, in the order of the navigation.

    Raises ComparisonError that names the template and line when a template is broken.
    """
    return tuple(Rendering(context, templates).rendered())


class Rendering:
    """All pages and style sheets of a comparison, each of which is rendered when it is asked for.

    `pages` are in the order of the navigation, and have no content.
    """

    def __init__(self, context: BuildContext, templates: Folders) -> None:
        self.context, pages = context, tuple(all_pages(context))
        self.pages = (*pages, *moved_pages(context, pages))
        self._templates, self._environment = templates, _environment(templates, context)

    def rendered(self) -> Iterator[Page]:
        """All of them with their content."""
        return (replace(page, content=self.content(page)) for page in self.pages)

    def content(self, page: Page) -> str:
        """The content of a page; raises ComparisonError as `render_pages` does."""
        try:
            return _content(self._environment, page)
        except Exception as error:  # whatever its expressions raise is the template's fault
            raise ComparisonError([template_problem(error, self._templates)]) from error


def _content(environment: Environment, page: Page) -> str:
    here = Addresses(here=f"{folder_of(page.path)}index.html")

    def link(path: str, anchor: str = "") -> Markup:
        """The address of a page as seen from this one, as directory URLs have it."""
        return Markup(here.of(folder_of(path) if path.endswith(".md") else path, anchor))  # noqa: S704

    template = environment.get_template(f"pages/{page.template}")
    body = with_elements(template.render(page.context(), link=link))
    if not page.title:
        return body
    meta = front_matter(page).items()
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta]
    return "\n".join(["---", *lines, "---", "", body])


def front_matter(page: Page) -> dict[str, Any]:
    """What stands above the text of a page, for the theme: only what JSON can say."""
    # Themes print title and description unescaped, so they are written as inert text.
    meta: dict[str, Any] = {"title": _inert(page.title), "description": _inert(page.description)}
    names = ("hide", "styles", "scripts", "place", "near", "search", "lang")
    meta |= {name: getattr(page, name) for name in names if getattr(page, name)}
    meta |= {"group": _inert(page.group)} if page.group else {}
    return meta | ({"above": folder_of(page.above)} if page.above else {})


@lru_cache(10_000)  # most of what is printed is printed often
def _inert(text: str) -> str:
    return inert(isolated(text))


def report_renderer(templates: Folders, markdown: bool = False) -> Render:
    """Renders `templates/editing`; what it prints is inert in Markdown, or on a terminal.

    On a terminal, data is one line of text without invisible or control characters.
    """
    on_a_terminal = _printing(lambda text: " ".join(visible(text).split()))
    return _renderer(templates, "editing", printed if markdown else on_a_terminal)


def start_renderer(templates: Folders, finalize: Finalize) -> Render:
    """Renders `templates/start`; `finalize` makes of a value what the file's language needs."""
    return _renderer(templates, "start", finalize)


def form_renderer(templates: Folders) -> Render:
    """Renders `templates/preview`, the forms of the live preview: whatever it prints is escaped."""
    return _renderer(templates, "preview", lambda value: value)


def _renderer(templates: Folders, folder: str, finalize: Finalize) -> Render:
    environment = _bare_environment(templates, finalize)
    return lambda name, names: environment.get_template(f"{folder}/{name}").render(names)


def _printing(written: Callable[[str], str]) -> Finalize:
    """What a template prints, as text that is `written` so."""
    return lambda value: value if isinstance(value, Markup) else Markup(written(str(value)))  # noqa: S704


class _Shared(Environment):
    """Its templates share its names; Jinja would list them all anew for each part of a page."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """As in Jinja. No template is given names of its own."""
        return super().make_globals(d) if d else self.globals


def _bare_environment(templates: Folders, finalize: Finalize) -> Environment:
    return _Shared(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
        optimized=False,  # counting constants beforehand takes longer than it saves
    )


_ASKED: dict[str, Callable[..., object]] = {  # about the comparison
    "mark_words": marks.mark_words,
    "judged": judged_in_row,
    "judged_otherwise": judged_otherwise,
    "versions_ran": ran_on,
    "called": called,
}
_THE_SAME = {  # for every comparison
    "sources_disagree": marks.SOURCES_DISAGREE,
    "program": Markup(COMMAND),  # noqa: S704
    "in_short": in_short,
    "unplaced": unplaced,
    "by_group": by_group,
}


def _environment(templates: Folders, context: BuildContext) -> Environment:
    """Whatever a template prints becomes text that neither HTML nor Markdown interprets."""
    environment = _bare_environment(templates, _printing(_inert))
    environment.auto_reload = False  # made for each build, in which templates do not change
    environment.bytecode_cache = Compiled(context.cache, "inert")
    environment.globals |= _THE_SAME | {
        "comparison": context.comparison,
        "newer": context.freshness.newer,
        "claimed": _claimed(templates, context.claims),
        "forms": context.forms,
        **{name: partial(asked, context.comparison) for name, asked in _ASKED.items()},
    }
    environment.filters |= {
        "inline": lambda text: Markup(isolated_html(inline_html(text))),  # noqa: S704
        "first_sentence": first_sentence,
        "address": escape,
        "slug": _slug,
        "many": many,
        "code": partial(_code, context.cache),
        "language": partial(_language, context.cache),
        "verbatim": lambda text: Markup(verbatim(text)),  # noqa: S704
        "day": lambda day: f"{day.day} {day:%B %Y}",
    }
    return environment


def _claimed(folders: Folders, claims: Claims | None) -> Callable[[str], Claim | None]:
    """Gives templates the links of a claim by its id, once its issue is written; or None."""
    if claims is None:
        return lambda _: None
    render = _renderer(folders, "parts", _printing(str))
    return cache(
        lambda name: claims.links(str(name), lambda claim: render("dispute.md", {"claim": claim}))
    )


def _slug(name: object) -> Markup:
    """Print an id, a number, a percentage or an anchor as it is: nothing to interpret in them."""
    text = str(name)
    if not isinstance(name, Markup) and not _SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is not an id")
    return Markup(text)  # noqa: S704


def _code(cache: Cache, text: str, name: str) -> Markup:
    html = cache.kept(Kind.CODE, [name, text], lambda: highlighting.code_html(text, name).encode())
    return Markup(html.decode())  # noqa: S704


def _language(cache: Cache, name: str) -> str:
    return cache.kept(Kind.CODE, [name], lambda: highlighting.language(name).encode()).decode()


def template_problem(error: BaseException, templates: Folders) -> Diagnostic:
    """Name the template and its line; a fault while rendering shows them in its traceback."""
    if isinstance(error, SyntaxFault):
        file = error.filename or str(templates[0])
        return Diagnostic.at(file, error.lineno, 1, str(error.message))
    ours = (
        (frame.filename, frame.lineno or 0)
        for frame in reversed(extract_tb(error.__traceback__))
        if any(Path(frame.filename).is_relative_to(folder) for folder in templates)
    )
    file, line = next(ours, (str(templates[0]), 0))
    return Diagnostic.at(file, line, 1, f"this template cannot be rendered: {error}")
