"""What a draft of a whole comparison may lack: found, and said to be unknown so that it has pages.

A field without a value counts as one that is not there yet.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.core.fields import ID_PATTERN
from comparison_site.core.tree import Node, Path
from comparison_site.core.vocabulary import Kind, State
from comparison_site.loading.completing import completed
from comparison_site.loading.drafts import Cut
from comparison_site.loading.yaml_reader import Document
from comparison_site.model.schema import fields_at
from comparison_site.rules.checks import gaps

MISSING = "missing"
"""The code of what says that a draft lacks something."""


def opened(document: Document) -> tuple[Document, tuple[Diagnostic, ...]]:
    """A completed document with what pages need, and what is missing in it, not yet placed.

    One that is no draft stays as it is, and lacks nothing that its rules do not find.
    """
    if not places.is_draft(document.root):
        return document, ()
    typed = _without_blanks(document.typed.value, places.ids(document.root["options"]))
    once = completed(Node((), typed))
    found = (*_without_verdict(once), *_lacking(once))
    drafts, said = places.drafts(once), places.ids(once["options"])
    options = [name for name in said if name not in drafts and re.match(ID_PATTERN, name)]
    criteria = typed.get("criteria")
    if isinstance(criteria, list):
        typed["criteria"] = [_filled(criterion, options) for criterion in criteria]
    told = (replace(one, rule=MISSING, level=Level.WARNING) for one in found)
    return replace(document, root=completed(Node((), typed))), tuple(told)


def _without_blanks(value: Any, options: Collection[str], path: Path = ()) -> Any:
    """The data without the fields that have no value.

    A field that no record has stays, and so does an option that there is not: they are no gaps.
    """
    if isinstance(value, list):
        return [_without_blanks(one, options, (*path, n)) for n, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    fields, kept = fields_at(path), dict[str, Any]()
    for name, one in value.items():
        if one is not None:
            kept[name] = _without_blanks(one, options, (*path, name))
        elif name not in (fields or options):
            kept[name] = None if fields else State.UNKNOWN.value
    return kept


def _without_verdict(root: Node) -> Iterator[Diagnostic]:
    hint = "add 'verdict:' below it, such as 'verdict: {kind: unknown}'"
    for criterion in root["criteria"]:
        if isinstance(criterion.value, dict) and not criterion["verdict"]:
            yield Diagnostic(criterion["verdict"].path, "no verdict here yet", hint)


def _lacking(root: Node) -> Iterator[Diagnostic]:
    """What the rules find in what readers would see; of criteria, also whole groups of fields."""
    value: Any = root.value
    whole = {**value, "criteria": [_with_groups(one) for one in root["criteria"]]}
    cut = Cut(Node((), whole))
    for one in gaps(Node((), cut.left(whole))):
        yield replace(one, path=cut.before(one.path))


def _with_groups(criterion: Node) -> Any:
    return {"positions": {}} | criterion.value if isinstance(criterion.value, dict) else None


def _filled(criterion: Any, options: list[str]) -> Any:
    """A criterion with a verdict, and a position and values for each option."""
    if not isinstance(criterion, dict):
        return criterion
    found: dict[str, Any] = {"verdict": {"kind": Kind.UNKNOWN.value}, "positions": {}}
    found |= criterion
    found["positions"] = _for_each(found["positions"], options)
    if isinstance(found.get("facts"), list):
        found["facts"] = [
            {**fact, "values": _for_each(fact.get("values", {}), options)}
            if isinstance(fact, dict)
            else fact
            for fact in found["facts"]
        ]
    return found


def _for_each(said: Any, options: list[str]) -> Any:
    if not isinstance(said, dict):
        return said
    known = {name: one for name, one in said.items() if one != {}}
    return known | {name: State.UNKNOWN.value for name in options if name not in known}
