"""The evidence gate: a verdict that changes brings its reason, its review and new evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from comparison_site.analysis.claims import cited_by
from comparison_site.analysis.outcomes import outcome_words
from comparison_site.core.diagnostics import Diagnostic
from comparison_site.core.tree import Path
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison, Criterion, Outcome

GATE = "evidence-gate"
"""The code of what a changed verdict lacks; it is never excused."""


def missing(before: Comparison, after: Loaded, file: str, today: date) -> tuple[Diagnostic, ...]:
    """What each change of a published outcome still lacks, at its place in the working file.

    An adopted proposal is such a change, too. Asked for are a new entry in `history` that says
    what the verdict was, a `reviewed_on` that is later than before (or today's), and a source
    that is new among those that the criterion cites, or was published or read later than before
    (or read today).
    """
    found: list[Diagnostic] = []
    known = {criterion.id: criterion for criterion in before.criteria}
    for number, now in enumerate(after.comparison.criteria):
        then = known.get(now.id)
        if then and result(then.verdict.published) != result(now.verdict.published):
            changed = _Changed(then, now, before, after.comparison, today)
            found += changed.lacks(("criteria", number))
    return tuple(sorted(after.document.place(lack, file) for lack in found))


def result(outcome: Outcome) -> tuple[object, ...]:
    """What two outcomes must share to be the same: the kind, and each option with its purpose."""
    parts = frozenset((part.option, part.purpose) for part in outcome.parts)
    return outcome.kind, outcome.option, parts


@dataclass(frozen=True)
class _Changed:
    """A criterion whose published outcome is another one than before, then and now."""

    then: Criterion
    now: Criterion
    before: Comparison
    after: Comparison
    today: date

    def lacks(self, path: Path) -> Iterator[Diagnostic]:
        """What the criterion at a path lacks."""
        verdict = (*path, "verdict")
        if lack := self._history():
            yield Diagnostic((*verdict, "history"), *lack, rule=GATE)
        reviewed_on = self.now.verdict.reviewed_on
        if reviewed_on <= self.then.verdict.reviewed_on and reviewed_on != self.today:
            message = f"the verdict has changed, but was last reviewed on {reviewed_on}"
            hint = "set it to the day on which you reviewed the new verdict"
            yield Diagnostic((*verdict, "reviewed_on"), message, hint, rule=GATE)
        if not any(map(self._is_new, cited_by(self.now))):
            message = "the verdict has changed, but none of the sources that it rests on is new"
            hint = "cite a new source, or read one again and set its accessed_on"
            yield Diagnostic(path, message, hint, rule=GATE)

    def _history(self) -> tuple[str, str] | None:
        old = self.then.verdict
        new = [entry for entry in self.now.verdict.history if entry not in old.history]
        if not new:
            message = (
                "the verdict has changed, but no new entry says what it was and why it changed"
            )
            return message, f"add one that says: {self._entry(old.published)}"
        if not any(result(entry) == result(old.published) for entry in new):
            message = "no new entry says what the verdict was"
            return message, f"it was: {self._entry(old.published)}"
        if all(entry.on < old.reviewed_on for entry in new):
            message = "the new entry is older than the review of the verdict that it ends"
            return message, f"its day, 'on', is {old.reviewed_on} or later"
        return None

    def _entry(self, outcome: Outcome) -> str:
        """The fields of an entry for what an outcome was."""
        known = {option.id for option in self.after.options}
        named = bool(outcome.option_ids) and known.issuperset(outcome.option_ids)
        words = f", {outcome_words(self.after, outcome)}" if named else ""
        return f"kind {outcome.kind.value}{words}"

    def _is_new(self, name: str) -> bool:
        """Whether a source is new here, or was published or read later than before, or today."""
        known = {source.id: source for source in self.before.sources}
        if name not in known or name not in cited_by(self.then):
            return True
        now, then = self.after.source(name), known[name]
        read, read_then = self.after.read_on(now) or date.min, self.before.read_on(then) or date.min
        is_newer = (now.published_on or date.min) > (then.published_on or date.min)
        return is_newer or read == self.today or read > read_then
