"""Rules about ids and what names them: they are unique, they exist, and nothing is forgotten."""

import re
from collections.abc import Callable, Iterable, Iterator

from comparison_site.core import tree as places
from comparison_site.core.characters import folded
from comparison_site.core.diagnostics import A_SLIP, Diagnostic, Diagnostics, did_you_mean, nearest
from comparison_site.core.fields import ID_PATTERN
from comparison_site.core.tree import Node, clip
from comparison_site.model.identity import NOUNS
from comparison_site.model.schema import references

_OPTIONS_AT_MOST = 20  # more are refused
_NAMED_AT_MOST = 3
_OF_EACH = ("positions", "as_of", "values")  # what holds something for every option
_RENAME = "each needs its own; rename or remove one"
_NUMBERS = re.compile(r"\d+")  # 'release-2-22' is no slip for 'release-2-21'
_HINTS_AT_MOST = 50  # comparing words is slow, and no more than this is printed


def ids_are_unique(root: Node) -> Diagnostics:
    """Two records of one kind may not share an id, nor two rows of facts, nor two points of one
    criterion.
    """
    for _, records in _kinds(root):
        yield from repeated(record["id"] for record in records)


def former_ids_lead_to_one_record(root: Node) -> Diagnostics:
    """What one record was called before, no other of its kind is called, now or before."""
    for noun, records in _kinds(root):
        present = {record["id"].text: record for record in records}
        former = [(name, record) for record in records for name in record["formerly"]]
        advice = "old links can lead to one only; remove one"
        yield from repeated((name for name, _ in former), advice)
        for name, record in former:
            if name.text and present.get(name.text, record) is not record:
                message = f"another {noun} has the id '{clip(name.text)}' now"
                yield Diagnostic(name.path, message, "remove it here, or give that one another id")


def option_names_are_unique(root: Node) -> Diagnostics:
    """Linked tabs find each other by the option's name; accents and capitals tell none apart."""
    yield from repeated((option["name"] for option in root["options"]), like=folded)


def ids_are_not_reserved(root: Node) -> Diagnostics:
    """`index` is the name of a folder's own page."""
    for record in [*root["options"], *root["criteria"]]:
        for name in _named(record):
            if name.text == "index":
                yield Diagnostic(name.path, "the id 'index' is reserved", "choose another word")


def scenarios_have_anchors_of_their_own(root: Node) -> Diagnostics:
    """No scenario is called `contested-` or `source-` and an id: these lead elsewhere."""
    scenarios = [name for scenario in root["scenarios"] for name in _named(scenario)]
    taken = {f"contested-{name.text}" for name in scenarios}
    taken |= {f"source-{name.text}" for source in root["sources"] for name in _named(source)}
    for name in scenarios:
        if name.text in taken:
            message = f"'{clip(name.text)}' leads to something else on the same page"
            yield Diagnostic(name.path, message, "choose another word")


def references_exist(root: Node) -> Diagnostics:
    """An option, criterion or source that is named must be one that the file describes."""
    named = list(references(root))
    for group, noun in NOUNS.items():
        known, former = dict.fromkeys(places.ids(root[group])), places.former_ids(root[group])
        # What is no id at all is refused already.
        strange = (one for one in named if one.group == group and one.name not in known)
        unknown = [one for one in strange if re.fullmatch(ID_PATTERN, one.name)]
        may_lack = group in ("sources", "groups") and not root[group]
        is_known = places.has_every_id(root[group]) or may_lack
        found = enumerate(unknown if is_known else ())
        for count, (_, node, name, is_key) in found:
            hint = f"it is called '{clip(former[name])}' now" if name in former else ""
            hint = hint or _meant(name, root[group], count < _HINTS_AT_MOST)
            message = f"there is no {noun} '{clip(name)}'"
            yield Diagnostic(node.path, message, hint, at_key=is_key)


def _meant(name: str, records: Node, may_compare: bool) -> str:
    """Which record is meant by an unknown id; unless it is a mere slip, it may be a new one."""
    known, add = dict.fromkeys(places.ids(records)), f"add it under '{records.key}'"
    if called := places.called(records, name):
        return f"did you mean '{clip(called)}'?"
    near = did_you_mean(name, known) if may_compare else ""
    slip = nearest(name, known, A_SLIP)
    if not near or (slip and _NUMBERS.findall(slip) == _NUMBERS.findall(name)):
        return near or add
    return f"{near}{'' if near.endswith('?') else '.'} If it is new, {add}"


def drafts_are_named_by_their_own_alone(root: Node) -> Diagnostics:
    """A draft has positions and versions judged, and nothing that readers see names it."""
    drafts = places.drafts(root)
    for group, node, name, _ in references(root) if drafts else ():
        if group == "options" and name in drafts and node.path[-2] not in _OF_EACH:
            message = f"the option '{clip(name)}' is a draft, which readers do not see"
            yield Diagnostic(node.path, message, "publish it first: remove its line 'draft'")


def references_are_not_repeated(root: Node) -> Diagnostics:
    """Naming the same source or criterion twice in one list is a slip."""
    for parent in places.citing(root):
        yield from repeated(parent["sources"])
    for verdict in places.verdicts(root):
        yield from repeated(one["source"] for one in verdict["contradicted_by"])
    for scenario in root["scenarios"]:
        yield from repeated(scenario["criteria"])


def every_option_has_a_position(root: Node) -> Diagnostics:
    """A criterion says where each option stands, or that this is unknown or not applicable."""
    advice = "add it, or write 'unknown' or 'not-applicable'"
    positions = ((c["positions"], set[str]()) for c in root["criteria"])
    yield from without_option(root, "position", positions, advice)


def every_option_has_a_version_judged(root: Node) -> Diagnostics:
    """A verdict says which version it was judged on of each option that has a position."""
    undated = {option["id"].text for option in root["options"] if not option["version"]}
    criteria = root["criteria"]
    versions = ((c["verdict"]["as_of"], _without_position(c) | undated) for c in criteria)
    yield from without_option(root, "version", versions, "add it")


def _without_position(criterion: Node) -> set[str]:
    return {position.key for position in criterion["positions"] if places.state(position)}


def every_source_is_cited(root: Node) -> Diagnostics:
    """A source that nothing cites is either dead weight or a forgotten citation."""
    if not all(record["sources"] for record in places.citing(root)):
        return  # a record without sources is refused already, and may be the one that cites it
    known = places.ids(root["sources"])
    named = {name for group, _, name, _ in references(root) if group == "sources"}
    former = places.former_ids(root["sources"])
    misspelt = list(named - set(known))[:_HINTS_AT_MOST]
    cited = named | {former.get(name) or nearest(name, known) for name in misspelt}
    for name in (source["id"] for source in root["sources"]):
        if name.text and name.text not in cited:
            message = f"nothing cites the source '{clip(name.text)}'"
            yield Diagnostic(name.path, message, "cite it, or remove it")


def _kinds(root: Node) -> Iterator[tuple[str, list[Node]]]:
    """The records among which an id means one, with what they are."""
    for group, noun in NOUNS.items():
        yield noun, list(root[group])
    for criterion in root["criteria"]:
        yield "point", list(places.points(criterion))
    yield "fact", list(places.facts(root))


def _named(record: Node) -> list[Node]:
    """The id that a record has, and those that it had before."""
    return [record["id"], *record["formerly"]]


def repeated(
    words: Iterable[Node], advice: str = _RENAME, like: Callable[[str], str] = str
) -> Diagnostics:
    """The texts that say what an earlier one said; those that are made `like` each other do."""
    seen: dict[str, Node] = {}
    for word in words:
        first = seen.setdefault(like(word.text), word)
        if word.text and first is not word:
            message = f"duplicate '{clip(word.text)}'"
            yield Diagnostic(word.path, message, advice, first=first.path)


def _options(names: list[str]) -> str:
    """Options in a sentence: all of them, or the first and how many more."""
    if len(names) == 1:
        return f"the option {names[0]}"
    first, last = names[:-1], names[-1]
    if len(names) > _NAMED_AT_MOST + 1:
        first, last = names[:_NAMED_AT_MOST], f"{len(names) - _NAMED_AT_MOST} more"
    return f"the options {', '.join(first)} and {last}"


def without_option(
    root: Node, what: str, groups: Iterable[tuple[Node, set[str]]], advice: str
) -> Diagnostics:
    """Of each group the options that it has no entry for, and that may not go without.

    Silent where an unknown option stands: it is probably the missing one, misspelt. So it is where
    there are too many options, or something else than entries.
    """
    known = dict.fromkeys(places.ids(root["options"]))
    if len(known) > _OPTIONS_AT_MOST:
        return
    for entries, excused in groups:
        present = {entry.key for entry in entries}
        absent = [f"'{clip(name)}'" for name in known if name not in present | excused]
        if isinstance(entries.value, dict) and absent and present <= known.keys():
            message = f"no {what} here for {_options(absent)}"
            yield Diagnostic(entries.path, message, advice, at_key=True)
