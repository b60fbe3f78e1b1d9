"""What a check of the links has to tell an editor, with the line in the data."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from comparison_site.core.diagnostics import Diagnostic
from comparison_site.upstream.checking import Found
from comparison_site.upstream.links import Links, Place, excuse, needless

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
