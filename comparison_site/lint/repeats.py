"""Rules about what is said twice: it counts twice, or one of the two was meant to say something
else."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from comparison_site.core.characters import folded
from comparison_site.core.diagnostics import Diagnostic, Diagnostics
from comparison_site.core.tree import Path, clip
from comparison_site.lint.review import PLACEHOLDER, Review
from comparison_site.model import Source

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|ref|ref_src")
_OWN_PAGE = re.compile(r"/(index\.html?)?$")
_TO_WORDS = ":~:"  # what a browser highlights, which is no other page


def source_listed_twice(review: Review) -> Diagnostics:
    """One page, or one figure of a run, under two ids counts twice wherever sources are counted,
    and one of the two notes about it will be forgotten.
    """
    seen: dict[object, str] = {}
    for number, source in enumerate(review.comparison.sources):
        first = seen.setdefault(_what(source), source.id)
        if first != source.id:
            field, what = ("url", "address") if source.url else ("result", "result")
            message = f"the source '{first}' has the same {what}"
            yield Diagnostic(("sources", number, field), message, f"cite '{first}' instead")


def _what(source: Source) -> object:
    """What a source is, however its address is spelt."""
    if source.result:
        return source.result.file, source.result.figure
    parts = urlsplit(source.url or "")
    query = [pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0])]
    host = (parts.hostname or "").removeprefix("www.")
    port = None if parts.port in (80, 443) else parts.port
    fragment = parts.fragment.partition(_TO_WORDS)[0]
    return host, port, _OWN_PAGE.sub("", unquote(parts.path)), urlencode(query), fragment


def point_listed_twice(review: Review) -> Diagnostics:
    """A point that stands twice beside an option counts twice for it. Where one of the two is a
    strength and the other a weakness, one of them is wrong.
    """
    for path, criterion in review.criteria():
        for option, position in criterion.placed.items():
            texts = (
                ((*path, "positions", option, "points", n, "text"), point.text)
                for n, point in enumerate(position.points)
            )
            yield from _repeated(texts, "another point says", "remove one of the two")


def name_used_twice(review: Review) -> Diagnostics:
    """Readers who look for a criterion or a scenario by its name find two, and cannot tell which is
    meant. Accents and capitals do not tell names apart.
    """
    groups: tuple[tuple[str, str], ...] = (
        ("criteria", "name"), ("criteria", "question"), ("scenarios", "need"),
    )  # fmt: skip
    for group, field in groups:
        records = enumerate(getattr(review.comparison, group))
        texts = (((group, n, field), str(getattr(one, field))) for n, one in records)
        yield from _repeated(texts, "another one says", "say what is different here")


def reason_used_twice(review: Review) -> Diagnostics:
    """A verdict has a reason of its own. One that stands word for word under another criterion was
    most likely copied, and does not say what decides here. So it is with advice.
    """
    verdicts = (
        ((*path, "verdict", "because"), criterion.verdict.because)
        for path, criterion in review.criteria()
    )
    advice = (
        (("scenarios", n, "because"), scenario.because)
        for n, scenario in enumerate(review.comparison.scenarios)
    )
    for texts in (verdicts, advice):
        yield from _repeated(texts, "another reason says", "say what decides here")


def chosen_and_avoided(review: Review) -> Diagnostics:
    """Nobody can take an option in the very case in which it is to be avoided."""
    for number, option in enumerate(review.comparison.options):
        chosen = {_words(case) for case in option.choose_when}
        for item, case in enumerate(option.avoid_when):
            if _words(case) in chosen:
                message = "this case stands under 'choose_when' as well"
                place = ("options", number, "avoid_when", item)
                yield Diagnostic(place, message, "remove it from one of the two")


def _repeated(texts: Iterable[tuple[Path, str]], who: str, hint: str) -> Iterator[Diagnostic]:
    seen: dict[str, Path] = {}
    for path, text in (one for one in texts if one[1] and not one[1].startswith(PLACEHOLDER)):
        first = seen.setdefault(_words(text), path)
        if first != path:
            yield Diagnostic(path, f"{who} '{clip(text)}', too", hint, first=first)


def _words(text: str) -> str:
    """A text as it is compared: its words, without accents, capitals and a full stop."""
    return " ".join(folded(text).split()).rstrip(".!")
