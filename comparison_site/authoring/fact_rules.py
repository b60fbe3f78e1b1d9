"""The rule of the evidence gate about facts: their values, where to check them, who is the best."""

from collections.abc import Iterator

from comparison_site.analysis import compare
from comparison_site.analysis.compare import Cell
from comparison_site.authoring.held_asks import unreviewed
from comparison_site.authoring.lacks import Bend, Lack
from comparison_site.authoring.sides import Judged, Sides, taken_for
from comparison_site.core.tree import Path
from comparison_site.model import Fact
from comparison_site.model.identity import record_called


def facts_changed(sides: Sides) -> Iterator[Bend]:
    """Values that are others, became unknown or lost a source, and rows in which others are best.

    What was unknown and is known now asks for nothing but its source, which every value has.
    """
    for one in sides.verdicts():
        there, here = one.before.facts, one.criterion.facts
        for then in there:
            now = record_called(here, then.id) or taken_for(then, there, here)
            if now and _is_whole(then) and _is_whole(now):
                path = (*one.path[:-1], "facts", here.index(now))
                yield from _values(one, path, then, now)
                yield from _best(one, path, then, now)


def _is_whole(fact: Fact) -> bool:
    """An old file may lack what its values need today."""
    return all(value and value.value for value in fact.values.values())


def _values(one: Judged, path: Path, then: Fact, now: Fact) -> Iterator[Bend]:
    options = _shared(then, now)
    was, rows = compare.row(then, options).cells, compare.row(now, options).cells
    for option in options:
        old, new, name = was[option], rows[option], one.sides.names[option]
        whose, place = f"{now.name}, {name}", (*path, "values", option)
        found = Bend(one.name, whose, old.words, new.words)
        if old.value.state:
            continue
        if new.value.state:
            message = f"'{old.words}' of {name} is gone"
            yield found.asking(_asked(one, place, message))
        elif not _is_same(then, old, now, new):
            message = f"'{old.words}' of {name} became '{new.words}'"
            yield found.asking(_unsourced(one, place, message, new))
        elif gone := [source for source in old.sources if source not in new.sources]:
            message = f"the value of {name} no longer cites {', '.join(gone)}"
            yield Bend(one.name, whose, ", ".join(gone)).asking(_asked(one, place, message))


def _best(one: Judged, path: Path, then: Fact, now: Fact) -> Iterator[Bend]:
    options = _shared(then, now)
    was, is_now = (
        ", ".join(one.sides.names[name] for name, cell in cells.items() if cell.is_best)
        for cells in (compare.row(fact, options).cells for fact in (then, now))
    )
    if was != is_now:
        message = f"the best in this row was {was or 'nobody'}, and is {is_now or 'nobody'} now"
        yield Bend(one.name, now.name, was, is_now).asking(_asked(one, path, message))


def _shared(then: Fact, now: Fact) -> list[str]:
    return [option for option in now.values if option in then.values]


def _is_same(then: Fact, old: Cell, now: Fact, new: Cell) -> bool:
    if old.words == new.words:
        return True
    is_alike = (then.kind, then.unit) == (now.kind, now.unit)
    return is_alike and compare.key(then, old.value) == compare.key(now, new.value)


def _asked(one: Judged, path: Path, message: str) -> Lack | None:
    return None if one.is_another else unreviewed(one, path, message)


def _unsourced(one: Judged, path: Path, message: str, new: Cell) -> Lack | None:
    """What another value lacks: a source that is new or newer than before, or a review."""
    if one.is_another or one.is_reviewed or any(map(one.sides.is_new, new.sources)):
        return None
    hint = "cite a new source, or read one again and set its accessed_on; or review the verdict"
    return Lack(path, f"{message}, but none of its sources is new", hint)
