"""The links of a comparison, what was found out about them, and which faults are excused."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.fields import IsoDate, WebAddress
from comparison_site.core.inline_text import link_targets
from comparison_site.core.tree import Mark, Step, describe
from comparison_site.loading.loader import Loaded
from comparison_site.model import Record
from comparison_site.upstream.answer_cache import beside, read_answers
from comparison_site.upstream.checking import Found

FILE = "links.json"

Words = Annotated[str, Field(min_length=1, max_length=300)]


class Checked(Record):
    """What was found out about one address, and on which day.

    `problem` says what is wrong, since `broken_since`; `moved_to` is where it now leads.
    """

    checked_on: IsoDate
    status: int | None = None
    problem: Words | None = None
    broken_since: IsoDate | None = None
    moved_to: WebAddress | None = None


class Links(Record):
    """The file: what was checked, by address; faults excused, by address or host, with reasons."""

    checked: dict[str, Checked] = Field(default_factory=dict)
    excused: dict[str, Words] = Field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """Where the data names an address: its path in words, and its line and column."""

    where: str
    mark: Mark


def links_file(data: Path) -> Path:
    """Where the links stand for a comparison file."""
    return beside(data, FILE)


def read_links(data: Path) -> Links:
    """What is known about the links of a comparison file; nothing if they were never checked.

    Raises ComparisonError with the line of every mistake in it.
    """
    return read_answers(links_file(data), Links) or Links()


def addresses(loaded: Loaded) -> dict[str, list[Place]]:
    """Every address that the data links to, in file order, with the places that name it."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for address, path in _named(loaded):
        where = describe(path, loaded.document.root.value)
        found[address].append(Place(where, loaded.mark(*path)))
    return dict(sorted(found.items(), key=lambda entry: entry[1][0].mark.line))


def _named(loaded: Loaded) -> Iterator[tuple[str, tuple[Step, ...]]]:
    for number, option in enumerate(loaded.comparison.options):
        yield option.homepage, ("options", number, "homepage")
    for number, source in enumerate(loaded.comparison.sources):
        if source.url:
            yield source.url, ("sources", number, "url")
    for leaf in loaded.document.root.leaves():
        yield from ((address, leaf.path) for address in link_targets(leaf.text))


def due(links: Links, named: Iterable[str], days: int, today: date) -> list[str]:
    """The addresses to check today: unknown ones, broken ones, and those not checked for `days`."""
    return [name for name in named if _is_due(links.checked.get(name), days, today)]


def _is_due(known: Checked | None, days: int, today: date) -> bool:
    return known is None or bool(known.problem) or (today - known.checked_on).days >= days


def updated(links: Links, named: Iterable[str], found: Mapping[str, Found], today: date) -> Links:
    """The file after a check: what the data no longer names is dropped, who was busy stays."""
    checked = {name: _record(links.checked.get(name), found.get(name), today) for name in named}
    kept = {name: record for name, record in checked.items() if record}
    return links.model_copy(update={"checked": kept})


def _record(known: Checked | None, found: Found | None, today: date) -> Checked | None:
    if found is None or found.is_busy:
        return known
    since = (known.broken_since if known else None) or today
    return Checked(
        checked_on=today,
        status=found.status,
        problem=found.problem or None,
        broken_since=since if found.problem else None,
        moved_to=found.moved_to or None,
    )


def excuse(links: Links, address: str) -> str | None:
    """The key under which a fault of this address is excused, if it is: the address or its host."""
    names = (address, urlsplit(address).hostname or "")
    return next((name for name in names if name in links.excused), None)


def needless(links: Links, named: Iterable[str]) -> list[str]:
    """Excuses that no address of the data has, or only such as are known to work."""
    unproven = {
        excuse(links, name)
        for name in named
        if (record := links.checked.get(name)) is None or record.problem
    }
    return [name for name in links.excused if name not in unproven]


_ENOUGH_HOSTS = 3

Places = Mapping[str, list[Place]]


def broken(data: Path, file: Path, links: Links, named: Places) -> Iterator[Diagnostic]:
    """Links that do not work and are not excused, each once, where the data names it first."""
    hint = f"find its new place, or excuse it with a reason in {file}"
    for name, places in named.items():
        record = links.checked.get(name)
        if record and record.problem and not excuse(links, name):
            since = f", since {record.broken_since}" if record.broken_since else ""
            yield _at(data, places[0], f"{name} is broken{since}: {record.problem}", hint)


def moved(data: Path, links: Links, named: Places) -> Iterator[Diagnostic]:
    """Links that work, but lead elsewhere for good."""
    for name, places in named.items():
        record = links.checked.get(name)
        if record and record.moved_to and not record.problem and not excuse(links, name):
            yield _at(data, places[0], f"{name} has moved for good", f"now {record.moved_to}")


def unneeded(file: Path, links: Links, named: Places) -> Iterator[Diagnostic]:
    """Excuses that are no longer needed."""
    for name in needless(links, named):
        message = f"'{name}' is excused, but no link of the data needs that"
        yield Diagnostic.at(str(file), 0, 0, message, where="excused", hint="remove it")


def nobody_answered(found: Mapping[str, Found]) -> bool:
    """Whether it is the network that fails: no server answered, though several were asked."""
    hosts = {urlsplit(name).hostname for name in found}
    return len(hosts) >= _ENOUGH_HOSTS and all(one.status is None for one in found.values())


def _at(data: Path, place: Place, message: str, hint: str) -> Diagnostic:
    return Diagnostic.at(
        str(data), place.mark.line, place.mark.column, message, where=place.where, hint=hint
    )
