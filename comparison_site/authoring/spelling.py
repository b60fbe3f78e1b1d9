"""How values are spelled in YAML: as short as they can be, and so that nothing misreads them."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeGuard

from comparison_site.core.tree import Path, describe
from comparison_site.loading.yaml_reader import BLOCK, FLOW, Document, read

WIDTH = 100
_WORD = re.compile(r"[\w-]+")
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n\r]*", re.MULTILINE)
_LETTER = re.compile(r"[^\W\d_]")
_TAKEN = re.compile(r"y|n|yes|no|true|false|on|off|null", re.IGNORECASE)
_UNTYPED = re.compile(
    "[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

Fields = Mapping[str, "Value"]
Item = str | Fields | Sequence[str]
Value = str | date | int | Fields | Sequence[Item]
"""What can be written: a text, a day, a number, a record, or a list of texts, records or lists."""


def scalar(value: str | date | int) -> str:
    """A text as short as it can be written: plain if nothing can misread it, else in quotes."""
    if not isinstance(value, str):
        return str(plain(value))
    is_text = _LETTER.match(value) and not _TAKEN.fullmatch(value)  # to every reader of YAML
    return value if is_text and _says(f"k: {value}", value) else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes, on one line, with escapes for what cannot be typed."""
    return _UNTYPED.sub(
        lambda found: f"\\U{ord(found[0]):08X}", json.dumps(text, ensure_ascii=False)
    )


def word(text: str) -> str:
    """A text that stands beside others on its line: in quotes, unless it is a plain word."""
    return scalar(text) if _WORD.fullmatch(text) else quoted(text)


def entry(key: str, value: Value, indent: int) -> str:
    """`key: value` where the key stands after `indent` spaces.

    A record stands below it, and so does a list, unless it is one of plain words.
    """
    if isinstance(value, str | date | int):
        return f"{key}: {short_or_folded(key, value, indent)}"
    if isinstance(value, Mapping):
        return f"{key}:{_below(_lines(value, indent + 2), indent)}"
    if are_words(value):
        return f"{key}: {inline(value)}"
    return f"{key}:{_below((item(one, indent + 2) for one in value), indent)}"


def inline(value: "Value | Fields") -> str:
    """A value as it stands among others on one line, in braces or brackets."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {inline(one)}' for key, one in value.items())}}}"
    if isinstance(value, str):
        return word(value)
    return f"[{', '.join(map(inline, value))}]" if isinstance(value, Sequence) else scalar(value)


def are_words(value: Value) -> TypeGuard[Sequence[str | Sequence[str]]]:
    """Whether it is a list that has room on the line of its key: one of plain words, or of such."""
    if isinstance(value, str | date | int | Mapping):
        return False
    return all(_WORD.fullmatch(one) if isinstance(one, str) else are_words(one) for one in value)


def item(value: Item, indent: int) -> str:
    """An item of a list, its dash after `indent` spaces."""
    if isinstance(value, str):
        return f"- {short_or_folded('', value, indent)}"
    if not isinstance(value, Mapping):
        return f"- {inline(value)}"
    return "- " + f"\n{' ' * (indent + 2)}".join(_lines(value, indent + 2))


def _lines(fields: Fields, indent: int) -> Iterator[str]:
    return (entry(key, value, indent) for key, value in fields.items())


def _below(lines: Iterable[str], indent: int) -> str:
    return "".join(f"\n{' ' * (indent + 2)}{line}" for line in lines)


def short_or_folded(key: str, value: str | date | int, indent: int) -> str:
    """What stands behind a key at `indent`: folded over several lines where it is too long."""
    short = scalar(value)
    if indent + len(f"{key}: {short}") <= WIDTH:
        return short
    width = WIDTH - indent - 2
    lines = textwrap.wrap(str(value), width, break_long_words=False, break_on_hyphens=False)
    if not _says("\n  ".join(["k: >-", *lines]), str(value)):
        return short
    return f"\n{' ' * (indent + 2)}".join([">-", *lines])


def _says(yaml: str, text: str) -> bool:
    document = read(yaml)
    return not document.findings and document.root.value == {"k": text}


def plain(value: Value) -> Any:
    """A value as it is when it is read: texts, dicts and lists."""
    if isinstance(value, str | date | int):
        return value if isinstance(value, str) else str(value).lower()  # a number may be `True`
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(one) for one in value]


def comments(text: str, document: Document, start: int, end: int) -> list[str]:
    """The comments between two offsets: whatever starts with `#` outside of every text in it."""
    texts = [  # a folded text begins below the line of its sign
        (
            text.find("\n", span.start) + 1 or len(text) if span.style in "|>" else span.start,
            span.end,
        )
        for span in document.spans.values()
        if span.style not in (BLOCK, FLOW)
    ]
    found = ((start + one.start(), one[0]) for one in _COMMENT.finditer(text[start:end]))
    return [comment for at, comment in found if not any(a <= at < z for a, z in texts)]


class DraftError(Exception):
    """Raised where changes cannot be made in the text; says what to type instead."""


def refusal(refused: str, typed: Mapping[str, Sequence[str]]) -> str:
    """What to do where a record cannot be changed; the lines to type, by what they stand in."""
    parts = [
        f"{name}:\n" + textwrap.indent("\n".join(lines), "  ") for name, lines in typed.items()
    ]
    return (
        f"{refused} needs a line for each of its fields to be changed from here.\n"
        "Write it so and run this again, or type these lines yourself:\n\n"
    ) + "\n\n".join(parts)


def part(data: Any, path: Path) -> Any:
    """The record or list at a path of what a file says. DraftError where a short form stands,
    or nothing: a draft may lack what is to be changed.
    """
    found: Any = data
    for step in path:
        if isinstance(found, dict) and found.get(step) is None:
            way = "'kind: unknown'" if step == "verdict" else "what is known"
            words = f"nothing stands here yet; write '{step}:' and {way} indented below it"
            raise DraftError(f"{describe(path, data)}: {words}, and run this again")
        has_parts = isinstance(found, dict | list)
        found = found[step] if has_parts else None
    if not isinstance(found, dict | list):
        raise DraftError(f"{describe(path, data)}: spell out what stands there, field by field")
    return found
