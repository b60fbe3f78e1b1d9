"""Rules about who comes out ahead: proposals differ, and advice is supported."""

from collections.abc import Callable

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Node, clip
from comparison_site.rules import references


def parts_of_a_split_differ(root: Node) -> Diagnostics:
    """Each part of a split is about another option."""
    for outcome in places.outcomes(root):
        yield from references.repeated(outcome["parts"], "option")


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


def contradictions_are_measured(root: Node) -> Diagnostics:
    """Only a measurement contradicts a verdict; other doubts are a proposal's argument."""
    kinds = {source["id"].text: source["kind"].text for source in root["sources"]}
    for criterion in root["criteria"]:
        for contradiction in criterion["verdict"]["contradicted_by"]:
            source = contradiction["source"]
            if kinds.get(source.text, "measured") not in ("", "measured"):
                message = f"the source '{source.text}' is not measured"
                yield Diagnostic(source.path, message, "argue in 'contested' instead")


RULES: tuple[Callable[[Node], Diagnostics], ...] = (
    parts_of_a_split_differ,
    contested_outcomes_propose_another,
    scenarios_admit_what_speaks_against_them,
)
