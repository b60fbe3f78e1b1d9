"""Rules of the evidence gate about advice, and about records that came and went."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from comparison_site.authoring.lacks import (
    Bend,
    Lack,
    Lines,
    reviewed_today,
    unrecorded,
    unreviewed,
)
from comparison_site.authoring.sides import Held, Sides, points_of, taken_for
from comparison_site.authoring.wording import says_the_same
from comparison_site.core.tree import Path
from comparison_site.model import Scenario
from comparison_site.model.identity import NOUNS, Known, record_called
from comparison_site.model.schema import labels_of

_LABELS = labels_of("scenario")


def advice_changed(sides: Sides) -> Iterator[Bend]:
    """Scenarios that recommend something else, for another reason, or on fewer sources."""
    moving = {one.criterion.id for one in sides.verdicts() if one.is_measured_again}
    for one in sides.advice():
        then, now = (each.published.because for each in (one.then, one.now))
        place = (*one.said, "because")
        if one.is_another:
            was, is_now = (sides.words(each.published) for each in (one.then, one.now))
            kept = "the advice has changed, but this is the old text, word for word"
            hint = f"say why to take this: {is_now}"
            old_reason = Lack(place, kept, hint) if then.split() == now.split() else None
            day = (*one.path, "reviewed_on")
            review = unreviewed(one, day, "the advice has changed")
            found = Bend(one.name, "", was, is_now)
            yield found.asking(unrecorded(one), old_reason, review)
            continue
        moved = not moving.isdisjoint(one.now.criteria) or sides.has_new_run(one.now.sources)
        if then and not says_the_same(then, now, sides.names.values(), moved):
            lack = unreviewed(one, place, "this says something else than before")
            yield Bend(one.name, _LABELS.label("because")).asking(lack)
        yield from _fewer_sources(one)


def _fewer_sources(one: Held[Scenario]) -> Iterator[Bend]:
    """Advice that stands as it was, but on less."""
    gone = [name for name in one.then.sources if name not in one.now.sources]
    if len(one.now.sources) < len(one.then.sources):
        message = f"the advice no longer cites {', '.join(gone)}"
        lack = unreviewed(one, (*one.path, "sources"), message)
        yield Bend(one.name, _LABELS.label("sources")).asking(lack)


def options_changed(sides: Sides) -> Iterator[Bend]:
    """Options that came or went."""
    was, now = ({one.id: one.name for one in each.options} for each in (sides.before, sides.after))
    gone = [name for key, name in was.items() if key not in now]
    new = [name for key, name in now.items() if key not in was]
    stale = [one for one in sides.verdicts() if not one.is_reviewed]
    if not (gone or new):
        return
    lacks: list[Lack] = []
    if stale:
        names = ", ".join(one.criterion.id for one in stale)
        message = f"{_told(new, gone)}, but these verdicts keep the day of their review: {names}"
        hint = "hold each against the options as they are now, and set its reviewed_on to the day"
        lacks.append(Lack(("options",), message, hint, reviewed_today(stale[0])))
    yield Bend("", "", ", ".join(gone), ", ".join(new), tuple(lacks))


def id_gone(sides: Sides) -> Iterator[Bend]:
    """Ids that mean nothing any more."""
    for group, noun in NOUNS.items():
        old, new = getattr(sides.earlier, group), getattr(sides.after, group)
        places: dict[str, Path] = {each.id: (group, n) for n, each in enumerate(new)}
        yield from _gone((group,), noun, old, new, places)
    for one in sides.verdicts():
        path, here = one.path[:-1], points_of(one.criterion)
        kept = [each for each in points_of(one.before).values() if each[0] in one.now.as_of]
        old, new = [point for *_, point in kept], [point for *_, point in here.values()]
        places = {p.id: (*path, "positions", o, "points", n) for o, n, p in here.values()}
        for bend in _gone((*path, "points"), "point", old, new, places):
            yield replace(bend, name=one.name)
    yield from _facts_gone(sides)


def _facts_gone(sides: Sides) -> Iterator[Bend]:
    """Ids of facts; a row may stand with another criterion than before."""
    criteria = enumerate(sides.after.criteria)
    rows = [(n, m, fact) for n, each in criteria for m, fact in enumerate(each.facts)]
    places: dict[str, Path] = {fact.id: ("criteria", n, "facts", m) for n, m, fact in rows}
    for one in sides.verdicts():
        new, path = [fact for *_, fact in rows], (*one.path[:-1], "facts")
        for bend in _gone(path, "fact", one.before.facts, new, places):
            yield replace(bend, name=one.name)


def waived(sides: Sides) -> Iterator[Bend]:
    """Waivers that are new. Only these let something through."""
    for _, waiver in sides.new_waivers():
        yield Bend(waiver.at, waiver.rule.words, after=waiver.because)


def _told(new: Iterable[str], gone: Iterable[str]) -> str:
    added, removed = ", ".join(new), ", ".join(gone)
    told = [f"{added} came" if added else "", f"{removed} went" if removed else ""]
    return " and ".join(filter(None, told))


def _gone(
    path: Path, noun: str, old: Sequence[Known], new: Sequence[Known], places: Mapping[str, Path]
) -> Iterator[Bend]:
    """The ids of one list that mean nothing any more; `places` are those of the new records."""
    for record in old:
        if record_called(new, record.id):
            continue
        message = f"the {noun} '{record.id}' is gone, and with it every link to it"
        hint = "put it back, or list it under 'formerly' of the record that it is now"
        lines = None
        if heir := taken_for(record, old, new):
            hint = f"list it under 'formerly' of '{heir.id}', if that is the same {noun}"
            former = ", ".join((record.id, *heir.formerly))
            lines = Lines(places[heir.id], f"formerly: [{former}]")
        lack = Lack((*path, record.id), message, hint, lines)
        yield Bend("", noun, record.id, heir.id if heir else "", (lack,))
