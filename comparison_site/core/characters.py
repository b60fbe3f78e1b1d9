"""What is refused in the raw text, before anything reads it as YAML."""

import re
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
_OLD_MAC = "\r"  # as the end of a line; where a line feed follows it, reading has dropped it
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
        if found := _UNSEEN.search(shown):
            message = f"the invisible character {name_unseen(shown)} is not allowed"
            yield Mark(number, found.start() + 1), message, "delete it"
        if marker := _CONFLICT.match(line):
            if marker[1][0] == "<" or not inside:
                message = f"'{marker[1]}' is a conflict marker that a merge left behind"
                yield Mark(number, 1), message, "keep one side and delete all the markers"
            inside = marker[1][0] != ">"


def name_unseen(text: str) -> str:
    """The first invisible character of a text as `U+202E`; nothing if there is none."""
    found = _UNSEEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def visible(text: str) -> str:
    """The same text with a replacement character for each invisible one."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """A text as it is shown in a message: on one line, with nothing invisible in it."""
    return " ".join(visible(text).split())
