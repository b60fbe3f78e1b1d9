"""What the evidence gate looks for: whatever bends a verdict, and what each asks for."""

from comparison_site.core.vocabulary import Words


class GateRule(Words):
    """What bends a verdict, in the order in which a reviewer should look, and what each asks for
    where `build.py check --since` finds it.
    """

    @property
    def is_question(self) -> bool:
        """Whether it asks what no program can know. It then warns, and the others are errors."""
        return self.gloss.endswith("?")

    # fmt: off
    OUTCOME_CHANGED = ("outcome-changed", "Another outcome",
        "A new entry in the history that says what the verdict was, a later review, and evidence "
        "that is new: a source that the criterion did not cite before, or that was read again.")
    REASON_KEPT = ("reason-kept", "Another outcome, and the old reason",
        "Another reason, and another text of what would flip it. With the old ones, word for word, "
        "the page would contradict itself.")
    CONTRADICTION_KEPT = ("contradiction-kept", "Another outcome, and the old run against it",
        "New words for what the run shows, or that it goes: does it speak against the new outcome, "
        "too?")
    CONFIDENCE_RAISED = ("confidence-raised", "More confidence",
        "A later review, and a source that is new or was read again.")
    REASON_CHANGED = ("reason-changed", "Another reason, badge, condition or order",
        "A later review of the verdict. A text that is only spelt better is no other text.")
    PROPOSAL_REMOVED = ("proposal-removed", "A proposal is gone",
        "A new entry in the history that says why an open proposal was neither adopted nor kept.")
    CONTRADICTION_REMOVED = ("contradiction-removed", "A run against a verdict is gone",
        "A new entry in the history that says why the run no longer speaks against the verdict.")
    POINTS_OF_ONE_SIDE = ("points-of-one-side", "Points came or went on one side",
        "A later review of the verdict, if a strength or a weakness is gone, became something "
        "else, or was added for one side alone. The sides are those who are ahead and the others; "
        "in a tie, every option is one.")
    FACTS_CHANGED = ("facts-changed", "A fact says something else",
        "A value: a source of it that is new or was read again, or a later review of the verdict. "
        "A later review where a value became unknown, lost a source, or another one is the best.")
    SOURCE_UPGRADED = ("source-upgraded", "A source counts as stronger evidence",
        "A later reading of the source, since confidence is based on the kinds.")
    ADVICE_CHANGED = ("advice-changed", "Other advice, another reason, or fewer sources",
        "A later review of the scenario. Where it recommends something else, also another reason "
        "and a new entry in its history that says what the advice was.")
    OPTIONS_CHANGED = ("options-changed", "An option came or went",
        "A later review of every verdict: with an option more or less, each says something else.")
    ID_GONE = ("id-gone", "An id is gone",
        "The id, or a record that lists it under `formerly`: others have shared links to it.")
    WAIVED = ("waived", "A change let through",
        "A rule and a place that `check --since` remarks on: does the waiver let anything through?")
    # fmt: on
