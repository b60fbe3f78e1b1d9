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


@dataclass(frozen=True)
class _Changed:
    """A criterion whose published outcome is another one than before, and where it stands now."""

    before: Criterion
    after: Criterion
    path: Path


def missing(before: Comparison, after: Loaded, file: str, today: date) -> tuple[Diagnostic, ...]:
    """What each change of a published outcome still lacks, at its place in the working file.

    An adopted proposal is such a change, too. Asked for are a new entry in `history` that says
    what the verdict was, a `reviewed_on` that is later than before (or today's), and a source
    that is new among those that the criterion cites, or was published or read later than before
    (or read today).
    """
    found = []
    for changed in _changed(before, after.comparison):
        for path, message, hint in _lacks(changed, before, after.comparison, today):
            lack = Diagnostic(path, message, hint, rule=GATE)
            found.append(after.document.place(lack, file))
    return tuple(sorted(found))


def result(outcome: Outcome) -> tuple[str, frozenset[tuple[str, str]]]:
    """What two outcomes must share to be the same: the kind, and each option with its purpose."""
    purposes = {part.option: part.purpose for part in outcome.parts}
    return outcome.kind.value, frozenset((o, purposes.get(o, "")) for o in outcome.option_ids)


def _changed(before: Comparison, after: Comparison) -> Iterator[_Changed]:
    known = {criterion.id: criterion for criterion in before.criteria}
    for number, criterion in enumerate(after.criteria):
        old = known.get(criterion.id)
        if old and result(old.verdict.published) != result(criterion.verdict.published):
            yield _Changed(old, criterion, ("criteria", number, "verdict"))


def _lacks(
    changed: _Changed, before: Comparison, after: Comparison, today: date
) -> Iterator[tuple[Path, str, str]]:
    if lack := _history(changed, after):
        yield (*changed.path, "history"), *lack
    if lack := _review(changed, today):
        yield (*changed.path, "reviewed_on"), *lack
    if lack := _evidence(changed, before, after, today):
        yield changed.path[:-1], *lack


def _history(changed: _Changed, after: Comparison) -> tuple[str, str] | None:
    verdict, old = changed.after.verdict, changed.before.verdict
    new = [entry for entry in verdict.history if entry not in old.history]
    if not new:
        message = "the verdict has changed, but no new entry says what it was and why it changed"
        return message, f"add one that says: {_entry(old.published, after)}"
    if not any(result(entry) == result(old.published) for entry in new):
        message = "no new entry says what the verdict was"
        return message, f"it was: {_entry(old.published, after)}"
    if all(entry.on < old.reviewed_on for entry in new):
        message = "the new entry is older than the review of the verdict that it ends"
        return message, f"its day, 'on', is {old.reviewed_on} or later"
    return None


def _entry(outcome: Outcome, after: Comparison) -> str:
    """The fields of an entry for what an outcome was."""
    known = {option.id for option in after.options}
    named = outcome_words(after, outcome) if set(outcome.option_ids) <= known else ""
    return f"kind {outcome.kind.value}" + (f", {named}" if outcome.option_ids and named else "")


def _review(changed: _Changed, today: date) -> tuple[str, str] | None:
    was, now = changed.before.verdict.reviewed_on, changed.after.verdict.reviewed_on
    if now > was or now == today:
        return None
    message = f"the verdict has changed, but was last reviewed on {now}"
    return message, "set it to the day on which you reviewed the new verdict"


def _evidence(
    changed: _Changed, before: Comparison, after: Comparison, today: date
) -> tuple[str, str] | None:
    cited_then = set(cited_by(changed.before))
    cited_now = dict.fromkeys(cited_by(changed.after))
    if any(name not in cited_then or _newer(name, before, after, today) for name in cited_now):
        return None
    message = "the verdict has changed, but none of the sources that it rests on is new"
    return message, "cite a new source, or read one again and set its accessed_on"


def _newer(name: str, before: Comparison, after: Comparison, today: date) -> bool:
    """Whether a source was published or read later than before, or read today."""
    known = {source.id: source for source in before.sources}
    now, then = after.source(name), known.get(name)
    if then is None:
        return True
    if (now.published_on or date.min) > (then.published_on or date.min):
        return True
    read = after.read_on(now) or date.min
    return read == today or read > (before.read_on(then) or date.min)
