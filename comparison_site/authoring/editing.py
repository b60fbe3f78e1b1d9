"""Changing fields of a YAML file without touching the characters beside them.

Records are changed where each field starts a line of its own, as it does in our files; in braces,
a text can be replaced, and no more than words be added. What is written in another way is refused.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date
from operator import itemgetter

from comparison_site.authoring.spelling import (
    DraftError,
    Fields,
    Value,
    are_words,
    comments,
    entry,
    inline,
    item,
    part,
    plain,
    refusal,
    scalar,
    short_or_folded,
    word,
)
from comparison_site.core.tree import Path, describe
from comparison_site.loading.completing import completed_document
from comparison_site.loading.yaml_reader import BLOCK, FLOW, PLAIN, Span, read

_AT = itemgetter(0, 1)


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
        if comments(self.text, self.document, span.start, span.end):
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
        is_short = isinstance(value, int) or are_words([value] if isinstance(value, str) else value)
        if self.has((*record, after)) and not self._is_block(record) and is_short:
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

    def spell_out(self, path: Path, fields: Fields) -> None:
        """Fields in place of a short form that says the same."""
        part(self._wanted, path[:-1])[path[-1]] = plain(fields)
        span, (*_, last) = self.document.spans[path], path
        key = self.document.key_starts.get(path, span.start)
        indent = self._column(key)
        self._typed[path[:-1]].append(entry(str(last), fields, 0))
        if not self._is_block(path[:-1]):
            self._edits.append((span.start, span.end, inline(fields)))
        elif isinstance(last, int):  # an item of a list
            self._edits.append((span.start, span.end, item(fields, indent - 2)[2:]))
        else:
            start = len(self.text[: span.start].rstrip(" "))
            below = entry("", fields, indent).removeprefix(":")
            self._edits.append((start, span.end, below))

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
        self.lost += comments(self.text, self.document, line, end)
        self._edits.append((line, end, ""))

    def prepend(self, path: Path, fields: Fields) -> None:
        """A new first record in a list."""
        self._typed[path[:-1]].append(f"{path[-1]}:\n  {item(fields, 2)}")
        part(self._wanted, path).insert(0, plain([fields])[0])
        if not self._is_block(path):
            self._refused.append(path)
        indent = self._column(start := self.document.spans[path].start)
        self._edits.append((start, start, f"{item(fields, indent)}\n{' ' * indent}"))

    def append(self, path: Path, *values: str | Fields) -> None:
        """New last items of a list that has some: records, or words."""
        items = part(self._wanted, path)
        last, span = (*path, len(items) - 1), self.document.spans[path]
        typed = (
            f" [..., {word(v)}]" if isinstance(v, str) else f"\n  {item(v, 2)}" for v in values
        )
        self._typed[path[:-1]].append(f"{path[-1]}:{''.join(typed)}")
        items += plain(values)
        if span.style == BLOCK:
            indent = self._column(span.start)
            lines = (" " * indent + item(value, indent) for value in values)
            self._put_below(last, "\n".join(lines))
        elif self.has(last):
            end = self.document.spans[last].end
            self._edits.append((end, end, "".join(f", {inline(value)}" for value in values)))
        else:
            self._refused.append(path[:-1])

    def made(self) -> str:
        """The text with every change in it; DraftError unless it says just that when it is read."""
        newline = "\r\n" if "\r\n" in self.text else "\n"
        text, edits = self.text, sorted(self._edits, key=_AT)
        for start, end, new in edits[::-1]:
            text = text[:start] + new.replace("\n", newline) + text[end:]
        found = read(text)
        if self._refused or found.findings or found.root.value != self._wanted:
            typed = {self._name(record): lines for record, lines in self._typed.items()}
            raise DraftError(refusal(self._name(next(iter(self._refused), ())), typed))
        return text

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
