"""What is wrong, said to the person who started the run."""

from collections.abc import Iterable
from difflib import get_close_matches

_LISTED_AT_MOST = 20


class EvidenceError(Exception):
    """Raised when folders or their files are wrong; holds every problem found, one line each."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class UsageError(Exception):
    """Raised when the command line asks for something that does not exist."""


class EnvironmentFailedError(Exception):
    """Raised when an environment cannot be installed; the text is the reason, on one line."""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """A hint that names the choice nearest to what was typed, or all of them if none is near."""
    known = sorted(choices)
    if near := get_close_matches(word.lower(), known, n=1, cutoff=0.6):
        return f"did you mean '{near[0]}'?"
    return f"known: {', '.join(known)}" if 0 < len(known) <= _LISTED_AT_MOST else ""
