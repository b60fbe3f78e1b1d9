"""The project that MkDocs's settings are for: what it has of its own, and what the program adds."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from comparison_site.core.resources import Folders, docs_folder, project_of, template_folders


def folder_of(config: MkDocsConfig) -> Path:
    """The folder of the project."""
    return project_of(Path(config.config_file_path))


def docs_of(config: MkDocsConfig) -> Path:
    """The folder of its handwritten pages."""
    return docs_folder(Path(config.config_file_path), Path(config.docs_dir))


def adopt(config: MkDocsConfig) -> tuple[Path, Folders]:
    """Let MkDocs read the project's own files before the program's; its folder and templates.

    Our overrides of the theme come before the theme, and a project's own before ours.
    """
    project = folder_of(config)
    templates = template_folders(project)
    config.docs_dir = str(docs_of(config))
    ours = (str(folder / "theme") for folder in templates)
    config.theme.dirs[:] = dict.fromkeys([*ours, *config.theme.dirs])
    return project, templates


def written_pages(nav: Iterable[Any] | None, config: MkDocsConfig) -> list[Any]:
    """The entries of handwritten pages: those in `nav`, and without own settings all there are."""
    entries, docs = list(nav or ()), docs_of(config)
    if folder_of(config) == Path(config.config_file_path).parent:
        return entries
    pages = (path.relative_to(docs).as_posix() for path in sorted(docs.rglob("*.md")))
    return [*entries, *(page for page in pages if f"'{page}'" not in str(entries))]
