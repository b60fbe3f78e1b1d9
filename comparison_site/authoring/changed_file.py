"""A data file with a change in it, before it is written: what it says, and what speaks against it.

No decision is written that the file's own checks would refuse: what it lacks by the rules, the
errors of the lint, and what the evidence gate asks of a change since the last commit.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff
from pathlib import Path

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.decisions import DecisionError, Problem, VerdictDecision
from comparison_site.authoring.difference import Difference, difference
from comparison_site.authoring.editing import Draft
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.spelling import DraftError
from comparison_site.authoring.verdicts import decided
from comparison_site.authoring.versions import present_version, version_at
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, ExpectedError, Level
from comparison_site.lint.linting import lint
from comparison_site.loading.loader import Loaded, load_bytes, load_file
from comparison_site.model import Comparison
from comparison_site.results.files import Folder

MARK = b"\xef\xbb\xbf"


class ChangeError(Exception):
    """Raised when a change cannot be made: the `problems`, each in a sentence or as a report.

    `found` is what would be wrong with the file, if it is that.
    """

    def __init__(self, problems: Iterable[str], found: Iterable[Diagnostic] = ()) -> None:
        self.problems, self.found = tuple(map(visible, problems)), tuple(found)
        super().__init__("\n".join(self.problems))


class SavingError(ExpectedError):
    """Raised when a file cannot be written; the words say why, and the file is as it was."""


@dataclass(frozen=True)
class ChangedFile:
    """A file's bytes before and after a change, and what both say.

    `remarks` are those of the editorial rules that the change raises; `lost` says in words what is
    no longer in the file.
    """

    data: Path
    before: bytes
    after: bytes
    then: Loaded
    now: Loaded
    remarks: tuple[Diagnostic, ...]
    lost: tuple[str, ...] = ()

    @property
    def difference(self) -> Difference:
        """What readers will see differently."""
        return difference(present_version(self.then), present_version(self.now))

    @property
    def lines(self) -> str:
        """The lines that differ, as patches show them; nothing in them can speak to a terminal."""
        old, new = (raw.decode("utf-8-sig").splitlines() for raw in (self.before, self.after))
        lines = unified_diff(old, new, str(self.data), str(self.data), lineterm="")
        return "".join(f"{visible(line)}\n" for line in lines)

    def save(self) -> None:
        """Write it; raises SavingError."""
        save(self.data, self.before, self.after)


def raised(found: Iterable[Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """What was found the second time alone, whatever the line."""
    known, now = ({(one.rule, one.where, one.message): one for one in each} for each in found)
    return tuple(one for key, one in now.items() if key not in known)


def changed(
    data: Path, change: Callable[[Draft], None], present: tuple[Loaded, bytes] | None = None
) -> ChangedFile:
    """A file with a change made in it; nothing is written yet.

    `present` is what the file says and holds, if it has been read. Raises ComparisonError if the
    file is not right, ChangeError with everything that is wrong with the change.
    """
    then, before = present or (load_file(data), data.read_bytes())
    mark = MARK if before.startswith(MARK) else b""
    try:
        draft = Draft(before.removeprefix(mark).decode("utf-8"))
        change(draft)
        after = mark + draft.made().encode("utf-8")
        now = load_bytes(after, str(data), files=Folder(data.parent))
    except DraftError as error:
        raise ChangeError([str(error)]) from error
    except ComparisonError as error:
        told = "\n\n".join(map(str, error.problems))
        words = f"With this change, the file would not be right:\n\n{told}"
        raise ChangeError([words], error.problems) from error
    remarks = raised(lint(each, str(data), date.today()) for each in (then, now))
    lost = tuple(f"the comment {comment!r}" for comment in draft.lost)
    return ChangedFile(data, before, after, then, now, remarks, lost)


def save(file: Path, before: bytes, after: bytes) -> None:
    """Replace a file's bytes, which must still be `before`. Its mode and any link to it stay.

    Raises SavingError if that cannot be done; the file stands as it was.
    """
    target = file.resolve()
    fresh = target.with_name(f".{target.name}.new")
    try:
        if target.read_bytes() != before:
            message = f"{file} was changed by somebody else in the meantime; try again"
            raise SavingError(message)
        if not os.access(target, os.W_OK):
            raise SavingError(f"{file} is write-protected")
        try:
            fresh.write_bytes(after)
            shutil.copymode(target, fresh)
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise SavingError(f"{file} cannot be written: {error.strerror or error}") from error


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
