"""Where things stand in a comparison's tree: its outcomes, its points, and who names whom."""

from collections.abc import Iterator

from comparison_site.core.tree import Node

Named = Iterator[tuple[Node, str]]


def ids(records: Node) -> list[str]:
    """The ids of a list of records, in file order."""
    return [record["id"].text for record in records if record["id"].text]


def has_every_id(records: Node) -> bool:
    """Whether each record has an id; if not, nobody can say that one named is unknown."""
    return bool(ids(records)) and all(record["id"].text for record in records)


def verdicts(root: Node) -> Iterator[Node]:
    """Every criterion's verdict."""
    return (criterion["verdict"] for criterion in root["criteria"])


def contestable(root: Node) -> Iterator[Node]:
    """Everything that may carry a proposal: verdicts and scenarios."""
    yield from verdicts(root)
    yield from root["scenarios"]


def outcomes(root: Node) -> Iterator[Node]:
    """Everything that says who comes out ahead: published, proposed and past."""
    for node in contestable(root):
        yield node
        yield from [node["contested"]] if node["contested"] else []
        yield from node["history"]


def kind(outcome: Node) -> str:
    """The outcome's kind; a scenario that says none recommends a winner."""
    is_scenario = outcome.path[0] == "scenarios" and "contested" not in outcome.path
    return outcome["kind"].text or ("winner" if is_scenario else "")


def options_in(outcome: Node) -> set[str]:
    """The options that win the outcome or have a part in it."""
    if kind(outcome) == "winner":
        return {outcome["option"].text} - {""}
    if kind(outcome) == "split":
        return {part["option"].text for part in outcome["parts"]} - {""}
    return set()


def is_complete(outcome: Node) -> bool:
    """Whether it says enough to be compared: its kind, and the options that this kind asks for."""
    return kind(outcome) in ("tie", "unknown") or bool(options_in(outcome))


def result(outcome: Node) -> tuple[str, frozenset[tuple[str, str]]]:
    """What two outcomes must share to be the same result: kind, options and what each is for."""
    purposes = {part["option"].text: part["for"].text for part in outcome["parts"]}
    return kind(outcome), frozenset((o, purposes.get(o, "")) for o in options_in(outcome))


def published(outcome: Node) -> Node:
    """What readers see: the proposal once it is adopted."""
    proposal = outcome["contested"]
    return proposal if proposal["status"].text == "adopted" else outcome


def points(criterion: Node) -> Iterator[Node]:
    """Every point of a criterion, whichever option it is about."""
    return (point for position in criterion["positions"] for point in position["points"])


def points_of(root: Node) -> Iterator[Node]:
    """Every point of every criterion."""
    return (point for criterion in root["criteria"] for point in points(criterion))


def citing(root: Node) -> Iterator[Node]:
    """Every record with a list of sources."""
    yield from root["options"]
    for criterion in root["criteria"]:
        yield from points(criterion)
    for node in contestable(root):
        yield from [node["contested"]] if node["contested"] else []


def source_references(root: Node) -> Named:
    """Every place that names a source."""
    yield from ((name, name.text) for record in citing(root) for name in record["sources"])
    for verdict in verdicts(root):
        for contradiction in verdict["contradicted_by"]:
            yield contradiction["source"], contradiction["source"].text


def criterion_references(root: Node) -> Named:
    """Every place that names a criterion."""
    return ((name, name.text) for scenario in root["scenarios"] for name in scenario["criteria"])


def option_references(root: Node) -> Named:
    """Every place that names an option, as a value or as a key."""
    for outcome in outcomes(root):
        yield outcome["option"], outcome["option"].text
        yield from ((part["option"], part["option"].text) for part in outcome["parts"])
    for criterion in root["criteria"]:
        for entry in [*criterion["positions"], *criterion["verdict"]["as_of"]]:
            if isinstance(entry.path[-1], str):
                yield entry, entry.key
