"""Outcomes: in a few plain words, what each option wins, and how verdicts changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from comparison_site.analysis.addresses import Addresses, folder_of
from comparison_site.core.inline_text import plain_text
from comparison_site.core.vocabulary import Kind, Status
from comparison_site.model import (
    Comparison,
    Criterion,
    Judgement,
    Option,
    Outcome,
    Past,
    PastAdvice,
    Scenario,
)


def outcome_words(comparison: Comparison, outcome: Outcome) -> str:
    """The outcome in full: the winner, every option with its purpose, or that there is none."""
    purposes = {part.option: f" for {part.purpose}" for part in outcome.parts}
    names = [f"{comparison.option(o).name}{purposes.get(o, '')}" for o in outcome.option_ids]
    return "; ".join(names) or outcome.kind.words


def badge_words(comparison: Comparison, judgement: Outcome) -> str:
    """What a badge has room for: the label, and the winner or, if it does not say so, the kind.

    Advice has no label: who to take.
    """
    if not isinstance(judgement, Judgement | Past):
        return outcome_words(comparison, judgement)
    if judgement.option:
        return f"{judgement.label}: {comparison.option(judgement.option).name}"
    label, words = judgement.label, judgement.kind.words
    return label if words.casefold() in label.casefold() else f"{label}: {words}"


def verdict_words(comparison: Comparison, judgement: Outcome) -> str:
    """The label, if it has one, and the outcome in full: every option with what it is for."""
    if isinstance(judgement, Judgement | Past) and judgement.option_ids:
        return f"{judgement.label}: {outcome_words(comparison, judgement)}"
    return badge_words(comparison, judgement)


def contested_mark(criterion: Criterion) -> str:
    """What follows the words of a verdict while another one is proposed; otherwise nothing."""
    return f" ({Status.OPEN.words})" if criterion.verdict.open_proposal else ""


@dataclass(frozen=True)
class Standing:
    """One option's results over all criteria and scenarios, in publishing order."""

    option: Option
    scenarios: list[Scenario]
    wins: list[Criterion] = field(default_factory=list)
    shares: list[Criterion] = field(default_factory=list)
    undecided: list[Criterion] = field(default_factory=list)
    losses: list[Criterion] = field(default_factory=list)


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
    scenarios = [one for one in comparison.scenarios if option.id in one.published.option_ids]
    found = Standing(option, scenarios)
    for criterion in comparison.criteria:
        published = criterion.verdict.published
        if option.id in published.option_ids:
            group = found.wins if published.kind is Kind.WINNER else found.shares
        else:
            group = found.losses if published.option_ids else found.undecided
        group.append(criterion)
    return found


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
    """The changes for the script of the overview: flat records, newest first.

    Those that may be shown, up to the day of the last of as many, say more than their id and day;
    `before` and `after` are what the badge says, `url` is relative to the overview.
    """
    found = changes(comparison)
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
