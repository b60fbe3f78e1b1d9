"""Another verdict on a criterion, as edits of the text that holds it."""

from typing import NamedTuple

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.decisions import Decision, DecisionError, Problem, with_hint
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.sides import result
from comparison_site.authoring.spelling import Fields, Value
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Icon, Kind, Status
from comparison_site.model import Comparison, Outcome, Scenario

_NEUTRAL = (Icon.SCALE, Icon.QUESTION)
_ICONS = {Kind.TIE: Icon.SCALE, Kind.UNKNOWN: Icon.QUESTION}


class Decided(NamedTuple):
    """A text with a decision in it, and what is no longer there, in words."""

    text: str
    lost: tuple[str, ...]


def decided(text: str, comparison: Comparison, decision: Decision) -> Decided:
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
        self.problems: list[Problem] = []
        self.lost: list[str] = []

    def done(self) -> Decided:
        if self.decision.confirm:
            self._write_words(self.proposal if self.is_adopted else self.path)
        else:
            self._write_history()
            self._write_outcome()
            self._write_scenarios()
        self._write_contradictions()
        self.draft.replace((*self.path, "reviewed_on"), self.decision.on)
        for option in self.comparison.options:
            self.draft.replace((*self.path, "as_of", option.id), option.version)
        self._write_sources()
        if self.problems:
            raise DecisionError(*self.problems)
        comments = (f"the comment {comment!r}" for comment in self.draft.lost)
        return Decided(self.draft.made(), (*self.lost, *comments))

    def _outcome(self) -> Outcome:
        if self.decision.confirm:
            return self.verdict.published
        outcome = self.decision.outcome or self.verdict.open_proposal
        if outcome is None:
            message = f"nothing is proposed for '{self.criterion.id}' at present"
            raise DecisionError(Problem(message, "outcome"))
        if result(outcome) == result(self.verdict.published):
            message = f"this is what is published on '{self.criterion.id}' already"
            words = f"{message}; if you reviewed it and it still holds, confirm it"
            raise DecisionError(Problem(words, "outcome", "--confirm"))
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
        said, proposed = self.verdict.flips_if, self.verdict.open_proposal
        if self.decision.flips_if in (None, said):
            message = f"say what would flip the new verdict; the old one said: {said}"
            self._ask(message, "flips_if", "--flips-if '...'")
        if proposed and result(proposed) == result(self.outcome):
            self.draft.replace((*self.proposal, "status"), Status.ADOPTED.value)
            self._write_words(self.proposal)
            return
        if result(self.verdict) == result(self.outcome):  # an adopted proposal hides it
            self.draft.replace((*self.proposal, "status"), Status.OPEN.value)
        else:
            self._replace_outcome()
        self._write_words(self.path)

    def _replace_outcome(self) -> None:
        if self.is_adopted and self.verdict.contested:
            count = len(self.verdict.contested.sources)
            words = f"the adopted proposal with its argument and {count} sources"
            self.lost.append(words if count > 1 else words.removesuffix("s"))
            self.draft.remove(self.proposal)
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

    def _write_contradictions(self) -> None:
        """Another verdict asks of each run whether it still speaks against what is published."""
        said = {one.source: one.because for one in self.verdict.contradicted_by}
        against, over = dict(self.decision.against), self.decision.no_longer_against
        for name in (name for name in over if name not in said):
            message = f"'{name}' does not speak against the verdict on '{self.criterion.id}'"
            self._ask(with_hint(message, name, said), "no_longer_against")
        asked = () if self.decision.confirm else said.keys() - against.keys() - set(over)
        for name in sorted(asked):
            message = f"does the run '{name}' speak against the new verdict? It says: {said[name]}"
            ways = f"--against {name}='...' or --no-longer-against {name}"
            self._ask(message, f"against:{name}", ways)
        wanted = {name: why for name, why in (said | against).items() if name not in over}
        self.lost += [f"what '{name}' shows: {said[name]}" for name in over if name in said]
        if wanted != said:
            records: list[Fields] = [{"source": n, "because": why} for n, why in wanted.items()]
            self._write_field((*self.path, "contradicted_by"), records, after="as_of")

    def _write_sources(self) -> None:
        """The day of a reading. A run of our own says its day itself."""
        cited = list(dict.fromkeys(cited_by(self.criterion)))
        for name in self.decision.reread:
            if name not in cited:
                message = f"'{self.criterion.id}' does not cite a source '{name}'"
                self._ask(with_hint(message, name, cited), "reread")
            elif not (source := self.comparison.source(name)).result:
                places = (
                    one.path
                    for one in self.draft.document.root["sources"]
                    if one["id"].text == source.id
                )
                self.draft.replace((*next(places), "accessed_on"), self.decision.on)

    def _write_scenarios(self) -> None:
        reasons = dict(self.decision.despite)
        resting = {s.id: s for s in self.comparison.scenarios if self.criterion.id in s.criteria}
        unsupported = [s.id for s in resting.values() if not self._supports(s)]
        for name in reasons:
            if name not in resting:
                message = f"no scenario '{name}' rests on '{self.criterion.id}'"
                self._ask(with_hint(message, name, resting), "despite")
            elif name not in unsupported:
                message = f"what the scenario '{name}' recommends wins one of its criteria"
                field, option = f"despite:{name}", f"leave out --despite {name}"
                self._ask(f"{message}, so there is nothing to admit", field, option)
        for name in unsupported:
            if not resting[name].despite and name not in reasons:
                message = f"what is recommended for '{name}' would win none of the verdicts there"
                words = f"{message}; say why it is recommended all the same"
                self._ask(words, f"despite:{name}", f"--despite {name}='...'")
        for name, scenario in resting.items():
            reason = reasons.get(name, scenario.despite if name in unsupported else None)
            if reason != scenario.despite:
                number = self.comparison.scenarios.index(scenario)
                self._write_field(("scenarios", number, "despite"), reason, after="because")
                if scenario.despite and not reason:
                    self.lost.append(f"'despite' of the scenario '{name}': {scenario.despite}")

    def _ask(self, words: str, field: str, option: str = "") -> None:
        self.problems.append(Problem(words, field, option))

    def _supports(self, scenario: Scenario) -> bool:
        """Whether one of the criteria that a scenario rests on is won by what it recommends."""
        recommended = set(scenario.published.option_ids)
        others = (self.comparison.criterion(c) for c in scenario.criteria if c != self.criterion.id)
        outcomes = [self.outcome, *(criterion.verdict.published for criterion in others)]
        return not recommended or any(recommended & {*each.option_ids} for each in outcomes)


def _outcome_fields(outcome: Outcome) -> dict[str, Value]:
    parts: list[Fields] = [{"option": part.option, "for": part.purpose} for part in outcome.parts]
    fields = {"kind": outcome.kind.value, "option": outcome.option, "parts": parts}
    return {name: value for name, value in fields.items() if value}
