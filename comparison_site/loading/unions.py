"""Where pydantic's errors stand in a file: it names members of unions, which no file does."""

from pydantic_core import ErrorDetails

from comparison_site.core.tree import Node, Path
from comparison_site.core.vocabulary import Kind
from comparison_site.loading.meant import id_hint
from comparison_site.model.outcomes import GATHERED

_SOURCE_TAG = 2  # sources, its number, then whether it is a page or a run
POSITION_TAG = 4
"""After criteria, a number, positions and an option: whether there is a position."""


def as_typed(error: ErrorDetails, root: Node) -> ErrorDetails:
    """The error in the file; its context says of which `member` of a union the field is its own.

    It also has a `hint` about what was typed in the place of an id.
    """
    loc, member = error["loc"], ""
    if loc[2:3] == ("positions",) and len(loc) > POSITION_TAG:
        loc, member = _untagged(loc, root), str(loc[POSITION_TAG])
    if loc[-1:] != ("[key]",) and _alone(loc[:-1], root):  # a short form has one place
        loc = loc[:-1]
    end = loc.index(GATHERED) if GATHERED in loc else _SOURCE_TAG
    if GATHERED in loc or loc[:1] == ("sources",):
        tag = end + 1 if GATHERED in loc else end
        field = loc[tag + 1 :]
        loc, member = (*loc[:end], *field), str(loc[tag]) if len(field) == 1 else ""
    at = error | {"loc": loc, "ctx": error.get("ctx", {}) | {"member": member}}
    if error["type"] == "string_pattern_mismatch":
        at["ctx"]["hint"] = id_hint(error["input"], tuple(s for s in loc if s != "[key]"), root)
    if error["type"] == "union_tag_not_found":
        at |= {"type": "missing", "loc": (*loc, "kind")}
    elif error["type"] == "union_tag_invalid":
        at["ctx"] |= {"expected": ", ".join(f"'{word}'" for word in Kind)}
        at |= {"type": "enum", "loc": (*loc, "kind"), "input": error["input"]["kind"]}
    return at


def _untagged(loc: Path, root: Node) -> Path:
    """A place in a position without the tag that says whether there is one.

    A state that stands alone has the place of the position.
    """
    place, field = loc[:POSITION_TAG], loc[POSITION_TAG + 1 :]
    return place if field == ("state",) and _alone(place, root) else (*place, *field)


def _alone(place: Path, root: Node) -> bool:
    """Whether a word stands at a place instead of fields."""
    return bool(root.at(place).text)
