"""A YAML parser's complaints in an editor's words."""

import re

from generator.tree import Finding, Mark

PUT_IN_QUOTES = "if it is meant as text, put the text in quotes"

_SYNTAX = (
    (r"mapping values are not allowed", "a text that holds ': ' must stand in quotes, "
     "and each key needs a line of its own", "check the indentation too"),
    (r"cannot start any token", "a text cannot start with this character",
     "put the text in quotes"),
    (r"while scanning a quoted scalar", "the quote that opens here is never closed",
     "add the closing quote"),
    (r"found unexpected end of stream", "the quote that opens here is never closed",
     "add the closing quote"),
    (r"unknown escape character", "a backslash in double quotes starts an escape",
     "use single quotes, or write two backslashes"),
    (r"could not find expected ':'", "this line is neither 'key: value' nor part of a text",
     "add the colon, or indent the line under the text it belongs to"),
    (r"block (mapping|collection|sequence)", "this line does not fit the lines above it",
     "check its indentation; a text that starts with a quote must end with one"),
    (r"flow (mapping|sequence)", "the bracket that opens here is not closed as expected",
     "check the commas and the closing bracket"),
    (r"alias|anchor", "a '*' or '&' starts a YAML alias or anchor", PUT_IN_QUOTES),
    (r"tag", "a '!' starts a YAML tag", PUT_IN_QUOTES),
    (r"block scalar", "this is not how a block of text starts",
     "write '>-' alone at the end of the line, then the text indented below"),
)  # fmt: skip


def explain_syntax(error: Exception, text: str) -> Finding:
    """Say what a parser's error means: where, what is wrong, how to mend it."""
    mark = _mark(error)
    line = [*text.split("\n"), ""][mark.line - 1]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Mark(mark.line, line.index("\t") + 1), "a tab in the indentation", "use spaces"
    words = f"{_part(error, 'context')} {_part(error, 'problem')}"
    for pattern, message, hint in _SYNTAX:
        if re.search(pattern, words):
            return mark, message, hint
    return mark, f"this is not valid YAML ({words.strip() or error})", ""


def _part(error: Exception, name: str) -> str:
    return str(getattr(error, name, "") or "")


def _mark(error: Exception) -> Mark:
    """An unclosed quote or bracket is reported where it opened."""
    opened = re.search("quoted scalar|flow", _part(error, "context"))
    names = ("context_mark", "problem_mark") if opened else ("problem_mark", "context_mark")
    places = [place for name in names if (place := getattr(error, name, None))]
    return Mark(places[0].line + 1, places[0].column + 1) if places else Mark(1, 1)
