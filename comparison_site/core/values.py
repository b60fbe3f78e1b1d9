"""What a value in a row of facts is, by the text that a file has: a number, a date, yes or no."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from comparison_site.core.vocabulary import State, Words


class FactType(Words):
    """What sort of value every option has in a row of facts."""

    YES_NO = "yes-no", "Yes or no", "'yes', 'no' or 'partly'"
    DATE = "date", "Date", "as YYYY-MM-DD"
    PRICE = "price", "Price", "with its currency: '€9.99' or '10 USD'"
    NUMBER = "number", "Number", "digits, and a dot before decimals; the row has the unit"
    VERSION = "version", "Version", "such as '2.21.0'"
    TEXT = "text", "Text", "a few words"


class Wanted(Words):
    """Which value in a row of facts is the better one."""

    HIGH = "high", "More is better"
    LOW = "low", "Less is better"
    YES = "yes", "Yes is better"
    NO = "no", "No is better"


ANSWERS = ("no", "partly", "yes")
"""The values of a row of type yes-no, from less to more."""
_AMOUNT = r"\d+(?:\.\d+)?"
_CURRENCY = r"(?:[A-Z]{3}|[A-Z]{0,3}[$¢£¤¥\u058f\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20cf\ufdfc])"
_FORMS = {
    FactType.YES_NO: re.compile("|".join(ANSWERS)),
    FactType.NUMBER: re.compile(f"-?{_AMOUNT}"),
    FactType.PRICE: re.compile(
        rf"(?P<before>{_CURRENCY})\s?(?P<a>{_AMOUNT})|(?P<b>{_AMOUNT})\s?(?P<behind>{_CURRENCY})"
    ),
    FactType.VERSION: re.compile(
        r"v?(?P<numbers>\d+(?:\.\d+)*)"
        r"(?P<rest>(?:[-.+]?(?P<word>[a-z]+)[-.]?(?P<number>\d*))?)",
        re.ASCII,
    ),
}
_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SIGN = re.compile(r"[^\w\s]")
_UNKNOWN, _POST = 3, 6
_STAGES = {
    0: ("dev", "snapshot"),
    1: ("a", "alpha"),
    2: ("b", "beta"),
    _UNKNOWN: ("m", "milestone", "pre", "preview"),
    4: ("c", "cr", "rc"),
    5: ("", "final", "ga", "release"),
    _POST: ("p", "patch", "pl", "post", "r", "rev", "sp"),
}
"""The words behind the numbers of a version, from the first stage to the last."""
DASHES = "-\u2013\u2014"
_ABSENT = {
    State.UNKNOWN: rf"\?+|[{DASHES}]+|tbd|todo|unclear|unknown|no[ _-]?data|not[ _-]known",
    State.NOT_APPLICABLE: r"n/?a|not[ _-]applicable",
}
"""How people say elsewhere that there is no value. A dash does not say why there is none."""


def price(text: str) -> tuple[str, str]:
    """The currency and the amount of a price, both as typed; empty for what is no price."""
    found = _FORMS[FactType.PRICE].fullmatch(text)
    if not found:
        return "", ""
    return found["before"] or found["behind"], found["a"] or found["b"]


def version_order(text: str) -> tuple[tuple[int, ...], int, str, int]:
    """What versions are ordered by: their numbers, of which zeros at the end say nothing; then
    what stands behind them, as ecosystems have it: dev, alpha, beta, candidate, the release, post.

    A word that is not known stands for a pre-release; a letter alone, as in 1.1.1w, comes after
    the release, and so does a local build (2.0+cpu). What is no version comes before all.
    """
    found = _FORMS[FactType.VERSION].fullmatch(text)
    if not found:
        return (), _UNKNOWN, text, 0
    numbers = found["numbers"]
    while numbers.endswith(".0"):
        numbers = numbers.removesuffix(".0")
    word, number = found["word"] or "", found["number"] or ""
    is_later = "+" in found["rest"] or (len(word) == 1 and not number)
    known = (stage for stage, words in _STAGES.items() if word in words)
    stage = _POST if is_later else next(known, _UNKNOWN)
    told = word if is_later or stage == _UNKNOWN else ""
    return tuple(map(int, numbers.split("."))), stage, told, int(number or 0)


def with_unit(text: str, unit: str) -> str:
    """A number with its unit, as it is printed: a sign of money before it, all else behind it."""
    whole, dot, decimals = text.partition(".")
    if len(whole.lstrip("-")) > len("9999"):
        whole = f"{int(whole):,}"
    if re.fullmatch(_CURRENCY, unit) and _SIGN.search(unit):
        return f"{unit}{whole}{dot}{decimals}"
    space = "" if unit in ("", "%") else "\N{NO-BREAK SPACE}"
    return f"{whole}{dot}{decimals}{space}{unit}"


def state_of(text: str) -> State | None:
    """Why there is no value, if a text says that there is none."""
    return next((state for state in State if state == text), None)


def state_meant(text: str) -> State | None:
    """Why there is no value, if a text says so, maybe in other words: '?', 'n/a', 'TBD', a dash."""
    words = text.strip().casefold()
    return next((state for state, said in _ABSENT.items() if re.fullmatch(said, words)), None)


def fits(text: str, kind: FactType) -> bool:
    """Whether a text can be a value of this type."""
    if kind is FactType.TEXT:
        return True
    if kind is FactType.DATE:
        return bool(_LIKE_A_DAY.fullmatch(text)) and _is_a_day(text)
    return bool(_FORMS[kind].fullmatch(text))


def _is_a_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def is_no_day(text: str) -> bool:
    """Whether a text is written as a date and is none: no month has a 32nd day."""
    return bool(_LIKE_A_DAY.fullmatch(text)) and not _is_a_day(text)


def types_of(text: str) -> list[FactType]:
    """What a text can be, and text only if it can be nothing else: '2.1' is a number or a version.

    Nothing for what says that there is no value. What looks like a date is meant as one.
    """
    if state_of(text):
        return []
    *narrow, anything = FactType
    otherwise = FactType.DATE if is_no_day(text) else anything
    return [kind for kind in narrow if fits(text, kind)] or [otherwise]


def type_of_all(texts: Iterable[str]) -> FactType:
    """What most values of a row can be; text where none has one."""
    counts = Counter(kind for text in texts for kind in types_of(text))
    return max(FactType, key=lambda kind: counts[kind]) if counts else FactType.TEXT


def strays(texts: Collection[str], said: str | None = None) -> tuple[FactType, list[str]]:
    """The type of a row with these values, and those that are of another; it may be `said`."""
    known = next((kind for kind in FactType if kind == said), None)
    if known:
        return known, [text for text in texts if not state_of(text) and not fits(text, known)]
    kind = type_of_all(texts)
    stated = (text for text in texts if not state_of(text))
    return kind, [text for text in stated if kind not in types_of(text) or is_no_day(text)]
