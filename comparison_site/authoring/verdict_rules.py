"""Rules of the evidence gate about what a verdict says: its outcome, its reason, how sure it is."""

from collections.abc import Iterator

from comparison_site.analysis.ranking import order_of
from comparison_site.authoring.lacks import Bend, Lack, reviewed_today, unrecorded, unreviewed
from comparison_site.authoring.sides import Judged, Sides
from comparison_site.authoring.wording import says_the_same
from comparison_site.core.tree import Path
from comparison_site.core.vocabulary import Confidence
from comparison_site.model.schema import labels_of

_LABELS = labels_of("verdict")
_NEW_EVIDENCE = "cite a new source, or read one again and set its accessed_on"


def outcome_changed(sides: Sides) -> Iterator[Bend]:
    """Verdicts that publish another outcome."""
    for one in sides.verdicts():
        if one.is_another:
            was, now = (sides.words(each.published) for each in (one.then, one.now))
            yield Bend(one.name, "", was, now, _outcome_lacks(one))


def reason_kept(sides: Sides) -> Iterator[Bend]:
    """Verdicts that publish another outcome, and the old texts about it."""
    for one in sides.verdicts():
        for field, path, before, after in _said(one) if one.is_another else ():
            if field != "label" and before.split() == after.split():
                message = "the verdict has changed, but this is the old text, word for word"
                words = sides.words(one.now.published)
                asked = {"because": "what speaks for it", "flips_if": "what would flip it"}
                lack = Lack(path, message, f"say {asked[field]} now that it is: {words}")
                yield Bend(one.name, _LABELS.label(field), lacks=(lack,))


def contradiction_kept(sides: Sides) -> Iterator[Bend]:
    """Runs that contradict another outcome in the words in which they contradicted the old one."""
    for one in sides.verdicts():
        for number, run in enumerate(one.now.contradicted_by if one.is_another else ()):
            if run in one.then.contradicted_by:
                words = sides.words(one.now.published)
                message = f"'{run.source}' spoke against the old verdict; the new one is: {words}"
                hint = "does it speak against this, too? say anew what it shows, or remove it"
                place = (*one.path, "contradicted_by", number, "because")
                yield Bend(one.name, run.source, lacks=(Lack(place, message, hint),))


def confidence_raised(sides: Sides) -> Iterator[Bend]:
    """Verdicts that claim more confidence."""
    levels = list(Confidence)
    for one in sides.verdicts():
        then, now = one.then.published.confidence, one.now.published.confidence
        if then and levels.index(now) < levels.index(then):
            lack = None if one.is_another else _unsupported(one, f"from {then} to {now}")
            yield Bend(one.name, "", then.words, now.words).asking(lack)


def reason_changed(sides: Sides) -> Iterator[Bend]:
    """Verdicts whose reason, badge, condition or order says something else."""
    for one in sides.verdicts():
        yield from _reordered(sides, one)
        for field, path, before, after in () if one.is_another else _said(one):
            if not says_the_same(before, after, sides.names.values(), one.is_measured_again):
                short = (before, after) if field == "label" else ()
                lack = unreviewed(one, path, "this says something else than before")
                yield Bend(one.name, _LABELS.label(field), *short).asking(lack)


def _reordered(sides: Sides, one: Judged) -> Iterator[Bend]:
    """Another order of the same winner and the others."""
    then, now = (order_of(each.published) for each in (one.then, one.now))
    if then and not one.is_another and [{*names} for names in then] != [{*names} for names in now]:
        was, is_now = (sides.order(each.published) for each in (one.then, one.now))
        lack = unreviewed(one, (*one.said, "order"), "another option comes next than before")
        yield Bend(one.name, _LABELS.label("order"), was, is_now).asking(lack)


def _said(one: Judged) -> Iterator[tuple[str, Path, str, str]]:
    """The texts that a verdict is told in: field, path, and what it says then and now."""
    then, now = one.then.published, one.now.published
    texts = [(f, (*one.said, f), getattr(then, f), getattr(now, f)) for f in ("because", "label")]
    texts.append(("flips_if", (*one.path, "flips_if"), one.then.flips_if, one.now.flips_if))
    yield from (text for text in texts if text[2])  # an old file may lack it


def _unsupported(one: Judged, step: str) -> Lack | None:
    lacking = [] if one.is_reviewed else ["a later review"]
    lacking += [] if one.has_new_evidence else ["a source that is new or was read again"]
    hints = [] if one.is_reviewed else ["review the verdict and set its reviewed_on"]
    hints += [] if one.has_new_evidence else [_NEW_EVIDENCE]
    message = f"the confidence was raised {step} without {' and without '.join(lacking)}"
    day = None if one.is_reviewed else reviewed_today(one)
    lack = Lack((*one.said, "confidence"), message, "; ".join(hints), day)
    return lack if lacking else None


def _outcome_lacks(one: Judged) -> tuple[Lack, ...]:
    found = [lack] if (lack := unrecorded(one)) else []
    if not one.is_reviewed:
        message = f"the verdict has changed, but was last reviewed on {one.now.reviewed_on}"
        hint = "set it to the day on which you reviewed the new verdict"
        found.append(Lack((*one.path, "reviewed_on"), message, hint, reviewed_today(one)))
    if not one.has_new_evidence:
        message = "the verdict has changed, but none of the sources that it cites is new"
        found.append(Lack(one.path[:-1], message, _NEW_EVIDENCE))
    return tuple(found)
