"""Rules about who is ahead, and who comes next: nobody of whom it is not known how they stand."""

from collections.abc import Collection, Iterator

from comparison_site.core import tree as places
from comparison_site.core.characters import folded
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Node, clip
from comparison_site.core.vocabulary import Kind
from comparison_site.rules.references import repeated

_WITHOUT_WINNER = {
    Kind.SPLIT.value: "a split has no order: who comes next depends on the purpose, too",
    Kind.TIE.value: "a tie has no order: nobody comes after another",
    Kind.UNKNOWN.value: "there is no order yet: nobody knows who is ahead",
}


def who_is_ahead_has_a_position(root: Node) -> Diagnostics:
    """An option that is ahead has a position: nobody leads where nobody knows how they stand."""
    for criterion in root["criteria"]:
        outcomes = [criterion["verdict"], criterion["verdict"]["contested"]]
        for leaf in (leaf for one in outcomes for leaf in places.named_in(one)):
            if state := places.state(criterion["positions"][leaf.text]):
                message = f"'{clip(leaf.text)}' is ahead here, and its position is '{clip(state)}'"
                yield Diagnostic(leaf.path, message, "say where it stands, or who else is ahead")


def parts_of_a_split_differ(root: Node) -> Diagnostics:
    """Each part of a split, and each of several winners, is another option; each part has its own
    purpose.
    """
    advice = "only one can be ahead for it; say what each is for"
    for outcome in places.outcomes(root):
        yield from repeated(part["option"] for part in outcome["parts"])
        yield from repeated((part["for"] for part in outcome["parts"]), advice, folded)
        yield from repeated(outcome["options"], "name each once")


def winners_are_not_everybody(root: Node) -> Diagnostics:
    """Where every option is ahead, nobody is: that is a tie."""
    known, options = set(places.ids(root["options"])), root["options"]
    for outcome in places.outcomes(root) if places.has_every_id(options) else ():
        if outcome["options"] and places.options_in(outcome) >= known:
            message = "every option is ahead here, so none is"
            yield Diagnostic(outcome["options"].path, message, "write 'kind: tie'", at_key=True)


def orders_begin_with_the_winners(root: Node) -> Diagnostics:
    """An order begins with the winner, or with all winners in a list of their own. Where there is
    no winner there is no order; in a split, who comes next depends on the purpose as well.
    """
    known = set(places.ids(root["options"]))
    for _, judgement in _ordered(root):
        order, winners = judgement["order"], places.options_in(judgement)
        if message := _WITHOUT_WINNER.get(places.kind(judgement)):
            yield Diagnostic(order.path, message, "remove 'order'", at_key=True)
            continue
        first = next(iter(order), order)
        leaders = {leaf.text for leaf in first.leaves()}
        if leaders and leaders != winners and winners and winners | leaders <= known:
            message = f"the order begins with {_named(leaders)}, the verdict with {_named(winners)}"
            way = ", in a list of their own" if len(winners) > 1 else ""
            yield Diagnostic(first.path, message, f"begin with {_named(winners)}{way}")


def advice_has_no_order(root: Node) -> Diagnostics:
    """A scenario says what to take; who comes after that, only verdicts say."""
    for scenario in root["scenarios"]:
        if order := scenario["contested"]["order"]:
            message = "advice has no order: only verdicts say who comes next"
            yield Diagnostic(order.path, message, "remove 'order'", at_key=True)


def orders_name_an_option_once(root: Node) -> Diagnostics:
    """An option has one place in an order."""
    for _, judgement in _ordered(root):
        yield from repeated(judgement["order"].leaves(), "name each once")


def who_has_a_place_has_a_position(root: Node) -> Diagnostics:
    """An option whose position is unknown or not applicable has no place in an order: nobody can
    say before or after whom it comes.
    """
    for criterion, judgement in _ordered(root):
        winners = places.options_in(judgement)  # of whom another rule asks the same
        for leaf in judgement["order"].leaves():
            state = places.state(criterion["positions"][leaf.text])
            if state and leaf.text not in winners:
                message = f"'{clip(leaf.text)}' has a place here, and its position is '{state}'"
                yield Diagnostic(leaf.path, message, "leave it out, or say where it stands")


def _ordered(root: Node) -> Iterator[tuple[Node, Node]]:
    """Every verdict and proposal that has an order, after its criterion."""
    for criterion in root["criteria"]:
        for judgement in (criterion["verdict"], criterion["verdict"]["contested"]):
            if isinstance(judgement["order"].value, list):
                yield criterion, judgement


def _named(options: Collection[str]) -> str:
    return " and ".join(f"'{clip(name)}'" for name in sorted(options))
