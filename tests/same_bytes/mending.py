"""What follows an edit of the data: what names what is gone, or lacks what is new, is mended."""

from collections.abc import Iterator
from typing import Any

from tests.benchmark.made_up import Data
from tests.benchmark.words import Words

_OUTCOME = ("kind", "option", "parts")


def points(data: Data) -> Iterator[tuple[list[Data], Data]]:
    """Every point, after the list that holds it."""
    for criterion in data["criteria"]:
        for position in criterion["positions"].values():
            yield from ((position["points"], point) for point in position["points"])


def renamed(part: Any, before: str, after: str) -> Any:
    """A part of the data in which every value or key that was one word is another."""
    if isinstance(part, dict):
        inner = ((key, renamed(value, before, after)) for key, value in part.items())
        return {after if key == before else key: value for key, value in inner}
    if isinstance(part, list):
        return [renamed(value, before, after) for value in part]
    return after if part == before else part


def mend(data: Data, words: Words) -> None:
    """Make the data hold together again, as an editor would after each edit."""
    published = [option for option in data["options"] if "draft" not in option]
    names = [option["id"] for option in published]
    for criterion in data["criteria"]:
        _mend_positions(criterion, published, words)
        _mend_verdict(criterion["verdict"], names)
    _mend_groups(data)
    wins = {c["id"]: _ahead(_published(c["verdict"])) for c in data["criteria"]}
    for scenario in data["scenarios"]:
        _mend_outcome(scenario, names)
        known = [name for name in scenario["criteria"] if name in wins]
        scenario["criteria"] = [*dict.fromkeys(known)] or [*wins][:1]
        _mend_advice(scenario, [wins[name] for name in scenario["criteria"]], words)
    _mend_sources(data, published)


def _mend_positions(criterion: Data, options: list[Data], words: Words) -> None:
    """Each option that is published has a position, with a strength, and a version judged."""
    positions, judged = criterion["positions"], criterion["verdict"]["as_of"]
    for name in [*positions]:
        if name not in [option["id"] for option in options]:
            del positions[name]
            judged.pop(name, None)
    for option in options:
        judged.setdefault(option["id"], option["version"])
        point = {"id": words.name().lower().replace(" ", "-"), "text": words.sentence(5)}
        new = {"summary": words.sentence(5), "points": [point | {"sources": []}]}
        first = positions.setdefault(option["id"], new)["points"][0]
        first["stance"] = "strength"
    for one in positions.values():
        one["points"].sort(key=lambda point: "stance" not in point)


def _mend_verdict(verdict: Data, names: list[str]) -> None:
    for past in (verdict, *verdict.get("history", ())):
        _mend_outcome(past, names)
    if proposal := verdict.get("contested"):
        _mend_outcome(proposal, names)
        if all(proposal.get(key) == verdict.get(key) for key in _OUTCOME):
            del verdict["contested"]
    if verdict.pop("order", None) and verdict["kind"] == "winner":
        first = verdict["option"]
        verdict["order"] = [first, *(name for name in names if name != first)]


def _mend_groups(data: Data) -> None:
    """Every group has some of the criteria, one after the other, or there is none."""
    criteria, groups = data["criteria"], data.get("groups", [])[: len(data["criteria"])]
    for number, criterion in enumerate(criteria):
        criterion.pop("group", None)
        if groups:
            criterion["group"] = groups[number * len(groups) // len(criteria)]["id"]
    if groups:
        data["groups"] = groups
    else:
        data.pop("groups", None)


def _mend_outcome(outcome: Data, names: list[str]) -> None:
    """Only options that are there come out ahead; a split is between two of them."""
    if outcome.get("option", names[0]) not in names:
        outcome["option"] = names[0]
    parts = {part["option"]: part for part in outcome.get("parts", ()) if part["option"] in names}
    if "parts" in outcome and len(parts) < 2:
        del outcome["parts"]
        outcome["kind"] = "tie"
    elif "parts" in outcome:
        outcome["parts"] = [*parts.values()]


def _mend_advice(scenario: Data, winners: list[set[str]], words: Words) -> None:
    """Advice that no verdict supports says why it is given all the same."""
    scenario.pop("despite", None)
    ahead = _ahead(_published(scenario))
    if ahead and all(winners) and not any(ahead & won for won in winners):
        scenario["despite"] = words.sentence(5)


def _published(record: Data) -> Data:
    proposal: Data = record.get("contested", {})
    return proposal if proposal.get("status") == "adopted" else record


def _ahead(outcome: Data) -> set[str]:
    parts = {part["option"] for part in outcome.get("parts", ())}
    return parts | ({outcome["option"]} if "option" in outcome else set())


def _mend_sources(data: Data, options: list[Data]) -> None:
    """Whatever cites cites what is there, and whatever is there is cited."""
    known = [source["id"] for source in data["sources"]]
    cited = set[str]()
    for record in _citing(data):
        record["sources"] = [n for n in dict.fromkeys(record["sources"]) if n in known] or known[:1]
        cited |= {*record["sources"]}
    options[0]["sources"] += [name for name in known if name not in cited]


def _citing(part: Any) -> Iterator[Data]:
    """Every record below the whole that cites sources."""
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict) and "sources" in inner:
            yield inner
        if isinstance(inner, dict | list):
            yield from _citing(inner)
