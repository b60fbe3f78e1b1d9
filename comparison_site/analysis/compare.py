"""Rows of facts, ready to be shown: how values are printed, ordered, and which is the best."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from comparison_site.core.values import ANSWERS, FactType, Wanted, price, version_order, with_unit
from comparison_site.model import Comparison, Criterion, Fact, Value


@dataclass(frozen=True)
class Cell:
    """What one option has in a row.

    `words` are the value as it is printed, `day` it as a date if it is one. `rank` is its place
    among the values of the row, from the least, which equal ones share; None where there is none.
    `checked` is the day on which its sources were last read or run.
    """

    value: Value
    words: str
    day: date | None
    rank: int | None
    is_best: bool
    sources: tuple[str, ...]
    checked: date | None


@dataclass(frozen=True)
class Row:
    """A row of facts: a cell for each option, by its id, in the order of the options.

    `differs` says whether two of the values that are known are not the same.
    """

    fact: Fact
    cells: dict[str, Cell]
    differs: bool


def rows(comparison: Comparison, criterion: Criterion) -> list[Row]:
    """The rows of facts of a criterion."""
    return [_row(comparison, fact) for fact in criterion.facts]


class About(NamedTuple):
    """The rows of facts of a criterion."""

    criterion: Criterion
    rows: list[Row]


def groups(comparison: Comparison) -> list[About]:
    """The criteria that have facts, with their rows."""
    return [About(one, rows(comparison, one)) for one in comparison.criteria if one.facts]


def has_facts(comparison: Comparison) -> bool:
    """Whether there is anything to compare."""
    return any(criterion.facts for criterion in comparison.criteria)


def told(comparison: Comparison, row: Row) -> str:
    """The row in a sentence: each option with what it has."""
    cells = row.cells.items()
    return "; ".join(f"{comparison.option(name).name}: {cell.words}" for name, cell in cells) + "."


def printed(fact: Fact, value: Value) -> str:
    """A value in words, with its unit."""
    if value.state:
        return value.state.words
    if fact.kind is FactType.NUMBER:
        return with_unit(value.value, fact.unit or "")
    unit = f" {fact.unit}" if fact.unit and fact.kind is FactType.PRICE else ""
    return (value.value.capitalize() if fact.kind is FactType.YES_NO else value.value) + unit


def _row(comparison: Comparison, fact: Fact) -> Row:
    known = keys(fact)
    order = sorted(set(known.values()))
    ranks = {name: order.index(key) for name, key in known.items()}
    leaders = best(fact, known)
    sources = {option.id: fact.sources_of(option.id) for option in comparison.options}
    read = {name: comparison.last_read(names) for name, names in sources.items()}
    cells = {
        name: Cell(
            fact.values[name],
            printed(fact, fact.values[name]),
            date.fromisoformat(fact.values[name].value)
            if fact.kind is FactType.DATE and name in ranks
            else None,
            ranks.get(name),
            is_best=name in leaders,
            sources=sources[name],
            checked=read[name],
        )
        for name in sources
    }
    return Row(fact, cells, differs=len(order) > 1)


def keys(fact: Fact) -> dict[str, Any]:
    """What the known values of a row are ordered by; equal for those that mean the same."""
    return {name: _key(fact, value) for name, value in fact.values.items() if not value.state}


def best(fact: Fact, known: Mapping[str, Any]) -> set[str]:
    """Who has the best value, where one is better than another and all can be compared."""
    order = sorted(set(known.values()))
    currencies = {key[0] for key in order} if fact.kind is FactType.PRICE else ()
    if fact.better is None or len(order) <= 1 or len(currencies) > 1:
        return set()
    wanted = order[-1 if fact.better in (Wanted.HIGH, Wanted.YES) else 0]
    return {name for name, key in known.items() if key == wanted}


def _key(fact: Fact, value: Value) -> Any:
    text = value.value
    match fact.kind:
        case FactType.YES_NO if text in ANSWERS:
            return ANSWERS.index(text)
        case FactType.NUMBER:
            return Decimal(text)
        case FactType.PRICE:
            currency, amount = price(text)
            return currency, Decimal(amount)
        case FactType.VERSION:
            return version_order(text)
        case _:
            return text.casefold()
