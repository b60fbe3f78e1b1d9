"""The types of single values: ids, dates, addresses, and texts with their greatest length."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field

from comparison_site.core.language import tag
from comparison_site.core.tree import clip

_PORTS = "a port lies between 1 and 65535"
_OTHER_DATES = (  # that can be read in one way only
    re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})"),
)
_OF_UNITS = "%‰°/·^' -⁻."
_INSIDE = re.compile(r"(?!/)(?:[A-Za-z0-9_][A-Za-z0-9._-]*(?:/(?=.)|$))+")


def is_inside(path: str) -> bool:
    """Whether a relative path is plain: names and slashes, no name that starts with a dot."""
    return bool(_INSIDE.fullmatch(path))


def _iso_date(text: object) -> date:
    if isinstance(text, date):
        return text
    if not isinstance(text, str):
        raise ValueError("expected one date; write it as YYYY-MM-DD")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        typed = next(filter(None, (form.fullmatch(text) for form in _OTHER_DATES)), None)
        iso = f"{typed['y']}-{typed['m']:0>2}-{typed['d']:0>2}" if typed else "YYYY-MM-DD"
        raise ValueError(f"'{clip(text)}' is not a date; write it as {iso}")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"'{text}' is not in the calendar; check day and month") from error


def web_fault(text: str) -> str:
    """Why a text can be no address on the web, however it is typed; nothing if it can be one."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return "check its brackets"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "it must start with https:// or http://"
    try:
        return "" if parts.port != 0 else _PORTS
    except ValueError:
        return _PORTS


def _web_address(text: str) -> str:
    if fault := web_fault(text):
        raise ValueError(f"'{text}' is not a web address; {fault}")
    if urlsplit(text).username is not None or re.search(r"[\s<>\"'`\\]", text):
        raise ValueError(f"'{text}' is not a plain web address; no names, spaces or quotes in it")
    return text


def _unit(text: str) -> str:
    """A unit as it is. Raises ValueError where it holds more than letters of any script, digits,
    signs of currencies and of measures.
    """
    for character in text:
        sort = unicodedata.category(character)
        if sort[0] not in "LMN" and sort != "Sc" and character not in _OF_UNITS:
            raise ValueError(
                f"'{clip(text)}' is not a unit: '{character}' has no place there; "
                "letters, digits, signs of currencies and any of % ° / · ^ - and a space do"
            )
    return text


def _result_file(text: str) -> str:
    if not is_inside(text):
        raise ValueError(f"'{clip(text)}' is not a file below this one's folder")
    if not text.endswith(".json"):
        raise ValueError(f"'{clip(text)}' is not a result file; its name ends in .json")
    return text


# For editors: what a pattern asks for, and the pattern where only a validator knows it.
_ID: Any = {"patternErrorMessage": "expected small letters, digits and '-', starting with a letter"}
_WEB: Any = {"patternErrorMessage": "expected https://... or http://...", "pattern": "^https?://"}

ID_PATTERN = r"^[a-z][a-z0-9-]*$"
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=60, json_schema_extra=_ID)]
NAMES = "names"
DERIVED = "derived"
IS_DERIVED: Any = {DERIVED: True}
"""Marks a field that every record has, and that no file need say: `completing` derives it."""


_LATIN = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
        "ŋ": "ng",
    }
)
"""The letters that are Latin, and that taking away accents leaves as they are."""


def slug(words: str, most: int = 60) -> str:
    """Words in small letters, digits and hyphens, at most so many; it may start with a digit.

    Empty where no letter is a Latin one.
    """
    known = words.casefold().translate(_LATIN)
    letters = unicodedata.normalize("NFKD", known).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if len(found) > most:  # the last word is left out rather than cut
        found = found[: most + 1].rpartition("-")[0] or found[:most]
    return found.strip("-")


def id_from(words: str, noun: str) -> str:
    """The id of a record that says none: its name or text, with its noun in front of a digit.

    Empty where no letter is a Latin one and nothing is a digit. Ids last, so this rule does.
    """
    found = slug(words, 40)
    return found if re.match(r"[a-z]", found) and found != "index" else found and f"{noun}-{found}"


def names(group: str) -> Any:
    """Marks a field that names records of a top-level list, as its value or as its keys.

    Editors complete and check it by the schema, `build.py check` by the rules of references.
    """
    return Field(json_schema_extra={NAMES: group})


FormerIds = Annotated[tuple[Id, ...], Field(max_length=20, json_schema_extra={"uniqueItems": True})]
OptionId = Annotated[Id, names("options")]
CriterionId = Annotated[Id, names("criteria")]
GroupId = Annotated[Id, names("groups")]
SourceId = Annotated[Id, names("sources")]


def _as_several(typed: object) -> object:
    """What shares one place: several options in a list of their own, or one that stands alone."""
    return (typed,) if isinstance(typed, str) else typed


_Place = Annotated[
    tuple[OptionId, ...],
    Field(min_length=1),
    BeforeValidator(_as_several, json_schema_input_type=OptionId | tuple[OptionId, ...]),
]
Order = Annotated[tuple[_Place, ...], Field(min_length=2)]
"""Options one after the other; those that share a place are level."""

Language = Annotated[
    str,
    Field(max_length=35, json_schema_extra={"pattern": "^[A-Za-z]{2,3}(-|$)"}),
    AfterValidator(tag),
]
IsoDate = Annotated[date, BeforeValidator(_iso_date)]
ResultFile = Annotated[str, Field(max_length=200), AfterValidator(_result_file)]
WebAddress = Annotated[
    str, Field(max_length=500, json_schema_extra=_WEB), AfterValidator(_web_address)
]

Unit = Annotated[str, Field(max_length=20), AfterValidator(_unit)]

# Plain words: never formatted.
Label = Annotated[str, Field(min_length=1, max_length=40)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Question = Annotated[str, Field(min_length=1, max_length=160)]


class Quoting:
    """Marks a text that may hold numbers of results: `load` measures it with these filled in.

    Editors see the placeholders, and measure only texts that have none.
    """

    def __get_pydantic_json_schema__(self, typed: Any, made: Any) -> dict[str, Any]:
        """The schema for editors; called by pydantic."""
        text: dict[str, Any] = made(typed)
        most = {"maxLength": text.pop("maxLength")}
        return text | {"if": {"not": {"pattern": PLACEHOLDER_PATTERN}}, "then": most}


class Formatted(Quoting):
    """Marks a text that may hold inline code, emphasis, links and numbers of results."""


PLACEHOLDER_PATTERN = r"\{[A-Za-z][A-Za-z0-9_-]*:[A-Za-z]"
"""How a placeholder for a number of a result begins."""
Cell = Annotated[str, Quoting(), Field(min_length=1, max_length=60)]
Sentence = Annotated[str, Formatted(), Field(min_length=1, max_length=140)]
Advice = Annotated[str, Formatted(), Field(min_length=1, max_length=160)]
Reason = Annotated[str, Formatted(), Field(min_length=1, max_length=240)]
Passage = Annotated[str, Formatted(), Field(min_length=1, max_length=420)]
Argument = Annotated[str, Formatted(), Field(min_length=1, max_length=700)]

Keywords = Annotated[
    tuple[Label, ...], Field(max_length=40, json_schema_extra={"uniqueItems": True})
]
Sources = Annotated[
    tuple[SourceId, ...], Field(min_length=1, json_schema_extra={"uniqueItems": True})
]
