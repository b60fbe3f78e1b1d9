"""Facts: rows of a table that have one value for each option."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, model_validator

from comparison_site.core import fields
from comparison_site.core.values import FactType, Wanted, state_of, strays
from comparison_site.core.vocabulary import State
from comparison_site.model.identity import Named, Record


class Value(Record):
    """What one option has in a row of facts. A file may write the `value` alone."""

    value: fields.Cell
    """It: yes, no or partly; a number, a price with its currency, a date, a version or a few words;
    or unknown or not-applicable; or what a cited run reports: `{source:program.reported.key}`. It
    may stand alone, right after the option's id."""
    note: fields.Reason | None = None
    """What a reader must know about this value."""
    sources: fields.Sources = ()
    """Where this value can be checked, if not where the whole row can be."""

    @model_validator(mode="before")
    @classmethod
    def spread(cls, data: Any) -> Any:
        """A value that stands alone, as the field that it is."""
        return {"value": data} if isinstance(data, str) else data

    @property
    def state(self) -> State | None:
        """Why there is no value, if there is none."""
        return state_of(self.value)


class Fact(Named):
    """A row of facts: one value for each option, all of one type."""

    name: fields.Name
    """What is compared, as the head of the row."""
    type: FactType | None = None
    """What sort of value the row has. Told by the values unless you say it."""
    better: Wanted | None = None
    """Which value is the better one, where every reader would say so."""
    unit: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    """The unit of its numbers, or what its prices are for. In any letters."""
    note: fields.Reason | None = None
    """What a reader must know about the whole row."""
    sources: fields.Sources = ()
    """Where its values can be checked. A value may name sources of its own instead."""
    values: Annotated[dict[fields.Id, Value], fields.names("options")]
    """What each option has, or that it is unknown or not applicable."""

    @cached_property
    def kind(self) -> FactType:
        """The type of its values: as the file says it, or as they are."""
        return strays([value.value for value in self.values.values()], self.type)[0]

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of its sources, then of those of single values, repeats included."""
        own = (name for value in self.values.values() for name in value.sources)
        return (*self.sources, *own)

    def sources_of(self, option: str) -> tuple[str, ...]:
        """Where the value of an option can be checked; nothing where there is no value."""
        value = self.values[option]
        return value.sources or (() if value.state else self.sources)
