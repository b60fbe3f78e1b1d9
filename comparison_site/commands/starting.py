"""What a new comparison starts from: names as they are given, or a table that people have."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
from markupsafe import Markup

from comparison_site.commands.common import Failure
from comparison_site.core.characters import visible
from comparison_site.core.counting import many
from comparison_site.core.diagnostics import ComparisonError
from comparison_site.core.fields import ID_PATTERN, id_from
from comparison_site.core.values import state_meant
from comparison_site.core.vocabulary import State
from comparison_site.lint.review import PLACEHOLDER, STAND_INS
from comparison_site.loading.loader import decoded

_MOST_BYTES = 1_000_000
_LONGEST_TITLE = 60
_IN_ITS_CELL = "write in its cell"
_TO_REPLACE = f"{PLACEHOLDER}: where it stands, in a sentence."


@dataclass(frozen=True)
class Named:
    """A record to be: its id, what readers call it, and of a criterion what its cells say.

    `is_own` says that the id is not the one that follows from the name.
    """

    id: str
    name: str
    is_own: bool = False
    cells: Sequence[str] = ()


def named(
    options: Iterable[str], criteria: Iterable[str], typed: str = ""
) -> tuple[list[Named], list[Named]]:
    """Options and criteria from names, each with an id made from it, or from `id=Name`.

    The names stand after the flags of the command, or where `typed` says it. Raises UsageError
    with every name that gives no id of its own.
    """
    found = (
        _identified(options, "option", typed or "--option"),
        _identified(criteria, "criterion", typed or "--criterion"),
    )
    if problems := [visible(one) for _, told in found for one in told]:
        raise click.UsageError("\n".join(problems))
    return found[0][0], found[1][0]


def _identified(words: Iterable[str], noun: str, typed: str) -> tuple[list[Named], list[str]]:
    """Records from names, and which of them need an id that their author chooses: links hold it
    for good.
    """
    seen: dict[str, Named] = {}
    problems: list[str] = []
    for word in words:
        name, _, text = (part.strip() for part in word.partition("="))
        if not (re.fullmatch(ID_PATTERN, name) and text):
            name, text = id_from(word, noun), word.strip()
        if not name:
            message = f"'{text}' has no Latin letters to make an id from"
            problems.append(f"{message}; choose one: {typed} 'my-id={text}'")
        elif name in seen:
            message = f"'{seen[name].name}' and '{text}' would both get the id '{name}'"
            problems.append(f"{message}; give one of them an id: {typed} '{name}-2={text}'")
        else:
            seen[name] = Named(name, text, name != id_from(text, noun))
    return list(seen.values()), problems


def started(
    options: Sequence[str], criteria: Sequence[str], table: Path | None
) -> tuple[list[Named], list[Named]]:
    """The options and the criteria, those of a table if there is one; something to replace where
    there are none. Raises UsageError and Failure."""
    if table and (options or criteria):
        raise click.UsageError("a table says the options and the criteria; give it alone")
    given = (options or STAND_INS[:2], criteria or STAND_INS[2:3])
    found, judged = _read(table) if table else named(*given)
    empty = [_TO_REPLACE, *(_cell("") for _ in found[1:])]
    return found, [one if one.cells else replace(one, cells=empty) for one in judged]


def titled(options: list[Named]) -> str:
    """What a comparison is called that says no title: who is compared, or how many."""
    title = " vs ".join(option.name for option in options)
    return title if len(title) <= _LONGEST_TITLE else f"{len(options)} options compared"


def _read(path: Path) -> tuple[list[Named], list[Named]]:
    """Options and criteria from a table: options across, criteria down, cells as positions.

    A cell that is empty is unknown. Commas, semicolons or tabs may stand between cells. Raises
    Failure where the file is no such table.
    """
    [(_, head), *others] = _rows(path) or [(1, [])]
    if not others:
        raise Failure(f"{path} has no row of a criterion; options go across, criteria down")
    for number, row in others:
        if len(row) != len(head):
            message = f"row {number} has {many(len(row), 'cell')}, the first one {len(head)}"
            raise Failure(f"{path}: {message}")
    options, criteria = named(head[1:], [row[0] for _, row in others], _IN_ITS_CELL)
    cells = [[_cell(cell) for cell in row[1:]] for _, row in others]
    return options, [replace(one, cells=c) for one, c in zip(criteria, cells, strict=True)]


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The rows that say something, with their numbers."""
    with path.open("rb") as file:
        raw = file.read(_MOST_BYTES + 1)
    try:
        text = decoded(raw, str(path), _MOST_BYTES)
    except ComparisonError as error:
        raise Failure("\n".join(map(str, error.problems))) from error
    between = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    try:
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:  # raised for the length of a cell alone
        message = "a cell is too long; is a quote above never closed?"
        raise Failure(f"{path}:{reader.line_num}: {message}") from error
    return [(number, row) for number, row in enumerate(rows, start=1) if any(row)]


def _cell(text: str) -> str:
    """A cell as a position: words, or that nobody knows, or that the question does not arise.

    Its words are a summary. A point would need a source, so no sign stands before them.
    """
    state = state_meant(text) if text else State.UNKNOWN
    return Markup(state.value) if state else re.sub(r"^[+-]\s+", "", text)  # noqa: S704 - our word
