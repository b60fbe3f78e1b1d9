"""What an editor decides about a verdict, and what does not fit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from pydantic import ValidationError

from comparison_site.core.characters import visible
from comparison_site.core.diagnostics import Diagnostic, did_you_mean
from comparison_site.core.tree import Node
from comparison_site.loading.messages import explain
from comparison_site.model import Outcome


class Problem(NamedTuple):
    """What is wrong with a decision or asked of it: in which field, and the option that says it.

    `field` is a field of `Decision`, with an id after a colon where there is one answer for each.
    """

    words: str
    field: str = ""
    option: str = ""

    def __str__(self) -> str:
        return f"{self.words}; {self.option}" if self.option else self.words


class DecisionError(Exception):
    """Raised when a decision does not fit the data, or cannot be written.

    `problems` say what to do instead, each, and `wrong` what is wrong in all of them. `found` is
    what would be wrong with the file, of which the problems then are the report.
    """

    def __init__(
        self, problems: Iterable[Problem], wrong: str = "", found: Iterable[Diagnostic] = ()
    ) -> None:
        self.problems, self.found = tuple(problems), tuple(found)
        self.wrong = wrong
        lines = visible("\n".join(map(str, self.problems)).replace("\r", " "))
        super().__init__(f"{wrong}\n\n{lines}" if wrong else lines)


@dataclass(frozen=True)
class Decision:
    """What an editor decides about the record with an id. None leaves a field as it is.

    `outcome` is None to adopt what is proposed or, with `confirm`, to leave it as it is. `why`
    goes into the history.
    """

    id: str
    outcome: Outcome | None
    on: date
    why: str = ""
    confirm: bool = False
    because: str | None = None


@dataclass(frozen=True)
class VerdictDecision(Decision):
    """What an editor decides about the verdict on a criterion.

    `reread` names the sources that were read again, `despite` says for scenarios why their advice
    stands all the same. `against` says what runs of our own show against the verdict,
    `no_longer_against` which of them do not speak against it any more. `order` says who comes
    next: places one after the other, each with those that share it.
    """

    label: str | None = None
    icon: str | None = None
    confidence: str | None = None
    flips_if: str | None = None
    reread: tuple[str, ...] = ()
    despite: tuple[tuple[str, str], ...] = ()
    against: tuple[tuple[str, str], ...] = ()
    no_longer_against: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class AdviceDecision(Decision):
    """What an editor decides about a scenario; `despite` says why to take who wins nothing."""

    despite: str | None = None


def outcome_of(
    kind: str, leaders: Sequence[str] = (), parts: Iterable[tuple[str, str]] = ()
) -> Outcome:
    """Who comes out ahead: an option or several, or in a split each option for its purpose.

    Raises DecisionError where a purpose does not fit.
    """
    fields: dict[str, Any] = {"kind": kind}
    if leaders:
        fields |= {"option": leaders[0]} if len(leaders) == 1 else {"options": list(leaders)}
    fields |= {"parts": found} if (found := [{"option": n, "for": why} for n, why in parts]) else {}
    try:
        return Outcome.model_validate(fields)
    except ValidationError as error:
        wrong, _ = explain(error.errors(include_url=False), Node((), fields))
        raise DecisionError(_of_part(one, Node((), fields)) for one in wrong) from error


def _of_part(found: Diagnostic, root: Node) -> Problem:
    option = root["parts"][found.path[1]]["option"].text if len(found.path) > 1 else ""
    where = f"what '{option}' is ahead for: " if option else ""
    return Problem(f"{where}{found.words}", f"purpose:{option}" if option else "outcome")


def with_hint(message: str, word: str, known: Iterable[str]) -> str:
    """A message about a word that is not known, with the one that was probably meant."""
    hint = did_you_mean(word, known)
    return f"{message}; {hint}" if hint else message
