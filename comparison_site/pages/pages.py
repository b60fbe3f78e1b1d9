"""The generated pages as Markdown, ready for any engine that reads it."""

import json
from dataclasses import dataclass

from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.inline_text import inert
from comparison_site.core.resources import Folders
from comparison_site.model import Comparison
from comparison_site.pages.page_extras import Beside
from comparison_site.pages.registry import Plan, plans
from comparison_site.pages.rendering import Templates, template_problem

_NOTHING = Beside()


@dataclass(frozen=True)
class Page:
    """A file of the site. `path` is relative to the docs folder; `title` is empty for assets.

    `section` is the heading in the navigation that the page stands under, empty for the top; a page
    that is not `listed` is reached from others alone.
    """

    path: str
    title: str
    content: str
    section: str = ""
    listed: bool = True


def render_pages(
    comparison: Comparison, templates: Folders, base_url: str = "", beside: Beside = _NOTHING
) -> tuple[Page, ...]:
    """Render every generated page, in navigation order.

    `base_url` is the site's address, ending in a slash, or empty where it is not known; `beside`
    is what the pages say that the comparison does not hold.

    Raises ComparisonError that names the template and line when a template is broken.
    """
    ready = Templates(templates, comparison, beside)
    planned = tuple(plans(comparison, base_url, beside.commands))
    try:
        return tuple(_page(ready, plan) for plan in planned)
    except Exception as error:  # whatever a template's expressions raise is the template's fault
        raise ComparisonError([template_problem(error, templates)]) from error


def _page(templates: Templates, plan: Plan) -> Page:
    body = templates.render(plan.template, plan.path, plan.context)
    content = _front_matter(plan) + body if plan.title else body
    return Page(plan.path, plan.title, content, plan.section, plan.listed)


def _front_matter(plan: Plan) -> str:
    """Themes print these unescaped, so they are written as inert text."""
    meta: dict[str, object] = {
        "title": inert(plan.title),
        "description": inert(plan.description),
    }
    lists = {"hide": plan.hide, "styles": plan.styles, "scripts": plan.scripts}
    meta.update({key: list(values) for key, values in lists.items() if values})
    if plan.above:
        meta["above"] = plan.above
    if plan.search:
        meta["search"] = dict(plan.search)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    return "\n".join(["---", *lines, "---", "", ""])
