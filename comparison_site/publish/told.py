"""What the theme is told of a comparison, besides its pages."""

from typing import Any

from comparison_site.analysis.marks import DRAFT_WORDS
from comparison_site.outputs.registry import BuildContext, alternates
from comparison_site.pages.entry import front_picture


def told(known: BuildContext | None) -> dict[str, Any]:
    """What the templates of the theme find in the settings' `extra`; without data, less."""
    always = {"comparison_plugin": True, "alternates": alternates(), "picture": "", "draft": ""}
    if not known:
        return always
    draft = DRAFT_WORDS if known.comparison.draft else ""
    return always | {"picture": front_picture(known), "draft": draft}
