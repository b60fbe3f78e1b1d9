"""What a program printed, made fit to be shown anywhere."""

import json
import sys
import sysconfig
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from comparison_site.core.characters import without_escapes
from evidence.runner.files import site_packages

_MARK = "RESULT "
_LINES_AT_MOST = 200
_LINE_AT_MOST = 400
_PATH_AT_LEAST = 5  # "/" and "/usr" stand in too many texts


@dataclass(frozen=True)
class Printed:
    """The text to show, what the RESULT line says, and what is wrong with that line."""

    text: str
    reported: dict[str, object] | None = None
    problem: str = ""


def split(text: str, places: Mapping[str, str]) -> Printed:
    """Part the last RESULT line from the rest: the first and the last hundred lines of it."""
    lines = cleaned(text, places).splitlines()
    marked = [line for line in lines if line.startswith(_MARK)]
    kept = [line for line in lines if not line.startswith(_MARK)]
    kept = [each if len(each) <= _LINE_AT_MOST else f"{each[:_LINE_AT_MOST]} ..." for each in kept]
    if len(kept) > _LINES_AT_MOST:
        half = _LINES_AT_MOST // 2
        left_out = f"... {len(kept) - _LINES_AT_MOST} lines left out ..."
        kept = [*kept[:half], left_out, *kept[-half:]]
    shown = "\n".join(kept).strip("\n")
    if not marked:
        return Printed(shown, problem="it printed no RESULT line")
    try:
        reported = json.loads(marked[-1].removeprefix(_MARK), parse_constant=_not_a_number)
    except ValueError as error:
        return Printed(shown, problem=f"its RESULT line cannot be read: {error}")
    if not isinstance(reported, dict):
        return Printed(shown, problem="its RESULT line holds no object")
    return Printed(shown, reported)


def _not_a_number(word: str) -> object:
    raise ValueError(f"{word} is not a finite number")


def cleaned(text: str, places: Mapping[str, str]) -> str:
    """The text without escape sequences, control characters and paths of this machine.

    `places` says what stands for which path; longer paths are replaced first.
    """
    text = without_escapes(text)
    for path in sorted(places, key=len, reverse=True):
        text = text.replace(path, places[path])
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each)[0] != "C")


def places_of(project: Path, environment: Path, scratch: Path) -> dict[str, str]:
    """What stands in a text for the paths of this machine."""
    library = Path(sysconfig.get_path("stdlib"))
    places = {
        f"{scratch}/": "",
        str(scratch): ".",
        f"{site_packages(environment)}/": "",
        str(environment): "(environment)",
        str(library): library.name,
        sys.base_prefix: "(python)",
        f"{project}/": "",
        str(project): ".",
        str(Path.home()): "~",
    }
    return {path: words for path, words in places.items() if len(path) >= _PATH_AT_LEAST}
