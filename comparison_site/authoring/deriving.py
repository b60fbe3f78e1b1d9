"""What follows from other words, and the file does not say: ids and hues, and writing them down.

Once a link is shared, its id must last; written down, it does not change with the name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comparison_site.authoring.editing import Draft
from comparison_site.core import tree as places
from comparison_site.core.tree import Node, Path
from comparison_site.loading.short_forms import position
from comparison_site.loading.yaml_reader import Document
from comparison_site.model.identity import NOUNS

_CALLED = ("name", "need", "title", "text")


@dataclass(frozen=True)
class Derived:
    """A record, what it is called, and what it has that the file does not say."""

    noun: str
    called: str
    path: Path
    fields: Mapping[str, str | int]


def derived(document: Document) -> Iterator[Derived]:
    """Every record with an id or a hue that the file does not say, in the order of the file."""
    root, typed = document.root, document.typed
    for noun, record in _records(root):
        said = typed.at(record.path)
        wanted = ("id", "hue") if noun == "option" else ("id",)
        told = {name: record[name].text for name in wanted if record[name] and not said[name]}
        fields = {name: int(one) if name == "hue" else one for name, one in told.items()}
        if fields:
            called = next((record[name].text for name in _CALLED if record[name]), "")
            yield Derived(noun, called, record.path, fields)


def _records(root: Node) -> Iterator[tuple[str, Node]]:
    for group, noun in NOUNS.items():
        for record in root[group]:
            yield noun, record
            if group == "criteria":
                yield from (("point", point) for point in places.points(record))
                yield from (("fact", fact) for fact in record["facts"])


def write_down(draft: Draft, told: Mapping[Path, Mapping[str, Any]]) -> None:
    """Fields of records, by the path of each, that the file shall say from now on.

    A source that is an address alone, and a position in its short form, are spelt out for them.
    """
    document = draft.document
    spelt: dict[Path, dict[str, Any]] = {}
    new = []
    for path, fields in told.items():
        said = document.typed.at(path)
        if isinstance(said.value, dict):
            first = next(iter(said.value))
            for name, value in fields.items():
                draft.add((*path, name), value, after=first)
        elif path[0] == "sources":
            whole = {**fields, "url": document.root.at(path)["url"].text}
            if said:
                draft.spell_out(path, whole)
            else:
                new.append(whole)
        else:  # a point of a position that is a text
            position_of, at = path[:-2], path[-1]
            short = document.typed.at(position_of).value
            whole = spelt.setdefault(position_of, position(short))
            whole["points"][at] = {**fields, **whole["points"][at]}
    for place, whole in spelt.items():
        draft.spell_out(place, whole)
    _add_sources(draft, new)


def _add_sources(draft: Draft, new: list[Any]) -> None:
    """Sources that were only cited, by their addresses."""
    if new and draft.has(("sources",)):
        draft.append(("sources",), *new)
    elif new:
        draft.add(("sources",), new, after="")
