"""What a record asks for that may be one of several: a kind of outcome, a position, a source."""

from comparison_site.model.outcomes import SEVERAL

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
