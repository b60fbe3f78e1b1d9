"""Projects and files that a test may change."""

import shutil
from pathlib import Path

from tests.support.paths import ROOT

PROJECT_FILES = ("build.py", "mkdocs.yml", "comparison.yaml")
PROJECT_FOLDERS = ("comparison_site", "templates", "docs", "upstream", "evidence")
_UNWANTED_FILES = shutil.ignore_patterns("__pycache__", ".*")


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def copy_project(target: Path) -> Path:
    """Copy what a build needs, so that a test may change it."""
    target.mkdir(parents=True, exist_ok=True)
    for name in PROJECT_FILES:
        shutil.copy2(ROOT / name, target / name)
    for name in filter(lambda name: (ROOT / name).is_dir(), PROJECT_FOLDERS):
        shutil.copytree(ROOT / name, target / name, ignore=_UNWANTED_FILES)
    return target


def copy_evidence(data: Path, folder: Path) -> None:
    """Copy what a comparison file cites from the folder beside it, so that its copy loads too."""
    if (data.parent / "evidence").is_dir():
        shutil.copytree(data.parent / "evidence", folder / "evidence", ignore=_UNWANTED_FILES)


def replace_once(path: Path, old: str, new: str) -> None:
    """Change one passage of a file; it must stand there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
