"""The closed word lists of the data: each member carries the words that readers see."""

from enum import StrEnum


class Words(StrEnum):
    """A member's value is what the YAML says; its `words` are what the reader reads.

    `gloss` says to editors what it is for, where its words do not.
    """

    words: str
    gloss: str

    def __new__(cls, value: str, words: str, gloss: str = "") -> "Words":
        """Keep `words` and `gloss` beside the value."""
        member = str.__new__(cls, value)
        member._value_, member.words, member.gloss = value, words, gloss
        return member

    @property
    def glossed(self) -> str:
        """The word as it is typed, with what it is for."""
        return f"{self.value} ({self.gloss})" if self.gloss else self.value


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


class State(Words):
    """Why nobody can say where an option stands."""

    UNKNOWN = "unknown", "Not known", "nobody has looked, or nothing was found"
    NOT_APPLICABLE = "not-applicable", "Not applicable", "the question does not arise for it"


class Side(Words):
    """On which side of a verdict an option stands."""

    AHEAD = "ahead", "ahead"
    BEHIND = "behind", "not ahead"
    LEVEL = "level", "level with the others"


class Evidence(Words):
    """What kind of thing a source is, strongest evidence first; the Method page says why."""

    # fmt: off
    MEASURED = "measured", "Measured", "a run that anyone can repeat"
    DOCUMENTATION = "documentation", "Documentation", "what the makers say, in manuals and posts"
    RELEASE_NOTE = "release-note", "Release note", "what the makers say of a release"
    MAINTAINER = "maintainer-statement", "Maintainer statement", "in an issue or a pull request"
    SURVEY = "survey", "Survey", "counts over many projects or people"
    ARTICLE = "article", "Article", "a report by somebody else"
    OPINION = "opinion", "Opinion", "a judgement, or one user's experience"
    OTHER = "other", "Other", "none of these, or not said"
    # fmt: on


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


class Rule(Words):
    """The editorial rules that `build.py check` applies to data that is valid."""

    # fmt: off
    SCENARIO_AGAINST_VERDICTS = ("scenario-against-verdicts",
        "A scenario's advice differs from the verdicts that it is based on")
    BOTTOM_LINE_AGAINST_TALLY = ("bottom-line-against-tally",
        "The bottom line does not name an option that leads the tally")
    VERDICT_WITHOUT_OTHER_SIDE = ("verdict-without-other-side",
        "The option that is ahead has no weakness")
    CONTESTED_BUT_CONFIDENT = ("contested-but-confident",
        "A verdict is contested, and yet more than low confidence is claimed")
    UNKNOWN_BUT_CONFIDENT = "unknown-but-confident", "High confidence, and yet not known"
    REASON_NAMES_ANOTHER_OPTION = ("reason-names-another-option",
        "The reason for a verdict names another option than the one that is ahead")
    AHEAD_WITHOUT_STRENGTH = ("ahead-without-strength",
        "The option that is ahead has no strength")
    BEHIND_WITHOUT_STRENGTH = ("behind-without-strength",
        "An option that is not ahead has no strength")
    FEW_POINTS_FOR_POSITION = ("few-points-for-position",
        "An option has fewer than three points on a criterion")
    SOURCES_LOPSIDED_IN_NUMBER = ("sources-lopsided-in-number",
        "One option has far fewer sources than another")
    SOURCES_LOPSIDED_IN_KIND = ("sources-lopsided-in-kind",
        "One option is judged by reports, another by first-hand evidence")
    SOURCES_FROM_VENDOR_ONLY = ("sources-from-vendor-only",
        "The option that is ahead is praised by its own makers alone")
    HIGH_CONFIDENCE_ON_OPINION = ("high-confidence-on-opinion",
        "High confidence is based on articles and opinions alone")
    HIGH_CONFIDENCE_ON_ONE_KIND = ("high-confidence-on-one-kind",
        "High confidence is based on a single kind of evidence")
    POINT_ON_OPINION_ALONE = "point-on-opinion-alone", "A point is based on opinions alone"
    ALL_ON_ONE_SOURCE = "all-on-one-source", "Nearly all points are cited from one source alone"
    SOURCE_LISTED_TWICE = "source-listed-twice", "Two sources are the same page or result"
    POINT_LISTED_TWICE = "point-listed-twice", "A point stands twice beside an option"
    NAME_USED_TWICE = "name-used-twice", "Two criteria or two scenarios are called the same"
    REASON_USED_TWICE = "reason-used-twice", "Two verdicts, or two scenarios, have the same reason"
    CHOSEN_AND_AVOIDED = "chosen-and-avoided", "One case is both for and against an option"
    EVIDENCE_AFTER_REVIEW = "evidence-after-review", "A source is younger than the review"
    RELEASE_BEFORE_ORIGIN = "release-before-origin", "A release is older than its option"
    SOURCES_NOT_REREAD = ("sources-not-reread",
        "A verdict was reviewed without reading its sources again")
    REVIEW_OVERDUE = "review-overdue", "A verdict was reviewed long ago"
    NEWER_RELEASE = ("newer-release",
        "A verdict was judged on a version that is no longer the newest")
    MEASURED_BEFORE = ("measured-before",
        "A verdict cites a run of an older version than it was judged on")
    JUDGED_ON_ANOTHER_VERSION = ("judged-on-another-version",
        "A verdict was judged on another version than the page names")
    PLACEHOLDER_LEFT = "placeholder-left", "A text still says that it is to be replaced"
    OVERLONG_SENTENCE = "overlong-sentence", "A sentence is too long to follow"
    TEXT_CUT_AT_COMMENT = ("text-cut-at-comment",
        "A text ends after one word, where a comment starts")
    EMPTY_LINK_WORDS = "empty-link-words", "The words of a link do not say where it leads"
    EXCEPTION_WITHOUT_REASON = ("exception-without-reason",
        "An exception says in one word why it stands")
    EXCEPTION_NOT_NEEDED = "exception-not-needed", "An exception excuses nothing"
    # fmt: on


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
