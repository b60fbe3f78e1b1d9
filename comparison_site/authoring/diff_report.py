"""A difference in words, for a terminal or as Markdown. The wording is `templates/editing`."""

from collections.abc import Mapping
from dataclasses import dataclass

from comparison_site.analysis.decide_view import shown, shown_above
from comparison_site.authoring.difference import Difference
from comparison_site.authoring.earlier_format import Unlike
from comparison_site.pages.rendering import Render

TEXT, MARKDOWN = "text", "markdown"
FORMATS = (TEXT, MARKDOWN)
_TEMPLATES: Mapping[str, str] = {TEXT: "difference.txt", MARKDOWN: "difference.md"}


@dataclass(frozen=True)
class Compared:
    """What was compared with what: names for the report, and whether the bytes are the same.

    Without a revision, the file is compared with itself before an edit.
    """

    file: str
    revision: str = ""
    same_bytes: bool = False
    left_out: tuple[Unlike, ...] = ()


def report(found: Difference, compared: Compared, render: Render, form: str = TEXT) -> str:
    """The report; `render` must make data inert for the form that it is written in."""
    names = {
        "difference": found,
        "compared": compared,
        "options": found.names.options,
        "criteria": found.names.criteria,
        "shown": shown,
        "shown_above": shown_above,
    }
    return render(_TEMPLATES[form], names).strip() + "\n"
