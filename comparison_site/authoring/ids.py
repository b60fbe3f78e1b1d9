"""Ids, as edits of the text: those that follow from other words, as hues do, and the file does not
say; and another id for a record, wherever the file names it.

Once a link is shared, its id must last; written down, it does not change with the name.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comparison_site.authoring.changed_file import ChangeError
from comparison_site.authoring.editing import Draft
from comparison_site.core import tree as places
from comparison_site.core.diagnostics import did_you_mean
from comparison_site.core.fields import ID_PATTERN, slug
from comparison_site.core.tree import Node, Path
from comparison_site.loading.completing import position
from comparison_site.loading.yaml_reader import Document
from comparison_site.model.identity import NOUNS
from comparison_site.model.schema import formatted_fields, references
from comparison_site.results.placeholders import texts_with_numbers_of, with_numbers_of

_KINDS = ("option", "criterion", "point", "fact", "scenario", "source", "group")
GROUPS = dict.fromkeys(_KINDS, "") | {noun: group for group, noun in NOUNS.items()}
"""What can be renamed, with the list that it stands in; a point is named `CRITERION/POINT`."""

_LONGEST = 60
_CALLED = ("name", "need", "title", "text")
_FOLDED = ">|"


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


def give_id(draft: Draft, kind: str, old: str, new: str) -> None:
    """Give a record another id; it lists the old one, so that old links still lead to it.

    Texts keep their words, but for the numbers that they take from a source, and so do waivers,
    which say what was let through and where it stood then. Raises ChangeError if there is no such
    record, or the new id cannot be had.
    """
    root, group = draft.document.root, GROUPS[kind]
    criterion, _, name = old.rpartition("/")
    records = list(root[group] if group else _inner(root, kind, criterion, old))
    record = named(records, name if not group else old, f"there is no {kind} '{old}'")
    was, now = record["id"].text, new if group else new.removeprefix(f"{criterion}/")
    _require_free(kind, records, record, now)
    here = [one for one in references(root) if (one.group, one.name) == (group, was)]
    keys = [one.node.path for one in here if one.is_key and draft.has(one.node.path)]
    _rename_exceptions(draft, {record.path, *keys}, now)
    quoting = texts_with_numbers_of(root, was, formatted_fields()) if record["result"] else ()
    for leaf in quoting:
        draft.amend(leaf.path, lambda text: with_numbers_of(text, was, now))
    _name_so(draft, [one.node.path for one in here if not one.is_key], was, now)
    former = formerly(was, now, [leaf.text for leaf in record["formerly"].leaves()])
    if draft.document.typed.at(record.path)["id"]:
        draft.amend((*record.path, "id"), lambda text: text.replace(was, now))
        draft.put_words((*record.path, "formerly"), former, after="id")
    else:
        write_down(draft, {record.path: {"id": now, "formerly": former}})
    for path in keys:
        draft.rename_key(path, now)


def _name_so(draft: Draft, paths: Iterable[Path], was: str, now: str) -> None:
    """Another id wherever a text is one, or a position in its short form cites one.

    An address that stands for the record stays.
    """
    typed, short = draft.document.typed, set[Path]()
    for path in paths:
        if typed.at(path).text == was:
            draft.amend(path, lambda text: text.replace(was, now))
        elif path[4:5] == ("points",) and typed.at(path[:4]).text:
            short.add(path[:4])
    for place in short:
        draft.amend(place, lambda text: _cited_as(text, was, now))


def formerly(was: str, now: str, before: Collection[str]) -> list[str]:
    """The former ids of a record that gets another one, newest first and each once.

    The first one that it ever had stays last, even if it is had again: what must not change is
    made of it.
    """
    *others, first = (was, *before)
    return [*(name for name in dict.fromkeys(others) if name not in (now, first)), first]


def named(records: Iterable[Node], name: str, message: str) -> Node:
    """The record with an id; ChangeError with a message, and what was probably meant."""
    known = list(records)
    for record in known:
        if record["id"].text == name:
            return record
    renamed, near = places.former_ids(known).get(name), places.called(known, name)
    hint = f"did you mean '{near}'?" if near else did_you_mean(name, places.ids(known))
    hint = f"it is called '{renamed}' now" if renamed else hint
    raise ChangeError([f"{message}; {hint}" if hint else message])


def _inner(root: Node, kind: str, criterion: str, place: str) -> Iterable[Node]:
    """The rows of facts, whose ids are the file's, or the points of a criterion."""
    if kind == "fact":
        return places.facts(root)
    if not criterion:
        raise ChangeError([f"'{place}' is not of the form CRITERION/POINT"])
    found = named(root["criteria"], criterion, f"there is no criterion '{criterion}'")
    return places.points(found)


def _require_free(kind: str, records: list[Node], record: Node, name: str) -> None:
    if not re.fullmatch(ID_PATTERN, name) or len(name) > _LONGEST:
        words = f"'{name}' is not an id: small letters, digits and '-', starting with a letter"
        near = slug(name, _LONGEST)
        raise ChangeError([f"{words}; did you mean '{near}'?" if near else words])
    others = [one for one in records if one is not record]
    if name == record["id"].text:
        raise ChangeError([f"this {kind} has the id '{name}' already"])
    if name in places.ids(others):
        raise ChangeError([f"another {kind} has the id '{name}'; choose another one"])
    if owner := places.former_ids(others).get(name):
        words = f"'{owner}' was called '{name}', and old links with that lead there"
        raise ChangeError([f"{words}; choose another one"])


def _cited_as(text: str, was: str, now: str) -> str:
    """A position in its short form, with another id in the brackets at the ends of its points."""
    ends = re.compile(r"\[[^\[\]]*\]\s*$", re.MULTILINE)
    return ends.sub(lambda end: re.sub(rf"(?<![\w/.-]){was}(?![\w/.-])", now, end[0]), text)


def _rename_exceptions(draft: Draft, renamed: Collection[Path], now: str) -> None:
    """The places of the exceptions of the lint name ids, too."""

    def moved(text: str) -> str:
        node, words = draft.document.root, text.split(">")
        for number, typed in enumerate(words):
            node = _step(node, typed.strip(" \"'"))
            if node.path in renamed:
                words[number] = re.sub(r"[\w-]+", now, typed)
        return ">".join(words)

    for place in (exception["at"] for exception in draft.document.root["lint"]["exceptions"]):
        if draft.document.spans[place.path].style in _FOLDED:
            draft.replace(place.path, moved(place.text))
        elif moved(place.text) != place.text:
            draft.amend(place.path, moved)


def _step(node: Node, word: str) -> Node:
    """What a word of a place leads to: a field, or the item of a list that has this id."""
    items = [one for one in node if one["id"].text == word] if isinstance(node.value, list) else ()
    return next(iter(items), node[word])
