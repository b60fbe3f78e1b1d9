"""Which versions a verdict was judged on, whether a run used them, and which are the newest."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from comparison_site.model import Comparison, Criterion, Option, Source, Verdict
from comparison_site.results.runs import Run
from comparison_site.upstream.answers import Releases, is_older, key

_RELEASE = re.compile(r"\d+(?:\.\d+)*")
_FEW = 4  # options whose versions have room in a row of a table


def judged_in_row(comparison: Comparison, verdict: Verdict) -> dict[str, str]:
    """The judged versions that a row about a verdict names, by the option's id: all of a few
    options; of many, those that differ from the versions that the comparison names for all."""
    few = len(verdict.as_of) <= _FEW
    return dict(verdict.as_of) if few else judged_otherwise(comparison, verdict)


def judged_otherwise(comparison: Comparison, verdict: Verdict) -> dict[str, str]:
    """The judged versions, by the option's id, that differ from those that the comparison names."""
    as_of = verdict.as_of.items()
    return {name: one for name, one in as_of if one != comparison.option(name).version}


def reviews(comparison: Comparison) -> tuple[date, date]:
    """The days of the earliest and of the latest review of a verdict."""
    days = [criterion.verdict.reviewed_on for criterion in comparison.criteria]
    return min(days), max(days)


@dataclass(frozen=True)
class Outdated:
    """An option that a run used in another version than the one that is judged."""

    option: Option
    ran: str


def outdated(
    comparison: Comparison, run: Run, besides: Collection[Outdated] = ()
) -> tuple[Outdated, ...]:
    """The options whose package ran in another version than the comparison judges.

    Only what both name is compared: `2.13` and `2.13.0+cpu` are the same, and so are a package
    and one of its kinds, such as `name-cpu`. What is said already is left out: `besides`.
    """
    used = (Outdated(option, version_used(run, option)) for option in comparison.options)
    found = (one for one in used if not _is_same(one.ran, one.option.version))
    return tuple(one for one in found if one not in besides)


def outdated_everywhere(comparison: Comparison) -> tuple[Outdated, ...]:
    """What is outdated in each of the runs alike."""
    first, *others = [outdated(comparison, run) for run in comparison.runs] or [()]
    return tuple(one for one in first if all(one in other for other in others))


def version_used(run: Run, option: Option) -> str:
    """The version of an option's package that a run used, in whatever environment; or nothing."""
    name = option.package.name if option.package else ""
    for env in run.environments_of(option.id) if name else ():
        kinds = (one for other, one in env.packages.items() if other.startswith(f"{name}-"))
        if found := env.packages.get(name) or next(kinds, ""):
            return found
    return ""


def ran_on(comparison: Comparison, run: Run) -> list[Outdated]:
    """The options of a run with the versions of their packages, as far as they are known."""
    used = (Outdated(option, version_used(run, option)) for option in comparison.options)
    return [one for one in used if one.ran]


def _is_same(one: str, other: str) -> bool:
    found = (_RELEASE.search(version) for version in (one, other))
    numbers = [release[0].split(".") for release in found if release]
    return all(len(set(pair)) == 1 for pair in zip(*numbers, strict=False))


def newest(comparison: Comparison, releases: Releases) -> dict[str, str]:
    """The newest recorded release of each option that has one, by the option's id."""
    named = {option.id: key(option.package) for option in comparison.options if option.package}
    return {name: releases[one].version for name, one in named.items() if one in releases}


def measured_version(comparison: Comparison, source: Source, option: str) -> str:
    """The version of an option's package that a source's run used; nothing if it used none."""
    run = comparison.run(source)
    return version_used(run, comparison.option(option)) if run else ""


@dataclass(frozen=True)
class Freshness:
    """The options' newest releases, by id, beside the versions that the comparison names."""

    comparison: Comparison
    newest: Mapping[str, str] = field(default_factory=dict)

    def newer(self, option: str, version: str) -> str:
        """The option's newest release if that came after `version`, otherwise nothing."""
        package, found = self.comparison.option(option).package, self.newest.get(option, "")
        behind = package and found and is_older(package.manager, version, found)
        return found if behind else ""

    def behind(self) -> Iterator[tuple[Criterion, str, str, str]]:
        """Every verdict that is behind: criterion, option's id, version judged, newest release."""
        for criterion in self.comparison.criteria:
            for option, version in criterion.verdict.as_of.items():
                if found := self.newer(option, version):
                    yield criterion, option, version, found
