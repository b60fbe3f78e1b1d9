"""A decision made in a data file, before it is written: what it would say, and what speaks against.

Nothing is written that the file's own checks would refuse: what it lacks by the rules, the errors
of the lint, and what the evidence gate asks of a change since the last commit.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.changed_file import ChangedFile, ChangeError, changed, raised
from comparison_site.authoring.decisions import DecisionError, Problem, VerdictDecision
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.verdicts import decided
from comparison_site.authoring.versions import version_at
from comparison_site.core.diagnostics import Diagnostic, Level
from comparison_site.loading.loader import Loaded
from comparison_site.model import Comparison


def amend(
    data: Path, present: Loaded, before: bytes, edit: Callable[[Draft], Iterable[str]]
) -> ChangedFile:
    """A file, which says what is `present` in these bytes, with an edit made; nothing is written.

    `edit` gives what is then no longer in the file, in words. Raises DecisionError with everything
    that is wrong.
    """
    lost: list[str] = []
    try:
        made = changed(data, lambda draft: lost.extend(edit(draft)), (present, before))
    except ChangeError as error:
        raise DecisionError(map(Problem, error.problems), found=error.found) from error
    found = (*made.remarks, *_lacking(data, present, made.now))
    if errors := [one for one in found if one.level is Level.ERROR]:
        problems = [Problem(f"{one.headline} [{one.rule}]") for one in errors]
        raise DecisionError(problems, "The check would refuse this:", errors)
    return replace(made, remarks=found, lost=(*lost, *made.lost))


def amend_verdict(
    data: Path,
    present: Loaded,
    before: bytes,
    decision: VerdictDecision,
    also: Callable[[Draft], object] = lambda _: None,
) -> ChangedFile:
    """As `amend`, for a decision about a verdict; says which sources could be read again.

    `also` makes another change before it.
    """

    def edit(draft: Draft) -> Iterable[str]:
        also(draft)
        return decided(draft, present.comparison, decision)

    try:
        return amend(data, present, before, edit)
    except DecisionError as error:
        is_asked = error.wrong or not (decision.confirm or _last_commit(data) is None)
        asked = _to_read(present, decision) if is_asked else ()
        raise DecisionError([*error.problems, *asked], error.wrong, error.found) from error


def _to_read(present: Loaded, decision: VerdictDecision) -> Iterator[Problem]:
    """The sources that could be read again, those of the proposal that is adopted first."""
    criterion = present.comparison.criterion(decision.id)
    proposal = criterion.verdict.open_proposal
    named = [*(proposal.sources if proposal else ()), *cited_by(criterion)]
    pages = [n for n in dict.fromkeys(named) if not present.comparison.source(n).result]
    if not decision.reread and pages:
        words = "which of the sources did you read again?"
        yield Problem(words, "reread", f"--source with one of {', '.join(pages)}")


def _lacking(data: Path, present: Loaded, now: Loaded) -> tuple[Diagnostic, ...]:
    """What the gate asks for since the last commit; nothing where git cannot say what stood there.

    What the file lacked before the decision is left to `check`.
    """
    if (then := _last_commit(data)) is None:
        return ()
    return raised(missing(then, each, str(data), date.today()) for each in (present, now))


def _last_commit(data: Path) -> Comparison | None:
    """What the file said at the last commit; None where git cannot say."""
    try:
        return version_at(data, "HEAD").comparison
    except RevisionError:
        return None
