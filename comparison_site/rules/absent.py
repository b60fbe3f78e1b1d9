"""Rules about what may be absent, and when not."""

from collections.abc import Iterator

from comparison_site.core import tree as places
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Node
from comparison_site.core.vocabulary import Confidence, Kind

_SURE = (Confidence.HIGH, Confidence.MEDIUM)


def verdicts_say_why(root: Node) -> Diagnostics:
    """Whoever is ahead is so for a reason. From medium confidence on, what would flip it is asked
    for, too."""
    for verdict in places.verdicts(root):
        for judgement in (verdict, verdict["contested"]):
            if places.kind(judgement) not in ("", Kind.UNKNOWN):
                yield from _asked(judgement, "because")
        if verdict["confidence"].text in _SURE:
            yield from _asked(verdict, "flips_if")
    for scenario in (one for one in root["scenarios"] if one["contested"]):
        yield from _asked(scenario["contested"], "because")


def points_are_sourced(root: Node) -> Diagnostics:
    """A point names the sources by which it can be checked."""
    for point in places.points_of(root):
        yield from _asked(point, "sources", "a list")


def positions_say_something(root: Node) -> Diagnostics:
    """A position has a summary or a point; otherwise it is unknown."""
    for criterion in root["criteria"]:
        for position in criterion["positions"]:
            if isinstance(position.value, dict) and not places.state(position):
                yield from () if position["points"].value else _asked(position, "summary")


def _asked(record: Node, field: str, sort: str = "a text") -> Iterator[Diagnostic]:
    if isinstance(record.value, dict) and field not in record.value:
        message, hint = f"the field '{field}' is missing", f"add '{field}:' with {sort}"
        yield Diagnostic(record[field].path, message, hint, at_key=True)
