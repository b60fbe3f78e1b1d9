"""A version of the data as facts: flat texts by field, that two versions can be compared by.

They are read off the tree, so that a new field is compared as soon as a record declares it.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from comparison_site.analysis.outcomes import tally
from comparison_site.analysis.versions import Freshness
from comparison_site.authoring.versions import Version
from comparison_site.core import tree as places
from comparison_site.core.characters import one_line
from comparison_site.core.tree import Node
from comparison_site.core.vocabulary import Kind
from comparison_site.model.schema import Labels, labels_of
from comparison_site.results.figures import quantity
from comparison_site.results.records import Series
from comparison_site.results.runs import Run

Value = str | tuple[str, ...]
"""A text, or a list of texts."""

_JUDGED = ("label", "icon", "confidence", "because")
_APART = ("id", "kind", "option", "parts", "contested", "contradicted_by", "history", "points")


@dataclass(frozen=True)
class Key:
    """Which fact: the field, and whose it is where a record has one for each option.

    `label` is what reports call it; empty for what is counted or measured.
    """

    field: str
    of: str = ""
    label: str = dataclasses.field(default="", compare=False)


Facts = dict[Key, Value]


@dataclass(frozen=True)
class Described:
    """A record in facts. `part` is what it is, `key` what it is found by in the other version."""

    part: str
    key: str
    name: str
    facts: Facts
    inside: tuple["Described", ...] = ()


class Names:
    """What ids are called, so that a mere renaming shows once and not wherever it is named."""

    def __init__(self, *versions: Version) -> None:
        """The names in several versions, those of the last one first."""
        self.options = _names(versions, "options", "name")
        self.criteria = _names(versions, "criteria", "name")
        self.sources = _names(versions, "sources", "title")
        self._of_field: Mapping[str, Mapping[str, str]] = {
            "option": self.options,
            "criteria": self.criteria,
            "sources": self.sources,
        }

    def option(self, name: str) -> str:
        """The option's name; its id where no version describes it."""
        return self.options.get(name, name)

    def source(self, name: str) -> str:
        """The source's title; its id where no version describes it."""
        return self.sources.get(name, name)

    def said(self, field_: str, text: str) -> str:
        """A text of a field, on one line; an id by what it is called."""
        return self._of_field.get(field_, {}).get(text, one_line(text))


def _names(versions: Iterable[Version], group: str, name: str) -> dict[str, str]:
    records = (record for version in versions for record in version.root[group])
    return {record["id"].text: record[name].text for record in records if record[name].text}


def described(version: Version, names: Names) -> tuple[Described, ...]:
    """Everything that readers see, in the order in which a report tells it."""
    return _Describing(version, names).everything()


class _Describing:
    """One version, with the names of both."""

    def __init__(self, version: Version, names: Names) -> None:
        self.version = version
        self.names = names
        self.freshness = Freshness(version.comparison, version.newest)

    def everything(self) -> tuple[Described, ...]:
        root = self.version.root
        return (
            Described("comparison", "", root["title"].text, dict(self._whole())),
            *(self._criterion(criterion) for criterion in root["criteria"]),
            *(self._scenario(scenario) for scenario in root["scenarios"]),
            *(self._record("option", option, option["name"].text) for option in root["options"]),
            *(self._record("source", source, source["title"].text) for source in root["sources"]),
            *(_run(run) for run in self.version.comparison.runs),
        )

    def _whole(self) -> Iterator[tuple[Key, Value]]:
        told = ("title", "question", "bottom_line", "reviewed_on")
        yield from self._facts(self.version.root, labels_of("comparison"), only=told).items()
        counts = tally(self.version.comparison)
        for entry in counts.standings:
            name = self.names.option(entry.option.id)
            yield Key("wins", name), str(len(entry.wins))
            yield Key("shares", name), str(len(entry.shares))
        for field_ in ("split", "tied", "unknown", "contested"):
            yield Key(field_), str(getattr(counts, field_))

    def _facts(
        self,
        record: Node,
        labels: Labels,
        of: str = "",
        only: Iterable[str] = (),
        but: Iterable[str] = _APART,
    ) -> Facts:
        """What a record says by field, in the order of its declaration; unknown fields last."""
        typed = record.value if isinstance(record.value, dict) else {}
        found: Facts = {}
        for name in only or [*labels.order(typed)]:
            value = self._value(name, record[name], labels)
            if value and (only or name not in but):
                found[Key(name, of, labels.label(name))] = value
        return found

    def _value(self, name: str, node: Node, labels: Labels) -> Value:
        if isinstance(node.value, list):
            return tuple(self.names.said(name, leaf.text) for leaf in node.leaves())
        if isinstance(node.value, dict):
            keyed = labels.is_by_option(name)
            texts = (
                f"{self.names.option(leaf.key)} {leaf.text}" if keyed else leaf.text
                for leaf in node.leaves()
            )
            return one_line(", ".join(texts))
        return labels.words(name, self.names.said(name, node.text))

    def _outcome(self, outcome: Node, field_: str = "outcome") -> Facts:
        """Who comes out ahead, in words: the winner, or each option with its purpose."""
        option = outcome["option"].text
        named = [(option, "")] if option else []
        named += [(part["option"].text, part["for"].text) for part in outcome["parts"]]
        words = [
            f"{self.names.option(name)} for {purpose}" if purpose else self.names.option(name)
            for name, purpose in named
        ]
        kind = places.kind(outcome)
        nobody = {"tie": Kind.TIE.words, "unknown": Kind.UNKNOWN.words, "winner": "", "split": ""}
        said = one_line("; ".join(words)) or nobody.get(kind, kind)
        return {Key(field_): said} if said else {}

    def _record(self, part: str, record: Node, name: str) -> Described:
        labels = labels_of(part)
        facts = self._facts(record, labels, but=("id", "history", "points"))
        return Described(part, record["id"].text, one_line(name), facts)

    def _criterion(self, criterion: Node) -> Described:
        verdict, labels = criterion["verdict"], labels_of("verdict")
        published = places.published(verdict)
        facts = self._facts(criterion, labels_of("criterion"), only=("name", "question"))
        facts |= self._outcome(published) | self._facts(published, labels, only=_JUDGED)
        facts |= self._facts(verdict, labels, but=(*_APART, *_JUDGED))
        for judged in verdict["as_of"]:
            if newer := self._newer(judged.key, judged.text):
                facts[Key("newer", self.names.option(judged.key))] = newer
        for position in criterion["positions"]:
            name = self.names.option(position.key)
            facts |= self._facts(position, labels_of("position"), name)
        inside = (
            *self._proposal(verdict),
            *(self._contradiction(each) for each in verdict["contradicted_by"]),
            *self._history(list(verdict["history"])),
            *(self._point(point, p.key) for p in criterion["positions"] for point in p["points"]),
        )
        return Described(
            "criterion", criterion["id"].text, one_line(criterion["name"].text), facts, inside
        )

    def _newer(self, option: str, version: str) -> str:
        """The release that came after the version judged; an old file may name no such option."""
        known = option in (record.id for record in self.freshness.comparison.options)
        return self.freshness.newer(option, version) if known else ""

    def _scenario(self, scenario: Node) -> Described:
        published = places.published(scenario)
        facts = self._facts(scenario, labels_of("scenario"), only=("need",))
        facts |= self._outcome(published, "advice")
        facts |= self._facts(published, labels_of("scenario"), only=("because",))
        facts |= self._facts(scenario, labels_of("scenario"), but=(*_APART, "need", "because"))
        inside = tuple(self._proposal(scenario))
        return Described(
            "scenario", scenario["id"].text, one_line(scenario["need"].text), facts, inside
        )

    def _proposal(self, outcome: Node) -> Iterator[Described]:
        """The proposal, if there is one. An adopted one is what is published: no more is told."""
        proposal, labels = outcome["contested"], labels_of("proposal")
        if proposal:
            facts = self._facts(proposal, labels, only=("status",))
            if proposal["status"].text == "open":
                facts |= self._outcome(proposal) | self._facts(proposal, labels)
            yield Described("proposal", "", "", facts)

    def _contradiction(self, contradiction: Node) -> Described:
        source = contradiction["source"].text
        facts = self._facts(contradiction, labels_of("contradiction"), but=("source",))
        return Described("contradiction", source, self.names.source(source), facts)

    def _history(self, history: list[Node]) -> Iterator[Described]:
        """Newest first; the key counts from the oldest, which nothing newer moves."""
        for number, past in zip(range(len(history), 0, -1), history, strict=True):
            facts = self._outcome(past)
            facts |= self._facts(past, labels_of("past"), but=(*_APART, "on"))
            yield Described("past", f"{past['on'].text} {number}", past["on"].text, facts)

    def _point(self, point: Node, option: str) -> Described:
        facts: Facts = {Key("option"): self.names.option(option)}
        facts |= self._facts(point, labels_of("point"))
        return Described("point", point["id"].text, point["id"].text, facts)


def _run(run: Run) -> Described:
    """What was measured, in numbers: every bar of every chart, or what became of each program."""
    facts: Facts = {Key("measured_on"): str(run.result.measured_on)}
    for figure in run.figures:
        for series in figure.series:
            of = f"{figure.title}, {series.name}"
            facts[Key("measured", of)] = _measured(series, figure.unit)
    for program in run.programs:
        facts[Key("program", program.name)] = program.status.words
    return Described("run", run.file, run.id, facts)


def _measured(series: Series, unit: str) -> str:
    return series.status.words if series.median is None else quantity(series.median, unit)
