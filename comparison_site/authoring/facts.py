"""A version of the data as facts: flat texts by field, that two versions can be compared by.

They are read off the tree, so that a new field is compared as soon as a record declares it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from comparison_site.analysis.outcomes import tally
from comparison_site.analysis.versions import Freshness
from comparison_site.authoring.described import Described, Facts, Key, Value, run_described
from comparison_site.authoring.versions import Version
from comparison_site.core import tree as places
from comparison_site.core.characters import one_line
from comparison_site.core.room import listed
from comparison_site.core.tree import Node
from comparison_site.core.vocabulary import Kind
from comparison_site.model.schema import Labels, labels_of

Fields = tuple[str, ...]
_JUDGED = ("label", "icon", "confidence", "because")
_OF_A_CRITERION = ("name", "question", "group", "formerly")
_APART = ("id", "kind", "option", "options", "parts", "order", "contested", "contradicted_by",
         "history", "points")  # fmt: skip
_ELSEWHERE = {
    "option": ("id",),
    "source": ("id",),
    "group": ("id",),
    "verdict": (*_APART, *_JUDGED),
    "scenario": (*_APART, "need", "because", "formerly"),
    "past": (*_APART, "on"),
    "contradiction": ("source",),
    "fact": ("id", "values"),
    "waiver": ("at",),
}
"""The fields of a record that are told in their own place, where these are not `_APART`."""
_CALLED = (("option", "options", "name"), ("criteria", "criteria", "name"),
           ("sources", "sources", "title"), ("group", "groups", "name"))  # fmt: skip
_NOBODY = {"tie": Kind.TIE.words, "unknown": Kind.UNKNOWN.words, "winner": "", "split": ""}


Names = dict[str, dict[str, str]]
"""What ids are called, by the field that they stand in."""


def names_in(*versions: Version) -> Names:
    """The names in several versions, those of the last one first.

    By them a mere renaming shows once, and not wherever the id is named.
    """
    return {
        field: {
            id_: record[name].text
            for version in versions
            for record in version.root[group]
            for id_ in (record["id"].text, *_former(record))
            if record[name].text
        }
        for field, group, name in _CALLED
    }


@dataclass(frozen=True)
class Description:
    """A version as records of facts, with the names of both versions."""

    version: Version
    names: Names

    def records(self) -> tuple[Described, ...]:
        """Everything that readers see, in the order in which a report tells it."""
        root = self.version.root
        return (
            Described("comparison", "", root["title"].text, self._whole(root)),
            *(self._record("group", group, "name") for group in root["groups"]),
            *map(self._criterion, root["criteria"]),
            *map(self._scenario, root["scenarios"]),
            *(self._record("option", option, "name") for option in root["options"]),
            *(self._record("source", source, "title") for source in root["sources"]),
            *map(run_described, self.version.comparison.runs),
            *map(self._waiver, root["waivers"]),
        )

    def _whole(self, root: Node) -> Facts:
        whole = ("draft", "lang", "title", "question", "bottom_line", "introduction", "closing")
        told = (*whole, "reviewed_on")
        facts = self._facts(root, "comparison", only=told)
        counts = tally(self.version.comparison)
        for entry in counts.standings:
            name = self._option(entry.option.id)
            facts[Key("wins", name)] = str(len(entry.wins))
            facts[Key("shares", name)] = str(len(entry.shares))
        for field in ("split", "tied", "unknown", "contested"):
            facts[Key(field)] = str(getattr(counts, field))
        return facts

    def _said(self, field: str, text: str) -> str:
        """A text of a field, on one line; an id by what it is called where a version says it."""
        return self.names.get(field, {}).get(text, one_line(text))

    def _option(self, name: str) -> str:
        return self._said("option", name)

    def _facts(self, record: Node, part: str, of: str = "", only: Fields = ()) -> Facts:
        """What a record says by field, in the order of its declaration; unknown fields last."""
        labels = labels_of(part)
        typed = record.value if isinstance(record.value, dict) else {}
        apart = _ELSEWHERE.get(part, _APART)
        fields = only or [name for name in labels.order(typed) if name not in apart]
        said = {Key(n, of, labels.label(n)): self._value(n, record[n], labels) for n in fields}
        return {key: value for key, value in said.items() if value}

    def _value(self, name: str, node: Node, labels: Labels) -> Value:
        if isinstance(node.value, list):
            return tuple(self._said(name, leaf.text) for leaf in node.leaves())
        if isinstance(node.value, dict):
            keyed = labels.is_by_option(name)
            leaves = [(self._option(leaf.key), leaf.text) for leaf in node.leaves()]
            return one_line(", ".join(f"{key} {text}" if keyed else text for key, text in leaves))
        return labels.words(name, self._said(name, node.text))

    def _outcome(self, outcome: Node, field: str = "outcome") -> Facts:
        """Who comes out ahead, in words: the winner, or each option with its purpose."""
        kind, winners = places.kind(outcome), [outcome["option"], *outcome["options"]]
        words = [self._option(one.text) for one in winners if one.text]
        for part in outcome["parts"]:
            name, purpose = self._option(part["option"].text), part["for"].text
            words.append(f"{name} for {purpose}" if purpose else name)
        together = listed(words) if words and kind == Kind.WINNER else "; ".join(words)
        said = one_line(together) or _NOBODY.get(kind, kind)
        named = [[self._option(leaf.text) for leaf in place.leaves()] for place in outcome["order"]]
        order = one_line(", then ".join(listed(names) for names in named if names))
        found = {Key(field): said, Key("order"): order}
        return {key: words for key, words in found.items() if words}

    def _record(self, part: str, record: Node, name: str) -> Described:
        facts = self._facts(record, part)
        return _described(part, record, one_line(record[name].text), facts)

    def _criterion(self, criterion: Node) -> Described:
        verdict = criterion["verdict"]
        published = places.published(verdict)
        facts = self._facts(criterion, "criterion", only=_OF_A_CRITERION)
        facts |= self._outcome(published) | self._facts(published, "verdict", only=_JUDGED)
        facts |= self._facts(verdict, "verdict") | dict(self._newer(verdict))
        for position in criterion["positions"]:
            fields = places.spelt_out(position)
            facts |= self._facts(fields, "position", self._option(position.key))
        inside = (
            *self._proposal(verdict),
            *map(self._contradiction, verdict["contradicted_by"]),
            *self._history(list(verdict["history"])),
            *(self._point(point, p.key) for p in criterion["positions"] for point in p["points"]),
            *map(self._fact, criterion["facts"]),
        )
        name = one_line(criterion["name"].text)
        return _described("criterion", criterion, name, facts, inside)

    def _newer(self, verdict: Node) -> Iterator[tuple[Key, Value]]:
        """The releases after the versions judged; an old file may name options it has not."""
        freshness = Freshness(self.version.comparison, self.version.newest)
        known = [option.id for option in self.version.comparison.options]
        for judged in verdict["as_of"]:
            if judged.key in known and (newer := freshness.newer(judged.key, judged.text)):
                yield Key("newer", self._option(judged.key)), newer

    def _scenario(self, scenario: Node) -> Described:
        published = places.published(scenario)
        facts = self._facts(scenario, "scenario", only=("need", "formerly"))
        facts |= self._outcome(published, "advice")
        facts |= self._facts(published, "scenario", only=("because",))
        facts |= self._facts(scenario, "scenario")
        inside = (*self._proposal(scenario), *self._history(list(scenario["history"])))
        return _described("scenario", scenario, one_line(scenario["need"].text), facts, inside)

    def _proposal(self, outcome: Node) -> Iterator[Described]:
        """The proposal, if there is one. An adopted one is what is published: no more is told."""
        proposal = outcome["contested"]
        if proposal:
            facts = self._facts(proposal, "proposal", only=("status",))
            if proposal["status"].text == "open":
                facts |= self._outcome(proposal) | self._facts(proposal, "proposal")
            yield Described("proposal", "", "", facts)

    def _contradiction(self, contradiction: Node) -> Described:
        source = contradiction["source"].text
        known = {one["id"].text: one for one in self.version.root["sources"]}
        facts, name = self._facts(contradiction, "contradiction"), self._said("sources", source)
        former = _former(known[source]) if source in known else ()
        return Described("contradiction", source, name, facts, formerly=former)

    def _history(self, history: list[Node]) -> Iterator[Described]:
        """Newest first; the key counts from the oldest, which nothing newer moves."""
        for number, past in zip(range(len(history), 0, -1), history, strict=True):
            facts = self._outcome(past) | self._facts(past, "past")
            yield Described("past", f"{past['on'].text} {number}", past["on"].text, facts)

    def _waiver(self, waiver: Node) -> Described:
        key, at = one_line(str(waiver.value)), one_line(waiver["at"].text)
        return Described("waiver", key, at, self._facts(waiver, "waiver"))

    def _fact(self, fact: Node) -> Described:
        """A row of facts: what each option has, and what is said about it."""
        facts = self._facts(fact, "fact")
        for value in fact["values"]:
            fields = value if value["value"] else Node(value.path, {"value": value.text})
            facts |= self._facts(fields, "value", self._option(value.key))
        return _described("fact", fact, one_line(fact["name"].text), facts)

    def _point(self, point: Node, option: str) -> Described:
        facts = {Key("option"): self._option(option)} | self._facts(point, "point")
        return _described("point", point, point["id"].text, facts)


def _described(
    part: str, record: Node, name: str, facts: Facts, inside: tuple[Described, ...] = ()
) -> Described:
    return Described(part, record["id"].text, name, facts, inside, _former(record))


def _former(record: Node) -> tuple[str, ...]:
    """The ids that a record had before."""
    return tuple(leaf.text for leaf in record["formerly"].leaves())
