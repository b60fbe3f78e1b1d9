"""Editorial rules across records: one small function per rule.

The rules read the tree as typed, before it is known to be valid, so that a misspelt field never
hides a second mistake. They stay silent about what the records' own types already refuse.
"""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from generator import places, references
from generator.text import link_targets
from generator.tree import Flaw, Flaws, Node, clip

_LEAST_PARTS = 2
_MOST_BRACKETS = 30  # Markdown looks for a link at each: time grows with the square


def flaws(root: Node, today: date) -> Flaws:
    """Run every rule over the whole file. Dates after `today` are in the future."""
    for rule in RULES:
        yield from rule(root)
    yield from no_date_is_in_the_future(root, today)


def every_position_has_a_strength(root: Node) -> Flaws:
    """Each option gets its best case, the losing one too."""
    for criterion in root["criteria"]:
        for position in criterion["positions"]:
            stances = [point["stance"].text for point in position["points"]]
            if stances and set(stances) <= {"weakness", "context"}:
                message = "none of these points is a strength"
                yield Flaw(position.path, message, "give this option its best case", at_key=True)


def winners_name_one_option(root: Node) -> Flaws:
    """Kind winner: an option and no parts."""
    for outcome in places.outcomes(root):
        if places.kind(outcome) == "winner":
            yield from _required(outcome, "option", "a winner names its option")
            yield from _forbidden(outcome, "parts", "a winner has no parts")


def splits_name_their_parts(root: Node) -> Flaws:
    """Kind split: two or more parts, each of another option, and no single option."""
    for outcome in places.outcomes(root):
        if places.kind(outcome) != "split":
            continue
        yield from _forbidden(outcome, "option", "a split names its options under 'parts'")
        yield from references.repeated(outcome["parts"], "option")
        if len(list(outcome["parts"])) < _LEAST_PARTS:
            hint = "add 'parts' with '- {option: ..., for: ...}' lines"
            yield Flaw(outcome["parts"].path, "a split names two parts or more", hint, at_key=True)


def ties_and_unknowns_name_nobody(root: Node) -> Flaws:
    """Kind tie and unknown: neither option nor parts."""
    for outcome in places.outcomes(root):
        kind = places.kind(outcome)
        if kind in ("tie", "unknown"):
            yield from _forbidden(outcome, "option", f"kind '{kind}' names no option")
            yield from _forbidden(outcome, "parts", f"kind '{kind}' has no parts")


def contested_outcomes_propose_another(root: Node) -> Flaws:
    """A proposal that says what is published anyway contests nothing."""
    for outcome in places.contestable(root):
        proposal = outcome["contested"]
        if not proposal or not places.is_complete(proposal):
            continue
        if places.result(proposal) == places.result(outcome):
            message = "this proposes what is published anyway"
            hint = "propose another outcome, or remove 'contested'"
            yield Flaw(proposal.path, message, hint, at_key=True)


def scenarios_admit_what_speaks_against_them(root: Node) -> Flaws:
    """A recommended option that wins none of the scenario's criteria needs `despite`."""
    wins, known = _winners(root), set(places.ids(root["options"]))
    for scenario in root["scenarios"]:
        named = [c.text for c in scenario["criteria"]]
        if not named or not all(name in wins for name in named):
            continue
        yield from _despite(scenario, {option for name in named for option in wins[name]}, known)


def _winners(root: Node) -> dict[str, set[str]]:
    """Who wins each criterion; those whose verdict is refused anyway are left out."""
    known = set(places.ids(root["options"]))
    published = {c["id"].text: places.published(c["verdict"]) for c in root["criteria"]}
    return {
        name: places.options_in(outcome)
        for name, outcome in published.items()
        if places.is_complete(outcome) and places.options_in(outcome) <= known
    }


def _despite(scenario: Node, winners: set[str], known: set[str]) -> Flaws:
    recommended = places.options_in(places.published(scenario))
    if not recommended or not recommended <= known:
        return
    supported = bool(recommended & winners)
    names = ", ".join(sorted(recommended))
    despite = scenario["despite"]
    if not supported and not despite:
        message = f"'{names}' wins none of the criteria that this scenario rests on"
        hint = "say why it is recommended all the same: add 'despite: ...'"
        yield Flaw(despite.path, message, hint, at_key=True)
    if supported and despite:
        message = f"'{names}' wins a criterion here, so there is nothing to admit"
        yield Flaw(despite.path, message, "remove 'despite'", at_key=True)


def history_is_newest_first(root: Node) -> Flaws:
    """Entries of a verdict's history go back in time."""
    for verdict in places.verdicts(root):
        days = [entry["on"] for entry in verdict["history"]]
        for newer, older in pairwise(days):
            if date.min < _day(newer) < _day(older):
                message = f"{older.text} stands below {newer.text}, but is later"
                yield Flaw(older.path, message, "put the newest entry first")


def sources_are_read_after_publication(root: Node) -> Flaws:
    """Nobody reads a page before it is published."""
    for source in root["sources"]:
        published, accessed = source["published_on"], source["accessed_on"]
        if date.min < _day(accessed) < _day(published):
            message = f"read on {accessed.text}, but published on {published.text}"
            yield Flaw(accessed.path, message, "correct one of the two dates")


def links_lead_to_the_web(root: Node) -> Flaws:
    """A link inside a text must be a full http or https address."""
    for leaf in root.leaves():
        if leaf.text.count("[") > _MOST_BRACKETS:
            message = f"this text has more than {_MOST_BRACKETS} opening brackets"
            yield Flaw(leaf.path, message, "write fewer links")
            continue
        for target in link_targets(leaf.text):
            if not target.lower().startswith(("https://", "http://")):
                message = f"the link to '{clip(target)}' is not a web address"
                yield Flaw(leaf.path, message, "write it in full, with https://")


def no_date_is_in_the_future(root: Node, today: date) -> Flaws:
    """What is reviewed, read, published or changed has happened."""
    for leaf in root.leaves():
        if _day(leaf) > today:
            yield Flaw(leaf.path, f"{leaf.text} is in the future", f"today is {today}")


def _required(outcome: Node, field: str, message: str) -> Flaws:
    if not outcome[field]:
        yield Flaw(outcome[field].path, message, f"add '{field}: ...'", at_key=True)


def _forbidden(outcome: Node, field: str, message: str) -> Flaws:
    if outcome[field]:
        yield Flaw(outcome[field].path, message, f"remove '{field}'", at_key=True)


def _day(leaf: Node) -> date:
    """The day that a date or a year begins; long past for anything else."""
    rest = {"on": "", "year": "-01-01"}.get(leaf.key.rpartition("_")[2])
    try:
        return date.min if rest is None else date.fromisoformat(f"{leaf.text}{rest}")
    except ValueError:
        return date.min


RULES: tuple[Callable[[Node], Flaws], ...] = (
    *references.RULES,
    every_position_has_a_strength,
    winners_name_one_option,
    splits_name_their_parts,
    ties_and_unknowns_name_nobody,
    contested_outcomes_propose_another,
    scenarios_admit_what_speaks_against_them,
    history_is_newest_first,
    sources_are_read_after_publication,
    links_lead_to_the_web,
)
