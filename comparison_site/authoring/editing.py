"""Changing fields of a YAML file without touching the characters beside them.

Records are changed where each field starts a line of its own, as it does in our files; in braces,
a text can be replaced, and no more than words be added. What is written in another way is refused.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date

from comparison_site.authoring.spelling import (
    DraftError,
    Fields,
    Value,
    are_words,
    entry,
    item,
    part,
    plain,
    scalar,
    short_or_folded,
    word,
)
from comparison_site.core.tree import Path, describe
from comparison_site.loading.completing import completed_document
from comparison_site.loading.yaml_reader import BLOCK, FLOW, PLAIN, Span, read

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n\r]*", re.MULTILINE)


class Draft:
    """Changes to a YAML text, collected and then made together. Line ends stay as they are.

    New texts have no space around them; in this data it would not count.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.document = completed_document(read(text))
        self._wanted = deepcopy(self.document.typed.value)
        self._edits: list[tuple[int, int, str]] = []
        self._typed: dict[Path, list[str]] = defaultdict(list)
        self._refused: list[Path] = []
        self.lost: list[str] = []
        """The comments that go with what is removed."""

    def has(self, path: Path) -> bool:
        """Whether something stands at a path."""
        return path in self.document.spans

    def path(self, group: str, name: str) -> Path:
        """Where the record of a list with this id stands, drafts counted; KeyError without one."""
        places = {record["id"].text: record.path for record in self.document.root[group]}
        return places[name]

    def replace(self, path: Path, value: str | date) -> None:
        """Another text for a field, unless it says that already."""
        span = self.document.spans.get(path)
        if span and part(self.document.root.value, path[:-1])[path[-1]] == str(value):
            return
        if not span and self.has(path[:-1]):
            self.add(path, str(value), after="")
            return
        self._typed[path[:-1]].append(entry(str(path[-1]), value, 0))
        part(self._wanted, path[:-1])[path[-1]] = str(value)
        if span and span.style not in (BLOCK, FLOW) and not self._holds_comment(span):
            self._edits.append((span.start, span.end, self._written(path, value)))
        else:
            self._refused.append(path[:-1])

    def _holds_comment(self, span: Span) -> bool:
        """Whether a comment stands behind the sign of a folded text; it must not be lost."""
        header = self.text[span.start : span.end].split("\n")[0]
        return span.style in "|>" and "#" in header

    def _written(self, path: Path, value: str | date) -> str:
        """A text in the place of another; in quotes where it might join what stands beside it."""
        end = self.document.spans[path].end
        if self._is_block(path[:-1]) and not self.text[end : self._line_end(end)].strip():
            indent = self._column(self.document.key_starts[path])
            return short_or_folded(str(path[-1]), value, indent)
        return scalar(value) if isinstance(value, date) else word(value)

    def amend(self, path: Path, change: Callable[[str], str]) -> None:
        """Change a text by changing the characters that spell it, whatever they are written in."""
        now = change(part(self._wanted, path[:-1])[path[-1]])
        span = self.document.spans[path]
        self._typed[path[:-1]].append(entry(str(path[-1]), now, 0))
        part(self._wanted, path[:-1])[path[-1]] = now
        spelled = change(self.text[span.start : span.end])
        if span.style == PLAIN and " " not in spelled:
            spelled = word(spelled)  # `no` needs quotes, where `noon` did not
        self._edits.append((span.start, span.end, spelled))

    def rename_key(self, path: Path, now: str) -> None:
        """Another key for a value that stays; to be made after the changes inside of the value."""
        record, key, start = part(self._wanted, path[:-1]), path[-1], self.document.key_starts[path]
        self._typed[path[:-1]].append(f"{now}: ...  # so far {key}")
        fields = [(now if name == key else name, value) for name, value in record.items()]
        record.clear()
        record.update(fields)
        quote = self.text[start] if self.text[start] in "\"'" else ""
        typed = f"{quote}{key}{quote}"
        if not self.text.startswith(typed, start):
            self._refused.append(path[:-1])
        spelled = f"{quote}{now}{quote}" if quote else word(now)
        self._edits.append((start, start + len(typed), spelled))

    def put_words(self, path: Path, words: Sequence[str], after: str) -> None:
        """A list of words in place of the present one, or as a new field below `after`."""
        if not self.has(path):
            self.add(path, words, after)
            return
        self._typed[path[:-1]].append(entry(str(path[-1]), words, 0))
        part(self._wanted, path)[:] = words
        span = self.document.spans[path]
        if self._comments(span.start, span.end):
            self._refused.append(path[:-1])
        gap = "\n" + " " * self._column(span.start)
        spelled = [word(one) for one in words]
        inline, below = f"[{', '.join(spelled)}]", gap.join(f"- {one}" for one in spelled)
        self._edits.append((span.start, span.end, inline if span.style == FLOW else below))

    def add(self, path: Path, value: Value, after: str) -> None:
        """A new field, below the field `after` of the same record, or else below its last."""
        record, key = path[:-1], str(path[-1])
        if not self.has((*record, after)):
            after = str([*part(self.document.typed.value, record), ""][-2])  # the last one typed
        self._typed[record].append(entry(key, value, 0))
        part(self._wanted, record)[key] = plain(value)
        if self.has((*record, after)) and not self._is_block(record) and are_words(value):
            end = self.document.spans[*record, after].end
            self._edits.append((end, end, f", {entry(key, value, 0)}"))
        elif not self._is_block(record):
            self._refused.append(record)
        else:
            indent = self._column(self.document.key_starts[*record, after])
            self._put_below((*record, after), " " * indent + entry(key, value, indent))

    def _put_below(self, path: Path, line: str) -> None:
        """New lines below those of a value."""
        end = self._line_end(self.document.spans[path].end)
        is_whole = self.text[:end].endswith("\n")
        self._edits.append((end, end, f"{line}\n" if is_whole else f"\n{line}"))

    def write(self, path: Path, value: Value | None, after: str) -> None:
        """A field, whether or not it is there now; None takes it away."""
        if isinstance(value, str | date) and self.has(path):
            self.replace(path, value)
            return
        if self.has(path):
            self.remove(path)
        if value:
            self.add(path, value, after)

    def remove(self, path: Path) -> None:
        """A field goes, with its lines and the comments beside it."""
        self._typed[path[:-1]].append(f"# without: {path[-1]}")
        del part(self._wanted, path[:-1])[path[-1]]
        start = self.document.key_starts[path]
        line = self._line_start(start)
        if not self._is_block(path[:-1]) or self.text[line:start].strip():
            self._refused.append(path[:-1])
        end = self._line_end(self.document.spans[path].end)
        self.lost += self._comments(line, end)
        self._edits.append((line, end, ""))

    def _comments(self, start: int, end: int) -> list[str]:
        """The comments between two offsets: whatever starts with `#` outside of every text."""
        texts = [  # a folded text begins below the line of its sign
            (self._line_end(span.start) if span.style in "|>" else span.start, span.end)
            for span in self.document.spans.values()
            if span.style not in (BLOCK, FLOW)
        ]
        found = ((start + one.start(), one[0]) for one in _COMMENT.finditer(self.text[start:end]))
        return [comment for at, comment in found if not any(a <= at < z for a, z in texts)]

    def prepend(self, path: Path, fields: Fields) -> None:
        """A new first record in a list."""
        self._typed[path[:-1]].append(f"{path[-1]}:\n  {item(fields, 2)}")
        part(self._wanted, path).insert(0, plain([fields])[0])
        if not self._is_block(path):
            self._refused.append(path)
        indent = self._column(start := self.document.spans[path].start)
        self._edits.append((start, start, f"{item(fields, indent)}\n{' ' * indent}"))

    def append(self, path: Path, value: str | Fields) -> None:
        """A new last item of a list that has some: a record, or a word."""
        items = part(self._wanted, path)
        last, span = (*path, len(items) - 1), self.document.spans[path]
        typed = f" [..., {word(value)}]" if isinstance(value, str) else f"\n  {item(value, 2)}"
        self._typed[path[:-1]].append(f"{path[-1]}:{typed}")
        items.append(plain(value))
        if span.style == BLOCK:
            indent = self._column(span.start)
            self._put_below(last, " " * indent + item(value, indent))
        elif isinstance(value, str) and self.has(last):
            end = self.document.spans[last].end
            self._edits.append((end, end, f", {word(value)}"))
        else:
            self._refused.append(path[:-1])

    def made(self) -> str:
        """The text with every change in it; DraftError unless it says just that when it is read."""
        newline = "\r\n" if "\r\n" in self.text else "\n"
        text = self.text
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new.replace("\n", newline) + text[end:]
        found = read(text)
        if self._refused or found.findings or found.root.value != self._wanted:
            raise DraftError(self._refusal())
        return text

    def _refusal(self) -> str:
        parts = [
            f"{self._name(record)}:\n" + textwrap.indent("\n".join(lines), "  ")
            for record, lines in self._typed.items()
        ]
        refused = self._name(self._refused[0] if self._refused else ())
        return (
            f"{refused} needs a line for each of its fields to be changed from here.\n"
            "Write it so and run this again, or type these lines yourself:\n\n"
        ) + "\n\n".join(parts)

    def _name(self, path: Path) -> str:
        return describe(path, self.document.root.value) or "the file"

    def _is_block(self, path: Path) -> bool:
        return self.has(path) and self.document.spans[path].style == BLOCK

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """The offset after the end of a line, or of the text."""
        return self.text.find("\n", offset) + 1 or len(self.text)
