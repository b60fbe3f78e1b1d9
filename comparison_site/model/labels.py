"""What the records declare about their fields: labels for reports, and which are formatted."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from comparison_site.core.fields import Formatted
from comparison_site.core.vocabulary import Words
from comparison_site.model.comparison import Comparison
from comparison_site.model.criteria import Criterion, Point, Position, Scenario
from comparison_site.model.options import Option
from comparison_site.model.outcomes import Contradiction, Past, Proposal, Verdict
from comparison_site.model.record import Record
from comparison_site.model.sources import OwnRun, WebPage

_PARTS: dict[str, tuple[type[Record], ...]] = {
    "comparison": (Comparison,),
    "criterion": (Criterion,),
    "verdict": (Verdict,),
    "position": (Position,),
    "point": (Point,),
    "proposal": (Proposal,),
    "past": (Past,),
    "contradiction": (Contradiction,),
    "scenario": (Scenario,),
    "option": (Option,),
    "source": (WebPage, OwnRun),
}


@dataclass(frozen=True)
class Labels:
    """The fields of a record, or of the members of a union, by the names that files use."""

    fields: dict[str, FieldInfo]

    def order(self, typed: Iterable[str]) -> list[str]:
        """The names in the order of declaration, then those that no record declares."""
        return list(dict.fromkeys([*self.fields, *typed]))

    def label(self, name: str) -> str:
        """The title that the field declares, or its name in words."""
        declared = self.fields.get(name)
        return (declared and declared.title) or name.replace("_", " ").capitalize()

    def words(self, name: str, text: str) -> str:
        """What readers see for a word of a list; any other text as it is."""
        declared = self.fields.get(name)
        for kind in _types(declared.annotation) if declared else ():
            if issubclass(kind, Words) and text in [str(word) for word in kind]:
                return kind(text).words  # type: ignore[call-arg]
        return text

    def is_by_option(self, name: str) -> bool:
        """Whether the field holds one value for each option."""
        declared = self.fields.get(name)
        return declared is not None and get_origin(declared.annotation) is dict


@cache
def labels_of(part: str) -> Labels:
    """The labels of a kind of record: criterion, verdict, position, point, and so on."""
    found: dict[str, FieldInfo] = {}
    for kind in _PARTS[part]:
        found |= {field.alias or name: field for name, field in kind.model_fields.items()}
    return Labels(found)


def _types(annotation: Any) -> list[type]:
    if isinstance(annotation, type):
        return [annotation]
    return [kind for argument in get_args(annotation) for kind in _types(argument)]


@cache
def formatted_fields() -> frozenset[str]:
    """The names of the fields, of any record, whose type says that their text is formatted."""
    kinds = [kind for kinds in _PARTS.values() for kind in kinds]
    return frozenset(
        field.alias or name
        for kind in kinds
        for name, field in kind.model_fields.items()
        if _is_formatted(field.annotation, field.metadata)
    )


def _is_formatted(annotation: Any, metadata: Iterable[Any] = ()) -> bool:
    """Whether the mark stands at the type, or at one that it is made from."""
    marks = (*metadata, *getattr(annotation, "__metadata__", ()))
    marked = any(isinstance(mark, Formatted) for mark in marks)
    return marked or any(map(_is_formatted, get_args(annotation)))
