"""Where the program's own files are, and those of the project that it works on.

In a checkout the program's templates and assets stand beside the package, in an installed one
within it. A project holds its data, and what it has of its own: docs, templates, mkdocs.yml.
"""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT, _INSTALLED = PACKAGE.parent, PACKAGE / "program"
PROGRAM = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
DOOR = "python build.py"  # what a checkout's own commands are called
COMMAND = "comparison" if _INSTALLED.is_dir() else DOOR
CONFIG, DATA = "mkdocs.yml", "comparison.yaml"
DATA_VARIABLE = "COMPARISON_DATA"  # names the data to MkDocs
PROJECT_VARIABLE = "COMPARISON_PROJECT"  # names the project to MkDocs, where it has no settings
Folders = tuple[Path, ...]  # in which a template is looked for, first one first


def project_folder(started_in: Path) -> Path:
    """The project that a command works on: a folder with data or settings, or the program."""
    is_one = any((started_in / name).is_file() for name in (CONFIG, DATA))
    return started_in if is_one else PROGRAM


def settings_file(project: Path) -> Path:
    """The mkdocs.yml of a project, or the program's."""
    own = project / CONFIG
    return own if own.is_file() else PROGRAM / CONFIG


def project_of(settings: Path) -> Path:
    """The project that a mkdocs.yml is for: its folder, or, for the program's, the one told."""
    told = os.environ.get(PROJECT_VARIABLE, "")
    return Path(told) if told and settings.parent == PROGRAM else settings.parent


def docs_folder(settings: Path, docs: Path) -> Path:
    """Where the handwritten pages stand: in `docs`, as the settings say, if they are the project's.

    Without settings of its own, in its folder `docs`; without that, in the program's.
    """
    project = project_of(settings)
    own = docs if project == settings.parent else project / "docs"
    return own if own.is_dir() else docs


def template_folders(project: Path) -> Folders:
    """A project's own templates, then the program's: a project may replace single ones."""
    folders = (project / "templates", PROGRAM / "templates")
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))
