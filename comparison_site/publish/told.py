"""What the theme is told of a comparison, besides its pages."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from comparison_site.analysis.marks import DRAFT_WORDS
from comparison_site.core.language import ENGLISH, direction, locale, nearest
from comparison_site.outputs.registry import BuildContext, alternates
from comparison_site.pages.entry import front_picture

_WORDS = "partials/languages"


def told(known: BuildContext | None) -> dict[str, Any]:
    """What the templates of the theme find in the settings' `extra`; without data, less."""
    always = {"comparison_plugin": True, "alternates": alternates(), "picture": "", "draft": ""}
    always |= {"lang": ENGLISH, "direction": "ltr", "locale": ""}
    if not known:
        return always
    draft = DRAFT_WORDS if known.comparison.draft else ""
    lang = known.comparison.lang
    said = {"lang": lang, "direction": direction(lang), "locale": locale(lang)}
    return always | said | {"picture": front_picture(known), "draft": draft}


def speak(config: MkDocsConfig, lang: str) -> None:
    """Let the theme say its own words in the language of the pages, or one near to it.

    Settings of a project that ask for another language than English stay.
    """
    files = (path for each in config.theme.dirs for path in (Path(each) / _WORDS).glob("*.html"))
    if config.theme["language"] == ENGLISH:
        config.theme["language"] = nearest(lang, {path.stem for path in files})
