"""The pages as a plain Markdown project without hooks, for MkDocs, ProperDocs and Zensical."""

import posixpath
import re
import shutil
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from comparison_site.analysis.addresses import markdown_path
from comparison_site.core.diagnostics import ExpectedError
from comparison_site.core.inline_text import inert
from comparison_site.core.resources import template_folders
from comparison_site.outputs.llms import LLMS_PATH
from comparison_site.outputs.policy import HEADERS_PATH, POLICY, headers
from comparison_site.outputs.registry import BuildContext, Page, outputs
from comparison_site.pages.registry import OPTION_STYLES, navigation
from comparison_site.publish.project import docs_of, folder_of, written_pages
from comparison_site.publish.theme_files import program_docs, theme_styles
from comparison_site.publish.told import told

_LINK = re.compile(r"(\]\(|^ {0,3}\[[^\]]+\]: +)([\w./%-]+\.md)(?=[)#\s])", re.MULTILINE)
_OF_THE_GENERATOR = ("hooks", "watch", "strict", "site_dir", "INHERIT")
_EDITING = "content.action.edit"  # these pages are generated: editing them would be lost


class ExportError(ExpectedError):
    """Raised when the target folder is not free; the words are for whoever ran the export."""


def export_site(
    target: Path, known: BuildContext, pages: tuple[Page, ...], config: MkDocsConfig
) -> None:
    """Write `target`/mkdocs.yml, `target`/docs and `target`/theme.

    `config` are the settings of the project whose files are taken over. Markdown versions and their
    list are left out: the pages are Markdown. A page stands as `index.md` in the folder that it is
    served as: MkDocs takes a link in HTML to start from there, Zensical from where the file is.
    Raises ExportError when `target` holds files already, or a handwritten page stands where a
    generated one goes.
    """
    docs = docs_of(config)
    _refuse(target, docs, pages)
    _copy(docs, target, config)
    styles, content = theme_styles(config)
    is_draft = bool(known.comparison.draft)
    made = {_place(page): page.content.encode() for page in pages} | dict(outputs(known, pages))
    # The pages say the policy themselves, and Zensical's search needs another.
    made |= {
        styles: content,
        HEADERS_PATH: headers([styles], policy="", is_draft=is_draft).encode(),
    }
    for name in made.keys() - {LLMS_PATH}:
        path = target / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[name])
    _lead_to_them(target / "docs", {page.path for page in pages if page.title})
    settings = _plain(config, known, pages, styles)
    plain = yaml.dump(settings, sort_keys=False, allow_unicode=True, width=100)
    (target / "mkdocs.yml").write_bytes(plain.encode())


def _refuse(target: Path, docs: Path, pages: Iterable[Page]) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ExportError(f"{target} is not empty; choose a new folder")
    for page in pages:
        for name in {page.path, page.file, _place(page)}:
            if (docs / name).exists():
                raise ExportError(f"docs/{name} stands where a generated page goes; rename it")


def _place(page: Page) -> str:
    return markdown_path(page.path) if page.title else page.file


def _copy(docs: Path, target: Path, config: MkDocsConfig) -> None:
    """The project's docs and templates of the theme, above those that the program brings along."""
    for name, path in program_docs(config.nav):
        (target / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target / "docs" / name)
    if docs.is_dir():
        shutil.copytree(docs, target / "docs", dirs_exist_ok=True)
    for folder in reversed(template_folders(folder_of(config))):
        if (folder / "theme").is_dir():
            shutil.copytree(folder / "theme", target / "theme", dirs_exist_ok=True)


def _lead_to_them(target: Path, made: Collection[str]) -> None:
    """Let the links of handwritten pages lead to the places of the generated ones."""
    for path in target.rglob("*.md"):
        here = path.relative_to(target)
        if here.as_posix() not in map(markdown_path, made):
            followed = partial(_followed, here.parent.as_posix(), made)
            path.write_text(_LINK.sub(followed, path.read_text("utf-8")), "utf-8")


def _followed(folder: str, made: Collection[str], link: re.Match[str]) -> str:
    to = posixpath.normpath(posixpath.join(folder, link[2]))
    return link[1] + posixpath.relpath(markdown_path(to), folder) if to in made else link[0]


def _plain(
    config: MkDocsConfig, known: BuildContext, pages: Iterable[Page], styles: str
) -> dict[str, Any]:
    """What mkdocs.yml says, without what needs this generator."""
    with Path(config.config_file_path).open("rb") as file:
        said = yaml_load(file)
    theme: dict[str, Any] = said["theme"] | {"custom_dir": "theme", "variant": "classic"}
    theme["features"] = [name for name in theme.get("features", ()) if name != _EDITING]
    shown = told(known) | {"policy": POLICY, "stylesheet": styles}
    placed = [replace(page, path=_place(page)) for page in pages]
    ours = {
        "site_name": inert(known.comparison.title),
        "docs_dir": "docs",
        "theme": theme,
        "extra_css": [*map(str, config.extra_css), OPTION_STYLES],
        "edit_uri": "",
        "plugins": [each for each in said["plugins"] if "comparison" not in each],
        "extra": said.get("extra", {}) | shown,
        "nav": navigation(placed, written_pages(said.get("nav"), config)),
        "not_in_nav": "\n".join(f"/{page.path}" for page in placed if not page.listed),
    }
    kept = {key: value for key, value in said.items() if key not in _OF_THE_GENERATOR and value}
    return kept | ours
