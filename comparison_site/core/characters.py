"""What is refused in the raw text, before anything reads it as YAML."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from comparison_site.core.tree import Finding, Mark

# Controls, soft hyphen, bidi and zero-width marks, Hangul fillers, noncharacters, surrogates and
# tag letters: nobody sees them in a review, and some turn the letters around them about.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_NON_JOINER, _JOINER = "\u200c", "\u200d"
# Where letters take another form beside each other: Arabic, Syriac, N'Ko, the scripts of India,
# Burmese, Khmer, Mongolian, and the presentation forms.
_JOINING_SCRIPTS = re.compile(
    "[\u0620-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
)
_VIRAMA = 9  # the combining class of the sign that takes a consonant's vowel away
_PICTURE = (  # what Unicode's emoji data calls Extended_Pictographic, a little wider
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f3fa\U0001f400-\U0001faff]"
)
# A picture may say how it is drawn, or have a skin tone, before another is joined to it.
_JOINED_PICTURES = re.compile(
    f"(?:(?<={_PICTURE})|(?<={_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff])){_JOINER}(?={_PICTURE})"
)
_ABOVE_OR_BELOW = 200  # combining classes of accents, by where they stand, begin here
_OLD_MAC = "\r"  # as the end of a line; where a line feed follows it, reading has dropped it
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)?", re.DOTALL)
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")


def screen(lines: Sequence[str]) -> Iterator[Finding]:
    """Find tabs, each line's first invisible character, and each conflict's first marker.

    Line ends of old Macs are found once: whoever saves the file with others mends them all.
    """
    inside = False
    old_ends = ((n, line.index(_OLD_MAC)) for n, line in enumerate(lines, 1) if _OLD_MAC in line)
    for number, before in islice(old_ends, 1):
        yield Mark(number, before + 1), "a line ends as on old Macs (CR)", "save with LF line ends"
    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            yield Mark(number, line.index("\t") + 1), "a tab, which YAML reads oddly", "use spaces"
        shown = line.replace(_OLD_MAC, " ")
        if found := _first_unseen(shown):
            message = f"the invisible character {name_unseen(shown)} is not allowed"
            is_joiner = found[0] in (_NON_JOINER, _JOINER)
            hint = "delete it: it joins no letters or emoji here" if is_joiner else "delete it"
            yield Mark(number, found.start() + 1), message, hint
        if marker := _CONFLICT.match(line):
            if marker[1][0] == "<" or not inside:
                message = f"'{marker[1]}' is a conflict marker that a merge left behind"
                yield Mark(number, 1), message, "keep one side and delete all the markers"
            inside = marker[1][0] != ">"


def _first_unseen(text: str) -> re.Match[str] | None:
    return next((found for found in _UNSEEN.finditer(text) if not _joins(found)), None)


def _joins(found: re.Match[str]) -> bool:
    """Whether a character is a joiner where its script, or an emoji, is misspelt without it.

    Between two letters of a script that joins them, after a virama (RFC 5892, A.1 and A.2), or
    between two pictures that make one (Unicode Technical Standard 51, 1.4.6).
    """
    text, at = found.string, found.start()
    if found[0] not in (_NON_JOINER, _JOINER):
        return False
    before, after = text[:at][-1:], text[at + 1 : at + 2]
    if before and unicodedata.combining(before) == _VIRAMA:
        return found[0] == _JOINER or _is_joining(after)
    return (_is_joining(before) and _is_joining(after)) or bool(_JOINED_PICTURES.match(text, at))


def _is_joining(letter: str) -> bool:
    """Whether it is a letter, or a mark on one, of a script whose letters join."""
    is_letter = letter != "" and unicodedata.category(letter)[0] in "LM"
    return is_letter and bool(_JOINING_SCRIPTS.match(letter))


def name_unseen(text: str) -> str:
    """The first invisible character of a text as `U+202E`; nothing if there is none.

    Joiners that join something are none: without them words are misspelt.
    """
    found = _first_unseen(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def visible(text: str) -> str:
    """The same text with a replacement character for each invisible one."""
    return _UNSEEN.sub(lambda m: m[0] if _joins(m) else "\N{REPLACEMENT CHARACTER}", text)


def without_escapes(text: str) -> str:
    """What a program printed, without escape sequences; every line ends in a line feed."""
    return _ESCAPES.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def folded(text: str) -> str:
    """A text without the accents on its letters and without capitals, to compare it with others.

    Signs that make another letter or sound, as in the scripts of India, stay.
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in letters if unicodedata.combining(one) < _ABOVE_OR_BELOW)


def one_line(text: str) -> str:
    """A text as it is shown in a message: on one line, with nothing invisible in it."""
    return " ".join(visible(text).split())
