"""Outcomes in a few words, for whatever has no room for more, and what each option wins.

The words are plain text.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from comparison_site.analysis.addresses import Addresses
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Kind, Status
from comparison_site.model import Comparison, Criterion, Judgement, Option, Outcome, Past, Scenario


def outcome_words(comparison: Comparison, outcome: Outcome) -> str:
    """The outcome in full: the winner, every option with its purpose, or that there is none."""
    return named_outcome(lambda name: comparison.option(name).name, outcome)


def named_outcome(name_of: Callable[[str], str], outcome: Outcome) -> str:
    """The outcome in full, with the names that `name_of` gives to option ids."""
    purposes = {part.option: f" for {part.purpose}" for part in outcome.parts}
    names = [f"{name_of(name)}{purposes.get(name, '')}" for name in outcome.option_ids]
    return "; ".join(names) or outcome.kind.words


def badge_words(comparison: Comparison, judgement: Judgement | Past) -> str:
    """What a badge has room for: the label, and the winner or, if it does not say so, the kind."""
    if judgement.option:
        return f"{judgement.label}: {comparison.option(judgement.option).name}"
    words = judgement.kind.words
    said = words.casefold() in judgement.label.casefold()
    return judgement.label if said else f"{judgement.label}: {words}"


def verdict_words(comparison: Comparison, judgement: Judgement | Past) -> str:
    """The label and the outcome in full: every option with what it is for, where there are any."""
    if judgement.option_ids:
        return f"{judgement.label}: {outcome_words(comparison, judgement)}"
    return badge_words(comparison, judgement)


def contested_mark(criterion: Criterion) -> str:
    """What follows the words of a verdict while another one is proposed; otherwise nothing."""
    return f" ({Status.OPEN.words})" if criterion.verdict.open_proposal else ""


@dataclass(frozen=True)
class Standing:
    """One option's results over all criteria and scenarios, in publishing order."""

    option: Option
    wins: tuple[Criterion, ...]
    shares: tuple[Criterion, ...]
    undecided: tuple[Criterion, ...]
    losses: tuple[Criterion, ...]
    scenarios: tuple[Scenario, ...]


@dataclass(frozen=True)
class Tally:
    """How the criteria are shared out: an entry per option, then what nobody wins."""

    standings: tuple[Standing, ...]
    split: int
    tied: int
    unknown: int
    contested: int


def standing(comparison: Comparison, option: Option) -> Standing:
    """The results of one option; every criterion stands in exactly one of its groups."""
    groups: dict[str, list[Criterion]] = defaultdict(list)
    for criterion in comparison.criteria:
        groups[_group(criterion.verdict.published, option)].append(criterion)
    return Standing(
        option=option,
        wins=tuple(groups["wins"]),
        shares=tuple(groups["shares"]),
        undecided=tuple(groups["undecided"]),
        losses=tuple(groups["losses"]),
        scenarios=tuple(s for s in comparison.scenarios if option.id in s.published.option_ids),
    )


def _group(outcome: Outcome, option: Option) -> str:
    if not outcome.option_ids:
        return "undecided"
    if option.id not in outcome.option_ids:
        return "losses"
    return "wins" if outcome.kind is Kind.WINNER else "shares"


def tally(comparison: Comparison) -> Tally:
    """The count over all criteria."""
    kinds = [criterion.verdict.published.kind for criterion in comparison.criteria]
    return Tally(
        standings=tuple(standing(comparison, option) for option in comparison.options),
        split=kinds.count(Kind.SPLIT),
        tied=kinds.count(Kind.TIE),
        unknown=kinds.count(Kind.UNKNOWN),
        contested=sum(bool(c.verdict.open_proposal) for c in comparison.criteria),
    )


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
