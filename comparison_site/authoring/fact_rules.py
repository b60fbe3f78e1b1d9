"""The rule of the evidence gate about facts: their values, where to check them, who is the best."""

from collections.abc import Iterable, Iterator

from comparison_site.analysis import compare
from comparison_site.authoring.lacks import Bend, Lack, unreviewed
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
    for option in _shared(then, now):
        old, new, name = then.values[option], now.values[option], one.sides.names[option]
        whose, place = f"{now.name}, {name}", (*path, "values", option)
        was, words = compare.printed(then, old), compare.printed(now, new)
        cited = now.sources_of(option)
        if old.state:
            continue
        if new.state:
            lack = _asked(one, place, f"'{was}' of {name} is gone")
            yield Bend(one.name, whose, was, words).asking(lack)
        elif not _is_same(then, now, option):
            lack = _unsourced(one, place, f"'{was}' of {name} became '{words}'", cited)
            yield Bend(one.name, whose, was, words).asking(lack)
        elif gone := ", ".join(n for n in then.sources_of(option) if n not in cited):
            lack = _asked(one, place, f"the value of {name} no longer cites {gone}")
            yield Bend(one.name, whose, gone).asking(lack)


def _best(one: Judged, path: Path, then: Fact, now: Fact) -> Iterator[Bend]:
    shared = _shared(then, now)
    was, is_now = (
        ", ".join(one.sides.names[n] for n in shared if n in _best_of(fact, shared))
        for fact in (then, now)
    )
    if was != is_now:
        message = f"the best in this row was {was or 'nobody'}, and is {is_now or 'nobody'} now"
        yield Bend(one.name, now.name, was, is_now).asking(_asked(one, path, message))


def _best_of(fact: Fact, options: list[str]) -> set[str]:
    known = compare.keys(fact)
    return compare.best(fact, {name: known[name] for name in options if name in known})


def _shared(then: Fact, now: Fact) -> list[str]:
    return [option for option in now.values if option in then.values]


def _is_same(then: Fact, now: Fact, option: str) -> bool:
    if compare.printed(then, then.values[option]) == compare.printed(now, now.values[option]):
        return True
    is_alike = (then.kind, then.unit) == (now.kind, now.unit)
    return bool(is_alike and compare.keys(then)[option] == compare.keys(now)[option])


def _asked(one: Judged, path: Path, message: str) -> Lack | None:
    return None if one.is_another else unreviewed(one, path, message)


def _unsourced(one: Judged, path: Path, message: str, cited: Iterable[str]) -> Lack | None:
    """What another value lacks: a source that is new or newer than before, or a review."""
    if one.is_another or one.is_reviewed or any(map(one.sides.is_new, cited)):
        return None
    hint = "cite a new source, or read one again and set its accessed_on; or review the verdict"
    return Lack(path, f"{message}, but none of its sources is new", hint)
