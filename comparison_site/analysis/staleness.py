"""Which verdicts were reached on a version that is no longer the newest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from comparison_site.analysis.versions import version_used
from comparison_site.model import Comparison, Criterion, Source
from comparison_site.upstream.releases import Releases, key
from comparison_site.upstream.versions import is_older


def newest(comparison: Comparison, releases: Releases) -> dict[str, str]:
    """The newest recorded release of each option that has one, by the option's id."""
    named = {option.id: key(option.package) for option in comparison.options if option.package}
    return {name: releases[found].version for name, found in named.items() if found in releases}


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
