"""Sources that come into the data, or are read again, as edits of the text that holds them."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from comparison_site.authoring.changed_file import ChangeError
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.ids import named
from comparison_site.authoring.spelling import Fields, Value
from comparison_site.core import tree as places
from comparison_site.core.diagnostics import nearest
from comparison_site.core.fields import slug
from comparison_site.core.tree import Node, Path

_LONGEST_ID = 40
_PROPOSAL = "contested"  # unless a point is called so


class NewPoint(NamedTuple):
    """A point that is to cite a new source; `place` is `CRITERION/OPTION/ID`."""

    place: str
    stance: str
    text: str


def derived_id(root: Node, title: str, publisher: str) -> str:
    """An id that no source has yet: the title, with the publisher or a number if it is taken."""
    known = set(places.ids(root["sources"]))
    names = (slug(words, _LONGEST_ID) for words in (title, f"{publisher} {title}"))
    good = [name if name[:1].isalpha() else f"source-{name}".strip("-") for name in names]
    numbered = (f"{good[0]}-{number}" for number in range(2, len(known) + 3))
    return next(name for name in (*good, *numbered) if name not in known)


def add_source(
    draft: Draft, fields: Fields, cites: Collection[str], point: NewPoint | None = None
) -> None:
    """A new last source, and what cites it.

    `cites` are points as `CRITERION/POINT`, proposals as `CRITERION/contested`, options by id,
    and scenarios as `scenarios/SCENARIO`.
    Raises ChangeError with everything that does not fit.
    """
    root, name, problems = draft.document.root, str(fields["id"]), list[str]()
    for twin in (one for one in root["sources"] if one["url"].text == fields["url"]):
        words = f"the source '{twin['id'].text}' has this address already"
        problems.append(f"{words}; cite that one, or record with 'reread' that you read it again")
    if not cites and not point:
        words = f"nothing would cite '{name}', so it would be refused; say what it supports"
        problems.append(f"{words}: --cite CRITERION/POINT, --cite OPTION, or --new-point")
    for place in dict.fromkeys(cites):
        with _noting(problems):
            _put(draft, _citable(root, place), name)
    if point:
        with _noting(problems):
            _add_point(draft, point, name)
    if problems:
        raise ChangeError(problems)
    draft.append(("sources",), fields)


def read_again(draft: Draft, names: Iterable[str], on: date) -> None:
    """Record a day on which pages were read; raises ChangeError with all that does not fit."""
    problems = list[str]()
    for name in dict.fromkeys(names):
        with _noting(problems):
            source = named(draft.document.root["sources"], name, f"there is no source '{name}'")
            if source["result"]:
                words = f"'{name}' is a run of our own, whose file says when it was measured"
                raise ChangeError([f"{words}; it is not read again, but run again"])
            if source["accessed_on"].text > on.isoformat():
                raise ChangeError([f"'{name}' was read later, on {source['accessed_on'].text}"])
            draft.replace(source["accessed_on"].path, on)
    if problems:
        raise ChangeError(problems)


@contextmanager
def _noting(problems: list[str]) -> Iterator[None]:
    """Around one part of a change: what is wrong with it is noted, and the others go on."""
    try:
        yield
    except ChangeError as error:
        problems += error.problems


def _citable(root: Node, place: str) -> Path:
    """The path of the sources that a point, a proposal, an option or a scenario cites."""
    known = {option["id"].text: option.path for option in root["options"]}
    known |= {f"scenarios/{one['id'].text}": one.path for one in root["scenarios"]}
    for criterion in root["criteria"]:
        proposal = criterion["verdict"]["contested"]
        points = {_PROPOSAL: proposal.path} if proposal else {}
        points |= {point["id"].text: point.path for point in places.points(criterion)}
        known |= {f"{criterion['id'].text}/{name}": path for name, path in points.items()}
    if place in known:
        return (*known[place], "sources")
    alone = (name for name in known if name.partition("/")[2] == place)
    near = next(alone, "") or nearest(place, known)
    ways = "write CRITERION/POINT, an option's id or scenarios/SCENARIO"
    hint = f"did you mean '{near}'?" if near else ways
    raise ChangeError([f"no point, option or scenario is called '{place}'; {hint}"])


def _add_point(draft: Draft, point: NewPoint, source: str) -> None:
    root = draft.document.root
    parts = point.place.split("/")
    if len(parts) != len(("criterion", "option", "id")):
        raise ChangeError([f"'{point.place}' is not of the form CRITERION/OPTION/ID"])
    criterion = named(root["criteria"], parts[0], f"there is no criterion '{parts[0]}'")
    option = named(root["options"], parts[1], f"there is no option '{parts[1]}'")
    path = (*criterion.path, "positions", option["id"].text)
    if state := places.state(root.at(path)):
        message = f"{parts[1]} is '{state}' on {parts[0]}; say where it stands first"
        raise ChangeError([message])
    fields = {"id": parts[2], "stance": point.stance, "text": point.text, "sources": [source]}
    if draft.has((*path, "points")):
        draft.append((*path, "points"), fields)
    else:  # a draft says little yet
        _add_last(draft, path, {"points": [fields]})


def _put(draft: Draft, path: Path, name: str) -> None:
    """One more word in a list, which may not be there yet."""
    if draft.has(path):
        draft.append(path, name)
    else:
        _add_last(draft, path, [name])


def _add_last(draft: Draft, path: Path, value: Value) -> None:
    """A new last field of a record."""
    record = draft.document.root.at(path[:-1])
    draft.add(path, value, after=[field.key for field in record][-1])
