"""Other advice of a scenario, as edits of the text that holds it."""

from comparison_site.authoring.decisions import AdviceDecision
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.outcomes import OutcomeEditing, wins_one
from comparison_site.model import Comparison, Scenario


def advised(draft: Draft, comparison: Comparison, decision: AdviceDecision) -> tuple[str, ...]:
    """Make a decision about a scenario in the text of a comparison, and say what then is gone.

    Raises DecisionError if the decision does not fit.
    """
    number, scenario = next(
        (n, one) for n, one in enumerate(comparison.scenarios) if one.id == decision.id
    )
    path = ("scenarios", number)
    editing = _AdviceEditing(draft, comparison, decision, scenario, path)
    editing.write()
    editing.write_rest()
    return editing.done()


class _AdviceEditing(OutcomeEditing[Scenario, AdviceDecision]):
    """One decision about a scenario on its way into the text."""

    outcome_after, history_after = "need", "criteria"

    def write_rest(self) -> None:
        """Why it is recommended all the same, where what is recommended wins nothing there."""
        verdicts = (self.comparison.criterion(name).verdict for name in self.now.criteria)
        is_won = wins_one(self.outcome, (verdict.published for verdict in verdicts))
        said = self.now.despite
        reason = self.decision.despite or (None if is_won else said)
        if self.decision.despite and is_won:
            message = "what is recommended wins one of the criteria, so there is nothing to admit"
            self.ask(message, "despite", "leave out --despite")
        if not reason and not is_won:
            message = "what is recommended wins none of the verdicts named there"
            words = f"{message}; say why it is recommended all the same"
            self.ask(words, "despite", "--despite '...'")
        if reason != said:
            self.draft.write((*self.path, "despite"), reason, after="because")
            if said and not reason:
                self.lost.append(f"'despite': {said}")
