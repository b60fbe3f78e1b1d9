"""Rules about ids: unique where they are given, known where they are named, complete, used."""

from collections.abc import Callable, Iterable

from generator import places
from generator.messages import did_you_mean
from generator.tree import Flaw, Flaws, Node


def ids_are_unique(root: Node) -> Flaws:
    """Two records of one kind may not share an id; nor may two points of one criterion."""
    for group in ("options", "criteria", "scenarios", "sources"):
        yield from repeated(root[group], "id")
    for criterion in root["criteria"]:
        yield from repeated(places.points(criterion), "id")


def option_names_are_unique(root: Node) -> Flaws:
    """Linked tabs find each other by the option's name."""
    yield from repeated(root["options"], "name")


def ids_are_not_reserved(root: Node) -> Flaws:
    """`index` is the name of a folder's own page."""
    for record in [*root["options"], *root["criteria"]]:
        if record["id"].text == "index":
            yield Flaw(record["id"].path, "the id 'index' is reserved", "choose another word")


def references_exist(root: Node) -> Flaws:
    """An option, criterion or source that is named must be one that the file describes."""
    for group, noun, references in (
        ("options", "option", places.option_references(root)),
        ("criteria", "criterion", places.criterion_references(root)),
        ("sources", "source", places.source_references(root)),
    ):
        known = places.ids(root[group])
        for node, name in references:
            if name and name not in known:
                at_key = node.key == name
                hint = did_you_mean(name, known)
                yield Flaw(node.path, f"there is no {noun} '{name}'", hint, at_key)


def references_are_not_repeated(root: Node) -> Flaws:
    """Naming the same source or criterion twice in one list is a slip."""
    for parent in places.citing(root):
        yield from _repeated_texts(parent["sources"])
    for scenario in root["scenarios"]:
        yield from _repeated_texts(scenario["criteria"])


def every_option_has_a_position(root: Node) -> Flaws:
    """A criterion says where each option stands."""
    for criterion in root["criteria"]:
        yield from _without_option(root, criterion["positions"], "has no position here")


def every_option_has_a_version_judged(root: Node) -> Flaws:
    """A verdict says which version of each option it was judged on."""
    for criterion in root["criteria"]:
        yield from _without_option(root, criterion["verdict"]["as_of"], "has no version here")


def every_source_is_cited(root: Node) -> Flaws:
    """A source that nothing cites is either dead weight or a forgotten citation."""
    cited = {name for _, name in places.source_references(root)}
    for source in root["sources"]:
        if source["id"].text and source["id"].text not in cited:
            message = f"nothing cites the source '{source['id'].text}'"
            yield Flaw(source["id"].path, message, "cite it, or remove it")


def repeated(nodes: Iterable[Node], field: str) -> Flaws:
    """The nodes whose `field` says what an earlier one said."""
    yield from _repeated_texts(node[field] for node in nodes)


def _repeated_texts(words: Iterable[Node]) -> Flaws:
    seen: dict[str, Node] = {}
    for word in words:
        if word.text and word.text in seen:
            hint = "each must be another; rename or remove one"
            yield Flaw(word.path, f"'{word.text}' stands twice", hint)
        seen.setdefault(word.text, word)


def _without_option(root: Node, entries: Node, what: str) -> Flaws:
    if not entries:
        return
    for name in places.ids(root["options"]):
        if not entries[name]:
            yield Flaw(entries.path, f"the option '{name}' {what}", f"add '{name}:'", at_key=True)


RULES: tuple[Callable[[Node], Flaws], ...] = (
    ids_are_unique,
    option_names_are_unique,
    ids_are_not_reserved,
    references_exist,
    references_are_not_repeated,
    every_option_has_a_position,
    every_option_has_a_version_judged,
    every_source_is_cited,
)
