"""Which pages exist, in which order, from which template. The only module that knows Jinja."""

import json
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2 import TemplateSyntaxError as SyntaxFault
from markupsafe import Markup, escape

from generator.changes import changes
from generator.citations import citations, cited_by, evidence, numbered
from generator.deciding import decide_context
from generator.embedding import snippets
from generator.errors import ComparisonError, Problem
from generator.model import Comparison
from generator.standings import standing, tally
from generator.text import inert, inline_html, plain_text
from generator.twins import Render, printed

OPTION_STYLES = "assets/options.css"
_READER_STYLES = "assets/reader.css"


@dataclass(frozen=True)
class Page:
    """A file of the site. `path` is relative to the docs folder; `title` is empty for assets.

    `section` is the heading in the navigation that the page stands under, empty for the top.
    """

    path: str
    title: str
    content: str
    section: str = ""


@dataclass(frozen=True)
class _Plan:
    path: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    title: str = ""
    description: str = ""
    section: str = ""
    hide: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def render_pages(comparison: Comparison, templates: Path, base_url: str = "") -> tuple[Page, ...]:
    """Render every generated page, in navigation order.

    `base_url` is the site's address, ending in a slash, or empty where it is not known.

    Raises ComparisonError that names the template and line when a template is broken.
    """
    environment = _environment(templates, comparison)
    plans = tuple(_plans(comparison, base_url))
    try:
        return tuple(_render(environment, plan) for plan in plans)
    except Exception as error:  # whatever a template's expressions raise is the template's fault
        raise ComparisonError([_template_problem(error, templates)]) from error


def machine_renderer(templates: Path) -> Render:
    """Renders `templates/machine` by name; what it prints is text that Markdown leaves alone."""
    environment = _bare_environment(templates, printed)
    return lambda name, names: environment.get_template(f"machine/{name}").render(names)


def _plans(comparison: Comparison, base_url: str) -> Iterator[_Plan]:
    yield _Plan(
        path="index.md",
        template="overview.md",
        title=comparison.title,
        description=comparison.bottom_line,
        context={"tally": tally(comparison)},
        hide=("navigation", "toc"),
        styles=(_READER_STYLES,),
        scripts=("assets/since.js",),
    )
    yield from _criterion_plans(comparison)
    yield from _scenario_plans(comparison)
    yield _Plan(
        path="decide.md",
        template="decide.md",
        title="Decide",
        description=comparison.question,
        context=decide_context(comparison),
        hide=("navigation", "toc"),
        styles=("assets/decide.css",),
        scripts=("assets/decide.js",),
    )
    yield from _option_plans(comparison)
    yield _Plan(
        path="sources.md",
        template="sources.md",
        title="Sources",
        description=comparison.question,
        context=_source_context(comparison),
        hide=("navigation", "toc"),
    )
    yield _Plan(
        path="changes.md",
        template="changes.md",
        title="Changes",
        description=comparison.question,
        context={"changes": changes(comparison)},
        hide=("navigation", "toc"),
    )
    yield _Plan(
        path="share.md",
        template="share.md",
        title="Share",
        description=comparison.question,
        context={"snippets": snippets(comparison, base_url), "base_url": base_url},
        hide=("navigation", "toc"),
    )
    yield _Plan(path=OPTION_STYLES, template="options.css")


def _source_context(comparison: Comparison) -> dict[str, Any]:
    kinds = Counter(source.kind for source in comparison.sources)
    return {"citations": citations(comparison), "evidence_kinds": kinds.most_common()}


def _scenario_plans(comparison: Comparison) -> Iterator[_Plan]:
    disputed = [scenario for scenario in comparison.scenarios if scenario.open_proposal]
    cited = (name for s in disputed if s.open_proposal for name in s.open_proposal.sources)
    if comparison.scenarios:
        yield _Plan(
            path="scenarios.md",
            template="scenarios.md",
            title="Scenarios",
            description=comparison.question,
            context={"disputed": disputed, "numbered": numbered(comparison, cited)},
            hide=("navigation", "toc"),
            styles=(_READER_STYLES,),
            scripts=("assets/scenarios.js", "assets/links.js"),
        )


def _criterion_plans(comparison: Comparison) -> Iterator[_Plan]:
    for number, criterion in enumerate(comparison.criteria, start=1):
        context = {
            "criterion": criterion,
            "number": number,
            "numbered": numbered(comparison, cited_by(criterion)),
            "scenarios": [s for s in comparison.scenarios if criterion.id in s.criteria],
            "evidence": partial(evidence, comparison),
            "cited_points": [
                point for place in criterion.positions.values() for point in place.points
            ],
        }
        yield _Plan(
            path=f"criteria/{criterion.id}.md",
            template="criterion.md",
            context=context,
            title=criterion.name,
            description=criterion.verdict.published.because,
            section="Criteria",
            styles=(_READER_STYLES,),
            scripts=("assets/evidence.js", "assets/links.js"),
        )


def _option_plans(comparison: Comparison) -> Iterator[_Plan]:
    for option in comparison.options:
        context = {
            "option": option,
            "standing": standing(comparison, option),
            "numbered": numbered(comparison, iter(option.sources)),
            "homepage": urlsplit(option.homepage).hostname,
        }
        path = f"options/{option.id}.md"
        yield _Plan(path, "option.md", context, option.name, option.summary, "Options")


def _render(environment: Environment, plan: _Plan) -> Page:
    template = environment.get_template(f"pages/{plan.template}")
    body = template.render(plan.context, link=_linker(plan.path))
    content = _front_matter(plan) + body if plan.title else body
    return Page(plan.path, plan.title, content, plan.section)


def _front_matter(plan: _Plan) -> str:
    """Themes print these unescaped, so they are written as inert text."""
    meta: dict[str, object] = {
        "title": inert(plan.title),
        "description": inert(plain_text(plan.description)),
    }
    lists = {"hide": plan.hide, "styles": plan.styles, "scripts": plan.scripts}
    meta.update({key: list(values) for key, values in lists.items() if values})
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _bare_environment(templates: Path, finalize: Callable[[object], object]) -> Environment:
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )


def _environment(templates: Path, comparison: Comparison) -> Environment:
    environment = _bare_environment(templates, _finalize)
    environment.globals["comparison"] = comparison
    environment.filters["inline"] = lambda text: Markup(inline_html(text))  # noqa: S704
    environment.filters["address"] = escape
    environment.filters["slug"] = _slug
    environment.filters["day"] = _day
    return environment


def _finalize(value: object) -> object:
    """Whatever a template prints becomes text that neither HTML nor Markdown interprets."""
    return value if isinstance(value, Markup) else Markup(inert(str(value)))  # noqa: S704


def _slug(name: object) -> Markup:
    """Print an id, a number or an anchor as it is: they hold nothing to interpret."""
    text = str(name)
    if not isinstance(name, Markup) and not re.fullmatch(r"#?[a-z0-9-]+", text):
        raise ValueError(f"{text!r} is not an id")
    return Markup(text)  # noqa: S704


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _linker(here: str) -> Any:
    folder = _address(here)

    def link(path: str, anchor: str = "") -> Markup:
        """The address of a page as seen from this one, as directory URLs have it."""
        target = posixpath.relpath(f"/{_address(path)}", f"/{folder}")
        slash = "/" if path.endswith(".md") else ""
        return Markup(f"{target}{slash}{'#' if anchor else ''}{anchor}")  # noqa: S704

    return link


def _address(path: str) -> str:
    return path.removesuffix(".md").removesuffix("index")


def _template_problem(error: Exception, templates: Path) -> Problem:
    """Name the template and its line; a fault while rendering shows them in its traceback."""
    if isinstance(error, SyntaxFault):
        return Problem(error.filename or str(templates), error.lineno, 1, str(error.message))
    message = f"this template cannot be rendered: {error}"
    ours = (
        (frame.filename, frame.lineno or 0)
        for frame in reversed(extract_tb(error.__traceback__))
        if Path(frame.filename).is_relative_to(templates)
    )
    file, line = next(ours, (str(templates), 0))
    return Problem(file, line, 1, message)
