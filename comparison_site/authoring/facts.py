"""Facts: flat texts, by field, that two versions of a record can be compared by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from comparison_site.core.vocabulary import Words
from comparison_site.model import Comparison

Value = str | tuple[str, ...]
"""A text, or a list of texts."""


@dataclass(frozen=True)
class Key:
    """Which fact: the field, and whose it is where a record has one for each option."""

    field: str
    of: str = ""


Facts = dict[Key, Value]


@dataclass(frozen=True)
class Described:
    """A record in facts. `part` is what it is, `key` what it is found by in the other version."""

    part: str
    key: str
    name: str
    facts: Facts
    inside: tuple["Described", ...] = ()


@dataclass(frozen=True)
class Names:
    """What ids are called, so that a mere renaming shows once and not wherever it is named."""

    options: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, *versions: Comparison) -> "Names":
        """The names in several versions, those of the last one first."""
        return cls(
            {option.id: option.name for version in versions for option in version.options},
            {
                criterion.id: criterion.name
                for version in versions
                for criterion in version.criteria
            },
            {source.id: source.title for version in versions for source in version.sources},
        )

    def option(self, name: str) -> str:
        """The option's name; its id where no version describes it."""
        return self.options.get(name, name)

    def cited(self, sources: Iterable[str]) -> tuple[str, ...]:
        """The titles of sources."""
        return tuple(self.sources.get(name, name) for name in sources)


def facts_of(of: str = "", **values: object) -> Facts:
    """Facts by field; those that are None or empty do not exist."""
    told = ((name, _told(value)) for name, value in values.items())
    return {Key(name, of): value for name, value in told if value}


def _told(value: object) -> Value:
    if isinstance(value, Words):
        return value.words
    if isinstance(value, tuple):
        return tuple(map(_line, value))
    return "" if value is None else _line(value)


def _line(value: object) -> str:
    """No page shows more than one space or a new line between two words."""
    return " ".join(str(value).split())
