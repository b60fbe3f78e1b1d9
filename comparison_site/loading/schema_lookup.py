"""What the records ask for at a path of the data: which fields, and what belongs into each."""

from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from comparison_site.core.tree import Path
from comparison_site.model import Comparison


def fields_at(path: Path) -> list[str]:
    """The field names, as the YAML spells them, that a record at `path` may have."""
    return list(_fields(_model_at(path)))


def sort_at(path: Path) -> str:
    """What belongs into the field at `path`: a text, a list, one of some words."""
    annotation = _fields(_model_at(path[:-1])).get(str(path[-1]))
    container = get_origin(annotation) or annotation
    for kind, words in _SORTS:
        if isinstance(container, type) and issubclass(container, kind):
            return words.format(_listed(container))
    return "a value"


def _fields(model: type[BaseModel] | None) -> dict[str, Any]:
    fields = model.model_fields.items() if model else ()
    return {field.alias or name: field.annotation for name, field in fields}


def _model_at(path: Path) -> type[BaseModel] | None:
    annotation: Any = Comparison
    for step in path:
        annotation = _step_into(annotation, step)
    return _model_in(annotation)


def _step_into(annotation: Any, step: object) -> Any:
    model = _model_in(annotation)
    container = get_origin(annotation) in (tuple, dict)
    return model if container else _fields(model).get(str(step))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = get_args(annotation)
    if get_origin(annotation) in (tuple, dict, Union, UnionType):
        return next((found for arg in inner if (found := _model_in(arg))), None)
    return None


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
