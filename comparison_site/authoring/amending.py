"""A decision made in a data file, before it is written: what it would say, and what speaks against.

Nothing is written that the file's own checks would refuse: what it lacks by the rules, the errors
of the lint, and what the evidence gate asks of a change since the last commit.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.decisions import DecisionError, Problem, VerdictDecision
from comparison_site.authoring.difference import Difference, difference
from comparison_site.authoring.editing import DraftError, Edited
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.saving import save
from comparison_site.authoring.verdicts import decided
from comparison_site.authoring.versions import present_version, version_at
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, Level
from comparison_site.lint.linting import lint
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.results.files import Folder

_MARK = b"\xef\xbb\xbf"


class AmendingError(Exception):
    """Raised when a decision cannot be written: `problems`, and what is `wrong` in all of them."""

    def __init__(self, problems: Iterable[Problem], wrong: str = "") -> None:
        self.problems = tuple(problems)
        self.wrong = wrong
        lines = visible("\n".join(map(str, self.problems)).replace("\r", " "))
        super().__init__(f"{wrong}\n\n{lines}" if wrong else lines)


@dataclass(frozen=True)
class Amendment:
    """A file's bytes before and after an edit, and what both say.

    `lost` says in words what is no longer in the file. `remarks` are what the lint and the gate
    say of the edit; none of them is an error.
    """

    data: Path
    before: bytes
    after: bytes
    then: Loaded
    now: Loaded
    lost: tuple[str, ...]
    remarks: tuple[Diagnostic, ...]

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


def amend(data: Path, present: Loaded, before: bytes, edit: Callable[[str], Edited]) -> Amendment:
    """Make an edit of the text in a file's bytes, which say what is `present`. Nothing is written.

    `edit` may raise DecisionError or DraftError. Raises AmendingError with everything that is
    wrong.
    """
    mark = _MARK if before.startswith(_MARK) else b""
    try:
        made = edit(before.removeprefix(mark).decode("utf-8"))
        after = mark + made.text.encode("utf-8")
        now = load_bytes(after, str(data), files=Folder(data.parent))
    except DecisionError as error:
        raise AmendingError(error.problems) from error
    except DraftError as error:
        raise AmendingError([Problem(str(error))]) from error
    except ComparisonError as error:
        wrong = "With this, the file would not be right:"
        raise AmendingError(map(Problem, map(str, error.problems)), wrong) from error
    found = [*_new(lint(each, str(data), date.today()) for each in (present, now))]
    found += _lacking(data, present, now)
    if errors := [one for one in found if one.level is Level.ERROR]:
        problems = [Problem(f"{one.headline} [{one.rule}]") for one in errors]
        raise AmendingError(problems, "The check would refuse this:")
    return Amendment(data, before, after, present, now, made.lost, tuple(found))


def amend_verdict(
    data: Path, present: Loaded, before: bytes, decision: VerdictDecision
) -> Amendment:
    """As `amend`, for a decision about a verdict; says which sources could be read again."""
    try:
        return amend(
            data, present, before, lambda text: decided(text, present.comparison, decision)
        )
    except AmendingError as error:
        asked = _to_read(present, decision) if error.wrong else ()
        raise AmendingError([*error.problems, *asked], error.wrong) from error


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
    try:
        then = version_at(data, "HEAD").comparison
    except RevisionError:
        return ()
    return _new(missing(then, each, str(data), date.today()) for each in (present, now))


def _new(found: Iterable[Iterable[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """What was found the second time alone, whatever the line."""
    known, now = ({(one.rule, one.where, one.message): one for one in each} for each in found)
    return tuple(one for key, one in now.items() if key not in known)
