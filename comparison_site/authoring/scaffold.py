"""A folder that is a comparison of its own: the generator's files, and what was started."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from comparison_site.core.resources import PACKAGE

_FILES = (
    "build.py",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.txt",
    "LICENSE",
    ".gitignore",
    ".github/workflows/releases.yml",
)
_FOLDERS = ("templates", "docs", ".vscode")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "program")


class ScaffoldError(Exception):
    """Raised when the folder cannot be made; nothing is left behind."""


def scaffold(target: Path, project: Path, texts: Mapping[str, str]) -> None:
    """Make the folder `target` from the project's own files and from `texts` by their paths.

    The folder must be empty or absent. It appears whole or not at all. Raises ScaffoldError.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise ScaffoldError(f"{target} is not empty; choose a new folder")
    place = target.resolve()
    if any(place.is_relative_to(folder) for folder in (*(project / n for n in _FOLDERS), PACKAGE)):
        raise ScaffoldError(f"{target} is a part of this project; choose a folder outside of it")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _appear(place, project, texts)
    except OSError as error:
        raise ScaffoldError(f"{target} cannot be written: {error.strerror}") from error


def _appear(place: Path, project: Path, texts: Mapping[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as folder:
        fresh = Path(folder) / "new"
        _fill(fresh, project, texts)
        if place.exists():
            place.rmdir()
        fresh.rename(place)


def _fill(fresh: Path, project: Path, texts: Mapping[str, str]) -> None:
    shutil.copytree(PACKAGE, fresh / PACKAGE.name, ignore=_LEFT_OUT)
    for name in _FOLDERS:
        shutil.copytree(project / name, fresh / name, ignore=_LEFT_OUT)
    for name in _FILES:
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project / name, fresh / name)
    for name, text in texts.items():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_text(text, encoding="utf-8", newline="\n")
