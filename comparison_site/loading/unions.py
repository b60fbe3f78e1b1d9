"""Where pydantic's errors stand in a file: it names members of unions, which no file does; and
what a record asks for that may be one of several: a kind of outcome, a position, a source.
"""

from pydantic_core import ErrorDetails

from comparison_site.core.tree import Node, Path
from comparison_site.core.vocabulary import Kind
from comparison_site.loading.meant import id_hint
from comparison_site.model.outcomes import GATHERED, SEVERAL

_SOURCE_TAG = 2  # sources, its number, then whether it is a page or a run
POSITION_TAG = 4
"""After criteria, a number, positions and an option: whether there is a position."""

Words = tuple[str, str]
"""What is wrong and what was expected, and how to fix it."""

_PARTS = "'parts' with '- {option: ..., for: ...}' lines"
_EITHER = (
    "with a 'state' there is no position",
    "write 'because' for why, or remove 'state'",
)
_NO_DAY = "a run says itself when it was measured, so '{}' has no place here"
OF_A_MEMBER: dict[tuple[str, str], Words] = {
    ("winner", "option"): ("a winner names its option",
                           "add 'option: ...', or 'options: [...]' where several lead"),
    ("winner", "parts"): ("a winner has no parts", "remove 'parts'"),
    (SEVERAL, "options"): ("'options' names those that lead, two or more",
                           "add them, or write 'option: ...' for one"),
    (SEVERAL, "option"): ("'options' names all that lead", "remove 'option'"),
    (SEVERAL, "parts"): ("a winner has no parts", "remove 'parts'"),
    ("split", "options"): ("a split names its options under 'parts'",
                           f"remove 'options', write {_PARTS}"),
    ("tie", "options"): ("kind 'tie' names no option",
                         "remove 'options', or write 'kind: winner' if these lead"),
    ("unknown", "options"): ("kind 'unknown' names no option", "remove 'options'"),
    ("split", "option"): ("a split names its options under 'parts'",
                          f"remove 'option', write {_PARTS}"),
    ("split", "parts"): ("a split names two parts or more", f"add {_PARTS}"),
    ("tie", "option"): ("kind 'tie' names no option", "remove 'option'"),
    ("tie", "parts"): ("kind 'tie' has no parts", "remove 'parts'"),
    ("unknown", "option"): ("kind 'unknown' names no option", "remove 'option'"),
    ("unknown", "parts"): ("kind 'unknown' has no parts", "remove 'parts'"),
    **dict.fromkeys((("none", "summary"), ("none", "points")), _EITHER),
    ("position", "because"): ("'because' says why there is no position",
                              "remove it, or add 'state: unknown' or 'state: not-applicable'"),
    ("run", "url"): ("a source leads to a page ('url') or to a run ('result'), not to both",
                     "remove one of them"),
    ("run", "kind"): ("a source with a 'result' is measured", "write 'measured'"),
    ("run", "published_on"): (_NO_DAY.format("published_on"), "remove it"),
    ("run", "accessed_on"): (_NO_DAY.format("accessed_on"), "remove it"),
}  # fmt: skip
"""By the tag of a member of a union and a field: what to say where it is missing, or too much."""

INSTEAD = {
    ("split", "parts"): ("option", "options"),
    ("run", "published_on"): ("url",),
    ("run", "accessed_on"): ("url",),
}
"""Where one of the others is reported for a record, this field need not be."""


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
