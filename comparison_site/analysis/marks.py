"""The mark of what the evidence no longer supports: one name, and in words what it says instead.

It stands wherever the outcome stands that is published, so that nobody has to open a page to learn
that another one is proposed.
"""

from comparison_site.core.vocabulary import Kind, Status
from comparison_site.model import Comparison, Contestable, Criterion, Proposal, Scenario

_KINDS = {Kind.SPLIT: "depends", Kind.TIE: "a tie", Kind.UNKNOWN: "not known"}

SOURCES_DISAGREE = "sources say otherwise"


def mark_words(comparison: Comparison, record: Criterion | Scenario) -> str:
    """What the mark of a verdict or of advice says, or nothing where there is none.

    What is proposed instead, if anything is; otherwise that runs of our own speak against it.
    """
    outcome = _published(record)
    if outcome.open_proposal:
        return f"{Status.OPEN.words}: now {now_words(comparison, outcome.open_proposal)}"
    return f"{Status.OPEN.words}: {runs_disagree(record)}" if runs_disagree(record) else ""


def marked(comparison: Comparison, record: Criterion | Scenario, words: str) -> str:
    """Words about a verdict or advice, followed by its mark in brackets if it has one."""
    mark = mark_words(comparison, record)
    return f"{words} ({mark})" if mark else words


def runs_disagree(record: Criterion | Scenario) -> str:
    """That a run of our own speaks against a verdict, or that several do; otherwise nothing."""
    count = len(getattr(_published(record), "contradicted_by", ()))
    return ("our runs say otherwise" if count > 1 else "our run says otherwise") if count else ""


def now_words(comparison: Comparison, proposal: Proposal) -> str:
    """What a proposal comes to, as a sentence goes on: the option, or how it is shared and why."""
    if proposal.option:
        name = comparison.option(proposal.option).name
        return proposal.label if name.casefold() in proposal.label.casefold() else name
    words = _KINDS[proposal.kind]
    label = _going_on(comparison, proposal.label)
    return label if words.split()[-1] in label.casefold().split() else f"{words}, {label}"


def _published(record: Criterion | Scenario) -> Contestable:
    return record.verdict if isinstance(record, Criterion) else record


def _going_on(comparison: Comparison, label: str) -> str:
    """A label inside a sentence: in small letters, unless it starts with a name or an acronym."""
    named = any(label.startswith(option.name) for option in comparison.options)
    return label if named or label[1:2].isupper() else f"{label[0].lower()}{label[1:]}"
