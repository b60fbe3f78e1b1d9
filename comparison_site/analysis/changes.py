"""What changed: verdicts and advice that were others before, and changes that were let through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from comparison_site.analysis.addresses import Addresses, folder_of
from comparison_site.analysis.outcomes import badge_words, result
from comparison_site.core.inline_text import plain_text
from comparison_site.model import (
    Comparison,
    Criterion,
    Outcome,
    Past,
    PastAdvice,
    Scenario,
    Waiver,
)
from comparison_site.model.identity import record_called

NEWS_AT_MOST = 5  # a returning reader is shown, and how many more there are


@dataclass(frozen=True)
class Change:
    """On one day a verdict or an advice stopped being `before` and became `after`; `because` is
    formatted.

    `id` is made of the record's first id and the day, so it stays when words or ids change.
    """

    id: str
    on: date
    record: Criterion | Scenario
    before: Past | PastAdvice
    after: Outcome
    because: str

    @property
    def name(self) -> str:
        """What has changed: the criterion's name, or the need of the scenario."""
        return self.record.name if isinstance(self.record, Criterion) else self.record.need

    @property
    def stays(self) -> bool:
        """Whether it tells of no other words: of what was considered, say, and not done."""
        labels = {getattr(each, "label", "") for each in (self.before, self.after)}
        return len(labels) == 1 and result(self.before) == result(self.after)

    @property
    def place(self) -> tuple[str, str]:
        """The page and anchor of the history of the verdict, or of the row of the scenario."""
        if isinstance(self.record, Criterion):
            return f"criteria/{self.record.id}.md", "history"
        return "scenarios.md", self.record.id

    def at(self, addresses: Addresses) -> str:
        """The address of its place."""
        page, anchor = self.place
        return addresses.of(folder_of(page), anchor)


def changes(comparison: Comparison) -> tuple[Change, ...]:
    """Every change of a verdict or an advice, newest first; those of one day in publishing order.

    What it became is the next newer entry, or what is published now. Several changes on one
    day are numbered from the oldest, so that a newer one moves none.
    """
    found: list[Change] = []
    for criterion in comparison.criteria:
        verdict = criterion.verdict
        found += _changes(criterion.first_id, criterion, verdict.history, verdict.published)
    for scenario in comparison.scenarios:  # no id of a criterion holds a dot
        name = f"scenarios.{scenario.first_id}"
        found += _changes(name, scenario, scenario.history, scenario.published)
    return tuple(sorted(found, key=lambda change: change.on, reverse=True))


def _changes(
    name: str,
    record: Criterion | Scenario,
    history: Sequence[Past | PastAdvice],
    now: Outcome,
) -> Iterator[Change]:
    for n, (before, after) in enumerate(zip(history, (now, *history), strict=False)):
        number = [past.on for past in history[n:]].count(before.on)
        key = f"{name}.{before.on}{f'.{number}' if number > 1 else ''}"
        yield Change(key, before.on, record, before, after, before.because)


def news(comparison: Comparison) -> list[dict[str, str]]:
    """The changes for the script of the overview: flat records, newest first. What stays is none.

    Those that may be shown, up to the day of the last of as many, say more than their id and day;
    `before` and `after` are what the badge says, `url` is relative to the overview.
    """
    found = [change for change in changes(comparison) if not change.stays]
    last = min((change.on for change in found[:NEWS_AT_MOST]), default=date.max)
    records = []
    for change in found:
        record = {"id": change.id, "on": change.on.isoformat()}
        if change.on >= last:
            record |= {
                "criterion": change.name,
                "before": badge_words(comparison, change.before),
                "after": badge_words(comparison, change.after),
                "because": plain_text(change.because),
                "url": change.at(Addresses()),
            }
        records.append(record)
    return records


@dataclass(frozen=True)
class LetThrough:
    """A change that came without what it has to bring, and of what it was.

    `place` is the page and anchor of that; None if it cannot be told any more.
    """

    waiver: Waiver
    name: str
    place: tuple[str, str] | None = None


def let_through(comparison: Comparison) -> tuple[LetThrough, ...]:
    """Every change that was let through, newest first; those of one day as in the file."""
    newest_first = sorted(comparison.waivers, key=attrgetter("on"), reverse=True)
    return tuple(_let_through(comparison, waiver) for waiver in newest_first)


def _let_through(comparison: Comparison, waiver: Waiver) -> LetThrough:
    """By the first words of the place of its remark: `criteria > speed`."""
    group, name, *_ = [*waiver.at.split(" > "), "", ""]
    if group == "criteria" and (criterion := record_called(comparison.criteria, name)):
        return LetThrough(waiver, criterion.name, (f"criteria/{criterion.id}.md", "verdict"))
    if group == "scenarios" and (scenario := record_called(comparison.scenarios, name)):
        return LetThrough(waiver, scenario.need, ("scenarios.md", scenario.id))
    if group == "sources" and (source := record_called(comparison.sources, name)):
        return LetThrough(waiver, source.title, ("sources.md", f"source-{source.id}"))
    return LetThrough(waiver, waiver.at)
