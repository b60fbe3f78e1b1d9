"""Comparisons of nothing real, of any size: valid, without remarks, and the same for a seed.

python -m tests.benchmark.made_up --criteria 100 --options 3 > comparison.yaml
"""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import cycle
from typing import Any

import yaml

from tests.benchmark.words import Words

Data = dict[str, Any]
"""Part of a comparison, as a file has it. Days are texts, as they are typed."""

_DAY, _EARLIER = "2026-03-01", ("2025-11-01", "2025-06-01", "2025-01-01")
_KINDS = ("winner", "winner", "split", "winner", "tie", "winner", "unknown")
_STANCES = ("strength", "weakness", "context", "strength", "weakness")
_FIRST_HAND, _REPORTED = ("documentation", "release-note"), ("survey", "article")
_ICONS = ("check", "trophy", "target", "rocket", "bolt", "scale", "shield", "book")
_FACTS: tuple[Data, ...] = (
    {"better": "yes", "make": lambda at: ("yes", "no", "partly")[at % 3]},
    {"better": "low", "unit": "GB", "make": lambda at: f"{at * 7 % 23 + 1}.5"},
    {"better": "low", "unit": "a month", "make": lambda at: f"€{at * 5 % 19 + 1}.99"},
    {"make": lambda at: f"20{at % 7 + 18}-0{at % 9 + 1}-15"},
    {"make": lambda at: f"{at % 4 + 1}.{at % 11}.0"},
    {"make": lambda at: ("in beta", "by an add-on of others", "only in the paid plan")[at % 3]},
)
_CONTESTED_EVERY, _CHANGED_EVERY = 5, 3


@dataclass(frozen=True)
class Shape:
    """How much a comparison holds. What is negative follows from the number of criteria."""

    criteria: int = 1
    options: int = 2
    points: int = 3
    """Points of each position. With fewer than three the lint has remarks."""
    scenarios: int = -1
    sources: int = -1
    facts: int = 0
    """Rows of facts of each criterion, of one type after the other."""
    history: int = 1
    """Former verdicts of every third criterion, three at most."""
    seed: int = 0

    @property
    def scenario_count(self) -> int:
        """As many as asked for, or one for ten criteria."""
        return self.scenarios if self.scenarios >= 0 else 1 + self.criteria // 10

    @property
    def source_count(self) -> int:
        """As many as asked for, or one for each criterion, and four more."""
        return self.sources if self.sources >= 0 else 4 + self.criteria


def made_up(shape: Shape) -> Data:
    """A comparison of this shape."""
    words = Words(shape.seed)
    options = [_option(words, number, shape) for number in range(shape.options)]
    sources = [_source(words, number) for number in range(shape.source_count)]
    cited = _citations([source["id"] for source in sources])
    criteria = [
        _criterion(words, number, shape, options, cited) for number in range(shape.criteria)
    ]
    names = ", ".join(f"**{option['name']}**" for option in options)
    for option in options:
        option["sources"] = next(cited)
    _cite_all(options[0]["sources"], sources, [*options, *criteria])
    return {
        "title": f"{options[0]['name']} and others",
        "question": words.question(),
        "bottom_line": f"It is between {names}.",
        "reviewed_on": _DAY,
        "options": options,
        "criteria": criteria,
        "scenarios": [_scenario(words, n, criteria) for n in range(shape.scenario_count)],
        "sources": sources,
        "lint": {"review_after_days": 3650},
    }


def as_yaml(data: Data) -> str:
    """The text of a comparison file."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(
        data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=100,
        default_flow_style=None,
    )  # fmt: skip
    return text


def identified(name: str) -> str:
    """The id of what has this name."""
    return name.lower().replace(" ", "-")


def _option(words: Words, number: int, shape: Shape) -> Data:
    name = words.name(1, start="qua")  # as no word of a text begins: those name no option
    return {
        "id": identified(name),
        "name": name,
        "version": f"{number + 1}.0",
        "hue": 360 * number // shape.options,
        "origin": {"by": words.name(), "year": 1990 + number},
        "license": "MIT",
        "homepage": f"https://example.org/{identified(name)}",
        "summary": words.sentence(14),
        "choose_when": [words.sentence(7), words.sentence(7)],
        "avoid_when": [words.sentence(7)],
    }


def _source(words: Words, number: int) -> Data:
    name = words.name(3)
    kinds = _REPORTED if number % 2 else _FIRST_HAND
    return {
        "id": identified(name),
        "title": name,
        "url": f"https://example.org/{identified(name)}",
        "publisher": f"{words.word().capitalize()} Press",
        "kind": kinds[number // 2 % 2],
        "accessed_on": _DAY,
    }


def _citations(sources: Sequence[str]) -> Iterator[list[str]]:
    """One first-hand source after the other; every other time with a report beside it."""
    first_hand, reported = cycle(sources[::2]), cycle(sources[1::2] or sources)
    while True:
        yield [next(first_hand)]
        yield [*dict.fromkeys((next(first_hand), next(reported)))]


def _criterion(
    words: Words, number: int, shape: Shape, options: list[Data], cited: Iterator[list[str]]
) -> Data:
    name, names = words.name(), [option["id"] for option in options]
    facts = [_fact(words, row, names, cited) for row in range(shape.facts)]
    return {
        "id": identified(name),
        "name": name,
        "question": words.question(),
        "verdict": _verdict(words, number, shape, options, cited),
        "positions": {option: _position(words, shape, cited) for option in names},
    } | ({"facts": facts} if facts else {})


def _fact(words: Words, number: int, names: list[str], cited: Iterator[list[str]]) -> Data:
    """A row of facts: every fifth value is not known, every third row the same for all."""
    sort, name = _FACTS[number % len(_FACTS)], words.name(3)
    made = [sort["make"](0 if number % 3 == 2 else at + number) for at in range(len(names))]
    values: Data = dict(zip(names, made, strict=True))
    for at in range(number % 5, len(names), 5):
        values[names[at]] = "unknown" if at % 2 else "not-applicable"
    if number % 4 == 0:
        values[names[1]] = {"value": made[1], "note": words.sentence(6), "sources": next(cited)}
    more = {key: value for key, value in sort.items() if key != "make"}
    return {"id": identified(name), "name": name, **more, "sources": next(cited), "values": values}


def _outcome(number: int, names: list[str], purposes: Sequence[str] = ()) -> Data:
    """Who is ahead on the criterion of this number: each kind comes, and each option."""
    kind, first = _KINDS[number % len(_KINDS)], number % len(names)
    if kind == "winner":
        return {"kind": kind, "option": names[first]}
    if kind == "split" and purposes:
        ahead = (names[first], names[(first + 1) % len(names)])
        parts = zip(ahead, purposes, strict=True)
        return {"kind": kind, "parts": [{"option": one, "for": what} for one, what in parts]}
    return {"kind": "tie" if kind == "split" else kind}


def _verdict(
    words: Words, number: int, shape: Shape, options: list[Data], cited: Iterator[list[str]]
) -> Data:
    names, is_doubted = [option["id"] for option in options], number % _CONTESTED_EVERY == 1
    made = _outcome(number, names, (words.word(), words.word())) | {
        "label": words.name(),
        "icon": _ICONS[number % len(_ICONS)],
        "because": words.sentence(),
        "confidence": "low" if is_doubted else "medium",
        "flips_if": words.sentence(),
        "reviewed_on": _DAY,
        "as_of": {option["id"]: option["version"] for option in options},
    }
    if is_doubted:
        made["contested"] = _proposal(words, made, names, next(cited))
    if number % _CHANGED_EVERY == 0 and shape.history:
        made["history"] = [_past(words, day) for day in _EARLIER[: shape.history]]
    return made


def _proposal(words: Words, verdict: Data, names: list[str], sources: list[str]) -> Data:
    """What would be the case instead: one who is not ahead alone."""
    others = [name for name in names if name != verdict.get("option")]
    return {
        "kind": "winner",
        "option": others[0],
        "label": words.name(),
        "icon": "clock",
        "because": words.sentence(),
        "confidence": "low",
        "status": "open",
        "argument": words.sentence(16),
        "sources": sources,
    }


def _past(words: Words, day: str) -> Data:
    return {"on": day, "kind": "unknown", "label": words.name(), "because": words.sentence()}


def _position(words: Words, shape: Shape, cited: Iterator[list[str]]) -> Data:
    points = [
        {
            "id": identified(words.name()),
            "stance": _STANCES[number % len(_STANCES)],
            "text": words.sentence(),
            "sources": next(cited),
        }
        for number in range(shape.points)
    ]
    return {"summary": words.sentence(8), "points": points}


def _scenario(words: Words, number: int, criteria: list[Data]) -> Data:
    """Advice that follows the verdicts that one option wins, up to three of them."""
    won = [one for one in criteria if one["verdict"]["kind"] == "winner"]
    option = won[number % len(won)]["verdict"]["option"]
    agreeing = [one["id"] for one in won if one["verdict"]["option"] == option]
    start = number % len(agreeing)
    need = words.name(3)
    return {
        "id": identified(need),
        "need": need,
        "option": option,
        "because": words.sentence(),
        "criteria": [*dict.fromkeys((agreeing * 2)[start : start + 3])],
    }


def _cite_all(citing: list[str], sources: list[Data], records: list[Data]) -> None:
    """Cite here what nothing cites: a small comparison may have more sources than points."""
    counts = Counter(_named(records))
    citing += [source["id"] for source in sources if not counts[source["id"]]]


def _named(part: Any) -> Iterator[str]:
    """Every source that is cited in a part of the data."""
    if isinstance(part, dict):
        yield from part.get("sources", ())
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict | list):
            yield from _named(inner)


if __name__ == "__main__":
    parser = ArgumentParser(description="Print a made-up comparison.")
    for field in fields(Shape):
        parser.add_argument(f"--{field.name}", type=int, default=field.default)
    print(as_yaml(made_up(Shape(**vars(parser.parse_args())))), end="")
