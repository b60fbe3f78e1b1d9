"""Verdicts in a few words, as plain text, for whatever has no room for more."""

from collections.abc import Callable

from comparison_site.core.vocabulary import Status
from comparison_site.model import Comparison, Criterion, Judgement, Outcome, Past


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
