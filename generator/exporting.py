"""Writes the generated pages and the handwritten ones as a plain Markdown project, without hooks.

Any engine that reads `mkdocs.yml` builds the same pages from it: MkDocs, ProperDocs, Zensical.
"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

from generator.pages import OPTION_STYLES, Page
from generator.text import inert

_DROPPED = ("hooks", "watch", "strict", "site_dir")


class ExportError(Exception):
    """Raised when the target folder is not free; the words are for whoever ran the export."""


def export_site(
    target: Path, *, title: str, pages: tuple[Page, ...], navigation: list[Any], root: Path
) -> None:
    """Write `target`/mkdocs.yml, `target`/docs and `target`/theme.

    `navigation` is MkDocs's nav, `root` the project whose mkdocs.yml, docs and templates/theme are
    taken over. Raises ExportError when `target` holds files already, or a handwritten page
    stands where a generated one goes.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target} is not empty; choose a new folder")
    for page in pages:
        if (root / "docs" / page.path).exists():
            raise ExportError(f"docs/{page.path} stands where a generated page goes; rename it")
    shutil.copytree(root / "docs", target / "docs")
    shutil.copytree(root / "templates" / "theme", target / "theme")
    for page in pages:
        _write(target / "docs" / page.path, page.content)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    _write(target / "mkdocs.yml", _plain_config(config, title, navigation))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _plain_config(config: str, title: str, navigation: list[Any]) -> str:
    """The project's mkdocs.yml without what needs this generator. JSON is YAML, too."""
    styles = [*re.findall(r"^extra_css: \[(.*)\]", config, re.MULTILINE), OPTION_STYLES]
    ours = {
        "site_name": inert(title),
        "docs_dir": "docs",
        "extra_css": styles,
        "edit_uri": "",  # these pages are generated: editing them would be lost
        "nav": navigation,
    }
    kept = config.replace("custom_dir: templates/theme", "custom_dir: theme")
    for key in (*_DROPPED, *ours):
        kept = re.sub(rf"^{key}:.*\n(?:[ \t]+.*\n)*", "", kept, flags=re.MULTILINE)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in ours.items()]
    return "\n".join([*lines, "", kept.split("\n", 1)[1]])
