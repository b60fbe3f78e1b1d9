"""Rules about who comes out ahead: each kind names what it needs, and advice is supported."""

from collections.abc import Callable

from comparison_site.core import tree_queries as places
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Node, clip
from comparison_site.rules import references

_LEAST_PARTS = 2
_PARTS = "'parts' with '- {option: ..., for: ...}' lines"


def winners_name_one_option(root: Node) -> Diagnostics:
    """Kind winner: an option and no parts."""
    for outcome in places.outcomes(root):
        if places.kind(outcome) == "winner":
            yield from _required(outcome, "option", "a winner names its option")
            yield from _forbidden(outcome, "parts", "a winner has no parts")


def splits_name_their_parts(root: Node) -> Diagnostics:
    """Kind split: two or more parts, each of another option, and no single option."""
    for outcome in places.outcomes(root):
        if places.kind(outcome) != "split":
            continue
        yield from _forbidden(outcome, "option", "a split names its options under 'parts'", _PARTS)
        yield from references.repeated(outcome["parts"], "option")
        named = len(list(outcome["parts"]))
        if named < _LEAST_PARTS and not (named == 0 and outcome["option"]):
            message = "a split names two parts or more"
            yield Diagnostic(outcome["parts"].path, message, f"add {_PARTS}", at_key=True)


def ties_and_unknowns_name_nobody(root: Node) -> Diagnostics:
    """Kind tie and unknown: neither option nor parts."""
    for outcome in places.outcomes(root):
        kind = places.kind(outcome)
        if kind in ("tie", "unknown"):
            yield from _forbidden(outcome, "option", f"kind '{kind}' names no option")
            yield from _forbidden(outcome, "parts", f"kind '{kind}' has no parts")


def contested_outcomes_propose_another(root: Node) -> Diagnostics:
    """A proposal that says what is published anyway contests nothing."""
    for outcome in places.contestable(root):
        proposal = outcome["contested"]
        if not proposal or not places.is_complete(proposal):
            continue
        if places.result(proposal) == places.result(outcome):
            message = "this proposes what is published anyway"
            hint = "propose another outcome, or remove 'contested'"
            yield Diagnostic(proposal.path, message, hint, at_key=True)


def scenarios_admit_what_speaks_against_them(root: Node) -> Diagnostics:
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


def _despite(scenario: Node, winners: set[str], known: set[str]) -> Diagnostics:
    recommended = places.options_in(places.published(scenario))
    if not recommended or not recommended <= known:
        return
    supported = bool(recommended & winners)
    names = clip(", ".join(sorted(recommended)))
    despite = scenario["despite"]
    if not supported and not despite:
        message = f"'{names}' wins none of the criteria that this scenario rests on"
        hint = "say why it is recommended all the same: add 'despite: ...'"
        yield Diagnostic(despite.path, message, hint, at_key=True)
    if supported and despite:
        message = f"'{names}' wins a criterion here, so there is nothing to admit"
        yield Diagnostic(despite.path, message, "remove 'despite'", at_key=True)


def _required(outcome: Node, field: str, message: str) -> Diagnostics:
    if not outcome[field]:
        yield Diagnostic(outcome[field].path, message, f"add '{field}: ...'", at_key=True)


def _forbidden(outcome: Node, field: str, message: str, instead: str = "") -> Diagnostics:
    if outcome[field]:
        hint = f"remove '{field}'" + (f", write {instead}" if instead else "")
        yield Diagnostic(outcome[field].path, message, hint, at_key=True)


RULES: tuple[Callable[[Node], Diagnostics], ...] = (
    winners_name_one_option,
    splits_name_their_parts,
    ties_and_unknowns_name_nobody,
    contested_outcomes_propose_another,
    scenarios_admit_what_speaks_against_them,
)
