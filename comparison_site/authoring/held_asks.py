"""What the rules of the gate ask of a verdict or an advice: a review, an entry in its history."""

from typing import Any

from comparison_site.analysis.outcomes import result
from comparison_site.authoring.lacks import Lack, Lines, day_line, outcome_fields, past_lines
from comparison_site.authoring.sides import Held
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Kind
from comparison_site.model import Outcome

_WHY = "Replace this: why the {} changed."
_STAYS = "Replace this: why the {} stays as it is."


def unreviewed(one: Held[Any], path: Path, message: str) -> Lack | None:
    """What a change that a message tells lacks, at its path, where it came without a review."""
    if one.is_reviewed:
        return None
    day = one.now.reviewed_on
    since = f"was last reviewed on {day}" if day else "has no day of a review"
    hint = "review it with this change, and set its reviewed_on to the day"
    return Lack(path, f"{message}, but the {one.noun} {since}", hint, reviewed_today(one))


def unsaid(one: Held[Any], path: Path, message: str) -> Lack | None:
    """What a change that a message tells lacks, where no new entry of the history says why."""
    if one.new_history:
        return None
    hint = f"add an entry to its history that says why, with the {one.noun} that stays"
    lines = _entry(one, one.now.published, _STAYS)
    return Lack(path, f"{message}, and nothing says why", hint, lines)


def unrecorded(one: Held[Any]) -> Lack | None:
    """What the history lacks of an outcome that is no longer published."""
    was, new, day = one.then.published, one.new_history, one.then.reviewed_on
    options = {option.id for option in one.sides.after.options}
    is_known = options.issuperset(was.option_ids)
    place, message = (*one.path, "history"), ""
    if not new:
        message = (
            f"the {one.noun} has changed, but no new entry says what it was and why it changed"
        )
    elif is_known and not any(result(entry) == result(was) for entry in new):
        message = f"no new entry says what the {one.noun} was"
    elif day and all(entry.on < day for entry in new):
        message = f"the new entry is older than the review of the {one.noun} that it ends"
        return Lack(place, message, f"its day, 'on', is {day} or later")
    hint = f"add one that says that it was: {one.sides.words(was)}"
    lines = _entry(one, was if is_known else None, _WHY)
    return Lack(place, message, hint, lines) if message else None


def reviewed_today(one: Held[Any]) -> Lines:
    """The line that says that it was reviewed today."""
    return day_line(one.path, "reviewed_on", one.sides.today)


def _entry(one: Held[Any], outcome: Outcome | None, why: str) -> Lines:
    """An entry for an outcome; one whose options are gone can only be told as not known."""
    said = outcome_fields(outcome or Outcome(kind=Kind.UNKNOWN))
    label = getattr(outcome or one.then.published, "label", None) or one.then.published.kind.words
    badge = {"label": label} if one.noun == "verdict" else {}
    past = {"on": one.sides.today, **said, **badge, "because": why.format(one.noun)}
    return past_lines(one.path, past, is_first=not one.now.history)
