"""What a newer version changes for a project, and what of that can be done for it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path

from packaging.version import InvalidVersion, Version

from comparison_site.authoring.editing import Draft
from comparison_site.core import tree
from comparison_site.core.resources import PACKAGE, PROGRAM
from comparison_site.model.comparison import SCHEMA

CHANGELOG, REQUIREMENTS = "CHANGELOG.md", "requirements.txt"
_SECTION = re.compile(r"^## (\d\S*).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_PINNED = re.compile(
    r"^comparison[-_.]site *(?:== *|@ *\S*[@/-]v?)(\d+(?:\.\d+)+)", re.MULTILINE | re.IGNORECASE
)
ANY = "*"


@dataclass(frozen=True)
class Renamed:
    """A field that a version calls otherwise: its path, with ANY for numbers and ids."""

    version: str
    path: tuple[str, ...]
    now: str


RENAMED: tuple[Renamed, ...] = ()
"""Every field that has another name than in an earlier version. So far none has."""


def version_of(text: str) -> Version | None:
    """The version that a text says; None if it says none."""
    try:
        return Version(text)
    except InvalidVersion:
        return None


def pinned(requirements: str) -> Version | None:
    """The version of this package that a requirements file asks for, by number or address."""
    found = _PINNED.search(requirements)
    return Version(found[1]) if found else None


def repinned(requirements: str, version: Version) -> str:
    """A requirements file that asks for a version of this package; all else stays."""
    found = _PINNED.search(requirements)
    if not found:
        return requirements
    return f"{requirements[: found.start(1)]}{version}{requirements[found.end(1) :]}"


def reused(workflow: str, since: Version, version: Version) -> str:
    """A workflow that uses our action of a version in place of that of another; all else stays.

    Ours is what has the version that the project was made with: its name is where it stands.
    """
    used = re.compile(rf"(?<=uses: )(\S+@v){re.escape(str(since))}(?![\w.])")
    return used.sub(rf"\g<1>{version}", workflow)


def news(changelog: str, since: Version) -> str:
    """What a changelog says about the versions after one, newest first."""
    sections = (found for found in _SECTION.finditer(changelog) if Version(found[1]) > since)
    return "\n\n".join(found[0].strip() for found in sections)


def rewritten(text: str, since: Version) -> str:
    """A comparison file with the names of today; DraftError with the lines to type if it cannot."""
    for one in RENAMED:
        if Version(one.version) > since:
            draft = Draft(text)
            for path in _places(draft.document.root, one.path):
                draft.rename_key(path, one.now)
            text = draft.made()
    draft = Draft(text)
    if draft.has(("schema",)) and draft.document.root["schema"].text != str(SCHEMA):
        draft.replace(("schema",), str(SCHEMA))
    return draft.made()


def _places(node: tree.Node, path: tuple[str, ...]) -> Iterator[tree.Path]:
    if not path:
        yield node.path
        return
    for child in node:
        if path[0] in (ANY, child.path[-1]):
            yield from _places(child, path[1:])


def copies(project: Path) -> list[str]:
    """What a project holds of the generator itself, by path: whole folders, and equal files."""
    if project.resolve() in (PROGRAM, PACKAGE.parent):
        return []
    whole = [f"{PACKAGE.name}/"] if (project / PACKAGE.name / "plugin.py").is_file() else []
    for folder in ("templates", "docs"):
        for path in sorted((project / folder).rglob("*")):
            name = path.relative_to(project)
            own = PROGRAM / name
            if path.is_file() and own.is_file() and cmp(path, own, shallow=False):
                whole.append(name.as_posix())
    return whole
