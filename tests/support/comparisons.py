"""Comparisons that tests make: eventful ones, hostile ones, and some with verdicts only."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from typing import Any

import pytest
from pydantic import BaseModel

from comparison_site import Comparison, load
from comparison_site.core.vocabulary import Confidence, Icon, Kind, Status
from comparison_site.model import (
    Criterion,
    Option,
    Outcome,
    Part,
    Past,
    PastAdvice,
    Point,
    Proposal,
    Verdict,
)
from tests.support.paths import MEASURED_DATA, MINIMAL, OTHER_DATA, REAL_DATA

BASE = "https://example.org/site/"
ALL_DATA = [MINIMAL, OTHER_DATA, REAL_DATA, MEASURED_DATA]
DATA = pytest.mark.parametrize("data", ALL_DATA, ids=lambda path: path.stem)

PAYLOADS = (
    "<script>alert(1)</script>", "</script><svg onload=alert(1)>", "]]>", 'a"b', "it's", "a|b",
    "`a", "``<b>`", "a \\`<b>\\` c", "`a\\`<i>b</i>", "-->", "<!-- x", "&lt;b&gt;", "&amp", "\\",
    "[x](javascript:alert(1))", "[x](https://e.org/?a=1&copy;b)", "![x](https://e.org/x.png)",
    "wow![x](https://e.org/)", "[x]: https://e.org", "[x](https://e.org/a_(b)\"c)", "1. x", "12)",
    "# x #", "- x", "+ x", "> x", "===", "---", "***", "**a|b**", "`a|b`", "~~a~~", "$x$ and $y$",
    "a\u2028b", "<https://e.org>", "https://e.org/x", "www.e.org", "*a* **b** `c`", "C#", "x!",
    "{{ 7 * 7 }}{% raw %}", "漢字 é — 🦀",
)  # fmt: skip
HOSTILE = pytest.mark.parametrize("payload", PAYLOADS)
_APART = 6  # in the list, those of one kind stand together
MIXED = pytest.mark.parametrize("number", range(len(PAYLOADS) // _APART))
"""For tests that render whole sites: with `mixed`, each text is one of every kind over the rounds,
and every payload stands in several texts of each round."""

_REFERENCES = {
    "id",
    "lang",
    "formerly",
    "option",
    "order",
    "group",
    "url",
    "homepage",
    "source",
    "sources",
    "criteria",
    "file",
    "figure",
}


def eventful() -> Comparison:
    """The smallest comparison, with a verdict that changed twice and is contested."""
    comparison = load(MINIMAL)
    [criterion] = comparison.criteria
    verdict = criterion.verdict.model_copy(
        update={"contested": proposal(Status.OPEN), "history": HISTORY}
    )
    changed = criterion.model_copy(update={"verdict": verdict})
    return comparison.model_copy(update={"criteria": (changed,)})


def advised() -> Comparison:
    """The eventful comparison, in which the advice of the scenario has changed as well."""
    comparison = eventful()
    [scenario] = comparison.scenarios
    changed = {"reviewed_on": date(2026, 11, 19), "history": ADVICE_HISTORY}
    return comparison.model_copy(update={"scenarios": (scenario.model_copy(update=changed),)})


ADVICE_HISTORY = (
    PastAdvice(on=date(2026, 11, 18), kind=Kind.WINNER, option="bus", because="Rain, *all* year."),
    PastAdvice(on=date(2025, 2, 1), kind=Kind.TIE, because="Nobody `knew`."),
)

HISTORY = (
    Past(on=date(2026, 11, 20), kind=Kind.TIE, label="Too close", because="`A` new *road*."),
    Past(on=date(2025, 3, 1), kind=Kind.UNKNOWN, label="Nobody knows", because="Somebody rode."),
)


def proposal(status: Status) -> Proposal:
    return Proposal(
        kind=Kind.WINNER,
        option="bus",
        label="First of all",
        icon=Icon.CLOCK,
        because="The lane is *open*.",
        confidence=Confidence.LOW,
        status=status,
        argument="It was built.",
        sources=("survey",),
    )


def hostile(payload: str) -> Comparison:
    """A comparison in which every text is the payload."""
    poisoned: Comparison = poison(advised(), payload)
    return poisoned


def mixed(number: int) -> Comparison:
    """A comparison in which every text is another payload."""
    turns = (PAYLOADS[(at + number * _APART) % len(PAYLOADS)] for at in count())
    poisoned: Comparison = poison(advised(), turns)
    return poisoned


def poison(value: Any, payload: str | Iterator[str], name: str = "") -> Any:
    if type(value) is str and name not in _REFERENCES:
        return payload if isinstance(payload, str) else next(payload)
    if isinstance(value, tuple):
        return tuple(poison(item, payload, name) for item in value)
    if isinstance(value, dict):
        return {key: poison(item, payload) for key, item in value.items()}
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        texts = {field: poison(getattr(value, field), payload, field) for field in fields}
        return value.model_copy(update=texts)
    return value


def with_history(*history: Past) -> Comparison:
    comparison = eventful()
    [criterion] = comparison.criteria
    verdict = criterion.verdict.model_copy(update={"history": history})
    changed = criterion.model_copy(update={"verdict": verdict})
    return comparison.model_copy(update={"criteria": (changed,)})


def only(record: Any, **values: Any) -> Any:
    """A record with nothing but the fields that a sum reads."""
    return record.model_construct(**values)


def comparison_of(
    options: list[str], outcomes: list[Outcome], proposed: Sequence[Outcome | None] = ()
) -> Comparison:
    """A comparison that has verdicts, with what is proposed instead, and nothing else."""
    proposals = [
        one and only(Proposal, outcome=one.outcome, status=Status.OPEN)
        for one in (proposed or [None] * len(outcomes))
    ]
    verdicts = [
        only(Verdict, outcome=one.outcome, contested=proposal)
        for one, proposal in zip(outcomes, proposals, strict=True)
    ]
    comparison: Comparison = only(
        Comparison,
        options=tuple(only(Option, id=id_) for id_ in options),
        criteria=tuple(
            only(Criterion, id=f"c{number}", verdict=verdict)
            for number, verdict in enumerate(verdicts)
        ),
    )
    return comparison


def winner(option: str) -> Outcome:
    return Outcome(kind=Kind.WINNER, option=option)


def winners(*options: str) -> Outcome:
    return Outcome(kind=Kind.WINNER, options=options)


def split(*options: str) -> Outcome:
    parts = tuple(Part.model_validate({"option": id_, "for": f"for {id_}"}) for id_ in options)
    return Outcome(kind=Kind.SPLIT, parts=parts)


TIE = Outcome(kind=Kind.TIE)
UNKNOWN = Outcome(kind=Kind.UNKNOWN)


def points(criterion: Criterion) -> list[Point]:
    return [point for position in criterion.positions.values() for point in position.points]
