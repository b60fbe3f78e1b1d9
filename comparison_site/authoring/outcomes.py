"""Another outcome of a verdict or a scenario, on its way into the text that holds it."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from comparison_site.analysis.outcomes import result
from comparison_site.authoring.decisions import Decision, DecisionError, Problem
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.lacks import outcome_fields
from comparison_site.authoring.spelling import Fields
from comparison_site.core.counting import many
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Status
from comparison_site.model import Comparison, Outcome, Scenario, Verdict
from comparison_site.model.outcomes import RESULT_FIELDS
from comparison_site.results.placeholders import quotes_a_run

Made = TypeVar("Made", bound=Decision)
Decided = TypeVar("Decided", Verdict, Scenario)


class OutcomeEditing(Generic[Decided, Made]):
    """One decision about a record that may carry a proposal.

    Where the outcome is the one that is openly proposed, the proposal is adopted; where an adopted
    proposal hid it, the proposal is open again; another outcome ends an adopted proposal.
    """

    outcome_after: ClassVar[str]
    """The field below which a new outcome stands."""
    history_after: ClassVar[str]
    """The field below which a first history stands."""
    proposal_words: ClassVar[Sequence[str]] = ("because",)
    """The fields that go into a proposal where that is what readers see."""

    def __init__(
        self, draft: Draft, comparison: Comparison, decision: Made, now: Decided, path: Path
    ) -> None:
        """`now` is what stands at `path`. Raises DecisionError where nothing would be decided."""
        self.draft, self.comparison, self.decision = draft, comparison, decision
        self.now: Decided = now
        self.path: Path = path
        self.proposal: Path = (*path, "contested")
        self.said: Path = path  # where that stands which readers see, once it is written
        self.is_adopted = now.published is not now
        self.problems: list[Problem] = []
        self.lost: list[str] = []
        self.outcome = self._decided()

    def _decided(self) -> Outcome:
        if self.decision.confirm:
            return self.now.published
        outcome = self.decision.outcome or self.now.open_proposal
        if outcome is None:
            message = f"nothing is proposed for '{self.decision.id}' at present"
            raise DecisionError([Problem(message, "outcome")])
        if result(outcome) == result(self.now.published):
            message = f"this is what is published on '{self.decision.id}' already"
            words = f"{message}; if you reviewed it and it still holds, confirm it"
            raise DecisionError([Problem(words, "outcome", "--confirm")])
        return outcome

    def write(self) -> None:
        """The outcome, what it was, and the words."""
        is_proposals: bool = self.is_adopted
        if not self.decision.confirm:
            if not self.comparison.draft:  # of which no reader has seen anything
                self._write_history()
            is_proposals = self._write_outcome()
        self.said = self.proposal if is_proposals else self.path
        for name in self.proposal_words:
            if text := getattr(self.decision, name):
                self.draft.replace((*self.said, name), text)

    def decide(self) -> tuple[str, ...]:
        """Write all of it and the day of the review, and say what went. Raises DecisionError."""
        self.write()
        self.write_rest()
        day = (*self.path, "reviewed_on")
        self.draft.write(day, self.decision.on, after=self.history_after)
        if self.problems:
            raise DecisionError(self.problems)
        return tuple(self.lost)

    def ask(self, words: str, field: str, option: str = "") -> None:
        """Note what is wrong, or has to be said."""
        self.problems.append(Problem(words, field, option))

    def write_rest(self) -> None:
        """Called once the outcome is written: what goes along with it."""

    def replaced(self) -> None:
        """Called where the outcome of the record itself becomes another one."""

    def past(self) -> dict[str, str]:
        """What an entry of the history says besides the day, the outcome and why."""
        return {}

    def _write_history(self) -> None:
        path, said = (*self.path, "history"), outcome_fields(self.now.published)
        why = {"because": self.decision.why}
        if quotes_a_run(self.decision.why):
            message = "the history keeps its words and takes no number from a run; write it out"
            self.ask(message, "why", "--why '...'")
        fields: Fields = {"on": self.decision.on, **said, **self.past(), **why}
        if self.draft.has(path):
            self.draft.prepend(path, fields)
        else:
            self.draft.add(path, [fields], after=self.history_after)

    def _write_outcome(self) -> bool:
        """Whether it is a proposal's outcome that readers now see."""
        proposed = self.now.open_proposal
        if proposed and result(proposed) == result(self.outcome):
            self.draft.replace((*self.proposal, "status"), Status.ADOPTED.value)
            return True
        if result(self.now) == result(self.outcome):  # an adopted proposal hides it
            self.draft.replace((*self.proposal, "status"), Status.OPEN.value)
            return False
        if self.is_adopted and self.now.contested:
            sources = many(len(self.now.contested.sources), "source")
            self.lost.append(f"the adopted proposal with its argument and {sources}")
            self.draft.remove(self.proposal)
        fields = outcome_fields(self.outcome)
        for name in RESULT_FIELDS:
            is_needed = name != "kind" or self.draft.has((*self.path, name))
            value = fields.get(name) if is_needed or self.outcome.kind != "winner" else None
            self.draft.write((*self.path, name), value, after=self.outcome_after)
        self.replaced()
        return False


def wins_one(recommended: Outcome, verdicts: Iterable[Outcome]) -> bool:
    """Whether one of the verdicts is won by what is recommended; if nothing is, none has to be."""
    names = set(recommended.option_ids)
    return not names or any(names & {*each.option_ids} for each in verdicts)
