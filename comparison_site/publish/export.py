"""The pages as a plain Markdown project without hooks, for any engine that reads mkdocs.yml."""

import json
import re
import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from comparison_site.core.diagnostics import ExpectedError
from comparison_site.core.inline_text import inert
from comparison_site.outputs.policy import HEADERS_PATH, POLICY, headers
from comparison_site.outputs.registry import LLMS_PATH, BuildContext, Page, alternates, outputs
from comparison_site.pages.registry import OPTION_STYLES, navigation
from comparison_site.publish.theme_files import theme_styles


class ExportError(ExpectedError):
    """Raised when the target folder is not free; the words are for whoever ran the export."""


def export_site(
    target: Path, known: BuildContext, pages: tuple[Page, ...], config: MkDocsConfig
) -> None:
    """Write `target`/mkdocs.yml, `target`/docs and `target`/theme.

    `config` are the settings of the project whose files are taken over. Markdown versions and their
    list are left out: the pages are Markdown. Raises ExportError when `target` holds files already,
    or a handwritten page stands where a generated one goes.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target} is not empty; choose a new folder")
    root = Path(config.config_file_path).parent
    for page in pages:
        for name in {page.path, page.file}:
            if (root / "docs" / name).exists():
                raise ExportError(f"docs/{name} stands where a generated page goes; rename it")
    shutil.copytree(root / "docs", target / "docs")
    shutil.copytree(root / "templates" / "theme", target / "theme")
    styles, content = theme_styles(config)
    made = {page.file: page.content.encode() for page in pages} | dict(outputs(known, pages))
    made |= {styles: content, HEADERS_PATH: headers([styles]).encode()}
    for name in made.keys() - {LLMS_PATH}:
        path = target / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[name])
    plain = _plain_config(config, known, pages, styles)
    (target / "mkdocs.yml").write_bytes(plain.encode())


def _plain_config(
    config: MkDocsConfig, known: BuildContext, pages: tuple[Page, ...], styles: str
) -> str:
    """The project's mkdocs.yml without what needs this generator. JSON is YAML, too."""
    text = Path(config.config_file_path).read_text(encoding="utf-8")
    listed = ",".join(re.findall(r"^extra_css: \[(.*)\]", text, re.MULTILINE))
    extra = {"generator": False, "alternates": alternates(), "policy": POLICY, "stylesheet": styles}
    ours = {
        "site_name": inert(known.comparison.title),
        "docs_dir": "docs",
        "extra_css": [*(name.strip() for name in listed.split(",")), OPTION_STYLES],
        "edit_uri": "",  # these pages are generated: editing them would be lost
        "plugins": ["search"],
        # comparison_plugin: its work is done
        "extra": {**extra, "comparison_plugin": True},
        "nav": navigation(pages, config.nav or ()),
        "not_in_nav": "\n".join(f"/{page.path}" for page in pages if not page.listed),
    }
    kept = text.replace("custom_dir: templates/theme", "custom_dir: theme")
    for key in ("strict", "site_dir", *ours):
        kept = re.sub(rf"^{key}:.*\n(?:[ \t]+.*\n)*", "", kept, flags=re.MULTILINE)
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in ours.items()]
    return "\n".join([*lines, "", kept.split("\n", 1)[1]])
