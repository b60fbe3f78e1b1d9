"""The mark of what is contested: what it says, of what, and what it leaves out."""

import pytest

from comparison_site import Comparison
from comparison_site.analysis.marks import mark_words, marked
from comparison_site.core.vocabulary import Status
from comparison_site.model import Contradiction, Part, Proposal
from comparison_site.model.outcomes import Split, Tie, Unknown, Winner
from tests.support.comparisons import eventful, proposal

SHARED = tuple(
    Part.model_validate({"option": option, "for": purpose})
    for option, purpose in [("bus", "rain"), ("bicycle", "sun")]
)


def proposing(outcome: Winner | Split | Tie | Unknown, label: str) -> Comparison:
    """The eventful comparison, in which another outcome is proposed."""
    comparison = eventful()
    [criterion] = comparison.criteria
    now = proposal(Status.OPEN).model_copy(update={"outcome": outcome, "label": label})
    return judged(comparison, contested=now, because=criterion.verdict.because)


def judged(comparison: Comparison, **changes: object) -> Comparison:
    [criterion] = comparison.criteria
    verdict = criterion.verdict.model_copy(update=changes)
    changed = criterion.model_copy(update={"verdict": verdict})
    return comparison.model_copy(update={"criteria": (changed,)})


@pytest.mark.parametrize(
    ("outcome", "label", "words"),
    [
        (Winner(option="bus"), "Where new lines go", "Contested: now Bus"),
        (Winner(option="bus"), "Bus for the rain", "Contested: now Bus for the rain"),
        (Split(parts=SHARED), "Depends on the sky", "Contested: now depends on the sky"),
        (Split(parts=SHARED), "Rain or sun", "Contested: now depends, rain or sun"),
        (Tie(), "Look at the road", "Contested: now a tie, look at the road"),
        (Tie(), "A tie in town", "Contested: now a tie in town"),
        (Unknown(), "GPS lies", "Contested: now not known, GPS lies"),
        (Tie(), "Bus or not", "Contested: now a tie, Bus or not"),
    ],
)
def test_the_mark_names_what_is_proposed(
    outcome: Winner | Split | Tie | Unknown, label: str, words: str
) -> None:
    comparison = proposing(outcome, label)
    assert mark_words(comparison, comparison.criteria[0]) == words


def test_a_proposal_that_is_adopted_has_no_mark() -> None:
    comparison = judged(eventful(), contested=proposal(Status.ADOPTED))
    assert mark_words(comparison, comparison.criteria[0]) == ""


@pytest.mark.parametrize(("count", "words"), [(1, "our run says"), (2, "our runs say")])
def test_without_a_proposal_the_mark_says_that_runs_speak_against_the_verdict(
    count: int, words: str
) -> None:
    against = (Contradiction(source="a-run", because="It shows."),) * count
    comparison = judged(eventful(), contested=None, contradicted_by=against)
    assert mark_words(comparison, comparison.criteria[0]) == f"Contested: {words} otherwise"


def test_a_proposal_says_more_than_that_a_run_disagrees() -> None:
    against = (Contradiction(source="a-run", because="It shows."),)
    comparison = judged(eventful(), contradicted_by=against)
    assert "now" in mark_words(comparison, comparison.criteria[0])


def test_advice_is_marked_as_verdicts_are() -> None:
    comparison = eventful()
    [scenario] = comparison.scenarios
    now: Proposal = proposal(Status.OPEN).model_copy(update={"outcome": Winner(option="bus")})
    contested = scenario.model_copy(update={"contested": now})
    assert mark_words(comparison, scenario) == ""
    assert mark_words(comparison, contested) == "Contested: now Bus"
    assert marked(comparison, contested, "Bicycle") == "Bicycle (Contested: now Bus)"
