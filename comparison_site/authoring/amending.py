"""A decision made in a data file, before it is written: what it would say, and what speaks against.

Nothing is written that the file's own checks would refuse: what it lacks by the rules, the errors
of the lint, and what the evidence gate asks of a change since the last commit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from comparison_site.analysis.claims import cited_by
from comparison_site.authoring.changed_file import MARK, ChangedFile, raised
from comparison_site.authoring.decisions import Decision, DecisionError, Problem
from comparison_site.authoring.editing import DraftError
from comparison_site.authoring.evidence_gate import missing
from comparison_site.authoring.git import RevisionError
from comparison_site.authoring.verdicts import decided
from comparison_site.authoring.versions import version_at
from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import ComparisonError, Diagnostic, Level
from comparison_site.lint.linting import lint
from comparison_site.loading.loader import Loaded, load_bytes
from comparison_site.results.files import Folder


class AmendingError(Exception):
    """Raised when a decision cannot be written: `problems`, and what is `wrong` in all of them."""

    def __init__(self, problems: Iterable[Problem], wrong: str = "") -> None:
        self.problems = tuple(problems)
        self.wrong = wrong
        lines = visible("\n".join(map(str, self.problems)).replace("\r", " "))
        super().__init__(f"{wrong}\n\n{lines}" if wrong else lines)


@dataclass(frozen=True)
class Amendment(ChangedFile):
    """A file before and after a decision, whose remarks hold no error.

    `lost` says in words what is no longer in the file.
    """

    decision: Decision
    lost: tuple[str, ...]

    @property
    def notes(self) -> Iterator[str]:
        """What an editor should look at next."""
        was, now = (
            each.comparison.criterion(self.decision.criterion).verdict.published
            for each in (self.then, self.now)
        )
        yield from (f"No longer in the file: {visible(words)}" for words in self.lost)
        if not self.decision.label and now.label != was.label and self.decision.outcome:
            yield f"The badge says '{now.label}' now; --label gives it better words."


def amend(data: Path, present: Loaded, before: bytes, decision: Decision) -> Amendment:
    """Make a decision in the bytes of a file, which say what is `present`. Nothing is written.

    Raises AmendingError with everything that is wrong with it.
    """
    mark = MARK if before.startswith(MARK) else b""
    try:
        text = before.removeprefix(mark).decode("utf-8")
        made = decided(text, present.comparison, decision)
        after = mark + made.text.encode("utf-8")
        now = load_bytes(after, str(data), files=Folder(data.parent))
    except DecisionError as error:
        raise AmendingError(error.problems) from error
    except DraftError as error:
        raise AmendingError([Problem(str(error))]) from error
    except ComparisonError as error:
        wrong = "With this verdict, the file would not be right:"
        raise AmendingError(map(Problem, map(str, error.problems)), wrong) from error
    remarks = raised(lint(each, str(data), date.today()) for each in (present, now))
    errors = [one for one in remarks if one.level is Level.ERROR]
    if found := [*errors, *_lacking(data, present, now)]:
        problems = [Problem(f"{one.headline} [{one.rule}]") for one in found]
        wrong = "The check would refuse this verdict:"
        raise AmendingError([*problems, *_to_read(present, decision)], wrong)
    return Amendment(data, before, after, present, now, remarks, decision, made.lost)


def _to_read(present: Loaded, decision: Decision) -> Iterator[Problem]:
    """The sources that could be read again, those of the proposal that is adopted first."""
    criterion = present.comparison.criterion(decision.criterion)
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
    return raised(missing(then, each, str(data), date.today()) for each in (present, now))
