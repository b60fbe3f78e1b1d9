"""Rules of the evidence gate about what a verdict rests on: proposals, runs, points, sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from comparison_site.analysis.outcomes import result
from comparison_site.authoring.lacks import Bend, Lack, day_line, unreviewed, unsaid
from comparison_site.authoring.sides import (
    Held,
    Judged,
    Sides,
    points_of,
    taken_for,
)  # fmt: skip
from comparison_site.core.tree import Step
from comparison_site.core.vocabulary import Evidence, Side, Stance
from comparison_site.model import Point
from comparison_site.model.identity import record_called


def proposal_removed(sides: Sides) -> Iterator[Bend]:
    """Open proposals that are gone, or became others."""
    held: list[Held[Any]] = [*sides.verdicts(), *sides.advice()]
    for one in held:
        proposal, now = one.then.open_proposal, one.now.contested
        still = [each for each in (now, one.now.published) if each]
        if proposal and result(proposal) not in map(result, still):
            words = sides.words(proposal)
            lack = unsaid(one, (*one.path, "contested"), f"the proposal is gone: {words}")
            yield Bend(one.name, "", words).asking(lack)


def contradiction_removed(sides: Sides) -> Iterator[Bend]:
    """Runs that no longer contradict a verdict."""
    for one in sides.verdicts():
        left = {run.source for run in one.now.contradicted_by}
        for name in (run.source for run in one.then.contradicted_by if run.source not in left):
            message = f"'{name}' no longer speaks against the verdict"
            lack = unsaid(one, (*one.path, "contradicted_by", name), message)
            yield Bend(one.name, name).asking(lack)


def points_of_one_side(sides: Sides) -> Iterator[Bend]:
    """Strengths and weaknesses that are gone or became something else, or that came on one side."""
    for one in sides.verdicts():
        options = [option for option in one.criterion.positions if option in one.before.positions]
        moves = [move for move in _moves(one) if move.option in options]
        added = {_party(one, move.option) for move in moves if move.is_added}
        is_fair = added == {_party(one, option) for option in options}
        for move in moves:
            if not (move.is_added and is_fair):
                name, side = sides.names[move.option], _side(one, move.option)
                path = (*one.path[:-1], "positions", move.option, "points", move.place)
                message = move.told(f"{name}, which is {side.words},")
                lack = None if one.is_another else unreviewed(one, path, message)
                was, now = _point_words(move.then), _point_words(move.now)
                yield Bend(one.name, f"{name}, {side.words}", was, now).asking(lack)


def source_upgraded(sides: Sides) -> Iterator[Bend]:
    """Sources that count as stronger evidence."""
    kinds = list(Evidence)
    known = {source.id: source.kind for source in sides.before.sources}
    for number, source in enumerate(sides.after.sources):
        then, now, path = known.get(source.id), source.kind, ("sources", number)
        if then and kinds.index(now) < kinds.index(then):
            message = f"the kind was raised from {then} to {now}, but the page was not read again"
            hint = "read it again, and set its accessed_on to the day"
            day = day_line(path, "accessed_on", sides.today)
            lack = None if sides.is_new(source.id) else Lack((*path, "kind"), message, hint, day)
            yield Bend(source.title, "", then.words, now.words).asking(lack)


@dataclass(frozen=True)
class _Move:
    """A strength or weakness of an option that is gone, another one, or new."""

    option: str
    then: Point | None
    now: Point | None
    place: Step

    @property
    def is_added(self) -> bool:
        return not self.then or self.then.stance is Stance.CONTEXT

    def told(self, whose: str) -> str:
        """What happened, in words; `whose` names the option and its side."""
        if self.now and self.is_added:
            return f"a {self.now.stance} of {whose} was added, and none for the other side"
        stance = self.then.stance if self.then else ""
        return f"a {stance} of {whose} " + (f"became {self.now.stance}" if self.now else "is gone")


def _moves(one: Judged) -> Iterator[_Move]:
    """The strengths and weaknesses that went or changed, then those that came."""
    now, then = points_of(one.criterion), points_of(one.before)
    here, there = ([point for _, _, point in points.values()] for points in (now, then))
    same: dict[tuple[str, str], Point] = {}  # by option and present id, what it was
    for name, (option, _, point) in then.items():
        heir = record_called(here, name) or taken_for(point, there, here)
        present = heir.id if heir else name
        same[option, present] = point
        where, number, found = now.get(present, ("", 0, None))
        if where != option:
            found = None
        if point.stance is not Stance.CONTEXT and (not found or found.stance is not point.stance):
            yield _Move(option, point, found, number if found else name)
    for name, (option, number, point) in now.items():
        was = same.get((option, name))
        if point.stance is not Stance.CONTEXT and (not was or was.stance is Stance.CONTEXT):
            yield _Move(option, was, point, number)


def _side(one: Judged, option: str) -> Side:
    ahead = one.now.published.option_ids
    return Side.AHEAD if option in ahead else Side.BEHIND if ahead else Side.LEVEL


def _party(one: Judged, option: str) -> str:
    """What an option shares with those on its side."""
    side = _side(one, option)
    return option if side is Side.LEVEL else side


def _point_words(point: Point | None) -> str:
    return f"{point.stance.words}, {point.id}" if point else ""
