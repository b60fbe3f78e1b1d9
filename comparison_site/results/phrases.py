"""The parts of programs that a phrasebook shows side by side.

A part begins below a comment that says `%%` and an id, and ends at the next such comment:

    # %% reshape
    y = x.reshape(2, -1)
    # %%
"""

import re
from textwrap import dedent

_MARK = re.compile(r"\s*(?:#|//|--|;|%)\s*%%(?:\s+(?P<id>[a-z][a-z0-9-]*))?\s*")


def parts(text: str) -> dict[str, str]:
    """The text of each part of a program, by its id."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if mark := _MARK.fullmatch(line):
            name = mark["id"] or ""
        elif name:
            found.setdefault(name, []).append(line)
    return {name: dedent("\n".join(lines)).strip("\n") for name, lines in found.items()}
