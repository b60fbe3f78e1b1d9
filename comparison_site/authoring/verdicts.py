"""Another verdict on a criterion, as edits of the text that holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.editing import Draft, Fields, Value
from comparison_site.authoring.sides import result
from comparison_site.core.diagnostics import did_you_mean
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Icon, Kind, Status
from comparison_site.model import Comparison, Outcome, Scenario

_NEUTRAL = (Icon.SCALE, Icon.QUESTION)
_ICONS = {Kind.TIE: Icon.SCALE, Kind.UNKNOWN: Icon.QUESTION}


class DecisionError(Exception):
    """Raised when a decision does not fit the data; says what to do instead."""


@dataclass(frozen=True)
class Decision:
    """What an editor decides about the criterion with an id. None leaves a field as it is.

    `outcome` is None to adopt what is proposed or, with `confirm`, to leave it as it is. `why`
    goes into the history, `reread` names the sources that were read again, `despite` says for
    scenarios why their advice stands all the same.
    """

    criterion: str
    outcome: Outcome | None
    on: date
    why: str = ""
    confirm: bool = False
    because: str | None = None
    label: str | None = None
    icon: str | None = None
    confidence: str | None = None
    flips_if: str | None = None
    reread: tuple[str, ...] = ()
    despite: tuple[tuple[str, str], ...] = ()


def decided(text: str, comparison: Comparison, decision: Decision) -> str:
    """The text with the decision in it. `comparison` is what the text says now.

    Where the outcome is the one that is openly proposed, the proposal is adopted; where an adopted
    proposal hid it, the proposal is open again; another outcome ends an adopted proposal.
    Raises DecisionError if the decision does not fit, DraftError if the text cannot be changed.
    """
    return _Editing(Draft(text), comparison, decision).done()


class _Editing:
    """One decision on its way into the text."""

    def __init__(self, draft: Draft, comparison: Comparison, decision: Decision) -> None:
        self.draft = draft
        self.comparison = comparison
        self.decision = decision
        self.criterion = comparison.criterion(decision.criterion)
        self.verdict = self.criterion.verdict
        self.is_adopted = self.verdict.published is not self.verdict
        self.path: Path = ("criteria", comparison.criteria.index(self.criterion), "verdict")
        self.proposal: Path = (*self.path, "contested")
        self.outcome = self._outcome()

    def done(self) -> str:
        if self.decision.confirm:
            self._write_words(self.proposal if self.is_adopted else self.path)
        else:
            self._write_history()
            self._write_outcome()
            self._write_scenarios()
        self.draft.replace((*self.path, "reviewed_on"), self.decision.on)
        for option in self.comparison.options:
            self.draft.replace((*self.path, "as_of", option.id), option.version)
        self._write_sources()
        return self.draft.made()

    def _outcome(self) -> Outcome:
        if self.decision.confirm:
            return self.verdict.published
        outcome = self.decision.outcome or self.verdict.open_proposal
        if outcome is None:
            raise DecisionError(f"nothing is proposed for '{self.criterion.id}' at present")
        if result(outcome) == result(self.verdict.published):
            message = f"this is what is published on '{self.criterion.id}' already"
            raise DecisionError(f"{message}; if you reviewed it and it still holds: --confirm")
        return outcome

    def _write_history(self) -> None:
        was, path = self.verdict.published, (*self.path, "history")
        words = {"label": was.label, "because": self.decision.why}
        fields: Fields = {"on": self.decision.on, **_outcome_fields(was), **words}
        if self.draft.has(path):
            self.draft.prepend(path, fields)
        else:
            self.draft.add(path, [fields], after="as_of")

    def _write_outcome(self) -> None:
        proposed = self.verdict.open_proposal
        if proposed and result(proposed) == result(self.outcome):
            self.draft.replace((*self.proposal, "status"), Status.ADOPTED.value)
            self._write_words(self.proposal)
            return
        if result(self.verdict) == result(self.outcome):  # an adopted proposal hides it
            self.draft.replace((*self.proposal, "status"), Status.OPEN.value)
        else:
            if self.is_adopted:
                self.draft.remove(self.proposal)
            self._replace_outcome()
        self._write_words(self.path)

    def _replace_outcome(self) -> None:
        fields = _outcome_fields(self.outcome)
        self.draft.replace((*self.path, "kind"), self.outcome.kind.value)
        for name in ("option", "parts"):
            self._write_field((*self.path, name), fields.get(name), after="kind")
        if self.outcome.kind is self.verdict.kind:
            return
        if self.decision.label is None:
            self.draft.replace((*self.path, "label"), self.outcome.kind.words)
        is_neutral = self.outcome.kind in _ICONS or self.verdict.icon in _NEUTRAL
        if is_neutral and self.decision.icon is None:
            icon = _ICONS.get(self.outcome.kind, Icon.CHECK)
            self.draft.replace((*self.path, "icon"), icon.value)

    def _write_field(self, path: Path, value: Value | None, after: str) -> None:
        """Write a field, whether or not it is there now; None takes it away."""
        if isinstance(value, str) and self.draft.has(path):
            self.draft.replace(path, value)
            return
        if self.draft.has(path):
            self.draft.remove(path)
        if value:
            self.draft.add(path, value, after)

    def _write_words(self, base: Path) -> None:
        for field in ("because", "label", "icon", "confidence", "flips_if"):
            if text := getattr(self.decision, field):
                self.draft.replace((*(self.path if field == "flips_if" else base), field), text)

    def _write_sources(self) -> None:
        cited = list(dict.fromkeys(cited_by(self.criterion)))
        for name in self.decision.reread:
            if name not in cited:
                message = f"'{self.criterion.id}' does not cite a source '{name}'"
                raise DecisionError(with_hint(message, name, cited))
            source = self.comparison.source(name)
            if source.result:
                raise DecisionError(f"'{name}' is a run of our own, whose file says its day")
            number = self.comparison.sources.index(source)
            self.draft.replace(("sources", number, "accessed_on"), self.decision.on)

    def _write_scenarios(self) -> None:
        reasons = dict(self.decision.despite)
        resting = {s.id: s for s in self.comparison.scenarios if self.criterion.id in s.criteria}
        unsupported = [s.id for s in resting.values() if not self._supports(s)]
        for name in reasons:
            if name not in resting:
                message = f"no scenario '{name}' rests on '{self.criterion.id}'"
                raise DecisionError(with_hint(message, name, resting))
            if name not in unsupported:
                message = f"leave out --despite {name}: what this scenario recommends"
                raise DecisionError(f"{message} wins one of its criteria")
        if lacking := [n for n in unsupported if not resting[n].despite and n not in reasons]:
            asked = " ".join(f"--despite {name}='...'" for name in lacking)
            names = ", ".join(f"'{name}'" for name in lacking)
            message = f"what is recommended for {names} would win none of the verdicts named there"
            raise DecisionError(f"{message}; say why it is recommended all the same: {asked}")
        for name, scenario in resting.items():
            reason = reasons.get(name, scenario.despite if name in unsupported else None)
            if reason != scenario.despite:
                number = self.comparison.scenarios.index(scenario)
                self._write_field(("scenarios", number, "despite"), reason, after="because")

    def _supports(self, scenario: Scenario) -> bool:
        """Whether one of the criteria that a scenario rests on is won by what it recommends."""
        recommended = set(scenario.published.option_ids)
        others = (self.comparison.criterion(c) for c in scenario.criteria if c != self.criterion.id)
        outcomes = [self.outcome, *(criterion.verdict.published for criterion in others)]
        return not recommended or any(recommended & {*each.option_ids} for each in outcomes)


def with_hint(message: str, word: str, known: Iterable[str]) -> str:
    """A message about a word that is not known, with the one that was probably meant."""
    hint = did_you_mean(word, known)
    return f"{message}; {hint}" if hint else message


def _outcome_fields(outcome: Outcome) -> dict[str, Value]:
    parts: list[Fields] = [{"option": part.option, "for": part.purpose} for part in outcome.parts]
    fields = {"kind": outcome.kind.value, "option": outcome.option, "parts": parts}
    return {name: value for name, value in fields.items() if value}
