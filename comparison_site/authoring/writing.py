"""Texts and small records as YAML: as few quotes as possible, as many as needed."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from comparison_site.loading.yaml_reader import PLAIN, read

WIDTH = 100
_ON_ONE_LINE = 2
_WORD = re.compile(r"[^\W\d_]")
_TAKEN = re.compile(r"y|n|yes|no|true|false|on|off|null", re.IGNORECASE)
_UNTYPED = re.compile(
    "[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

Fields = Mapping[str, "Value"]
Value = str | date | Fields | Sequence[Fields]
"""What can be written: a text, a day, fields, or a list of records."""


def scalar(value: str | date, *, in_flow: bool = False) -> str:
    """A text as short as it can be written: plain if nothing can misread it, else in quotes."""
    if isinstance(value, date):
        return value.isoformat()
    line = f"{{k: {value}, x: y}}" if in_flow else f"k: {value}"
    return value if _is_wordlike(value) and _says(line, value) else quoted(value)


def quoted(text: str) -> str:
    """A text in double quotes, on one line, with escapes for what cannot be typed."""
    return _UNTYPED.sub(_escape, json.dumps(text, ensure_ascii=False))


def flow(value: Value) -> str:
    """A value on one line, with brackets."""
    if isinstance(value, str | date):
        return scalar(value, in_flow=True)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {flow(inner)}' for key, inner in value.items())}}}"
    return f"[{', '.join(flow(inner) for inner in value)}]"


def entry(key: str, value: Value, indent: int, newline: str) -> str:
    """`key: value` where the key stands after `indent` spaces; records become a list below it."""
    if isinstance(value, str):
        return f"{key}: {_short_or_folded(value, indent, len(key) + 2, newline)}"
    if isinstance(value, date | Mapping):
        return f"{key}: {flow(value)}"
    gap = f"{newline}{' ' * (indent + 2)}"
    return f"{key}:{gap}{gap.join(item(inner, indent + 2, newline) for inner in value)}"


def item(fields: Fields, indent: int, newline: str) -> str:
    """A record of a list, its dash after `indent` spaces; more than two fields take lines each."""
    if len(fields) <= _ON_ONE_LINE:
        return f"- {flow(fields)}"
    inner = (entry(key, value, indent + 2, newline) for key, value in fields.items())
    return "- " + f"{newline}{' ' * (indent + 2)}".join(inner)


def rewritings(text: str, typed: str, style: str, newline: str) -> Iterator[str]:
    """Ways to write a text where `typed` stands now, the most similar one first.

    Not each of them need be right in its place: the caller reads the result and takes the first
    that says what it should.
    """
    if style in (">", "|"):
        yield from _blocks(text, typed, style, newline)
    if style == PLAIN and (_is_wordlike(text) or not _is_wordlike(typed)):
        yield from _wrapped(text, typed, newline)
        yield text
    if style == "'":
        yield "'" + text.replace("'", "''") + "'"
    if style != '"' and _is_wordlike(text):
        yield text
    yield quoted(text)


def _blocks(text: str, typed: str, style: str, newline: str) -> Iterator[str]:
    header, *body = typed.splitlines()
    lines = [line for line in body if line.strip()]
    if not lines:
        return
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    width = max(WIDTH, *map(len, lines)) - indent
    new = text.split("\n") if style == "|" else _wrap(text, width)
    yield newline.join([header, *(" " * indent + line for line in new)])


def _wrapped(text: str, typed: str, newline: str) -> Iterator[str]:
    """A plain text on several lines stays on several lines."""
    _, *more = typed.splitlines()
    if more:
        indent = len(more[-1]) - len(more[-1].lstrip(" "))
        lines = _wrap(text, WIDTH - indent)
        yield f"{newline}{' ' * indent}".join(lines)


def _short_or_folded(text: str, indent: int, before: int, newline: str) -> str:
    short = scalar(text)
    if indent + before + len(short) <= WIDTH:
        return short
    lines = _wrap(text, WIDTH - indent - 2)
    if not _says("\n  ".join(["k: >-", *lines]), text):
        return short
    return f"{newline}{' ' * (indent + 2)}".join([">-", *lines])


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _is_wordlike(text: str) -> bool:
    """Whether every YAML reader takes it as text: it is no number, date or `yes`."""
    return bool(_WORD.match(text)) and not _TAKEN.fullmatch(text)


def _says(yaml: str, text: str) -> bool:
    document = read(yaml)
    value = document.root.value
    return not document.findings and isinstance(value, dict) and value.get("k") == text


def _escape(found: re.Match[str]) -> str:
    return f"\\U{ord(found[0]):08X}"
