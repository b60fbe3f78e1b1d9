"""Options that come into the data as drafts, and are published, as edits of the text."""

from itertools import pairwise

from comparison_site.authoring.changed_file import ChangeError
from comparison_site.authoring.editing import Draft
from comparison_site.core import tree as places
from comparison_site.core.diagnostics import did_you_mean
from comparison_site.core.tree import Node

_CIRCLE = 360


def free_hue(root: Node) -> int:
    """The hue that is farthest from those of all options, drafts included, in degrees."""
    typed = (option["hue"].text for option in root["options"])
    hues = sorted({int(hue) % _CIRCLE for hue in typed if hue.isascii() and hue.isdecimal()})
    if not hues:
        return 0
    around = pairwise([*hues, hues[0] + _CIRCLE])
    before, after = max(around, key=lambda pair: pair[1] - pair[0])
    return (before + after) // 2 % _CIRCLE


def publish_option(draft: Draft, name: str) -> None:
    """An option is no draft any more. Raises ChangeError if it is none, or not there at all."""
    drafts, known = places.drafts(draft.document.root), places.ids(draft.document.root["options"])
    if name in drafts:
        draft.remove((*drafts[name].path, "draft"))
        return
    if name in known:
        raise ChangeError([f"'{name}' is no draft: it is published already"])
    hint = did_you_mean(name, drafts) if drafts else "no option is one"
    raise ChangeError([f"there is no draft '{name}'; {hint}"])
