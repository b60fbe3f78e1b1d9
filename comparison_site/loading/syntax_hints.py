"""A YAML parser's complaints in an editor's words."""

import re

from comparison_site.core.tree import Finding, Mark

QUOTE_IT = "put the text in quotes"
_UNCLOSED, _CLOSE = "the quote that opens here is never closed", "add the closing quote"
_DEEPER = "this key is indented deeper than the line above it allows"
_DEEPER_HINT = "indent it like its neighbours; if it belongs to the text above, put that in quotes"

# What the parser says -> what it means, where nothing on the line tells more.
_SYNTAX = (
    (r"mapping values are not allowed", "a text that holds ': ' must stand in quotes",
     "put the text in quotes; if this is a key, give it a line of its own"),
    (r"while scanning a quoted scalar|found unexpected end of stream", _UNCLOSED, _CLOSE),
    (r"could not find expected ':'",
     "this line is neither 'key: value', nor '- item', nor part of a text",
     "write a space after ':' and after '-'; if it goes on with the text above, indent it deeper"),
    (r"sequence entries", "a text cannot start with '- '", QUOTE_IT),
    (r"block (mapping|collection|sequence)", "this does not fit what stands above it",
     "indent it by as many spaces as its neighbours, and check the line above it"),
    (r"flow (mapping|sequence|node)", "the bracket that opens here is not closed as expected",
     "check the commas and the closing bracket; if it is meant as text, put it in quotes"),
    (r"mapping keys are not allowed", "a text cannot start with '? '", QUOTE_IT),
    (r"directive", "a line cannot start with '%'", QUOTE_IT),
    (r"node content", "a value must stand here", "write it; if it is text, put it in quotes"),
    (r"block scalar", "this is not how a block of text starts",
     "write '>-' alone at the end of the line, then the text indented below"),
)  # fmt: skip

_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?(.*)")
_NO_BREAK = re.compile(r" *(?:- +)*(?:[\w-]+:)?\xa0")
_OPENS_BLOCK = re.compile(r": +[>|][+-]?\s*$")
_OTHER_QUOTE = {'"': "'", "'": '"'}
_KEY_ALONE = re.compile(r"\s*(?:- +)*[\w-]+")


def cannot_start(letter: str) -> str:
    """What is wrong with an unquoted text that starts with this character."""
    taken = {"*": "an alias", "&": "an anchor", "!": "a tag"}.get(letter)
    return f"a text cannot start with '{letter}'" + (f" (YAML's sign for {taken})" if taken else "")


def explain_syntax(error: Exception, text: str) -> Finding:
    """Say what a parser's error means: where, what is wrong, how to fix it."""
    context, problem = (str(getattr(error, name, "") or "") for name in ("context", "problem"))
    words, marks = f"{context} {problem}".strip(), ["problem_mark", "context_mark"]
    if re.search("flow|simple key", context) or "found unexpected" in problem:
        marks.reverse()  # an unclosed quote or bracket, or a line without colon: where it began
    places = (place for name in marks if (place := getattr(error, name, None)))
    mark = next((Mark(place.line + 1, place.column + 1) for place in places), Mark(1, 1))
    lines = [*text.split("\n"), ""]
    line = lines[mark.line - 1]
    if space := _NO_BREAK.match(line):
        message = "a no-break space, where YAML needs a plain one"
        return Mark(mark.line, space.end()), message, "type a plain space"
    if found := _by_open_quote(mark, lines) or _by_quote_inside(error, lines):
        return found
    if found := _by_block_above(mark, lines) or _by_line(mark, line, words):
        return found
    known = (found for pattern, *found in _SYNTAX if re.search(pattern, words))
    message, hint = next(known, (f"this is not valid YAML ({words or error})", ""))
    return mark, message, hint


def _by_block_above(mark: Mark, lines: list[str]) -> Finding | None:
    """A line that should be part of the block of text that the one above it opens."""
    above = lines[mark.line - 2] if mark.line > 1 else ""
    if not _OPENS_BLOCK.search(above):
        return None
    message = "this line has to be part of the text that the line above it opens"
    return mark, message, "indent it deeper than the key above it"


def _by_open_quote(mark: Mark, lines: list[str]) -> Finding | None:
    """A quote that was never closed ends at the next text's first quote, many lines below."""
    before = lines[mark.line - 1][: mark.column - 1].rstrip()
    quote = before[-1:]
    if quote not in ('"', "'") or before.count(quote) % 2 == 0:
        return None
    for number in range(mark.line - 1, 0, -1):
        value = _VALUE.match(lines[number - 1])
        if value and value[1][:1] == quote and value[1].count(quote) % 2:
            return Mark(number, value.start(1) + 1), _UNCLOSED, _CLOSE
    return None


def _by_line(mark: Mark, line: str, words: str) -> Finding | None:
    """What the offending line itself shows."""
    value = _VALUE.match(line)
    start, typed = (value.start(1), value[1]) if value else (0, "")
    first, before = typed[:1], line[: mark.column - 1]
    here = Mark(mark.line, start + 1)
    if "escape" in words or "hexdecimal" in words:
        backslash = Mark(mark.line, line.rfind("\\", 0, mark.column) + 1)
        hint = "use single quotes, or write two backslashes"
        return backslash, "a backslash in double quotes starts an escape", hint
    if "cannot start any token" in words and mark.column <= len(line):
        return mark, cannot_start(line[mark.column - 1]), QUOTE_IT
    if first in ("*", "&", "!") and start < mark.column:
        return here, cannot_start(first), QUOTE_IT
    if "mapping values" in words and _KEY_ALONE.fullmatch(before):
        return Mark(mark.line, len(before) - len(before.lstrip()) + 1), _DEEPER, _DEEPER_HINT
    if "block" in words and start < mark.column - 1:
        return _by_rest(mark, first, line[mark.column - 1 : mark.column], here)
    return None


def _by_rest(mark: Mark, first: str, rest: str, here: Mark) -> Finding | None:
    """A value that was complete, and then goes on."""
    if rest in ("]", "}"):
        return mark, "this bracket closes nothing", "remove it"
    if first in _OTHER_QUOTE:
        return mark, "this text goes on after its closing quote", _one_pair(first)
    return (here, cannot_start(first), QUOTE_IT) if first in ("[", "{") else None


def _one_pair(quote: str) -> str:
    other = _OTHER_QUOTE[quote]
    return f"put all of it in one pair of quotes: {other}...{other} if it holds a {quote}"


def _by_quote_inside(error: Exception, lines: list[str]) -> Finding | None:
    """Within brackets, a text in quotes that has words or another one right behind it."""
    place = getattr(error, "problem_mark", None)
    if not place or "flow" not in str(getattr(error, "context", "")):
        return None
    before, after = lines[place.line][: place.column].rstrip(), lines[place.line][place.column :]
    quote = before[-1:]
    if quote not in _OTHER_QUOTE or before.count(quote) % 2 or not after.strip():
        return None
    message = "after this closing quote, a comma or a bracket is missing"
    hint = f"if the text goes on, {_one_pair(quote)}"
    return Mark(place.line + 1, place.column + 1), message, hint
