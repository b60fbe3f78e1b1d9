"""The mark of what the evidence no longer supports: one name, and in words what it says instead.

It stands wherever the outcome stands that is published, so that nobody has to open a page to learn
that another one is proposed.
"""

from comparison_site.core.room import listed
from comparison_site.core.vocabulary import Kind, Status
from comparison_site.model import Comparison, Criterion, Proposal, Scenario, Verdict

_KINDS = {Kind.SPLIT: "depends", Kind.TIE: "a tie", Kind.UNKNOWN: "not known"}

SOURCES_DISAGREE = f"{Status.OPEN.words}: sources say otherwise"
"""What stands above a proposal that is given in full."""


DRAFT = "Draft"
DRAFT_WORDS = (
    "This comparison is not finished: what stands here may change, be missing or be wrong."
)
"""What every page of a draft says behind that word."""


def as_draft(comparison: Comparison, title: str) -> str:
    """A title as others show it, who see nothing else: of a draft, it says so."""
    return f"{DRAFT}: {title}" if comparison.draft else title


def mark_words(comparison: Comparison, record: Criterion | Scenario) -> str:
    """What the mark of a verdict or of advice says, or nothing where there is none.

    What is proposed instead, if anything is; otherwise that runs of our own speak against it.
    """
    judged = record.verdict if isinstance(record, Criterion) else record
    if judged.open_proposal:
        return f"{Status.OPEN.words}: now {_now(comparison, judged.open_proposal)}"
    runs = len(judged.contradicted_by) if isinstance(judged, Verdict) else 0
    ours = "our runs say" if runs > 1 else "our run says"
    return f"{Status.OPEN.words}: {ours} otherwise" if runs else ""


def marked(comparison: Comparison, record: Criterion | Scenario, words: str) -> str:
    """Words about a verdict or advice, followed by its mark in brackets if it has one."""
    mark = mark_words(comparison, record)
    return f"{words} ({mark})" if mark else words


def _now(comparison: Comparison, proposal: Proposal) -> str:
    """What a proposal comes to, as a sentence goes on: the option, or how it is shared and why."""
    if proposal.winners:
        name = listed([comparison.option(winner).name for winner in proposal.winners])
        return proposal.label if name.casefold() in proposal.label.casefold() else name
    words = _KINDS[proposal.kind]
    label = _going_on(comparison, proposal.label)
    return label if words.split()[-1] in label.casefold().split() else f"{words}, {label}"


def _going_on(comparison: Comparison, label: str) -> str:
    """A label inside a sentence: in small letters, unless it starts with a name or an acronym."""
    named = any(label.startswith(option.name) for option in comparison.options)
    return label if named or label[1:2].isupper() else f"{label[0].lower()}{label[1:]}"
