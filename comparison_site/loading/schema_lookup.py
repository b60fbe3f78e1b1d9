"""What the records ask for at a path of the data: which fields, and what belongs into each."""

from datetime import date
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from comparison_site.core.tree import Path
from comparison_site.model import Comparison
from comparison_site.model.outcomes import GATHERED, RESULT_FIELDS


def fields_at(path: Path) -> list[str]:
    """The field names, as the YAML spells them, that a record at `path` may have."""
    return list(_fields(_annotation_at(path)))


def sort_at(path: Path) -> str:
    """What belongs into the field at `path`: a text, a list, one of some words."""
    annotation = _fields(_annotation_at(path[:-1])).get(str(path[-1]))
    container = get_origin(annotation) or annotation
    for kind, words in _SORTS:
        if isinstance(container, type) and issubclass(container, kind):
            return words.format(_listed(container))
    return "a value"


def _annotation_at(path: Path) -> Any:
    annotation: Any = Comparison
    for step in path:
        bare = _bare(annotation)
        if get_origin(bare) in (tuple, dict):
            annotation = get_args(bare)[isinstance(step, str)]
        else:
            annotation = _fields(bare).get(str(step))
    return annotation


def _fields(annotation: Any) -> dict[str, Any]:
    """The fields of a record, or those of every member of a union."""
    found: dict[str, Any] = {}
    for model in _models(annotation):
        for name, field in model.model_fields.items():
            key = field.alias or name
            found |= RESULT_FIELDS if key == GATHERED else {key: field.annotation}
    return found


def _models(annotation: Any) -> list[type[BaseModel]]:
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        return [bare]
    is_union = get_origin(bare) in (Union, UnionType)
    return [model for member in get_args(bare) for model in _models(member)] if is_union else []


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _listed(kind: type) -> str:
    return ", ".join(str(word) for word in kind) if issubclass(kind, Enum) else ""


_SORTS: tuple[tuple[type, str], ...] = (
    (Enum, "one of the words {}"),
    (date, "a date, YYYY-MM-DD"),
    (tuple, "a list"),
    (dict, "indented lines, one for each option"),
    (BaseModel, "indented 'name: value' lines"),
    (int, "a whole number"),
    (str, "a text"),
)
