"""`build.py upgrade`: what a newer version changes for a project, and what of that it can do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from filecmp import cmp
from pathlib import Path

import click
from packaging.version import InvalidVersion, Version

from comparison_site import __version__
from comparison_site.authoring.changed_file import save
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.spelling import DraftError
from comparison_site.commands.common import Command, Failure, data_option
from comparison_site.core import tree
from comparison_site.core.characters import visible
from comparison_site.core.resources import PACKAGE, PROGRAM
from comparison_site.loading.loader import load_bytes
from comparison_site.model.comparison import SCHEMA
from comparison_site.results.files import Folder
from comparison_site.schema.file_schema import known_records, schema_json, schema_path

CHANGELOG, REQUIREMENTS = "CHANGELOG.md", "requirements.txt"
_SECTION = re.compile(r"^## (\d\S*).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_PINNED = re.compile(
    r"^comparison[-_.]site *(?:== *|@ *\S*[@/-]v?)(\d+(?:\.\d+)+)", re.MULTILINE | re.IGNORECASE
)
ANY = "*"
_SHOWN = 10
Edit = tuple[Path, str, str]
"""A file, what it says, and what it shall say."""


@click.command(cls=Command)
@click.option("--from", "given", metavar="VERSION", help="Without it, requirements.txt says it.")
@click.option("--write", is_flag=True, help="Do it; otherwise the lines are only shown.")
@data_option
def upgrade(data: Path, given: str | None, write: bool) -> None:
    """Say what this version changes for a project that was made with an earlier one.

    Shows what the changelog says about the versions since then, and the lines that would change:
    fields that have another name, the schema that editors complete with, and the version that
    requirements.txt and workflows ask for. Install the newer version first, look, then do it with
    --write.

    \b
    Example: python build.py upgrade --write

    Exit codes: 0 all is well, 1 refused and nothing changed, 2 wrong usage.
    """
    present, since = Version(__version__), _since(data, given)
    if since > present:
        words = f"The project is made for version {since}, and this is {present}."
        raise Failure(f"{words} Install that: pip install -r {REQUIREMENTS}")
    edits = [edit for edit in _edits(data, since) if edit[1] != edit[2]]
    changes = news((PROGRAM / CHANGELOG).read_text("utf-8"), since)
    click.echo(f"From {since} to {present}:\n\n{changes or 'No other version lies between.'}\n")
    for path, before, after in edits:
        lines = unified_diff(before.splitlines(), after.splitlines(), str(path), str(path))
        click.echo("".join(f"{visible(line.rstrip())}\n" for line in _few(path, lines)))
        if write:
            save(path, before.encode("utf-8"), after.encode("utf-8"))
    click.echo(_end(edits, write))
    if held := copies(data.absolute().parent):
        names = ", ".join(held[:_SHOWN]) + (" and more" if len(held) > _SHOWN else "")
        click.echo(f"\nThe program brings these along, so that you may delete them: {names}.")


def _since(data: Path, given: str | None) -> Version:
    file = data.parent / REQUIREMENTS
    found = version_of(given) if given else pinned(_text(file) if file.is_file() else "")
    if not found and given:
        raise click.UsageError(f"'{given}' is no version, such as 0.1.0")
    if not found:
        raise Failure(f"{file} asks for no version of comparison-site; name it: --from 0.1.0")
    return found


def _edits(data: Path, since: Version) -> Iterator[Edit]:
    """What can be done by itself. Raises Failure or ComparisonError where the data is not right."""
    before = _text(data)
    try:
        after = rewritten(before, since)
    except DraftError as error:
        raise Failure(f"{data} cannot be rewritten: {error}") from error
    load_bytes(after.encode("utf-8"), str(data), files=Folder(data.parent))
    yield data, before, after
    if (schema := schema_path(data)).is_file():
        yield schema, _text(schema), schema_json(known_records(after))
    if (requirements := data.parent / REQUIREMENTS).is_file():
        asked = _text(requirements)
        yield requirements, asked, repinned(asked, Version(__version__))
    for workflow in sorted((data.parent / ".github" / "workflows").glob("*.yml")):
        used = _text(workflow)
        yield workflow, used, reused(used, since, Version(__version__))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Failure(f"{path} cannot be read: {words}") from error


def _few(path: Path, lines: Iterator[str]) -> Iterator[str]:
    """Nobody reads a schema line by line."""
    if path.suffix == ".json":
        yield f"{path}: made anew"
    else:
        yield from lines


def _end(edits: list[Edit], write: bool) -> str:
    names = ", ".join(str(path) for path, _, _ in edits)
    if not edits:
        return "Nothing in the project has to change."
    return f"Wrote {names}." if write else f"Nothing was written. With --write: {names}."


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
