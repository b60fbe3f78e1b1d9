"""What a file need not say, and its short forms, as the records have them.

Nothing that is typed moves, so that every place stays that of the file.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import A_SLIP, nearest
from comparison_site.core.fields import id_from
from comparison_site.core.tree import Node
from comparison_site.core.vocabulary import Icon, Kind, Stance, State
from comparison_site.loading.yaml_reader import Document
from comparison_site.model.identity import NOUNS

Fields = dict[str, Any]
ICONS: Mapping[str, Icon] = {Kind.TIE: Icon.SCALE, Kind.UNKNOWN: Icon.QUESTION}
"""The drawing of a badge that says none, by the kind of the verdict; of any other a check mark."""
_KINDS: Mapping[str, Kind] = {kind.value: kind for kind in Kind}
_LONGEST_TITLE = 160
_HUE = re.compile(r"[0-9]{1,3}")
_POINT = re.compile(r"([+-])\s+(.*?)(?:\[([^\[\]]*)\])?")
_STANCES = {"+": Stance.STRENGTH, "-": Stance.WEAKNESS}


def completed_document(document: Document) -> Document:
    """The document with all that its records have; marks are those of what is typed."""
    return replace(document, root=completed(document.root), typed=document.root)


def completed(typed: Node) -> Node:
    """The data with what follows from it: ids, hues, versions judged, badges, cited addresses."""
    if not isinstance(typed.value, dict):
        return typed
    whole = _with(typed.value, question=typed["title"].text)
    if isinstance(whole.get("options"), list):
        options = zip(whole["options"], _hues(list(typed["options"])), strict=True)
        named = _identified([_with(one, hue=hue) for one, hue in options], "option", "name")
        whole["options"] = named
    versions = {o["id"].text: o["version"].text for o in Node((), whole)["options"]}
    day = typed["reviewed_on"].text
    facts = Counter(_id(fact.value, "fact", "name") for fact in places.facts(Node((), whole)))
    _each(whole, "criteria", lambda one: _criterion(one, versions, day, facts))
    _each(whole, "scenarios", _contested)
    _each(whole, "sources", _source)
    for group, field in (("groups", "name"), ("criteria", "name"), ("scenarios", "need")):
        if isinstance(whole.get(group), list):
            whole[group] = _identified(whole[group], NOUNS[group], field)
    return Node((), _cited(whole))


def _with(record: object, **derived: object) -> Any:
    """The fields of a record, and of the derived ones those that it does not say."""
    if not isinstance(record, dict):
        return record
    return record | {name: one for name, one in derived.items() if one and name not in record}


def _each(record: Fields, field: str, complete: Callable[[Any], Any]) -> None:
    """Put completed items or entries into the place of those typed, if there are any."""
    found = record.get(field)
    if isinstance(found, list):
        record[field] = [complete(one) for one in found]
    elif isinstance(found, dict):
        record[field] = {name: complete(one) for name, one in found.items()}


def _identified(
    records: list[Any], noun: str, field: str, known: Mapping[str, int] | None = None
) -> list[Any]:
    """The records with ids. One that would be another's is left out, and so asked for.

    `known` are those of all records that may not share one, if there are others; and how often.
    """
    ids = [_id(one, noun, field) for one in records]
    count = known or Counter(ids)
    return [
        _with(one, id=name if count[name] == 1 else "")
        for one, name in zip(records, ids, strict=True)
    ]


def _id(record: object, noun: str, field: str) -> str:
    return _text(record, "id") or id_from(_text(record, field), noun)


def _text(record: object, field: str) -> str:
    return Node((), record)[field].text


def _hues(options: list[Node]) -> list[str]:
    """The hue of each option. Drafts come last: with one more, the others keep theirs."""
    typed = {option.path: option["hue"].text for option in options}
    for drafts in (False, True):
        some = [option.path for option in options if bool(option["draft"]) is drafts]
        others = [typed[option.path] for option in options if option.path not in some]
        found = _spread([typed[path] for path in some], others if drafts else [])
        typed |= dict(zip(some, found, strict=True))
    return list(typed.values())


def _spread(typed: list[str], others: list[str]) -> list[str]:
    """A hue for each that has none, in degrees, as far as possible from all that are known."""
    taken = sorted(int(hue) % 360 for hue in [*others, *typed] if _HUE.fullmatch(hue))
    if not taken:
        return [str(n * 360 // len(typed)) for n in range(len(typed))]
    found = []
    for hue in typed:
        if not hue:
            gaps = [(b - a, a) for a, b in pairwise([*taken, taken[0] + 360])]
            widest, start = max(gaps)
            hue = str((start + widest // 2) % 360)  # noqa: PLW2901
            taken = sorted([*taken, int(hue)])
        found.append(hue)
    return found


def _criterion(
    typed: object, versions: Mapping[str, str], day: str, facts: Mapping[str, int]
) -> object:
    if not isinstance(typed, dict):
        return typed
    criterion = dict(typed)
    _each(criterion, "positions", position)
    points = list(places.points(Node((), criterion)))
    ids = Counter(_id(point.value, "point", "text") for point in points)
    _each(criterion, "positions", lambda one: _named_points(one, ids))
    if isinstance(criterion.get("facts"), list):
        criterion["facts"] = _identified(criterion["facts"], "fact", "name", facts)
    stated = {one.key for one in Node((), criterion)["positions"] if places.state(one)}
    judged = {name: one for name, one in versions.items() if name and one and name not in stated}
    verdict = _contested(_judged(criterion.get("verdict")))
    if isinstance(verdict, dict):
        criterion["verdict"] = _with({"as_of": judged} | verdict, reviewed_on=day)
    return criterion


def _named_points(typed: object, ids: Mapping[str, int]) -> object:
    """A position whose points have ids: made from their texts, where no other would have them."""
    if not isinstance(typed, dict) or not isinstance(typed.get("points"), list):
        return typed
    return typed | {"points": _identified(typed["points"], "point", "text", ids)}


def _judged(typed: object) -> object:
    """A verdict or a proposal with the words and the drawing of its badge."""
    kind = _text(typed, "kind")
    if kind not in _KINDS:
        return typed
    return _with(typed, label=_KINDS[kind].words, icon=ICONS.get(kind, Icon.CHECK).value)


def _contested(typed: object) -> object:
    if not isinstance(typed, dict) or "contested" not in typed:
        return typed
    return typed | {"contested": _judged(typed["contested"])}


def _source(typed: object) -> object:
    """A source with a title; an address alone is one, too."""
    if isinstance(typed, str) and is_address(typed):
        typed = {"url": typed}
    address, file = _text(typed, "url"), Node((), typed)["result"]["file"].text
    shown = (address.partition("://")[2] or file).strip("/")
    if len(shown) > _LONGEST_TITLE:
        shown = re.split(r"[/?#]", shown)[0][:_LONGEST_TITLE]
    return _with(typed, title=shown)


def _cited(whole: Fields) -> Fields:
    """The data with ids where sources are cited by their addresses; new ones stand at the end."""
    sources = whole.get("sources", [])
    if not isinstance(sources, list):
        return whole
    citing = [one for one in places.citing(Node((), whole)) if one["sources"]]
    cited = {leaf.text for one in citing for leaf in one["sources"] if is_address(leaf.text)}
    known = {_text(one, "url") for one in sources}
    sources = [*sources, *(_source(address) for address in sorted(cited - known))]
    if sources:
        whole["sources"] = _identified(sources, NOUNS["sources"], "title")
    ids = {_text(one, "url"): _text(one, "id") for one in whole.get("sources", [])}
    return _replaced(whole, ids) if cited else whole


def _replaced(value: Any, ids: Mapping[str, str], field: str = "") -> Any:
    """The data with ids in the place of addresses, in every list of sources that are cited."""
    if isinstance(value, dict):
        return {name: _replaced(one, ids, name) for name, one in value.items()}
    if not isinstance(value, list):
        return value
    if field == "sources":
        value = [ids.get(one) or one if isinstance(one, str) else one for one in value]
    return [_replaced(one, ids) for one in value]


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
