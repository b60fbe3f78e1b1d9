"""Another verdict on a criterion, as edits of the text that holds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.drafting import Draft
from comparison_site.authoring.evidence_gate import result
from comparison_site.authoring.writing import Fields, Value
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


def decided(draft: Draft, comparison: Comparison, decision: Decision) -> Draft:
    """The text with the decision in it. `comparison` is what the draft says now.

    Where the outcome is the one that is openly proposed, the proposal is adopted; where an adopted
    proposal hid it, the proposal is open again; another outcome ends an adopted proposal.
    Raises DecisionError if the decision does not fit, DraftError if the text cannot be changed.
    """
    return _Editing(draft, comparison, decision).done()


class _Editing:
    """One decision on its way into the text."""

    def __init__(self, draft: Draft, comparison: Comparison, decision: Decision) -> None:
        self.draft = draft
        self.comparison = comparison
        self.decision = decision
        self.criterion = comparison.criterion(decision.criterion)
        self.verdict = self.criterion.verdict
        number = comparison.criteria.index(self.criterion)
        self.path: Path = ("criteria", number, "verdict")
        self.outcome = self._outcome()

    def done(self) -> Draft:
        """Every edit, one after the other."""
        if self.decision.confirm:
            self._write_words((*self.path, "contested") if self._is_adopted else self.path)
        else:
            self._write_history()
            self._write_outcome()
            self._write_scenarios()
        self._write_review()
        self._write_sources()
        return self.draft

    @property
    def _is_adopted(self) -> bool:
        return self.verdict.published is not self.verdict

    def _outcome(self) -> Outcome:
        if self.decision.confirm:
            return self.verdict.published
        proposal = self.verdict.open_proposal
        if self.decision.outcome is None and proposal is None:
            raise DecisionError(f"nothing is proposed for '{self.criterion.id}' at present")
        outcome = self.decision.outcome or proposal
        assert outcome is not None  # noqa: S101 - one of the two is there
        if result(outcome) == result(self.verdict.published):
            message = f"this is what is published on '{self.criterion.id}' already"
            raise DecisionError(f"{message}; if you reviewed it and it still holds: --confirm")
        return outcome

    def _write_history(self) -> None:
        was = self.verdict.published
        fields = {
            "on": self.decision.on,
            **_outcome_fields(was),
            "label": was.label,
            "because": self.decision.why,
        }
        path = (*self.path, "history")
        if self.draft.has(path):
            self.draft = self.draft.prepended(path, fields)
        else:
            self.draft = self.draft.added(path, [fields], "as_of")

    def _write_outcome(self) -> None:
        contested, base = self.verdict.contested, self.path
        if contested and self.verdict.open_proposal and result(contested) == result(self.outcome):
            base = (*self.path, "contested")
            self._set((*base, "status"), Status.ADOPTED.value)
        elif result(self.verdict) == result(self.outcome):
            self._set((*base, "contested", "status"), Status.OPEN.value)
        else:
            if self._is_adopted:
                self.draft = self.draft.removed((*base, "contested"))
            self._replace_outcome()
        self._write_words(base)

    def _replace_outcome(self) -> None:
        self._set((*self.path, "kind"), self.outcome.kind.value)
        new = _outcome_fields(self.outcome)
        for field in ("option", "parts"):
            path = (*self.path, field)
            value = new.get(field)
            if isinstance(value, str) and self.draft.has(path):
                self._set(path, value)
                continue
            if self.draft.has(path):
                self.draft = self.draft.removed(path)
            if value:
                self.draft = self.draft.added(path, value, "kind")
        if self.outcome.kind is not self.verdict.kind:
            self._write_badge()

    def _write_badge(self) -> None:
        """A badge for another kind of outcome, unless the decision brings one."""
        if self.decision.label is None:
            self._set((*self.path, "label"), self.outcome.kind.words)
        if self.outcome.kind in _ICONS or self.verdict.icon in _NEUTRAL:
            icon = _ICONS.get(self.outcome.kind, Icon.CHECK)
            self._set((*self.path, "icon"), icon.value)

    def _write_words(self, base: Path) -> None:
        for field in ("because", "label", "icon", "confidence"):
            if text := getattr(self.decision, field):
                self._set((*base, field), text)
        if self.decision.flips_if:
            self._set((*self.path, "flips_if"), self.decision.flips_if)

    def _write_review(self) -> None:
        """Reviewed on that day, and judged on the versions that the options have now."""
        self._set((*self.path, "reviewed_on"), self.decision.on.isoformat())
        for option in self.comparison.options:
            self._set((*self.path, "as_of", option.id), option.version)

    def _write_sources(self) -> None:
        cited = list(dict.fromkeys(cited_by(self.criterion)))
        for name in self.decision.reread:
            if name not in cited:
                message = f"'{self.criterion.id}' does not cite a source '{name}'"
                raise DecisionError(with_hint(message, name, cited))
            number = self.comparison.sources.index(self.comparison.source(name))
            self._set(("sources", number, "accessed_on"), self.decision.on.isoformat())

    def _write_scenarios(self) -> None:
        reasons = dict(self.decision.despite)
        resting = [s for s in self.comparison.scenarios if self.criterion.id in s.criteria]
        unsupported = [scenario for scenario in resting if not self._supports(scenario)]
        self._require_fitting(reasons, [s.id for s in resting], [s.id for s in unsupported])
        if lacking := [s.id for s in unsupported if not s.despite and s.id not in reasons]:
            raise DecisionError(_despite_wanted(lacking))
        for scenario in resting:
            self._write_despite(scenario, reasons.get(scenario.id), scenario in unsupported)

    def _require_fitting(
        self, reasons: Iterable[str], resting: list[str], unsupported: list[str]
    ) -> None:
        for name in reasons:
            if name not in resting:
                message = f"no scenario '{name}' rests on '{self.criterion.id}'"
                raise DecisionError(with_hint(message, name, resting))
            if name not in unsupported:
                message = f"leave out --despite {name}: what this scenario recommends"
                raise DecisionError(f"{message} wins one of its criteria")

    def _write_despite(self, scenario: Scenario, reason: str | None, wanted: bool) -> None:
        number = self.comparison.scenarios.index(scenario)
        path = ("scenarios", number, "despite")
        if reason and scenario.despite:
            self._set(path, reason)
        elif reason:
            self.draft = self.draft.added(path, reason, "because")
        elif scenario.despite and not wanted:
            self.draft = self.draft.removed(path)

    def _supports(self, scenario: Scenario) -> bool:
        """Whether one of the criteria that a scenario rests on is won by what it recommends."""
        recommended = set(scenario.published.option_ids)
        others = (self.comparison.criterion(c) for c in scenario.criteria if c != self.criterion.id)
        outcomes = [self.outcome, *(criterion.verdict.published for criterion in others)]
        winners = {option for outcome in outcomes for option in outcome.option_ids}
        return not recommended or bool(recommended & winners)

    def _set(self, path: Path, text: str) -> None:
        """Replace a text, unless it stands there already."""
        value = self.draft.document.root
        for step in path:
            value = value[step]
        if value.text != text:
            self.draft = self.draft.replaced(path, text)


def with_hint(message: str, word: str, known: Iterable[str]) -> str:
    """A message about a word that is not known, with the one that was probably meant."""
    hint = did_you_mean(word, known)
    return f"{message}; {hint}" if hint else message


def _outcome_fields(outcome: Outcome) -> dict[str, Value]:
    fields: dict[str, Value] = {"kind": outcome.kind.value}
    if outcome.option:
        fields["option"] = outcome.option
    if outcome.parts:
        parts: list[Fields] = [{"option": p.option, "for": p.purpose} for p in outcome.parts]
        fields["parts"] = parts
    return fields


def _despite_wanted(scenarios: list[str]) -> str:
    names = ", ".join(f"'{name}'" for name in scenarios)
    asked = " ".join(f"--despite {name}='...'" for name in scenarios)
    message = f"what is recommended for {names} would win none of the verdicts named there"
    return f"{message}; say why it is recommended all the same: {asked}"
