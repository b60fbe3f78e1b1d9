"""How verdicts changed: the list that the feed, the Changes page and the browser share."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comparison_site.analysis.addresses import Addresses
from comparison_site.analysis.outcomes import badge_words
from comparison_site.core.inline_text import plain_text
from comparison_site.model import Comparison, Criterion, Judgement, Past

NEWS_AT_MOST = 5  # a returning reader is shown, and how many more there are


@dataclass(frozen=True)
class Change:
    """On one day a verdict stopped being `before` and became `after`; `because` is formatted.

    `id` is made of the criterion's id and the day, so it stays when words change.
    """

    id: str
    on: date
    criterion: Criterion
    before: Past
    after: Past | Judgement
    because: str


def changes(comparison: Comparison) -> tuple[Change, ...]:
    """Every change of every verdict, newest first; those of one day in publishing order."""
    found = [change for criterion in comparison.criteria for change in _of(criterion)]
    return tuple(sorted(found, key=lambda change: change.on, reverse=True))


def news(comparison: Comparison) -> list[dict[str, str]]:
    """The changes for the script of the overview: flat records, newest first.

    Those that may be shown, up to the day of the last of as many, say more than their id and day;
    `before` and `after` are what the badge says, `url` is relative to the overview.
    """
    found = changes(comparison)
    last = min((change.on for change in found[:NEWS_AT_MOST]), default=date.max)
    return [
        _record(comparison, change, Addresses()) if change.on >= last else _mark(change)
        for change in found
    ]


def _of(criterion: Criterion) -> Iterator[Change]:
    """Newest first. What a verdict became is the next newer entry, or what is published now."""
    history = criterion.verdict.history
    successors: tuple[Past | Judgement, ...] = (criterion.verdict.published, *history)
    for name, before, after in zip(_ids(criterion), history, successors, strict=False):
        yield Change(name, before.on, criterion, before, after, before.because)


def _ids(criterion: Criterion) -> list[str]:
    """Several changes on one day are numbered from the oldest, so that a newer one moves none."""
    seen: Counter[date] = Counter()
    names = []
    for past in reversed(criterion.verdict.history):
        seen[past.on] += 1
        number = f".{seen[past.on]}" if seen[past.on] > 1 else ""
        names.append(f"{criterion.id}.{past.on.isoformat()}{number}")
    return names[::-1]


def _mark(change: Change) -> dict[str, str]:
    return {"id": change.id, "on": change.on.isoformat()}


def _record(comparison: Comparison, change: Change, addresses: Addresses) -> dict[str, str]:
    return {
        **_mark(change),
        "criterion": change.criterion.name,
        "before": badge_words(comparison, change.before),
        "after": badge_words(comparison, change.after),
        "because": plain_text(change.because),
        "url": addresses.criterion(change.criterion.id, "history"),
    }
