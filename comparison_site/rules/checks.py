"""Editorial rules across records: one small function per rule.

The rules read the tree as typed, before it is known to be valid, so that a misspelt field never
hides a second mistake. They stay silent about what the records' own types already refuse.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import pairwise

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, Diagnostics, did_you_mean, nearest
from comparison_site.core.fields import ID_PATTERN
from comparison_site.core.inline_text import link_targets
from comparison_site.core.tree import Node, clip
from comparison_site.model.schema import references

_OPTIONS_AT_MOST = 20  # more are refused, and this many complaints for each criterion suffice
_HINTS_AT_MOST = 50  # comparing words is slow, and no more than this is printed
_MOST_BRACKETS = 30  # Markdown looks for a link at each: time grows with the square
_CLOCKS_DIFFER = timedelta(days=7)  # time zones, and build machines whose clock is behind


def flaws(root: Node, today: date) -> Diagnostics:
    """Run every rule over the whole file; `today` is the day of the run."""
    for rule in RULES:
        yield from rule(root)
    yield from no_date_is_in_the_future(root, today)


def ids_are_unique(root: Node) -> Diagnostics:
    """Two records of one kind may not share an id; nor may two points of one criterion."""
    for group in ("options", "criteria", "scenarios", "sources"):
        yield from _repeated(record["id"] for record in root[group])
    for criterion in root["criteria"]:
        yield from _repeated(point["id"] for point in places.points(criterion))


def option_names_are_unique(root: Node) -> Diagnostics:
    """Linked tabs find each other by the option's name."""
    yield from _repeated(option["name"] for option in root["options"])


def ids_are_not_reserved(root: Node) -> Diagnostics:
    """`index` is the name of a folder's own page."""
    for record in [*root["options"], *root["criteria"]]:
        if record["id"].text == "index":
            yield Diagnostic(record["id"].path, "the id 'index' is reserved", "choose another word")


def scenarios_have_anchors_of_their_own(root: Node) -> Diagnostics:
    """No scenario is called `contested-` or `source-` and an id: these lead elsewhere."""
    taken = {f"contested-{name}" for name in places.ids(root["scenarios"])}
    taken |= {f"source-{name}" for name in places.ids(root["sources"])}
    for name in (scenario["id"] for scenario in root["scenarios"]):
        if name.text in taken:
            message = f"'{clip(name.text)}' leads to something else on the same page"
            yield Diagnostic(name.path, message, "choose another word")


def references_exist(root: Node) -> Diagnostics:
    """An option, criterion or source that is named must be one that the file describes."""
    named = list(references(root))
    for group, noun in (("options", "option"), ("criteria", "criterion"), ("sources", "source")):
        known = dict.fromkeys(places.ids(root[group]))
        here = ((node, name) for list_, node, name in named if list_ == group and name not in known)
        # What is no id at all is refused already.
        unknown = [(node, name) for node, name in here if re.fullmatch(ID_PATTERN, name)]
        for count, (node, name) in enumerate(unknown if places.has_every_id(root[group]) else ()):
            near = did_you_mean(name, known) if count < _HINTS_AT_MOST else ""
            message, hint = f"there is no {noun} '{clip(name)}'", near or f"add it under '{group}'"
            yield Diagnostic(node.path, message, hint, at_key=node.key == name)


def references_are_not_repeated(root: Node) -> Diagnostics:
    """Naming the same source or criterion twice in one list is a slip."""
    for parent in places.citing(root):
        yield from _repeated(parent["sources"])
    for scenario in root["scenarios"]:
        yield from _repeated(scenario["criteria"])


def every_option_has_a_position(root: Node) -> Diagnostics:
    """A criterion says where each option stands."""
    yield from _without_option(root, "position", (c["positions"] for c in root["criteria"]))


def every_option_has_a_version_judged(root: Node) -> Diagnostics:
    """A verdict says which version of each option it was judged on."""
    yield from _without_option(root, "version", (v["as_of"] for v in places.verdicts(root)))


def every_source_is_cited(root: Node) -> Diagnostics:
    """A source that nothing cites is either dead weight or a forgotten citation."""
    if not all(record["sources"] for record in places.citing(root)):
        return  # a record without sources is refused already, and may be the one that cites it
    known = places.ids(root["sources"])
    named = {name for group, _, name in references(root) if group == "sources"}
    misspelt = list(named - set(known))[:_HINTS_AT_MOST]
    cited = named | {nearest(name, known) for name in misspelt}
    for name in (source["id"] for source in root["sources"]):
        if name.text and name.text not in cited:
            message = f"nothing cites the source '{clip(name.text)}'"
            yield Diagnostic(name.path, message, "cite it, or remove it")


def every_position_has_a_strength(root: Node) -> Diagnostics:
    """Each option gets its best case, the losing one too."""
    for position in (position for c in root["criteria"] for position in c["positions"]):
        stances = {point["stance"].text for point in position["points"]}
        if stances and stances <= {"weakness", "context"}:
            message, hint = "none of these points is a strength", "give this option its best case"
            yield Diagnostic(position.path, message, hint, at_key=True)


def parts_of_a_split_differ(root: Node) -> Diagnostics:
    """Each part of a split is about another option."""
    for outcome in places.outcomes(root):
        yield from _repeated(part["option"] for part in outcome["parts"])


def contested_outcomes_propose_another(root: Node) -> Diagnostics:
    """A proposal that says what is published anyway contests nothing."""
    for outcome in places.contestable(root):
        proposal = outcome["contested"]
        is_complete = proposal and places.is_complete(proposal)
        if is_complete and places.result(proposal) == places.result(outcome):
            message = "this proposes what is published anyway"
            hint = "propose another outcome, or remove 'contested'"
            yield Diagnostic(proposal.path, message, hint, at_key=True)


def scenarios_admit_what_speaks_against_them(root: Node) -> Diagnostics:
    """A recommended option that wins none of the scenario's criteria needs `despite`."""
    known = set(places.ids(root["options"]))
    wins = {c["id"].text: _ahead(c["verdict"], known) for c in root["criteria"]}
    for scenario in root["scenarios"]:
        recommended, despite = _ahead(scenario, known), scenario["despite"]
        winners = [wins.get(criterion.text) for criterion in scenario["criteria"]]
        if not recommended or not winners or None in winners:
            continue
        supported = any(won and recommended & won for won in winners)
        names = clip(", ".join(sorted(recommended)))
        if not supported and not despite:
            message = f"'{names}' wins none of the criteria that this scenario rests on"
            hint = "say why it is recommended all the same: add 'despite: ...'"
            yield Diagnostic(despite.path, message, hint, at_key=True)
        if supported and despite:
            message = f"'{names}' wins a criterion here, so there is nothing to admit"
            yield Diagnostic(despite.path, message, "remove 'despite'", at_key=True)


def history_is_newest_first(root: Node) -> Diagnostics:
    """Entries of a verdict's history go back in time."""
    for verdict in places.verdicts(root):
        for newer, older in pairwise(entry["on"] for entry in verdict["history"]):
            if date.min < _day(newer) < _day(older):
                message = f"{older.text} stands below {newer.text}, but is later"
                yield Diagnostic(older.path, message, "put the newest entry first")


def sources_are_read_after_publication(root: Node) -> Diagnostics:
    """Nobody reads a page before it is published."""
    for source in root["sources"]:
        published, accessed = source["published_on"], source["accessed_on"]
        if date.min < _day(accessed) < _day(published):
            message = f"read on {accessed.text}, but published on {published.text}"
            yield Diagnostic(accessed.path, message, "correct one of the two dates")


def contradictions_are_measured(root: Node) -> Diagnostics:
    """Only a measurement contradicts a verdict; other doubts are a proposal's argument."""
    kinds = {source["id"].text: source["kind"].text for source in root["sources"]}
    for verdict in places.verdicts(root):
        for source in (contradiction["source"] for contradiction in verdict["contradicted_by"]):
            if kinds.get(source.text, "measured") not in ("", "measured"):
                message = f"the source '{source.text}' is not measured"
                yield Diagnostic(source.path, message, "argue in 'contested' instead")


def links_lead_to_the_web(root: Node) -> Diagnostics:
    """A link inside a text must be a full http or https address."""
    for leaf in root.leaves():
        if leaf.text.count("[") > _MOST_BRACKETS:
            message = f"this text has more than {_MOST_BRACKETS} opening brackets"
            yield Diagnostic(leaf.path, message, "write fewer links")
            continue
        for target in link_targets(leaf.text):
            if not target.lower().startswith(("https://", "http://")):
                message = f"the link to '{clip(target)}' is not a web address"
                yield Diagnostic(leaf.path, message, "write it in full, with https://")


def no_date_is_in_the_future(root: Node, today: date) -> Diagnostics:
    """What is reviewed, read, published or changed has happened; clocks may differ by a week."""
    for leaf in root.leaves():
        if _day(leaf) > today + _CLOCKS_DIFFER:
            yield Diagnostic(leaf.path, f"{leaf.text} is in the future", f"today is {today}")


RULES: tuple[Callable[[Node], Diagnostics], ...] = (
    ids_are_unique, option_names_are_unique, ids_are_not_reserved,
    scenarios_have_anchors_of_their_own, references_exist, references_are_not_repeated,
    every_option_has_a_position, every_option_has_a_version_judged, every_source_is_cited,
    every_position_has_a_strength, parts_of_a_split_differ, contested_outcomes_propose_another,
    scenarios_admit_what_speaks_against_them, history_is_newest_first,
    sources_are_read_after_publication, contradictions_are_measured, links_lead_to_the_web,
)  # fmt: skip


def _repeated(words: Iterable[Node]) -> Diagnostics:
    """The texts that say what an earlier one said."""
    seen: dict[str, Node] = {}
    for word in words:
        first = seen.setdefault(word.text, word)
        if word.text and first is not word:
            message, hint = (
                f"duplicate '{clip(word.text)}'",
                "each needs its own; rename or remove one",
            )
            yield Diagnostic(word.path, message, hint, first=first.path)


def _without_option(root: Node, what: str, groups: Iterable[Node]) -> Diagnostics:
    """Silent where an unknown option stands: it is probably the missing one, misspelt."""
    known = dict.fromkeys(places.ids(root["options"])[:_OPTIONS_AT_MOST])
    for entries in groups:
        present = {entry.key for entry in entries}
        absent = [f"'{clip(name)}'" for name in known if name not in present]
        if entries and absent and present <= known.keys():
            message = f"no {what} here for the option {' and '.join(absent)}"
            yield Diagnostic(entries.path, message, "add it", at_key=True)


def _ahead(contestable: Node, known: set[str]) -> set[str] | None:
    """The options that are ahead as published; None where that is refused anyway."""
    outcome = places.published(contestable)
    options = places.options_in(outcome)
    return options if places.is_complete(outcome) and options <= known else None


def _day(leaf: Node) -> date:
    """The day that a date or a year begins; long past for anything else."""
    rest = {"on": "", "year": "-01-01"}.get(leaf.key.rpartition("_")[2])
    try:
        return date.min if rest is None else date.fromisoformat(f"{leaf.text}{rest}")
    except ValueError:
        return date.min
