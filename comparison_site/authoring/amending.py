"""A file's bytes with a decision in them, checked as a whole."""

from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from comparison_site.authoring.drafting import Draft
from comparison_site.authoring.verdicts import Decision, decided
from comparison_site.core.characters import visible
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.results.files import Folder

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Amended:
    """A file's new bytes, and what they say."""

    raw: bytes
    loaded: Loaded


def amended(raw: bytes, present: Loaded, decision: Decision, file: Path) -> Amended:
    """The bytes of a file with a decision in them; `present` is what they say now.

    A byte order mark and the line ends stay. Raises DecisionError and DraftError as `decided`
    does, and ComparisonError if the result would be broken.
    """
    mark = _MARK if raw.startswith(_MARK) else b""
    draft = Draft(raw.removeprefix(_MARK).decode("utf-8"))
    new = mark + decided(draft, present.comparison, decision).text.encode("utf-8")
    return Amended(new, load_bytes(new, str(file), files=Folder(file.parent)))


def unified(before: bytes, after: bytes, name: str) -> str:
    """The lines that differ, as patches show them; nothing in them can speak to a terminal."""
    old, new = (raw.decode("utf-8-sig").splitlines() for raw in (before, after))
    lines = unified_diff(old, new, name, name, lineterm="")
    return "".join(f"{visible(line)}\n" for line in lines)
