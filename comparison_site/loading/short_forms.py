"""Short forms of what a file says, spelt out: a position in a text, a source by its address."""

import re
from typing import Any

from comparison_site.core.diagnostics import A_SLIP, nearest
from comparison_site.core.vocabulary import Stance, State

_POINT = re.compile(r"([+-])\s+(.*?)(?:\[([^\[\]]*)\])?")
_STANCES = {"+": Stance.STRENGTH, "-": Stance.WEAKNESS}


def is_address(text: str) -> bool:
    """Whether a text is meant as an address on the web."""
    return text.startswith(("https://", "http://"))


def position(typed: object) -> Any:
    """A position that is a text, as fields; any other as it is.

    Lines that begin with a plus or a minus are points, with their sources in brackets at the end;
    the other lines are the summary. A word for a state, or a slip for one, stays what it is.
    """
    if not isinstance(typed, str) or nearest(typed.replace(" ", "-"), list(State), A_SLIP):
        return typed
    lines = [line.strip() for line in typed.splitlines()]
    said = " ".join(line for line in lines if not _POINT.fullmatch(line)).strip()
    points = [_point(found) for line in lines if (found := _POINT.fullmatch(line))]
    return ({"summary": said} if said else {}) | ({"points": points} if points else {})


def _point(found: re.Match[str]) -> dict[str, Any]:
    sign, text, cited = found.groups()
    point: dict[str, Any] = {"stance": _STANCES[sign].value, "text": text.rstrip()}
    sources = [name.strip() for name in (cited or "").split(",") if name.strip()]
    return point | ({"sources": sources} if sources else {})
