"""Where the program's own files are: templates, assets and what a new project starts with.

In a checkout they stand beside the package, in an installed one within it.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT, _INSTALLED = PACKAGE.parent, PACKAGE / "program"
PROGRAM = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
CONFIG = "mkdocs.yml"
DATA_VARIABLE = "COMPARISON_DATA"  # names the data to MkDocs
Folders = tuple[Path, ...]  # in which a template is looked for, first one first


def project_folder(started_in: Path) -> Path:
    """The project that a command works on: the folder with a mkdocs.yml, or the program itself."""
    return started_in if (started_in / CONFIG).is_file() else PROGRAM


def template_folders(project: Path) -> Folders:
    """A project's own templates, then the program's: a project may replace single ones."""
    folders = (project / "templates", PROGRAM / "templates")
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))
