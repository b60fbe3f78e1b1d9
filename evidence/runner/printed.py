"""What a program printed, made fit to be shown anywhere."""

import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MARK = "RESULT "
LINES_AT_MOST = 200
_LINE_AT_MOST = 400
_DETAIL_AT_MOST = 300
_PATH_AT_LEAST = 5  # "/" and "/usr" stand in too many texts
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)?", re.DOTALL)


@dataclass(frozen=True)
class Printed:
    """The text to show, what the RESULT line says, and what is wrong with that line."""

    text: str
    reported: dict[str, object] | None
    problem: str = ""


def split(text: str, places: Mapping[str, str]) -> Printed:
    """Part the last RESULT line from the rest of what was printed."""
    lines = cleaned(text, places).splitlines()
    marked = [line for line in lines if line.startswith(MARK)]
    shown = clipped([line for line in lines if not line.startswith(MARK)])
    if not marked:
        return Printed(shown, None, "it printed no RESULT line")
    try:
        reported = json.loads(marked[-1].removeprefix(MARK), parse_constant=_not_a_number)
    except ValueError as error:
        return Printed(shown, None, f"its RESULT line cannot be read: {error}")
    if not isinstance(reported, dict):
        return Printed(shown, None, "its RESULT line holds no object")
    return Printed(shown, reported)


def _not_a_number(word: str) -> object:
    raise ValueError(f"{word} is not a finite number")


def cleaned(text: str, places: Mapping[str, str]) -> str:
    """The text without escape sequences, control characters and paths of this machine.

    `places` says what stands for which path; longer paths are replaced first.
    """
    text = _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for path in sorted(places, key=len, reverse=True):
        text = text.replace(path, places[path])
    return "".join(each for each in text if each in "\n\t" or unicodedata.category(each)[0] != "C")


def clipped(lines: list[str]) -> str:
    """At most 200 lines: the first and the last hundred, and how many were left out."""
    most = _LINE_AT_MOST
    short = [line if len(line) <= most else f"{line[:most]} ..." for line in lines]
    if len(short) > LINES_AT_MOST:
        half = LINES_AT_MOST // 2
        left_out = f"... {len(short) - LINES_AT_MOST} lines left out ..."
        short = [*short[:half], left_out, *short[-half:]]
    return "\n".join(short).strip("\n")


def last_line(text: str, places: Mapping[str, str]) -> str:
    """The last line that says something, clipped; empty when there is none."""
    lines = [line.strip() for line in cleaned(text, places).splitlines() if line.strip()]
    return lines[-1][:_DETAIL_AT_MOST] if lines else ""


def places_of(project: Path, environment: Path, scratch: Path) -> dict[str, str]:
    """What stands in a text for the paths of this machine."""
    python = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = {
        f"{scratch}/": "",
        str(scratch): ".",
        f"{environment}/lib/{python}/site-packages/": "",
        str(environment): "(environment)",
        f"{sys.base_prefix}/lib/{python}/": f"{python}/",
        sys.base_prefix: "(python)",
        f"{project}/": "",
        str(project): ".",
        str(Path.home()): "~",
    }
    return {path: words for path, words in places.items() if len(path) >= _PATH_AT_LEAST}
