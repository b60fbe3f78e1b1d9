"""Projects and files that a test may change."""

import re
import shutil
from pathlib import Path

from tests.support.paths import MINIMAL, ROOT

_THEME = "  custom_dir: templates/theme\n"


def new_project(target: Path, data: Path = MINIMAL) -> Path:
    """A small project, whose templates and assets are the program's."""
    (target / "docs").mkdir(parents=True)
    shutil.copy(ROOT / "build.py", target)
    shutil.copy(ROOT / "docs" / "method.md", target / "docs")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (target / "mkdocs.yml").write_text(config.replace(_THEME, ""), "utf-8")
    shutil.copy(data, target / "comparison.yaml")
    copy_evidence(data, target)
    return target


def own_template(project: Path, name: str) -> Path:
    """A project's own version of a template, so far the same as the program's."""
    own = project / "templates" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "templates" / name, own)
    return own


def copy_evidence(data: Path, folder: Path) -> None:
    """Copy what a comparison file cites from the folder beside it, so that its copy loads too."""
    if (data.parent / "evidence").is_dir():
        unwanted = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(data.parent / "evidence", folder / "evidence", ignore=unwanted)


def with_three_points(text: str) -> str:
    """A comparison file in which each position that has one point, a strength, has two more."""
    point = r" {10}- id: ([\w-]+)\n {12}stance: strength\n {12}text: (.*)\n( {12}sources: .*\n)"

    def tripled(found: re.Match[str]) -> str:
        more = (
            f"          - id: {found[1]}-{n}\n            stance: context\n"
            f"            text: {found[2]} So says {n}.\n{found[3]}"
            for n in "ab"
        )
        return found[0] + "".join(more)

    return re.sub(point, tripled, text)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def replace_once(path: Path, old: str, new: str) -> None:
    """Change one passage of a file; it must stand there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
