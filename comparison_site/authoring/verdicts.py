"""Another verdict on a criterion, or other advice, as edits of the text that holds it."""

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.decisions import AdviceDecision, VerdictDecision, with_hint
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.outcomes import OutcomeEditing, wins_one
from comparison_site.authoring.spelling import Fields
from comparison_site.core.vocabulary import Confidence, Icon
from comparison_site.loading.completing import ICONS
from comparison_site.model import Comparison, Scenario, Verdict

_NEUTRAL = (Icon.SCALE, Icon.QUESTION)


def decided(draft: Draft, comparison: Comparison, decision: VerdictDecision) -> tuple[str, ...]:
    """Make a decision in the text of a comparison, and say what is then no longer in it.

    Raises DecisionError if the decision does not fit.
    """
    criterion = comparison.criterion(decision.id)
    path = ("criteria", comparison.criteria.index(criterion), "verdict")
    return _VerdictEditing(draft, comparison, decision, criterion.verdict, path).decide()


def advised(draft: Draft, comparison: Comparison, decision: AdviceDecision) -> tuple[str, ...]:
    """Make a decision about a scenario in the text of a comparison, and say what then is gone.

    Raises DecisionError if the decision does not fit.
    """
    number, scenario = next(
        (n, one) for n, one in enumerate(comparison.scenarios) if one.id == decision.id
    )
    path = ("scenarios", number)
    return _AdviceEditing(draft, comparison, decision, scenario, path).decide()


class _VerdictEditing(OutcomeEditing[Verdict, VerdictDecision]):
    """One decision about a verdict on its way into the text."""

    outcome_after, history_after = "kind", "as_of"
    proposal_words = ("because", "label", "icon", "confidence")

    def write_rest(self) -> None:
        """What goes along with the verdict on a criterion."""
        criterion = self.comparison.criterion(self.decision.id)
        if not self.decision.confirm:
            said = self.now.flips_if
            sure = (self.decision.confidence or self.now.published.confidence) is not Confidence.LOW
            if self.decision.flips_if in (None, said) and (said or sure):
                message = "say what would flip the new verdict"
                message += f"; the old one said: {said}" if said else ""
                self.ask(message, "flips_if", "--flips-if '...'")
            self._write_scenarios(criterion.id)
        if self.decision.flips_if:
            self.draft.write((*self.path, "flips_if"), self.decision.flips_if, after="because")
        self._write_order()
        self._write_contradictions()
        judged = self.now.as_of if self.draft.has((*self.path, "as_of")) else ()
        for option in (self.comparison.option(name) for name in judged):
            if option.version:  # else what was judged stands in the verdict alone
                self.draft.replace((*self.path, "as_of", option.id), option.version)
        self._write_sources(list(dict.fromkeys(cited_by(criterion))))

    def past(self) -> dict[str, str]:
        """The badge that there was."""
        return {"label": self.now.published.label}

    def replaced(self) -> None:
        """A badge of another kind, unless the decision brings its own. An order goes: it began
        with another winner."""
        if self.now.order and not self.decision.order:
            self.draft.write((*self.path, "order"), None, after="")
            names = (", ".join(place) for place in self.now.order)
            self.lost.append(f"the order: {', then '.join(names)}")
        if self.outcome.kind is self.now.kind:
            return
        if self.decision.label is None:
            self._badge("label", self.outcome.kind.words)
        is_neutral = self.outcome.kind in ICONS or self.now.icon in _NEUTRAL
        if is_neutral and self.decision.icon is None:
            icon = ICONS.get(self.outcome.kind, Icon.CHECK)
            self._badge("icon", icon.value)

    def _badge(self, field: str, word: str) -> None:
        """What the kind says of the badge, where the file says something."""
        if self.draft.has((*self.path, field)):
            self.draft.replace((*self.path, field), word)

    def _write_order(self) -> None:
        """Who comes next, below who leads."""
        places = [place[0] if len(place) == 1 else place for place in self.decision.order]
        has = (name for name in ("options", "option") if self.draft.has((*self.said, name)))
        if places:
            self.draft.write((*self.said, "order"), places, after=next(has, "kind"))

    def _write_contradictions(self) -> None:
        """Another verdict asks of each run whether it still speaks against what is published."""
        node = self.draft.document.root.at(self.path)  # as it was typed
        said = {one["source"].text: one["because"].text for one in node["contradicted_by"]}
        against, over = dict(self.decision.against), self.decision.no_longer_against
        for name in (name for name in over if name not in said):
            message = f"'{name}' does not speak against the verdict on '{self.decision.id}'"
            self.ask(with_hint(message, name, said), "no_longer_against")
        asked = () if self.decision.confirm else said.keys() - against.keys() - set(over)
        for name in sorted(asked):
            title = self.comparison.source(name).title
            message = f"does '{title}' speak against the new verdict? It says: {said[name]}"
            ways = f"--against {name}='...' or --no-longer-against {name}"
            self.ask(message, f"against:{name}", ways)
        wanted = {name: why for name, why in (said | against).items() if name not in over}
        self.lost += [f"what '{name}' shows: {said[name]}" for name in over if name in said]
        if wanted != said:
            records: list[Fields] = [{"source": n, "because": why} for n, why in wanted.items()]
            self.draft.write((*self.path, "contradicted_by"), records, after="as_of")

    def _write_sources(self, cited: list[str]) -> None:
        """The day of a reading. A run of our own says its day itself."""
        for name in self.decision.reread:
            if name not in cited:
                message = f"'{self.decision.id}' does not cite a source '{name}'"
                self.ask(with_hint(message, name, cited), "reread")
            elif not self.comparison.source(name).result:
                self._write_reading(name)

    def _write_reading(self, name: str) -> None:
        """The day of it, where the file has a place for it: an address alone has none."""
        place = self.draft.path("sources", name)
        if isinstance(self.draft.document.typed.at(place).value, dict):
            self.draft.replace((*place, "accessed_on"), self.decision.on)
        else:
            message = f"'{name}' is an address alone, which has no day of its reading"
            self.ask(f"{message}; describe the page under 'sources'", "reread")

    def _write_scenarios(self, criterion: str) -> None:
        resting = {s.id: s for s in self.comparison.scenarios if criterion in s.criteria}
        reasons = dict(self.decision.despite)
        for name in reasons.keys() - resting.keys():
            message = f"no scenario '{name}' is based on '{criterion}'"
            self.ask(with_hint(message, name, resting), "despite")
        for name, scenario in resting.items():
            named = (self.comparison.criterion(name) for name in scenario.criteria)
            others = (one.verdict.published for one in named if one.id != criterion)
            is_won = wins_one(scenario.published, (self.outcome, *others))
            reason = reasons.get(name, None if is_won else scenario.despite)
            if is_won and reason:
                message = f"what is recommended for '{scenario.need}' wins one of its criteria"
                field, option = f"despite:{name}", f"leave out --despite {name}"
                self.ask(f"{message}, so there is nothing to admit", field, option)
            if not reason and not is_won:
                need = scenario.need
                message = f"what is recommended for '{need}' would win none of the verdicts there"
                words = f"{message}; say why it is recommended all the same"
                self.ask(words, f"despite:{name}", f"--despite {name}='...'")
            if reason != scenario.despite:
                path = ("scenarios", self.comparison.scenarios.index(scenario), "despite")
                self.draft.write(path, reason, after="because")
                gone = f"why '{scenario.need}' stands all the same: {scenario.despite}"
                self.lost += [] if reason else [gone]


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
