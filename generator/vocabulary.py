"""The closed word lists of the data: each member carries the words that readers see."""

from enum import StrEnum


class Words(StrEnum):
    """A member's value is what the YAML says; its `words` are what the reader reads."""

    words: str

    def __new__(cls, value: str, words: str) -> "Words":
        """Keep `words` beside the value."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member


class Kind(Words):
    """How an outcome is shared out between the options."""

    WINNER = "winner", "Winner"
    SPLIT = "split", "Depends"
    TIE = "tie", "Tie"
    UNKNOWN = "unknown", "Not known yet"


class Confidence(Words):
    """How sure the editors are of a verdict; what each level asks for stands on the Method page."""

    HIGH = "high", "High confidence"
    MEDIUM = "medium", "Medium confidence"
    LOW = "low", "Low confidence"


class Stance(Words):
    """Whom a point speaks for."""

    STRENGTH = "strength", "Strength"
    WEAKNESS = "weakness", "Weakness"
    CONTEXT = "context", "Context"


class Evidence(Words):
    """What kind of thing a source is."""

    MEASURED = "measured", "Measured"
    DOCUMENTATION = "documentation", "Documentation"
    RELEASE_NOTE = "release-note", "Release note"
    SURVEY = "survey", "Survey"
    ARTICLE = "article", "Article"
    OPINION = "opinion", "Opinion"


class Status(Words):
    """Whether a proposal is only shown (open) or is what the site publishes (adopted)."""

    OPEN = "open", "Contested"
    ADOPTED = "adopted", "Adopted"


class Manager(Words):
    """The package manager that knows an option's releases."""

    PIP = "pip", "Python package"
    NPM = "npm", "npm package"


class RunStatus(Words):
    """How the run of a program ended."""

    OK = "ok", "Ran"
    FAILED = "failed", "Failed"
    TIMEOUT = "timeout", "Ran out of time"
    OUT_OF_MEMORY = "out-of-memory", "Ran out of memory"
    SKIPPED = "skipped", "Skipped"


class Effect(Words):
    """What became of one feature when a program used it."""

    WORKS = "works", "Works"
    BREAKS = "breaks", "Breaks"
    DIFFERS = "differs", "Differs"
    FAILS = "fails", "Fails"


class Better(Words):
    """Which of two numbers is the better one."""

    LOWER = "lower", "Lower is better"
    HIGHER = "higher", "Higher is better"


class Icon(Words):
    """The drawing on a badge. It never stands alone: the words say the same."""

    CHECK = "check", "Check mark"
    TROPHY = "trophy", "Trophy"
    TARGET = "target", "Target"
    ROCKET = "rocket", "Rocket"
    BOLT = "bolt", "Bolt"
    SCALE = "scale", "Scale"
    QUESTION = "question", "Question mark"
    SHIELD = "shield", "Shield"
    CLOCK = "clock", "Clock"
    PEOPLE = "people", "People"
    PUZZLE = "puzzle", "Puzzle piece"
    BOOK = "book", "Book"
