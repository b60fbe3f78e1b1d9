"""Rules about groups of criteria: each criterion has one, and those of one stand together."""

from comparison_site.core import tree as places
from comparison_site.core.characters import folded
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Node, clip
from comparison_site.rules.references import repeated

_LISTED_AT_MOST = 5


def group_names_are_unique(root: Node) -> Diagnostics:
    """Readers tell groups apart by their names."""
    yield from repeated((group["name"] for group in root["groups"]), like=folded)


def every_criterion_has_its_group(root: Node) -> Diagnostics:
    """Where some criteria stand under a heading, each does."""
    known = places.ids(root["groups"])
    named = ", ".join(map(clip, known[:_LISTED_AT_MOST]))
    more = ", or another one" if len(known) > _LISTED_AT_MOST else ""
    for criterion in root["criteria"] if known else ():
        if isinstance(criterion.value, dict) and "group" not in criterion.value:
            hint = f"add 'group:' with one of {named}{more}"
            yield Diagnostic(
                criterion["group"].path, "this criterion has no group", hint, at_key=True
            )


def every_group_has_a_criterion(root: Node) -> Diagnostics:
    """A heading with nothing below it is a forgotten one."""
    named = {criterion["group"].text for criterion in root["criteria"]}
    known = places.ids(root["groups"])
    if not named <= {*known}:
        return  # what is meant is refused already, and may be the one that has none, misspelt
    for name in (group["id"] for group in root["groups"]):
        if name.text and name.text not in named:
            message = f"no criterion belongs to the group '{clip(name.text)}'"
            yield Diagnostic(name.path, message, "name it in one, or remove it")


def groups_keep_together(root: Node) -> Diagnostics:
    """The criteria of a group follow each other, and the groups stand in the order of theirs."""
    places_of = {name: n for n, name in enumerate(places.ids(root["groups"]))}
    seen, last = set[str](), ""
    for leaf in (criterion["group"] for criterion in root["criteria"]):
        name = leaf.text
        if name == last or name not in places_of:
            continue
        if name in seen:
            message = f"the criteria of '{clip(name)}' do not stand together"
            hint = f"move this one up to the others, before those of '{clip(last)}'"
            yield Diagnostic(leaf.path, message, hint)
        elif last and places_of[name] < places_of[last]:
            message = f"the criteria of '{clip(name)}' stand after those of '{clip(last)}'"
            yield Diagnostic(leaf.path, message, "put the two groups in the same order")
        seen.add(name)
        last = name
