"""The pages as a plain Markdown project without hooks, for any engine that reads mkdocs.yml."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comparison_site.core.diagnostics import ExpectedError
from comparison_site.core.inline_text import inert
from comparison_site.outputs.registry import LLMS_PATH, BuildContext, Page, alternates, outputs
from comparison_site.pages.registry import OPTION_STYLES


class ExportError(ExpectedError):
    """Raised when the target folder is not free; the words are for whoever ran the export."""


def export_site(
    target: Path, root: Path, known: BuildContext, pages: Sequence[Page], entries: list[Any]
) -> None:
    """Write `target`/mkdocs.yml, `target`/docs and `target`/theme; `entries` are its navigation.

    `root` is the project whose files are taken over. Markdown versions and their list are left out:
    the pages are Markdown. Raises ExportError when `target` holds files already, or a handwritten
    page stands where a generated one goes.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target} is not empty; choose a new folder")
    for page in pages:
        for name in {page.path, page.file}:
            if (root / "docs" / name).exists():
                raise ExportError(f"docs/{name} stands where a generated page goes; rename it")
    shutil.copytree(root / "docs", target / "docs")
    shutil.copytree(root / "templates" / "theme", target / "theme")
    made = {page.file: page.content.encode() for page in pages} | dict(outputs(known, pages))
    for name in made.keys() - {LLMS_PATH}:
        path = target / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[name])
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (target / "mkdocs.yml").write_bytes(_plain_config(config, known, pages, entries).encode())


def _plain_config(
    config: str, known: BuildContext, pages: Sequence[Page], entries: list[Any]
) -> str:
    """The project's mkdocs.yml without what needs this generator. JSON is YAML, too."""
    listed = ",".join(re.findall(r"^extra_css: \[(.*)\]", config, re.MULTILINE))
    ours = {
        "site_name": inert(known.comparison.title),
        "docs_dir": "docs",
        "extra_css": [*(name.strip() for name in listed.split(",")), OPTION_STYLES],
        "edit_uri": "",  # these pages are generated: editing them would be lost
        "plugins": ["search"],
        # comparison_plugin: its work is done
        "extra": {"generator": False, "comparison_plugin": True, "alternates": alternates()},
        "nav": entries,
        "not_in_nav": "\n".join(f"/{page.path}" for page in pages if not page.listed),
    }
    kept = config.replace("custom_dir: templates/theme", "custom_dir: theme")
    for key in ("strict", "site_dir", *ours):
        kept = re.sub(rf"^{key}:.*\n(?:[ \t]+.*\n)*", "", kept, flags=re.MULTILINE)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in ours.items()]
    return "\n".join([*lines, "", kept.split("\n", 1)[1]])
