"""A new comparison from a few names: ids that last, and YAML that builds before it is edited."""

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap

from markupsafe import Markup

from comparison_site import model
from comparison_site.authoring.editing import WIDTH, scalar
from comparison_site.core.fields import ID_PATTERN
from comparison_site.core.resources import PACKAGE
from comparison_site.pages.rendering import Render
from comparison_site.schema.file_schema import modeline

FILE = Path("comparison.yaml")
_LONGEST_ID = 40
_RESERVED = "index"
_FILES = (
    "build.py", "mkdocs.yml", "pyproject.toml", "requirements.txt", "LICENSE", ".gitignore",
    ".github/workflows/releases.yml",
)  # fmt: skip
_FOLDERS = ("templates", "docs", ".vscode")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "program")


class StartError(Exception):
    """Raised when a comparison cannot be started like this; says what to change."""


@dataclass(frozen=True)
class Named:
    """A record to be: its id, and what readers call it. The hue is an option's, in degrees."""

    id: str
    name: str
    hue: int = 0


@dataclass(frozen=True)
class Start:
    """What a new comparison is started with."""

    title: str
    question: str
    options: tuple[Named, ...]
    criteria: tuple[Named, ...]


def named(words: Iterable[str], noun: str) -> tuple[Named, ...]:
    """Records from names, each with an id made from it, or from `id=Name`.

    Raises StartError where two would get the same id.
    """
    given = [_split(word, noun, number) for number, word in enumerate(words, start=1)]
    seen: dict[str, str] = {}
    for name, text in given:
        if name in seen:
            message = f"'{seen[name]}' and '{text}' would both get the id '{name}'"
            raise StartError(f"{message}; give one of them an id: --{noun} '{name}-2={text}'")
        seen[name] = text
    return tuple(Named(n, t, i * 360 // len(given)) for i, (n, t) in enumerate(given))


def _split(word: str, noun: str, number: int) -> tuple[str, str]:
    name, _, text = (part.strip() for part in word.partition("="))
    if re.fullmatch(ID_PATTERN, name) and text:
        return name, text
    return _id_of(word, noun, number), word.strip()


def _id_of(text: str, noun: str, number: int) -> str:
    """Small letters, digits and hyphens. The noun comes in front where no letter would.

    A name in other letters than Latin ones gives no id; its number does.
    """
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:_LONGEST_ID].strip("-")
    if re.fullmatch(ID_PATTERN, slug) and slug != _RESERVED:
        return slug
    return f"{noun}-{slug or number}"


def comparison_yaml(start: Start, today: date, render: Render) -> str:
    """The text of the data file; `render` prints values as YAML."""
    names = {
        **vars(start),
        "modeline": Markup(modeline(FILE)),  # noqa: S704
        "today": today,
        "year": today.year,
        "note": _note,
    }
    return render("comparison.yaml", names)


def as_yaml(value: object) -> object:
    """What a template prints, as a YAML value in a block. For Jinja's `finalize`."""
    if isinstance(value, Markup | int | date):
        return Markup(str(value))  # noqa: S704 - a number, a day, or our own text
    return Markup(scalar(" ".join(str(value).split())))  # noqa: S704


def _note(record: str, field: str, indent: int = 0, wanted: bool = True) -> Markup:
    """What the records say about a field, as comments on lines of their own."""
    text = getattr(model, record).model_fields[field].description if wanted else ""
    start = f"{' ' * indent}# "
    lines = wrap(text or "", WIDTH, initial_indent=start, subsequent_indent=start)
    return Markup("".join(f"{line}\n" for line in lines))  # noqa: S704


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
        with tempfile.TemporaryDirectory(prefix=f".{place.name}-", dir=place.parent) as folder:
            fresh = Path(folder) / "new"
            _fill(fresh, project, texts)
            if place.exists():
                place.rmdir()
            fresh.rename(place)
    except OSError as error:
        raise ScaffoldError(f"{target} cannot be written: {error.strerror}") from error


def _fill(fresh: Path, project: Path, texts: Mapping[str, str]) -> None:
    shutil.copytree(PACKAGE, fresh / PACKAGE.name, ignore=_LEFT_OUT)
    for name in _FOLDERS:
        shutil.copytree(project / name, fresh / name, ignore=_LEFT_OUT)
    for name in (*_FILES, *texts):
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        if name in texts:
            (fresh / name).write_text(texts[name], encoding="utf-8", newline="\n")
        else:
            shutil.copy(project / name, fresh / name)
