"""The links of a comparison, what was found out about them, and which faults are excused."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path as FilePath
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field

from comparison_site.core.characters import one_line
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.fields import IsoDate, WebAddress
from comparison_site.core.inline_text import link_targets
from comparison_site.core.tree import Path
from comparison_site.loading.loader import Loaded
from comparison_site.model import Record
from comparison_site.upstream.answers import FOLDER, read_answers
from comparison_site.upstream.checking import Found

_ENOUGH_HOSTS = 3

_LONGEST = 300
Words = Annotated[str, Field(min_length=1, max_length=_LONGEST)]


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

    def excuse(self, address: str) -> str | None:
        """The key under which a fault of this address is excused, if it is: it, or its host."""
        names = (address, urlsplit(address).hostname)
        return next((name for name in names if name in self.excused), None)


def links_file(data: FilePath) -> FilePath:
    """Where the links stand for a comparison file."""
    return data.parent / FOLDER / "links.json"


def read_links(data: FilePath) -> Links:
    """What is known about the links of a comparison file, if anything; raises ComparisonError."""
    return read_answers(links_file(data), Links) or Links()


def addresses(loaded: Loaded) -> dict[str, Path]:
    """Every address that the data links to, in file order, with the path of one that names it."""
    found: dict[str, Path] = {}
    for number, option in enumerate(loaded.comparison.options):
        if option.homepage:
            found.setdefault(option.homepage, ("options", number, "homepage"))
    for number, source in enumerate(loaded.comparison.sources):
        if source.url:
            found.setdefault(source.url, ("sources", number, "url"))
    for leaf in loaded.document.root.leaves():
        for address in link_targets(leaf.text):
            found.setdefault(address, leaf.path)
    return dict(sorted(found.items(), key=lambda entry: loaded.document.mark(entry[1]).line))


def due(links: Links, named: Iterable[str], days: int, today: date) -> list[str]:
    """The addresses to check today: unknown ones, broken ones, and those not checked for `days`."""
    fresh = {
        name for name, one in links.checked.items()
        if not one.problem and (today - one.checked_on).days < days
    }  # fmt: skip
    return [name for name in named if name not in fresh]


def in_turn(links: Links, names: Iterable[str]) -> list[str]:
    """The addresses in the order in which to check them: first what was not checked for longest.

    So a run goes on where the one before it ran out of time. Among equals, hosts with many links
    come first, since they take longest.
    """
    hosts = {name: urlsplit(name).hostname for name in names}
    sizes = Counter(hosts.values())

    def urgency(name: str) -> tuple[date, int]:
        known = links.checked.get(name)
        return known.checked_on if known else date.min, -sizes[hosts[name]]

    return sorted(hosts, key=urgency)


def updated(links: Links, named: Iterable[str], found: Mapping[str, Found], today: date) -> Links:
    """The file after a check: what the data no longer names is dropped, who was busy stays."""
    checked = dict(links.checked)
    for name, one in found.items():
        if not one.is_busy:
            known = checked.get(name)
            since = (known.broken_since if known else None) or today
            checked[name] = Checked(
                checked_on=today,
                status=one.status,
                problem=one_line(one.problem)[:_LONGEST] or None,
                broken_since=since if one.problem else None,
                moved_to=one.moved_to or None,
            )
    kept = {name: checked[name] for name in named if name in checked}
    return links.model_copy(update={"checked": kept})


def broken(links: Links, named: Mapping[str, Path], file: FilePath) -> Diagnostics:
    """Links that do not work and are not excused in the file, each where the data names it."""
    hint = f"find its new place, or excuse it with a reason in {file}"
    for name, path in named.items():
        one = links.checked.get(name)
        if one and one.problem and not links.excuse(name):
            since = f", since {one.broken_since}" if one.broken_since else ""
            yield Diagnostic(path, f"{name} is broken{since}: {one.problem}", hint)


def moved(links: Links, named: Mapping[str, Path]) -> Diagnostics:
    """Links that work, but lead elsewhere for good."""
    for name, path in named.items():
        one = links.checked.get(name)
        if one and one.moved_to and not one.problem and not links.excuse(name):
            yield Diagnostic(path, f"{name} has moved for good", f"now {one.moved_to}")


def unneeded(links: Links, named: Iterable[str], file: FilePath) -> Diagnostics:
    """Excuses in the file that no address has, or only such as are known to work."""
    known = links.checked
    unproven = {links.excuse(name) for name in named if name not in known or known[name].problem}
    for name in links.excused:
        if name not in unproven:
            message = f"'{name}' is excused, but no link of the data needs that"
            yield Diagnostic.at(str(file), 0, 0, message, where="excused", hint="remove it")


def nobody_answered(found: Mapping[str, Found]) -> bool:
    """Whether it is the network that fails: no server answered, though several were asked."""
    hosts = {urlsplit(name).hostname for name in found}
    return len(hosts) >= _ENOUGH_HOSTS and all(one.status is None for one in found.values())
